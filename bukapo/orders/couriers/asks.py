"""What a courier service is told of an order: where it goes, what is in it, what it is worth."""

from collections.abc import Iterable
from dataclasses import replace

from bukapo.catalog.models import Product
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.orders.cod import rest_is_cod
from bukapo.orders.models import Order, OrderLine
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import BookAsk, Parcel, Piece, Point, Rate, RateAsk


def destination_of(order: Order, place: str = "") -> Point:
    """Where the order goes."""
    return Point(
        order.buyer_name, order.phone, order.address, order.city, order.postal_code, place, order.email
    )


def origin_of(account: CourierAccount) -> Point:
    """Where parcels are fetched; the store's e-mail, because some services want one."""
    return replace(account.origin, email=account.store.email)


def pieces_of(orders: Iterable[Order]) -> dict[int, tuple[Piece, ...]]:
    """Order id -> its goods, one line per product and price. Two queries."""
    rows = list(orders)
    if not rows:
        return {}
    lines = OrderLine.objects.of(rows[0].store_id).filter(order__in=rows).order_by("order_id", "position")
    weights = dict(Product.objects.of(rows[0].store_id).values_list("pk", "weight"))
    found: dict[int, dict[tuple[str, int, int], int]] = {}
    for line in lines:
        key = (line.product_name, line.unit_price + line.extra, weights.get(line.product_id) or 1)
        goods = found.setdefault(line.order_id, {})
        goods[key] = goods.get(key, 0) + line.qty
    return {
        order: tuple(Piece(name, price, qty, grams) for (name, price, grams), qty in goods.items())
        for order, goods in found.items()
    }


def cash_of(order: Order) -> int:
    """Rupiah that the courier collects; 0 for what is paid."""
    return max(0, order.outstanding) if order.outstanding > 0 and rest_is_cod(order) else 0


def rate_ask(
    account: CourierAccount, order: Order, pieces: tuple[Piece, ...], *, grams: int, place: str, cod: int
) -> RateAsk:
    """The question what this order's parcel would cost."""
    return RateAsk(
        origin=origin_of(account), destination=destination_of(order, place), pieces=pieces, grams=max(1, grams),
        couriers=tuple(account.couriers), value=order.net_goods, cod=cod,
    )  # fmt: skip


def book_ask(booking: Booking) -> BookAsk:
    """The same question, however often it is asked: everything comes from the rows."""
    order = booking.order
    return BookAsk(
        reference=booking.reference,
        origin=origin_of(booking.account),
        destination=destination_of(order, booking.place),
        pieces=pieces_of([order]).get(order.pk, ()),
        grams=booking.grams,
        rate=Rate(booking.courier, booking.service, "", booking.kind, booking.fee_asked, token=booking.told),
        value=order.net_goods,
        asked_at=booking.asked_at,
        by=booking.by,
        cod=booking.cod,
        note=order.number,
    )


def parcel_of(booking: Booking) -> Parcel:
    """What the service needs to know it again."""
    try:
        phone = normalise_phone(booking.order.phone)
    except PhoneUnusable:
        phone = booking.order.phone
    return Parcel(booking.reference, booking.external_id, booking.waybill, booking.courier, phone)
