"""What parcels weigh."""

from bukapo.orders.models import Order, Weighing


def real_weight(order: Order) -> int:
    """Grams by the scale, else as reckoned from the goods. One query."""
    rows = Weighing.objects.of(order.store_id).filter(order=order).order_by("-pk")
    found = rows.values_list("grams", flat=True).first()
    return int(found or order.weight)
