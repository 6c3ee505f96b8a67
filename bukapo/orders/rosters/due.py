"""Deadlines of groups that come near. The worker asks; every reminder is its own write."""

from datetime import datetime, timedelta

from bukapo.journal.write import write
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.models import Roster
from bukapo.orders.rosters.desk import live_members, lock_roster
from bukapo.orders.rosters.events import RosterDeadlineNear
from bukapo.orders.rosters.rules import EXPECTED

NOTICE = timedelta(hours=24)
_BATCH = 50


class NothingMissing(Refusal):
    code = "roster_nothing_missing"
    sentence = gettext_noop("Tidak ada yang perlu diingatkan.")


def remind_of_deadlines(at: datetime) -> int:
    """Tell coordinators who is missing a day before the list's deadline; returns how many were told."""
    rows = Roster.objects.across_stores("the worker serves every store").filter(
        state="open", reminded_at=None, deadline_at__gt=at, deadline_at__lte=at + NOTICE
    )
    rows = rows.filter(members__state=EXPECTED, campaign__state="published").distinct()
    done = 0
    for store_id, pk in rows.order_by("deadline_at", "id").values_list("store_id", "id")[:_BATCH]:
        try:
            remind_of_deadline(store_id=store_id, roster_id=pk, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue  # everybody has filled in meanwhile, or the group is off
        done += 1
    return done


@write
def remind_of_deadline(*, store_id: int, roster_id: int, actor: Actor, at: datetime) -> RosterDeadlineNear:
    """Once per deadline, while somebody is missing and there is time. Raises NothingMissing, NotFound, RosterOver."""
    roster = lock_roster(store_id=store_id, roster_id=roster_id)
    missing = live_members(roster).filter(state=EXPECTED).count()
    near = at < roster.deadline_at <= at + NOTICE
    if not missing or not near or roster.reminded_at is not None or roster.state != "open":
        raise NothingMissing()
    Roster.objects.of(store_id).filter(pk=roster.pk).update(reminded_at=at)
    return RosterDeadlineNear(
        store_id=store_id,
        campaign_id=roster.campaign_id,
        roster_id=roster.pk,
        missing=missing,
        deadline_at=roster.deadline_at,
    )
