"""The thread of an order, as both sides see it."""

from bukapo.orders.models import Order, ThreadWord

MOST_WORDS = 100


def words_of(order: Order) -> list[ThreadWord]:
    """What was said, oldest first; of a very long thread its last hundred. One query."""
    rows = ThreadWord.objects.of(order.store_id).filter(thread__order=order).select_related("photo", "thread")
    return sorted(rows.order_by("-pk")[:MOST_WORDS], key=lambda word: word.pk)
