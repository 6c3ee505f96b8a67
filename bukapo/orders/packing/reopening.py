"""A parcel packed wrongly is opened again, as long as it is in the house."""

from datetime import datetime
from typing import Any

from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Packing, RouteStop
from bukapo.orders.packing.events import OrderUnpacked, PackingDropped
from bukapo.orders.packing.rules import PACKING
from bukapo.orders.steps import lock_order
from bukapo.shipping.models import Parcel


class OnARoute(Refusal):
    code = "on_a_route"
    sentence = gettext_noop("Paket ini ada di rute {driver}. Batalkan rutenya dulu.")


class CourierComing(Refusal):
    code = "courier_coming"
    sentence = gettext_noop("Paket ini pernah dipesankan kurir dari sini, jadi tidak bisa dibuka lagi.")


def open_again(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderUnpacked:
    """The parcel is none any more: its order waits to be packed, what was scanned counts no more.

    Raises NotFound, WrongState (there is no parcel, or it left), OnARoute, CourierComing.
    """
    with writing():
        order = lock_order(store_id=store_id, order_id=order_id)
        rows = Parcel.objects.of(store_id)
        parcel = rows.filter(order=order).select_for_update(of=("self",)).first()
        if parcel is None or parcel.state != "packed" or order.state != "confirmed":
            raise WrongState(state=parcel.state if parcel else order.state)
        _refuse_while_leaving(parcel)
        events: list[Event] = [OrderUnpacked(**facts(order), parcel_id=parcel.pk)]
        events += _emptied(parcel, order.number, at)
        rows.filter(pk=parcel.pk).delete()
        record(events, actor=actor, at=at)
    return OrderUnpacked(**facts(order), parcel_id=parcel.pk)


def _refuse_while_leaving(parcel: Parcel) -> None:
    stop = RouteStop.objects.of(parcel.store_id).filter(parcel=parcel).select_related("route").first()
    if stop is not None:
        raise OnARoute(driver=stop.route.driver)
    if parcel.bookings.exists():  # even one that was called off names the parcel it was for
        raise CourierComing()


def _emptied(parcel: Parcel, number: str, at: datetime) -> list[Event]:
    """The packing that closed it, if one did: everything is out again."""
    rows: Any = Packing.objects.of(parcel.store_id).filter(parcel=parcel)
    packing = rows.first()
    if packing is None:
        return []
    move(
        Packing.objects.of(parcel.store_id),
        pk=packing.pk,
        machine=PACKING,
        to="dropped",
        ended_at=at,
        parcel=None,
    )
    return [PackingDropped(store_id=parcel.store_id, packing_id=packing.pk, number=number, state="dropped")]
