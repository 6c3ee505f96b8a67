"""Asking about a PO; answering for all, editing, hiding, pinning."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign, Question
from bukapo.campaigns.questions.events import (
    AnswerEdited,
    AnswersChanged,
    QuestionAnswered,
    QuestionAsked,
    QuestionEvent,
    QuestionHidden,
    QuestionPinned,
    QuestionShown,
)
from bukapo.campaigns.questions.rules import (
    ANSWERED,
    ASKED,
    HIDDEN,
    MOST_ANSWER,
    MOST_LETTERS,
    MOST_OPEN,
    QUESTION,
    AskingOver,
    TooManyQuestions,
)
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.readable import EMAIL, unreadable
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop

_UNREADABLE = gettext_noop("Ada karakter yang tidak bisa dibaca.")


@dataclass(frozen=True)
class Asking:
    """A question as somebody typed it; `phone` and `email` may be empty."""

    name: str
    text: str
    phone: str = ""
    email: str = ""
    language: str = "id"


@write
def ask_question(
    *, store_id: int, campaign_id: int, asking: Asking, actor: Actor, at: datetime
) -> QuestionAsked:
    """Of a PO that is announced or open. Raises AskingOver, TooManyQuestions, Invalid, NotFound."""
    campaign = Campaign.objects.of(store_id).filter(pk=campaign_id).exclude(state="draft").first()
    if campaign is None:
        raise NotFound()
    if campaign.state != "published" or (campaign.closes_at and at >= campaign.closes_at):
        raise AskingOver()
    rows = Question.objects.of(store_id).filter(campaign=campaign)
    if rows.filter(state=ASKED).count() >= MOST_OPEN:
        raise TooManyQuestions()
    row = Question.objects.create(
        store_id=store_id, campaign=campaign, name=_words(asking.name, "name", 60),
        text=_words(asking.text, "text", MOST_LETTERS), phone=_phone(asking.phone), email=_email(asking.email),
        language=asking.language if asking.language in ("id", "en") else "id", asked_at=at,
    )  # fmt: skip
    return QuestionAsked(**_facts(row), state=ASKED)


def answer_question(
    *, store_id: int, question_id: int, answer: str, actor: Actor, at: datetime
) -> QuestionEvent:
    """The answer, for everybody; a later one replaces it and says so. Raises Invalid, WrongState, NotFound."""
    with writing():
        row = _locked(store_id, question_id)
        told = _words(answer, "answer", MOST_ANSWER, blank=gettext_noop("Tulis jawabannya dulu."))
        event: QuestionEvent
        if row.state == ASKED:
            move(_rows(row), pk=row.pk, machine=QUESTION, to=ANSWERED, answer=told, answered_at=at)
            waited = max(0, int((at - row.asked_at).total_seconds()))
            event = QuestionAnswered(**_facts(row), waited=waited, state=ANSWERED)
        elif row.state == ANSWERED:
            _rows(row).filter(pk=row.pk, state=ANSWERED).update(answer=told, edited_at=at)
            event = AnswerEdited(**_facts(row))
        else:
            raise WrongState(state=row.state)
        record([event, _changed(row)], actor=actor, at=at)
    return event


def hide_question(*, store_id: int, question_id: int, why: str, actor: Actor, at: datetime) -> QuestionHidden:
    """Shown to nobody any more; the reason is kept for the store. Raises Invalid, WrongState, NotFound."""
    with writing():
        row = _locked(store_id, question_id)
        reason = _words(why, "why", 200, blank=gettext_noop("Tulis alasannya, untuk catatan toko."))
        move(_rows(row), pk=row.pk, machine=QUESTION, to=HIDDEN, hidden_why=reason, pinned=False)
        event = QuestionHidden(**_facts(row), why=reason, state=HIDDEN)
        record([event, *_if_shown(row)], actor=actor, at=at)
    return event


def show_question(*, store_id: int, question_id: int, actor: Actor, at: datetime) -> QuestionShown:
    """Hidden by mistake: answered or waiting, as it was. Raises WrongState, NotFound."""
    with writing():
        row = _locked(store_id, question_id)
        if row.state != HIDDEN:
            raise WrongState(state=row.state)
        back = ANSWERED if row.answer else ASKED
        move(_rows(row), pk=row.pk, machine=QUESTION, to=back, hidden_why="")
        event = QuestionShown(**_facts(row), state=back)
        record([event, *([_changed(row)] if row.answer else [])], actor=actor, at=at)
    return event


def pin_question(
    *, store_id: int, question_id: int, pinned: bool, actor: Actor, at: datetime
) -> QuestionPinned:
    """Above the others, for what everybody asks. Raises WrongState, NotFound."""
    with writing():
        row = _locked(store_id, question_id)
        if _rows(row).filter(pk=row.pk, state=ANSWERED, pinned=not pinned).update(pinned=pinned) != 1:
            raise WrongState(state=row.state)
        event = QuestionPinned(**_facts(row), pinned=pinned)
        record([event, _changed(row)], actor=actor, at=at)
    return event


def _locked(store_id: int, question_id: int) -> Question:
    row: Question | None = Question.objects.of(store_id).select_for_update().filter(pk=question_id).first()
    if row is None:
        raise NotFound()
    return row


def _rows(row: Question) -> Any:
    return Question.objects.of(row.store_id)


def _if_shown(row: Question) -> list[AnswersChanged]:
    """`row` as it was before the write."""
    return [_changed(row)] if row.state == ANSWERED else []


def _changed(row: Question) -> AnswersChanged:
    return AnswersChanged(store_id=row.store_id, campaign_id=row.campaign_id, question_id=row.pk)


def _facts(row: Question) -> dict[str, Any]:
    return {"store_id": row.store_id, "campaign_id": row.campaign_id, "question_id": row.pk}


def _words(text: str, field: str, most: int, *, blank: str = gettext_noop("Bagian ini wajib diisi.")) -> str:
    said = text.strip()
    if field == "name":
        said = " ".join(said.split())
    if not said:
        raise Invalid(field=field, why=blank)
    if len(said) > most:
        raise Invalid(field=field, why=gettext_noop("Terlalu panjang."))
    if unreadable(said):
        raise Invalid(field=field, why=_UNREADABLE)
    return said


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return normalise_phone(text)
    except PhoneUnusable:
        raise Invalid(
            field="phone", why=gettext_noop("Nomor WhatsApp belum benar. Contoh: 0812 3456 7890.")
        ) from None


def _email(text: str) -> str:
    email = text.strip().lower()
    if email and (len(email) > 254 or not EMAIL.fullmatch(email) or unreadable(email)):
        raise Invalid(
            field="email", why=gettext_noop("Alamat email belum benar. Kosongkan saja kalau tidak ada.")
        )
    return email
