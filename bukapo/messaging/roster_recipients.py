"""Which message a coordinator gets of what happened to their group, if it is still worth one."""

from bukapo.journal.models import EventRow
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.rules import EXPECTED
from bukapo.stores.models import Store

OPENED, NEAR, COMPLETE = "roster.opened", "roster.deadline_near", "roster.all_filled"


def told_to_coordinator(event: EventRow) -> str:
    """Key of the message, or "": most of what members do is on the coordinator's page only."""
    if event.data.get("all_filled"):
        return COMPLETE
    return event.kind if event.kind in (OPENED, NEAR) else ""


def roster_to_tell(event: EventRow, store: Store, key: str) -> Roster | None:
    """The group, unless the message is not true any more."""
    rows = Roster.objects.of(store).exclude(state="cancelled").select_related("campaign")
    roster: Roster | None = rows.filter(pk=event.subject_id).first()
    if roster is None or key == OPENED:
        return roster
    missing = RosterMember.objects.of(store).filter(roster=roster, state=EXPECTED).exists()
    return roster if missing == (key == NEAR) else None
