"""An order ends after a part of it was sent: only what was not sent is paid back. Steps on a locked order.

What was sent stays sold, and its parcel is the order's from now on: its buyer confirms it, complains of it, reviews it.
"""

from datetime import datetime
from typing import Any

from bukapo.journal.steps import move
from bukapo.orders.allotment.money import take_off_short
from bukapo.orders.events import OrderCancelled, facts
from bukapo.orders.models import DroppedRest, Order, PartShipment
from bukapo.orders.packing.contents import every_slot_of
from bukapo.orders.parts.events import RestDropped
from bukapo.orders.parts.gates import part_that_left
from bukapo.orders.parts.money import unsent_worths
from bukapo.orders.parts.rules import PART, RestBooked, without
from bukapo.orders.parts.weights import share_of
from bukapo.orders.rules import ORDER
from bukapo.orders.steps import refuse_while_proof_waits
from bukapo.orders.taxes import earned
from bukapo.orders.weighing.reads import real_weight
from bukapo.orders.writes.release import end_order
from bukapo.shipping.bookings.rules import LIVE
from bukapo.shipping.models import Booking, Parcel
from bukapo.shipping.rules import PARCEL


def end_unsent(order: Order, *, reason: str, at: datetime, **because: Any) -> OrderCancelled | RestDropped:
    """End a locked order by a right to leave, without a fee: all of it, or the rest once a part has left.

    `because` as in `end_order`. The caller records, then `hand_on`s. Raises ProofWaiting, WrongState, RestBooked.
    """
    part = part_that_left(order)
    if part is None:
        return end_order(order, fee_percent=0, reason=reason, at=at, **because)
    return drop_rest(order, part, reason=reason, at=at, **because)


def drop_rest(order: Order, part: PartShipment, *, reason: str, at: datetime, **because: Any) -> RestDropped:
    """What has not left is not sent any more: its price comes off, and goes back as far as it was paid.

    Raises ProofWaiting, RestBooked.
    """
    refuse_while_proof_waits(order)
    if Booking.objects.of(order.store_id).filter(order=order, part=None, state__in=LIVE).exists():
        raise RestBooked()
    slots = without(every_slot_of(order), part.lines)
    lines = tuple((slot.position, slot.variant_id, slot.qty) for slot in slots)
    why = reason.strip()[:200]
    worth = unsent_worths(order.store_id, [order])[order.pk]
    taken = take_off_short(order, worth, why or "Sisa pesanan tidak jadi dikirim", at)
    arrived = part.state == "delivered"
    state = "received" if arrived else "shipped"
    move(PartShipment.objects.of(order.store_id), pk=part.pk, machine=PART, to="final")
    move(Order.objects.of(order.store_id), pk=order.pk, machine=ORDER, to=state)
    parcel = _its_parcel(order, part)
    postings = (*taken.postings, *earned(order))
    pieces = sum(slot.qty for slot in slots)
    DroppedRest.objects.create(
        store_id=order.store_id, order=order, part=part, lines=lines, pieces=pieces, reason=why,
        amount=taken.amount, allowance_id=taken.allowance_id, refund_id=taken.refund_id, at=at,
    )  # fmt: skip
    return RestDropped(
        **facts(order), state=state, part_id=part.pk, pieces=pieces, parcel_id=parcel.pk, lines=lines, reason=why,
        courier=part.courier, tracking_number=part.tracking_number, **taken.told(), postings=postings,
        **because,
    )  # fmt: skip


def _its_parcel(order: Order, part: PartShipment) -> Parcel:
    """The part as the order's parcel; one that was packed for the rest is no other."""
    rows = Parcel.objects.of(order.store_id)
    grams = share_of(part).ahead(real_weight(order))
    parcel = rows.filter(order=order).first()
    if parcel is None:
        parcel = Parcel.objects.create(
            store_id=order.store_id,
            order=order,
            method=order.fulfilment,
            weight=grams,
            packed_at=part.handed_at,
        )
    move(
        rows, pk=parcel.pk, machine=PARCEL, to="handed_over", courier=part.courier, weight=grams,
        tracking_number=part.tracking_number, handed_at=part.handed_at,
    )  # fmt: skip
    if part.state == "delivered":
        move(rows, pk=parcel.pk, machine=PARCEL, to="delivered", delivered_at=part.delivered_at)
    return parcel
