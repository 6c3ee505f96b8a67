"""What may not be done while a part of an order is asked for, or out. Steps; the order is locked."""

from bukapo.orders.models import Order, PartShipment
from bukapo.orders.parts.rules import GONE, PartAsked, PartIsOut


def refuse_once_part_is_out(order: Order) -> None:
    """Raise PartIsOut: what was sent is not taken back by changing the order."""
    if PartShipment.objects.of(order.store_id).filter(order=order, state__in=GONE).exists():
        raise PartIsOut()


def refuse_while_part_is_open(order: Order) -> None:
    """Raise PartAsked: the whole does not leave while a part of it is being talked about or packed."""
    if (
        PartShipment.objects.of(order.store_id)
        .filter(order=order, state__in=["asked", "agreed", "packed"])
        .exists()
    ):
        raise PartAsked()
