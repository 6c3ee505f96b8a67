"""A survey told to the seller: how far it is, what failed, and what it makes of the fee table."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.shipping.couriers.opened import title
from bukapo.shipping.port import Rate
from bukapo.shipping.tariffs.rows import FeeQuestion, FeeSurvey
from bukapo.shipping.tariffs.rules import Answer, joined


@dataclass(frozen=True)
class SurveyTold:
    """`done` of `asked` places have their answer or their trouble; `resting`: nothing is asked until then."""

    id: int
    state: str
    split: str
    service: str
    trial: bool
    rows: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    done: int
    asked: int
    asked_at: datetime
    ended_at: datetime | None
    resting: datetime | None

    @property
    def failed(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.trouble)

    def row_name(self, answer: Answer) -> str:
        return self.rows[answer.row][0]


def latest_survey(store_id: int) -> SurveyTold | None:
    """The one that is open, else the last that became the table; None where there is none."""
    rows = FeeSurvey.objects.of(store_id).exclude(state="dropped").select_related("account")
    survey = rows.order_by("-pk").first()
    if survey is None:
        return None
    questions = list(FeeQuestion.objects.of(store_id).filter(survey=survey).order_by("row", "pk"))
    waiting = [question for question in questions if question.waiting]
    tried = [question.next_at for question in waiting if question.tries]
    return SurveyTold(
        survey.pk, survey.state, survey.split, title(survey.account.service), survey.account.mode == "sandbox",
        tuple((name, areas) for name, areas in survey.rows), tuple(map(_answer, questions)),
        len(questions) - len(waiting), len(questions), survey.asked_at, survey.ended_at,
        min((question.next_at for question in waiting), default=None) if tried else None,
    )  # fmt: skip


def _answer(question: FeeQuestion) -> Answer:
    light, heavy = ([Rate(**row) for row in rates or ()] for rates in (question.light, question.heavy))
    return Answer(
        question.row, question.label, () if question.trouble else joined(light, heavy), question.trouble
    )
