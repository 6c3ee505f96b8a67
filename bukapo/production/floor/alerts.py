"""What a seller should look at: work orders whose deadline is near or past, and those nobody reports on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max

from bukapo.production.models import WorkOrder
from bukapo.stores.models import Store

NEAR_DAYS = 3
QUIET_HOURS = 48
NEAR, LATE, QUIET = "near", "late", "quiet"
RUNNING = ("sent", "questioned", "accepted", "working")


@dataclass(frozen=True)
class Alert:
    """`what` is NEAR or LATE (`days` to the deadline, or past it) or QUIET (`days` whole days without progress)."""

    what: str
    days: int
    work_order_id: int
    number: str
    campaign_id: int
    workshop_name: str


def alerts(store: Store, at: datetime, *, campaign_id: int | None = None, most: int = 500) -> list[Alert]:
    """Of the store's running work orders (one PO's, if named), the most urgent first; one query.

    Quiet counts from the last report, else from the acceptance: who has not accepted yet is not quiet.
    """
    today = at.astimezone(ZoneInfo(store.zone)).date()
    rows = WorkOrder.objects.of(store).filter(state__in=RUNNING)
    if campaign_id is not None:
        rows = rows.filter(campaign_id=campaign_id)
    rows = rows.annotate(last=Max("stages__reports__at")).order_by("deadline", "id")[:most]
    found = [alert for row in rows for alert in _of(row, row.last or row.accepted_at, today, at)]
    rank = {LATE: 0, NEAR: 1, QUIET: 2}
    return sorted(
        found, key=lambda one: (rank[one.what], one.days if one.what == NEAR else -one.days, one.number)
    )


def deadline_alert(deadline: date, today: date) -> tuple[str, int] | None:
    """(LATE, days past) or (NEAR, days left) or None while there is time."""
    left = (deadline - today).days
    if left < 0:
        return LATE, -left
    return (NEAR, left) if left <= NEAR_DAYS else None


def quiet_days(last: datetime | None, at: datetime) -> int | None:
    """Whole days since anything moved; None within QUIET_HOURS or before the work was accepted."""
    if last is None or at - last <= timedelta(hours=QUIET_HOURS):
        return None
    return (at - last).days


def _of(row: WorkOrder, last: datetime | None, today: date, at: datetime) -> Iterator[Alert]:
    facts = (row.pk, row.number, row.campaign_id, row.workshop_name)
    if soon := deadline_alert(row.deadline, today):
        yield Alert(*soon, *facts)
    days = quiet_days(last, at)
    if days is not None:
        yield Alert(QUIET, days, *facts)
