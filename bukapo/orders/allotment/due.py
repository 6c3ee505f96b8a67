"""Choices about missing pieces that did not come in time. Each order is a write of its own."""

from datetime import datetime

from bukapo.journal.alone import each_alone
from bukapo.orders.allotment.remedies import carry_out_silence
from bukapo.orders.allotment.rules import OPEN
from bukapo.orders.delays.rules import ASKABLE
from bukapo.orders.models import ShortPiece

_BATCH = 100


def carry_out_short_silences(at: datetime) -> int:
    """Who has not chosen gets the money; while a transfer proof waits for its judge the order waits too."""
    rows = ShortPiece.objects.across_stores("the worker serves every store").filter(
        state=OPEN, allocation__answer_by__lte=at, order__state__in=ASKABLE
    )
    rows = rows.exclude(order__proofs__state="pending").order_by("order_id")
    return each_alone(
        rows.values_list("store_id", "order_id").distinct()[:_BATCH],
        lambda store, pk: carry_out_silence(store_id=store, order_id=pk, at=at),
    )
