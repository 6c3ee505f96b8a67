"""What claimed pieces cost their buyer. Reads of a locked order. Whole rupiah."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q

from bukapo.orders.allotment.rules import FILLED, SWAPPED, worth
from bukapo.orders.models import Order, OrderLine, ShortPiece
from bukapo.orders.parts.dropped import dropped_of
from bukapo.trust.claims.rules import LIVE, LOST, REFUND, SETTLED
from bukapo.trust.models import ClaimedPiece

Claimed = Sequence[tuple[OrderLine, int]]


def whole_of(order: Order, lines: Claimed, reason: str) -> int:
    """The price of these pieces; with the shipping fee when nothing of the order came. Five queries."""
    shorts = {
        row.line_id: row
        for row in ShortPiece.objects.of(order.store_id).filter(order=order).exclude(state=FILLED)
    }
    before, lost = _claimed_before(order)
    price = sum(
        worth(line_total=line.total, qty=line.qty, pieces=many, goods=order.goods, discount=order.discount)
        - _cheaper(line, shorts.get(line.pk), before[line.pk], many)
        for line, many in lines
    )
    missing = sum(row.pieces for row in shorts.values() if row.state != SWAPPED)
    left = order.pieces - missing - sum(dropped_of(order).values())
    nothing_came = reason == LOST and lost + sum(many for _line, many in lines) == left
    return max(0, price) + (int(order.shipping_fee) if nothing_came else 0)


def _claimed_before(order: Order) -> tuple[Counter[int], int]:
    """Order line -> pieces that other claims hold or paid back; how many of them all are lost."""
    held = Q(claim__state__in=LIVE) | Q(claim__state=SETTLED, claim__remedy=REFUND)
    rows = ClaimedPiece.objects.of(order.store_id).filter(held, claim__order=order)
    pieces: Counter[int] = Counter()
    lost = 0
    for line, many, reason in rows.values_list("line_id", "pieces", "claim__reason"):
        pieces[line] += many
        lost += many if reason == LOST else 0
    return pieces, lost


def _cheaper(line: OrderLine, short: ShortPiece | None, before: int, many: int) -> int:
    """What went back already of pieces that came instead of missing ones; the others are claimed first."""
    if short is None or short.state != SWAPPED:
        return 0
    ordinary = line.qty - short.pieces

    def gone(pieces: int) -> int:
        return -(-short.amount * max(0, pieces - ordinary) // short.pieces)

    return gone(before + many) - gone(before)
