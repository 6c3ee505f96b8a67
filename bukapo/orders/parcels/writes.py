"""Verbs of parcels on their way."""

from datetime import datetime, timedelta

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import NotArrived, Order
from bukapo.orders.parcels.events import ParcelMissed, TrackingCorrected
from bukapo.orders.parcels.rules import AGAIN_HOURS, MOST_NOTE
from bukapo.orders.steps import lock_order
from bukapo.orders.writes.send import NotCourier, checked_tracking
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import COURIER


class SameTracking(Refusal):
    code = "same_tracking"
    sentence = gettext_noop("Resinya masih sama.")


class SaidAlready(Refusal):
    code = "said_already"
    sentence = gettext_noop("Penjual sudah diberi tahu. Kalau besok belum juga ada kabar, kirim lagi.")


@write
def correct_tracking(
    *, store_id: int, order_id: int, courier: str, tracking_number: str, actor: Actor, at: datetime
) -> TrackingCorrected:
    """The parcel that left carries this tracking number in truth. The buyer is told.

    Raises NotFound, WrongState (not on its way), NotCourier, Invalid, TrackingTaken, SameTracking.
    """
    order, parcel = _on_its_way(store_id, order_id)
    if order.fulfilment != COURIER or not parcel.tracking_number:  # a group's number is its parcel's
        raise NotCourier()
    name, number = checked_tracking(store_id, order_id, courier, tracking_number)
    was = (parcel.courier, parcel.tracking_number)
    if (name, number) == was:
        raise SameTracking()
    Parcel.objects.of(store_id).filter(pk=parcel.pk).update(courier=name, tracking_number=number)
    return TrackingCorrected(
        **facts(order), parcel_id=parcel.pk, courier=name, tracking_number=number, was=was
    )


@write
def say_not_arrived(*, store_id: int, order_id: int, note: str, actor: Actor, at: datetime) -> ParcelMissed:
    """The buyer waits in vain: the seller is told, once a day at most. Raises WrongState, SaidAlready."""
    order, parcel = _on_its_way(store_id, order_id)
    told = " ".join(note.split())[:MOST_NOTE]
    row = NotArrived.objects.of(store_id).filter(parcel=parcel).first()
    if row is None:
        NotArrived.objects.create(store_id=store_id, parcel=parcel, note=told, said_at=at)
    elif at < row.said_at + timedelta(hours=AGAIN_HOURS):
        raise SaidAlready()
    else:
        NotArrived.objects.of(store_id).filter(pk=row.pk).update(note=told, said_at=at)
    return ParcelMissed(**facts(order), parcel_id=parcel.pk, reason=told)


def _on_its_way(store_id: int, order_id: int) -> tuple[Order, Parcel]:
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "shipped":
        raise WrongState(state=order.state)
    return order, Parcel.objects.of(store_id).get(order=order)
