"""What a seller does with a survey of fees, and how it ends. No network here."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.canonical import digest
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.shipping.areas.rules import Area
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.models import Zone
from bukapo.shipping.tariffs.events import FeesAnswered, FeesApplied, FeesAsked, FeesDropped
from bukapo.shipping.tariffs.places import standing_for
from bukapo.shipping.tariffs.rows import FeeQuestion, FeeSurvey
from bukapo.shipping.tariffs.rules import OPEN, SPLITS, SURVEY
from bukapo.shipping.writes import put_zones
from bukapo.stores.models import Store


class TableMoved(Refusal):
    code = "fee_table_moved"
    sentence = gettext_noop(
        "Tabel ongkirnya baru saja diubah. Bandingkan lagi dengan yang sekarang, lalu pakai."
    )


def open_survey(
    *, store_id: int, account_id: int, split: str, couriers: Sequence[str], rows: Sequence[tuple[str, str]],
    actor: Actor, at: datetime,
) -> FeesAsked:  # fmt: skip
    """Ask for these rows of the table from now on; one that is open already is dropped. Raises Invalid, NotFound."""
    account = CourierAccount.objects.of(store_id).filter(pk=account_id, active=True).first()
    if account is None:
        raise NotFound()
    wanted = [code for code in account.couriers if code in couriers]
    if not wanted or split not in SPLITS:
        raise Invalid(field="couriers", why=gettext_noop("Pilih paling sedikit satu kurir."))
    places = standing_for(rows)
    if not places:
        raise Invalid(field="split", why=gettext_noop(
            "Belum ada wilayah yang menyebut kota atau provinsi. Tulis daerahnya dulu, atau buat tabelnya per pulau."
        ))  # fmt: skip
    with writing():
        Store.objects.select_for_update().get(pk=store_id)
        events: list[FeesDropped | FeesAsked] = [
            _dropped(survey) for survey in FeeSurvey.objects.of(store_id).filter(state__in=OPEN)
        ]
        survey = FeeSurvey.objects.create(
            store_id=store_id, account=account, split=split, couriers=wanted, rows=[list(row) for row in rows],
            asked_at=at,
        )  # fmt: skip
        FeeQuestion.objects.bulk_create(_question(survey, row, area, at) for row, area in places)
        asked = FeesAsked(store_id=store_id, survey_id=survey.pk, state="asking", questions=len(places))
        record([*events, asked], actor=actor, at=at)
    return asked


def _question(survey: FeeSurvey, row: int, area: Area, at: datetime) -> FeeQuestion:
    label = f"{area.district}, {area.city}"[:160]
    city = f"{area.district}, {area.city}"[:80]
    return FeeQuestion(
        store_id=survey.store_id, survey=survey, row=row, label=label, city=city, postal_code=area.postal_code,
        next_at=at,
    )  # fmt: skip


def _dropped(survey: FeeSurvey) -> FeesDropped:
    move(FeeSurvey.objects.of(survey.store_id), pk=survey.pk, machine=SURVEY, to="dropped")
    FeeQuestion.objects.of(survey.store_id).filter(survey=survey).update(waiting=False)
    return FeesDropped(store_id=survey.store_id, survey_id=survey.pk, state="dropped")


@write
def drop_survey(*, store_id: int, survey_id: int, actor: Actor, at: datetime) -> FeesDropped:
    """Nobody asks any more, and what came back is forgotten. Raises NotFound, WrongState."""
    return _dropped(survey_of(store_id, survey_id))


@write
def ask_again(*, store_id: int, survey_id: int, actor: Actor, at: datetime) -> FeesAsked:
    """What failed once more; what is known stays. Raises NotFound, WrongState, Invalid when nothing failed."""
    survey = survey_of(store_id, survey_id)
    failed = FeeQuestion.objects.of(store_id).filter(survey=survey).exclude(trouble="")
    move(FeeSurvey.objects.of(store_id), pk=survey.pk, machine=SURVEY, to="asking", ended_at=None)
    count = failed.update(waiting=True, tries=0, next_at=at, trouble="")
    if not count:
        raise Invalid(field="survey", why=gettext_noop("Semua daerah sudah terjawab."))
    return FeesAsked(store_id=store_id, survey_id=survey.pk, state="asking", questions=count)


@write
def end_survey(*, store_id: int, survey_id: int, actor: Actor, at: datetime) -> FeesAnswered:
    """Every question has its answer or its trouble. Raises WrongState when somebody was faster."""
    move(FeeSurvey.objects.of(store_id), pk=survey_id, machine=SURVEY, to="ready", ended_at=at)
    questions = FeeQuestion.objects.of(store_id).filter(survey_id=survey_id)
    failed = questions.exclude(trouble="").count()
    return FeesAnswered(
        store_id=store_id,
        survey_id=survey_id,
        state="ready",
        answered=questions.count() - failed,
        failed=failed,
    )


def apply_survey(
    *, store: Store, survey_id: int, zones: Sequence[ZoneDraft], seen: str, actor: Actor, at: datetime
) -> FeesApplied:
    """The fee table is `zones` from now on; `seen` is the digest of the table they were laid beside.

    Raises TableMoved, Invalid, NotFound, WrongState.
    """
    with writing():
        Store.objects.select_for_update().get(pk=store.pk)
        survey = survey_of(store.pk, survey_id)
        if seen != digest_of(table_of(store.pk)):
            raise TableMoved()
        move(FeeSurvey.objects.of(store.pk), pk=survey.pk, machine=SURVEY, to="applied")
        changed = put_zones(store, zones)
        applied = FeesApplied(store_id=store.pk, survey_id=survey.pk, state="applied")
        record([changed, applied], actor=actor, at=at)
    return applied


def table_of(store_id: int) -> list[ZoneDraft]:
    """Today's fee table."""
    rows = Zone.objects.of(store_id).filter(active=True).order_by("position", "id")
    return [ZoneDraft(z.name, z.first_kg, z.next_kg, z.areas, z.courier, z.days) for z in rows]


def digest_of(table: Sequence[ZoneDraft]) -> str:
    return digest([[z.name, z.first_kg, z.next_kg, z.areas, z.courier, z.days] for z in table])


def survey_of(store_id: int, survey_id: int) -> FeeSurvey:
    """Raises NotFound for another store's."""
    found: FeeSurvey | None = FeeSurvey.objects.of(store_id).filter(pk=survey_id).first()
    if found is None:
        raise NotFound()
    return found
