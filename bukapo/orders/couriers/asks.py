"""What a courier service is told of an order: where it goes, what is in it, what it is worth."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from bukapo.catalog.models import Product
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.orders.cod import rest_is_cod
from bukapo.orders.models import Order, OrderLine, Roster
from bukapo.orders.packing.contents import contents_of_many
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import BookAsk, Parcel, Piece, Point, Rate, RateAsk


def destination_of(order: Order, place: str = "") -> Point:
    """Where the order goes."""
    return Point(
        order.buyer_name, order.phone, order.address, order.city, order.postal_code, place, order.email
    )


def destination_of_group(roster: Roster, place: str = "") -> Point:
    """Where a group's one parcel goes: to its coordinator."""
    return Point(
        roster.coordinator, roster.phone, roster.address, roster.city, roster.postal_code, place, roster.email
    )


def goods_of_group(store_id: int, order_ids: Collection[int]) -> tuple[tuple[Piece, ...], int]:
    """What the orders hold, one line per product and price, and its worth in rupiah: the sum of theirs."""
    orders = list(Order.objects.of(store_id).filter(pk__in=order_ids).order_by("pk"))
    by_order = pieces_of(orders)
    together: Counter[tuple[str, int, int]] = Counter()
    for pieces in by_order.values():
        for piece in pieces:
            together[piece.name, piece.price, piece.grams] += piece.qty
    goods = tuple(Piece(name, price, qty, grams) for (name, price, grams), qty in together.items())
    return goods, sum(worth_of(order, by_order.get(order.pk, ())) for order in orders)


def origin_of(account: CourierAccount) -> Point:
    """Where parcels are fetched; the store's e-mail, because some services want one."""
    return replace(account.origin, email=account.store.email)


def pieces_of(orders: Iterable[Order], *, ahead: Collection[int] = ()) -> dict[int, tuple[Piece, ...]]:
    """Order id -> what its next parcel holds, one line per product and price. Five queries.

    `ahead`: orders whose part is meant that goes, or went, ahead of the rest.
    """
    rows = list(orders)
    if not rows:
        return {}
    lines = OrderLine.objects.of(rows[0].store_id).filter(order__in=rows).order_by("order_id", "position")
    weights = dict(Product.objects.of(rows[0].store_id).values_list("pk", "weight"))
    held = _held(rows, ahead)
    found: dict[int, dict[tuple[str, int, int], int]] = {}
    for line in lines:
        if not held[line.pk]:
            continue
        key = (line.product_name, line.unit_price + line.extra, weights.get(line.product_id) or 1)
        goods = found.setdefault(line.order_id, {})
        goods[key] = goods.get(key, 0) + held[line.pk]
    return {
        order: tuple(Piece(name, price, qty, grams) for (name, price, grams), qty in goods.items())
        for order, goods in found.items()
    }


def _held(orders: Sequence[Order], ahead: Collection[int]) -> Counter[int]:
    """Line id -> pieces of it in the parcel."""
    pieces: Counter[int] = Counter()
    for pk, contents in contents_of_many(orders[0].store_id, [order.pk for order in orders]).items():
        for slot in contents.ahead if pk in ahead else contents.next:
            pieces[slot.line_id] += slot.qty
    return pieces


def worth_of(order: Order, pieces: Sequence[Piece]) -> int:
    """Rupiah of the goods in a parcel: never more than what the order's goods cost after all that came off."""
    return min(order.net_goods, sum(piece.price * piece.qty for piece in pieces))


def cash_of(order: Order) -> int:
    """Rupiah that the courier collects; 0 for what is paid."""
    return max(0, order.outstanding) if order.outstanding > 0 and rest_is_cod(order) else 0


def rate_ask(
    account: CourierAccount, order: Order, pieces: tuple[Piece, ...], *, grams: int, place: str, cod: int
) -> RateAsk:
    """The question what this order's parcel would cost."""
    return RateAsk(
        origin=origin_of(account), destination=destination_of(order, place), pieces=pieces, grams=max(1, grams),
        couriers=tuple(account.couriers), value=worth_of(order, pieces), cod=cod,
    )  # fmt: skip


def book_ask(booking: Booking) -> BookAsk:
    """The same question, however often it is asked: everything comes from the rows."""
    if booking.group:
        roster = booking.group.roster
        note, destination = roster.code, destination_of_group(roster, booking.place)
        pieces, value = goods_of_group(booking.store_id, booking.group.orders)
    else:
        order = booking.whose
        note, destination = order.number, destination_of(order, booking.place)
        pieces = pieces_of([order], ahead=[order.pk] if booking.part_id else ()).get(order.pk, ())
        value = worth_of(order, pieces)
    return BookAsk(
        reference=booking.reference,
        origin=origin_of(booking.account),
        destination=destination,
        pieces=pieces,
        grams=booking.grams,
        rate=Rate(booking.courier, booking.service, "", booking.kind, booking.fee_asked, token=booking.told),
        value=value,
        asked_at=booking.asked_at,
        by=booking.by,
        cod=booking.cod,
        note=note,
    )


def parcel_of(booking: Booking) -> Parcel:
    """What the service needs to know it again."""
    phone = booking.whose.phone
    with suppress(PhoneUnusable):
        phone = normalise_phone(phone)
    return Parcel(booking.reference, booking.external_id, booking.waybill, booking.courier, phone)
