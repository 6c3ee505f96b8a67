"""Verbs of a part that is sent ahead."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bukapo.journal.steps import move
from bukapo.journal.write import write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Order, Packing, PartShipment
from bukapo.orders.packing.contents import every_slot_of
from bukapo.orders.packing.gates import NotScanned, rule_of
from bukapo.orders.packing.rules import FREE, Key
from bukapo.orders.packing.writes import PackedElsewhere
from bukapo.orders.parts.ending import drop_rest
from bukapo.orders.parts.events import (
    PartAgreed,
    PartDeclined,
    PartEvent,
    PartPacked,
    PartProposed,
    PartShipped,
    PartWithdrawn,
    RestDropped,
)
from bukapo.orders.parts.gates import part_that_left, refuse_once_part_is_out, refuse_while_part_is_open
from bukapo.orders.parts.rules import (
    LIVE,
    MOST_REASON,
    PART,
    NoPart,
    NothingOut,
    PartBooked,
    PartMoved,
    check_part,
    fits,
)
from bukapo.orders.steps import lock_order
from bukapo.orders.writes.release import hand_on
from bukapo.orders.writes.send import (
    NotCourier,
    checked_tracking,
    refuse_when_packed,
    sendable,
)
from bukapo.shipping.bookings.rules import LIVE as BOOKED_LIVE
from bukapo.shipping.models import Booking
from bukapo.shipping.rules import COURIER


@write
def propose_part(
    *, store_id: int, order_id: int, pieces: Mapping[Key, int], reason: str, actor: Actor, at: datetime
) -> PartProposed:
    """Ask the buyer whether these pieces may go ahead, the rest later at the seller's cost.

    Raises what sending does, NotCourier, PartAsked, PartIsOut (one part per order), PackedElsewhere, Invalid.
    """
    order = sendable(store_id, order_id)
    if order.fulfilment != COURIER:
        raise NotCourier()
    refuse_when_packed(order)
    refuse_while_part_is_open(order)
    refuse_once_part_is_out(order)
    packing = Packing.objects.of(store_id).filter(order=order, state="open").first()
    if packing is not None:
        raise PackedElsewhere(who=packing.packer)
    why = " ".join(reason.split())[:MOST_REASON]
    if len(why) < 5:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya; pembeli akan membacanya."))
    lines = check_part(every_slot_of(order), pieces)
    part = PartShipment.objects.create(
        store_id=store_id, order=order, lines=lines, pieces=sum(line[2] for line in lines), reason=why, asked_at=at
    )  # fmt: skip
    return PartProposed(**_told(order, part), lines=tuple(lines), reason=why)


@write
def answer_part(*, store_id: int, order_id: int, agree: bool, actor: Actor, at: datetime) -> PartEvent:
    """The buyer's word, on record. Raises NoPart when nothing is asked."""
    order = lock_order(store_id=store_id, order_id=order_id)
    part = _part(order, "asked")
    kind, state = (PartAgreed, "agreed") if agree else (PartDeclined, "declined")
    move(PartShipment.objects.of(store_id), pk=part.pk, machine=PART, to=state, answered_at=at)
    return kind(**_told(order, part))


@write
def withdraw_part(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> PartWithdrawn:
    """The seller sends everything at once after all. Raises NoPart (checked at the table, too), PackedElsewhere,
    PartBooked.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    part = _part(order, *LIVE)
    if Packing.objects.of(store_id).filter(part=part).exists():
        raise NoPart()
    if Booking.objects.of(store_id).filter(part=part, state__in=BOOKED_LIVE).exists():
        raise PartBooked()
    packing = Packing.objects.of(store_id).filter(order=order, state="open").first()
    if packing is not None:
        raise PackedElsewhere(who=packing.packer)
    move(PartShipment.objects.of(store_id), pk=part.pk, machine=PART, to="withdrawn")
    return PartWithdrawn(**_told(order, part))


@write
def pack_part(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> PartPacked:
    """The part is packed, nobody has checked it piece by piece. Raises NoPart, PartMoved, NotScanned where that is a
    rule.
    """
    order = sendable(store_id, order_id)
    part = _part(order, "agreed")
    if not fits(every_slot_of(order), part.lines):
        raise PartMoved()
    _refuse_unscanned(store_id)
    move(PartShipment.objects.of(store_id), pk=part.pk, machine=PART, to="packed")
    return PartPacked(**_told(order, part))


@write
def ship_part(
    *, store_id: int, order_id: int, courier: str, tracking_number: str, actor: Actor, at: datetime
) -> PartShipped:
    """The part is with the courier. Raises NoPart without the buyer's consent, NotScanned, PartMoved, Invalid,
    TrackingTaken.
    """
    order = sendable(store_id, order_id)
    part = _part(order, "agreed", "packed")
    if not fits(every_slot_of(order), part.lines):
        raise PartMoved()
    if part.state == "agreed":
        _refuse_unscanned(store_id)
    name, number = checked_tracking(store_id, order_id, courier, tracking_number)
    move(
        PartShipment.objects.of(store_id), pk=part.pk, machine=PART, to="sent",
        courier=name, tracking_number=number, handed_at=at,
    )  # fmt: skip
    return PartShipped(**_told(order, part), courier=name, tracking_number=number)


def end_rest(*, store_id: int, order_id: int, reason: str, actor: Actor, at: datetime) -> RestDropped:
    """The seller does not send the rest: its price goes back, what was sent stays sold.

    Raises WrongState, NothingOut, Invalid (no reason), ProofWaiting, RestBooked.
    """
    why = " ".join(reason.split())[:200]
    if len(why) < 5:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya; pembeli akan membacanya."))
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        if order.state != "confirmed":
            raise WrongState(state=order.state)
        part = part_that_left(order)
        if part is None:
            raise NothingOut()
        event = drop_rest(order, part, reason=why, at=at)
        hand_on(event, actor, at)
    return event


def _refuse_unscanned(store_id: int) -> None:
    if rule_of(store_id) != FREE:
        raise NotScanned()


def _part(order: Order, *states: str) -> PartShipment:
    found: PartShipment | None = (
        PartShipment.objects.of(order.store_id).filter(order=order, state__in=states).first()
    )
    if found is None:
        raise NoPart()
    return found


def _told(order: Order, part: PartShipment) -> dict[str, Any]:
    return {**facts(order), "part_id": part.pk, "pieces": part.pieces}
