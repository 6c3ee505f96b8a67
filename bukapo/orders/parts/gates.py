"""What may not be done while a part of an order is asked for, or out. Steps; the order is locked."""

from collections.abc import Collection
from datetime import datetime

from bukapo.journal.steps import move
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.parts.rules import AHEAD, GONE, LIVE, OUT, PART, PartAsked, PartIsOut


def refuse_once_part_is_out(order: Order) -> None:
    """Raise PartIsOut: what was sent is not taken back by changing the order."""
    if PartShipment.objects.of(order.store_id).filter(order=order, state__in=GONE).exists():
        raise PartIsOut()


def refuse_while_part_is_open(order: Order) -> None:
    """Raise PartAsked: the whole does not leave while a part of it is being talked about or packed."""
    if PartShipment.objects.of(order.store_id).filter(order=order, state__in=LIVE).exists():
        raise PartAsked()


def part_that_left(order: Order) -> PartShipment | None:
    """The part that is with the courier, or with the buyer, while the rest of the order is not. One query."""
    rows = PartShipment.objects.of(order.store_id).filter(order=order, state__in=OUT)
    found: PartShipment | None = rows.first()
    return found


def parts_ahead(store_id: int, order_ids: Collection[int]) -> dict[int, PartShipment]:
    """Order id -> its part, of those whose part leaves next. One query."""
    rows = PartShipment.objects.of(store_id).filter(order_id__in=order_ids, state__in=AHEAD)
    return {part.order_id: part for part in rows}


def parts_out(store_id: int, order_ids: Collection[int]) -> dict[int, PartShipment]:
    """Order id -> its part, of those whose part has left ahead of the rest. One query."""
    rows = PartShipment.objects.of(store_id).filter(order_id__in=order_ids, state__in=OUT)
    return {part.order_id: part for part in rows}


def withdraw_live(order: Order) -> int | None:
    """The order ends before anything of it left: its part is not sent. Its id, for the event. Two queries."""
    rows = PartShipment.objects.of(order.store_id)
    pk: int | None = rows.filter(order=order, state__in=LIVE).values_list("pk", flat=True).first()
    if pk is not None:
        move(rows, pk=pk, machine=PART, to="withdrawn")
    return pk


def arrive_with_it(order: Order, at: datetime) -> int | None:
    """The order is received: the part that was on its way has arrived. Its id, for the event. A query or two."""
    rows = PartShipment.objects.of(order.store_id)
    pk: int | None = rows.filter(order=order, state="sent").values_list("pk", flat=True).first()
    if pk is not None:
        move(rows, pk=pk, machine=PART, to="delivered", delivered_at=at)
    return pk
