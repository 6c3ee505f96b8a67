"""An order in two parcels arrives parcel by parcel; it is received when both are there. Steps and verbs."""

from datetime import datetime, timedelta

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import BUYER, Actor
from bukapo.kernel.machine import WrongState
from bukapo.orders.events import OrderEvent, facts
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.parcels.rules import AGAIN_HOURS, MOST_NOTE
from bukapo.orders.parcels.writes import SaidAlready, SameTracking
from bukapo.orders.parts.events import PartDelivered, PartMissed, PartTrackingCorrected, RestDelivered
from bukapo.orders.parts.rules import PART, NoPart
from bukapo.orders.steps import lock_order
from bukapo.orders.writes.send import checked_tracking, received_whole
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import PARCEL

UNDER_WAY = ("confirmed", "shipped")
"""States of an order whose part may be on its way."""


@write
def confirm_part(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderEvent:
    """The part that went ahead has arrived; the order is received with it if its other parcel has come before.

    Raises NoPart unless it is on its way.
    """
    order, part = _on_its_way(store_id, order_id)
    rest = Parcel.objects.of(store_id).filter(order=order, state="delivered").first()
    if order.state == "shipped" and rest is not None:
        return received_whole(order, rest, actor=actor, at=at)
    move(PartShipment.objects.of(store_id), pk=part.pk, machine=PART, to="delivered", delivered_at=at)
    return PartDelivered(**facts(order), part_id=part.pk, pieces=part.pieces, how=_how(actor))


@write
def confirm_rest(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderEvent:
    """The second parcel has arrived; the order is received with it unless the first is still on its way.

    Raises WrongState unless it is on its way.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    parcel = Parcel.objects.of(store_id).filter(order=order, state="handed_over").first()
    if order.state != "shipped" or parcel is None:
        raise WrongState(state=order.state)
    if not PartShipment.objects.of(store_id).filter(order=order, state="sent").exists():
        return received_whole(order, parcel, actor=actor, at=at)
    move(Parcel.objects.of(store_id), pk=parcel.pk, machine=PARCEL, to="delivered", delivered_at=at)
    return RestDelivered(**facts(order), parcel_id=parcel.pk, how=_how(actor))


@write
def say_part_missed(*, store_id: int, order_id: int, note: str, actor: Actor, at: datetime) -> PartMissed:
    """The buyer waits for the part in vain: the seller is told, once a day at most. Raises NoPart, SaidAlready."""
    order, part = _on_its_way(store_id, order_id)
    if part.missed_at and at < part.missed_at + timedelta(hours=AGAIN_HOURS):
        raise SaidAlready()
    told = " ".join(note.split())[:MOST_NOTE]
    PartShipment.objects.of(store_id).filter(pk=part.pk).update(missed_at=at, missed_note=told)
    return PartMissed(**facts(order), part_id=part.pk, pieces=part.pieces, reason=told)


@write
def correct_part_tracking(
    *, store_id: int, order_id: int, courier: str, tracking_number: str, actor: Actor, at: datetime
) -> PartTrackingCorrected:
    """The part that left carries this number in truth; the buyer is told. Raises NoPart, Invalid, TrackingTaken,
    SameTracking.
    """
    order, part = _on_its_way(store_id, order_id)
    was = (part.courier, part.tracking_number)
    name, number = checked_tracking(store_id, order_id, courier, tracking_number, part_id=part.pk)
    if (name, number) == was:
        raise SameTracking()
    PartShipment.objects.of(store_id).filter(pk=part.pk).update(courier=name, tracking_number=number)
    return PartTrackingCorrected(
        **facts(order), part_id=part.pk, pieces=part.pieces, courier=name, tracking_number=number, was=was
    )


def _on_its_way(store_id: int, order_id: int) -> tuple[Order, PartShipment]:
    order = lock_order(store_id=store_id, order_id=order_id)
    part = PartShipment.objects.of(store_id).filter(order=order, state="sent").first()
    if part is None or order.state not in UNDER_WAY:
        raise NoPart()
    return order, part


def _how(actor: Actor) -> str:
    return "confirmed" if actor.kind == BUYER else "seller"
