"""Out of the house: packed, handed to the courier or to the buyer, received."""

from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import BUYER, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.allotment.remedies import refuse_while_short
from bukapo.orders.cod import ask_at_handover, rest_is_cod
from bukapo.orders.delays.answering import refuse_while_leaving
from bukapo.orders.events import OrderPacked, OrderReceived, OrderShipped, facts
from bukapo.orders.making.gates import refuse_unless_made
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.packing.gates import refuse_unchecked
from bukapo.orders.parts.gates import arrive_with_it, part_that_left, refuse_while_part_is_open
from bukapo.orders.parts.weights import share_of
from bukapo.orders.rules import ORDER
from bukapo.orders.steps import lock_order
from bukapo.orders.taxes import earned
from bukapo.orders.weighing.reads import real_weight
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import COURIER, GROUP, PARCEL, PICKUP


class StillOwes(Refusal):
    code = "still_owes"
    sentence = gettext_noop("Pesanan ini belum lunas: masih kurang {amount}.")


class NotPickup(Refusal):
    code = "not_pickup"
    sentence = gettext_noop("Pesanan ini dikirim lewat kurir, bukan diambil sendiri.")


class NotCourier(Refusal):
    code = "not_courier"
    sentence = gettext_noop("Pesanan ini diambil sendiri, jadi tidak perlu resi.")


class TrackingTaken(Refusal):
    code = "tracking_taken"
    sentence = gettext_noop("Resi {number} sudah dipakai pesanan lain.")


@write
def pack_order(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderPacked:
    """The parcel of a confirmed order is packed. Paid in full, but for what is paid at the handing over."""
    order = sendable(store_id, order_id, cod=True)
    refuse_when_packed(order)
    return OrderPacked(**facts(order), parcel_id=_parcel(order, at).pk)


@write
def ship_order(
    *, store_id: int, order_id: int, courier: str, tracking_number: str, actor: Actor, at: datetime
) -> OrderShipped:
    """Handed to the courier with this tracking number (resi); the deposit becomes revenue.

    Paid in full only, unless the rest is COD: that is asked now, and the courier collects it. Raises StillOwes.
    """
    name, number = checked_tracking(store_id, order_id, courier, tracking_number)
    return ship_within(store_id=store_id, order_id=order_id, courier=name, number=number, at=at)


def ship_within(*, store_id: int, order_id: int, courier: str, number: str, at: datetime) -> OrderShipped:
    """`ship_order` as a step of a bigger write, which records the event. The store's own driver has no `number`."""
    order = sendable(store_id, order_id, cod=True)
    if order.fulfilment != COURIER:
        raise NotCourier()
    return _shipped(order, courier, number, at)


def ship_in_group(*, store_id: int, order_id: int, courier: str, number: str, at: datetime) -> OrderShipped:
    """`ship_order` of one member of a group, as a step of the write that sends the parcel. Same refusals."""
    order = sendable(store_id, order_id, cod=True)
    if order.fulfilment != GROUP:
        raise NotCourier()
    return _shipped(order, courier, number, at)


def pack_in_group(*, store_id: int, order_id: int, at: datetime) -> OrderPacked | None:
    """`pack_order` of one member of a group, paid in full, as a step of the write that packs the parcel. None where it
    is packed already. Raises what its gates do.
    """
    order = sendable(store_id, order_id)
    if order.fulfilment != GROUP:
        raise NotCourier()
    if Parcel.objects.of(store_id).filter(order=order).exists():
        return None
    return OrderPacked(**facts(order), parcel_id=_parcel(order, at).pk)


def tracking(courier: str, tracking_number: str) -> tuple[str, str]:
    """Both as they are stored. Raises Invalid."""
    courier, number = courier.strip()[:40], "".join(tracking_number.split()).upper()
    if not courier or not 4 <= len(number) <= 40 or not number.isascii():
        raise Invalid(field="tracking_number", why=gettext_noop("Tulis kurir dan nomor resinya."))
    return courier, number


def _shipped(order: Order, courier: str, number: str, at: datetime) -> OrderShipped:
    store_id = order.store_id
    parcel = _parcel(order, at)
    move(
        Parcel.objects.of(store_id), pk=parcel.pk, machine=PARCEL, to="handed_over",
        courier=courier, tracking_number=number, handed_at=at,
    )  # fmt: skip
    move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="shipped")
    lines = ask_at_handover(order, at=at) + earned(order)
    return OrderShipped(
        **facts(order), state="shipped", parcel_id=parcel.pk, courier=courier, tracking_number=number,
        postings=tuple(lines),
    )  # fmt: skip


def checked_tracking(
    store_id: int, order_id: int, courier: str, tracking_number: str, *, part_id: int = 0
) -> tuple[str, str]:
    """Courier and number as they are kept. Raises Invalid; TrackingTaken when another parcel (or part) carries it."""
    courier, number = tracking(courier, tracking_number)
    others = Parcel.objects.of(store_id).filter(courier=courier, tracking_number=number)
    parts = PartShipment.objects.of(store_id).filter(courier=courier, tracking_number=number)
    if part_id:
        parts = parts.exclude(pk=part_id)
    else:
        others = others.exclude(order_id=order_id)
        parts = parts.exclude(order_id=order_id, state="final")  # it is this parcel
    if others.exists() or parts.exists():
        raise TrackingTaken(number=number)
    return courier, number


@write
def hand_over(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderReceived:
    """The buyer picked the order up. Paid in full only (`cod.hand_over_for_cash` takes the money, too)."""
    return hand_over_within(store_id=store_id, order_id=order_id, at=at)


def hand_over_within(*, store_id: int, order_id: int, at: datetime) -> OrderReceived:
    """`hand_over` as a step of a bigger write, which records the event. The deposit becomes revenue."""
    order = sendable(store_id, order_id)
    if order.fulfilment not in (PICKUP, GROUP):  # a member may fetch what is theirs
        raise NotPickup()
    parcel = _parcel(order, at)
    move(Parcel.objects.of(store_id), pk=parcel.pk, machine=PARCEL, to="handed_over", handed_at=at)
    move(Parcel.objects.of(store_id), pk=parcel.pk, machine=PARCEL, to="delivered", delivered_at=at)
    move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="received")
    return OrderReceived(
        **facts(order), state="received", parcel_id=parcel.pk, how="pickup", postings=tuple(earned(order))
    )


@write
def confirm_receipt(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderReceived:
    """All of the goods have arrived: said by the buyer, or by the seller for a buyer who stays silent."""
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "shipped":
        raise WrongState(state=order.state)
    return received_whole(order, Parcel.objects.of(store_id).get(order=order), actor=actor, at=at)


def received_whole(order: Order, parcel: Parcel, *, actor: Actor, at: datetime) -> OrderReceived:
    """A step: the order on its way is there, with the part that went ahead. The caller records."""
    store_id = order.store_id
    if parcel.state != "delivered":
        move(Parcel.objects.of(store_id), pk=parcel.pk, machine=PARCEL, to="delivered", delivered_at=at)
    move(Order.objects.of(store_id), pk=order.pk, machine=ORDER, to="received")
    how = "confirmed" if actor.kind == BUYER else "seller"
    part_id = arrive_with_it(order, at)
    return OrderReceived(**facts(order), state="received", parcel_id=parcel.pk, how=how, part_id=part_id)


def sendable(store_id: int, order_id: int, *, cod: bool = False) -> Order:
    """The locked order, if its goods may leave the house. Raises WrongState, StillOwes and what its gates do."""
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "confirmed":
        raise WrongState(state=order.state)
    if order.outstanding > 0 and not (cod and rest_is_cod(order)):
        raise StillOwes(amount=rupiah(order.outstanding))
    refuse_unless_made(order)
    refuse_while_leaving(order)
    refuse_while_short(order)
    return order


def refuse_when_packed(order: Order) -> None:
    """Raise WrongState once there is a parcel."""
    if Parcel.objects.of(order.store_id).filter(order=order).exists():
        raise WrongState(state="packed")


def seal_parcel(order: Order, at: datetime) -> Parcel:
    """The order's parcel, whoever checked it. Raises PartAsked while a part of it is to go ahead."""
    refuse_while_part_is_open(order)
    part, grams = part_that_left(order), real_weight(order)
    parcel: Parcel = Parcel.objects.create(
        store_id=order.store_id,
        order=order,
        method=order.fulfilment,
        weight=share_of(part).rest(grams) if part else grams,
        packed_at=at,
    )
    return parcel


def _parcel(order: Order, at: datetime) -> Parcel:
    parcel = Parcel.objects.of(order.store_id).filter(order=order).first()
    if parcel is None:
        refuse_unchecked(order)
        parcel = seal_parcel(order, at)
    return parcel
