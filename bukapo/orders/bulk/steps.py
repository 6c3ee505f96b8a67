"""Pieces of the write that sends a group's parcel. The group and its orders are locked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Sum

from bukapo.journal.steps import move
from bukapo.kernel.entry import Line
from bukapo.ledger.rules import PPN_OUT, RECEIVABLE, SHIPPING_INCOME
from bukapo.ledger.tax import moved, ppn_in
from bukapo.orders.bulk.rules import ASKED, GROUP_PARCEL, NONE, GroupPacked, fee_due
from bukapo.orders.models import GroupParcel, Order, Roster
from bukapo.orders.taxes import tax_of_store
from bukapo.shipping.bookings.rules import LIVE
from bukapo.shipping.models import Booking, Parcel, Zone
from bukapo.shipping.rules import COURIER


def cause_of(parcel: GroupParcel) -> str:
    """How the ledger names it."""
    return f"group_parcel:{parcel.pk}"


def facts_of(parcel: GroupParcel) -> dict[str, Any]:
    """The fields every event of its group shares. The parcel has its group at hand."""
    return {
        "store_id": parcel.store_id,
        "campaign_id": parcel.roster.campaign_id,
        "roster_id": parcel.roster_id,
    }


def packed_of(roster: Roster) -> GroupParcel | None:
    """The parcel that waits for its courier."""
    rows = GroupParcel.objects.of(roster.store_id).select_related("roster")
    found: GroupParcel | None = rows.filter(roster=roster, state="packed").first()
    return found


def refuse_while_booked(roster: Roster) -> None:
    """Raise GroupPacked: a courier was asked for what is in the parcel."""
    rows = Booking.objects.of(roster.store_id).filter(group__roster=roster, group__state="packed")
    if rows.filter(state__in=LIVE).exists():
        raise GroupPacked()


def seal(roster: Roster, orders: Sequence[int], *, at: datetime) -> GroupParcel:
    """These orders are in one parcel. The caller records."""
    told, weight = grams_of(roster.store_id, orders)
    facts = {"orders": list(orders), "told": told, "weight": weight, "packed_at": at}
    parcel: GroupParcel = GroupParcel.objects.create(store_id=roster.store_id, roster=roster, **facts)
    return parcel


def send_parcel(
    roster: Roster, orders: Sequence[int], *, courier: str, number: str, at: datetime
) -> GroupParcel:
    """It left with these orders. One that was packed is this one. Its fee is the coordinator's from now on."""
    rows = GroupParcel.objects.of(roster.store_id)
    parcel = packed_of(roster) or seal(roster, orders, at=at)
    told, weight = grams_of(roster.store_id, orders)
    fee = _fee(roster, told, weight)
    ppn = ppn_in(fee) if tax_of_store(roster.store_id).covers(at) else 0
    move(
        rows, pk=parcel.pk, machine=GROUP_PARCEL, to="sent", orders=list(orders), told=told, weight=weight, fee=fee,
        ppn=ppn, fee_state=ASKED if fee else NONE, courier=courier, tracking_number=number, sent_at=at,
    )  # fmt: skip
    parcel.refresh_from_db()
    return parcel


def asked_lines(parcel: GroupParcel) -> tuple[Line, ...]:
    """Its fee is owed, and is income as far as it is not the state's: the parcel has left."""
    cause = cause_of(parcel)
    lines = moved(SHIPPING_INCOME, RECEIVABLE, parcel.fee - parcel.ppn, cause, None)
    return (*lines, *moved(PPN_OUT, RECEIVABLE, parcel.ppn, cause, None))


def grams_of(store_id: int, orders: Sequence[int]) -> tuple[int, int]:
    """As reckoned from the goods, and as packed."""
    told = Order.objects.of(store_id).filter(pk__in=orders).aggregate(sum=Sum("weight"))["sum"]
    real = Parcel.objects.of(store_id).filter(order__in=orders).aggregate(sum=Sum("weight"))["sum"]
    return int(told or 0), int(real or 0)


def _fee(roster: Roster, told: int, weight: int) -> int:
    if roster.fulfilment != COURIER or roster.zone_id is None:
        return 0
    zone = Zone.objects.of(roster.store_id).get(pk=roster.zone_id)
    sent = GroupParcel.objects.of(roster.store_id).filter(roster=roster, state="sent")
    before = sent.aggregate(told=Sum("told"), weight=Sum("weight"), fee=Sum("fee"))
    return fee_due(
        first_kg=zone.first_kg,
        next_kg=zone.next_kg,
        told=told + int(before["told"] or 0),
        real=weight + int(before["weight"] or 0),
        before=int(before["fee"] or 0),
    )
