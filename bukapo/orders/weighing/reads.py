"""What parcels weigh."""

from collections.abc import Collection

from bukapo.orders.models import Order, Weighing


def real_weight(order: Order) -> int:
    """Grams by the scale, else as reckoned from the goods. One query."""
    rows = Weighing.objects.of(order.store_id).filter(order=order).order_by("-pk")
    found = rows.values_list("grams", flat=True).first()
    return int(found or order.weight)


def weighed(store_id: int, order_ids: Collection[int]) -> dict[int, int]:
    """Order id -> grams by the scale, of those that were weighed. One query."""
    rows = Weighing.objects.of(store_id).filter(order_id__in=order_ids).order_by("pk")
    return dict(rows.values_list("order_id", "grams"))
