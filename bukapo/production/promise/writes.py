"""A workshop's paces and days are typed; what was foreseen is kept."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.production.models import DayOff, Forecast, StagePace, Workshop, WorkWeek
from bukapo.production.promise.calendar import WorkDays
from bukapo.production.promise.events import PacesSet, WorkDaysSet, WorkOrderForeseen
from bukapo.production.promise.outlook import Outlook
from bukapo.production.promise.typed import TypedPace, checked_days, checked_paces
from bukapo.production.steps import facts, lock_work_order

OPEN = ("sent", "questioned", "accepted", "working")
"""States of a work order that still has to be finished."""


class NothingToForesee(Refusal):
    code = "nothing_to_foresee"
    sentence = gettext_noop("SPK ini sudah selesai atau tidak jalan, jadi tidak perlu diperkirakan lagi.")


class ForeseenAlready(Refusal):
    """Somebody else did while this was worked out."""

    code = "foreseen_already"
    sentence = gettext_noop("SPK ini baru saja diperkirakan.")


@write
def set_paces(
    *, store_id: int, workshop_id: int | None, paces: Sequence[TypedPace], actor: Actor, at: datetime
) -> PacesSet:
    """The workshop's whole table (None: of any workshop without its own); an empty one forgets it.

    Raises Invalid, NotFound (another store's workshop).
    """
    tidy = checked_paces(paces)
    workshop = _workshop(store_id, workshop_id)
    StagePace.objects.of(store_id).filter(workshop=workshop).delete()
    StagePace.objects.bulk_create(
        StagePace(store_id=store_id, workshop=workshop, position=position, **vars(pace))
        for position, pace in enumerate(tidy)
    )
    told = tuple((pace.stage, pace.each, pace.people) for pace in tidy)
    return PacesSet(store_id=store_id, workshop_id=workshop_id, paces=told)


@write
def set_work_days(
    *, store_id: int, workshop_id: int | None, days: WorkDays, actor: Actor, at: datetime
) -> WorkDaysSet:
    """The workshop's whole calendar (None: of every workshop without its own). Raises Invalid, NotFound."""
    kept = checked_days(days, today=at.date())
    workshop = _workshop(store_id, workshop_id)
    week = {
        "weekdays": "".join("1" if works else "0" for works in kept.weekdays),
        "national": kept.national,
        "joint": kept.joint,
        "before": kept.before,
        "after": kept.after,
    }
    row, _made = WorkWeek.objects.of(store_id).update_or_create(
        workshop=workshop, defaults=week, create_defaults={**week, "store_id": store_id}
    )
    DayOff.objects.of(store_id).filter(week=row).delete()
    DayOff.objects.bulk_create(
        DayOff(store_id=store_id, week=row, **vars(closure)) for closure in kept.closures
    )
    told = tuple((one.first, one.last, one.name, one.works) for one in kept.closures)
    return WorkDaysSet(store_id=store_id, workshop_id=workshop_id, week=week, days_off=told)


@write
def keep_forecast(
    *, store_id: int, work_order_id: int, outlook: Outlook, since: datetime, actor: Actor, at: datetime
) -> WorkOrderForeseen:
    """One more forecast of an open work order, unless it has one made at `since` or later.

    Raises NotFound, NothingToForesee, ForeseenAlready.
    """
    order = lock_work_order(store_id, work_order_id)
    if order.state not in OPEN:
        raise NothingToForesee()
    rows = Forecast.objects.of(store_id)
    if rows.filter(work_order=order, made_at__gte=since).exists():
        raise ForeseenAlready()
    row = rows.create(
        store_id=store_id,
        work_order=order,
        p50=outlook.p50,
        p80=outlook.p80,
        p90=outlook.p90,
        bottleneck=outlook.bottleneck.name,
        left=outlook.course.left,
        made_at=at,
    )
    days = {"p50": row.p50, "p80": row.p80, "p90": row.p90}
    return WorkOrderForeseen(**facts(order), **days, bottleneck=row.bottleneck, left=row.left)


def _workshop(store_id: int, workshop_id: int | None) -> Workshop | None:
    if workshop_id is None:
        return None
    workshop: Workshop | None = (
        Workshop.objects.of(store_id).select_for_update().filter(pk=workshop_id).first()
    )
    if workshop is None:
        raise NotFound()
    return workshop
