"""Parcels of a group, for its seller and its coordinator."""

from bukapo.orders.bulk.rules import ASKED
from bukapo.orders.models import GroupParcel, Roster


def parcels_of(roster: Roster) -> list[GroupParcel]:
    """Those that left, the first first. One query."""
    return list(GroupParcel.objects.of(roster.store_id).filter(roster=roster, state="sent"))


def fees_owed(store_id: int, campaign_id: int) -> int:
    """Rupiah that coordinators of a PO still owe for parcels. One query."""
    rows = GroupParcel.objects.of(store_id).filter(roster__campaign_id=campaign_id, fee_state=ASKED)
    return sum(rows.values_list("fee", flat=True))
