"""A fallen price on one order, in memory: its lines, its charges, its sums and the ledger lines of all of it.

The caller has locked the order, and stores what came out (`settle`, many orders at once).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukapo.kernel.entry import Line
from bukapo.ledger.rules import DEPOSITS, DISCOUNT, FORGIVEN, RECEIVABLE, REVENUE, UNIQUE_CODE
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.pricing.rules import Part, lowered
from bukapo.orders.rules import DELIVERED
from bukapo.payments.models import Charge
from bukapo.payments.steps import CodeBook


@dataclass(frozen=True)
class Lowered:
    """What `lower` did: `saved` rupiah of goods, and the ledger lines. The rows given were changed, not stored."""

    saved: int
    postings: tuple[Line, ...]


def lower(
    order: Order,
    lines: Sequence[OrderLine],
    charges: Sequence[Charge],
    *,
    falls: Mapping[int, int],
    codes: CodeBook,
) -> Lowered:
    """Take `falls` (product id -> rupiah) off every piece. A voucher's discount stays the rupiah that was agreed.

    Later charges ask less; only when they are used up, what is paid already becomes money too much.
    """
    saved = 0
    for line in lines:
        less = 0 if line.bundle_id is not None else falls.get(line.product_id, 0)  # a package keeps its price
        line.unit_price -= less
        line.total -= less * line.qty
        saved += less * line.qty
    order.goods -= saved
    given_back = _cut_discount(order)
    booked = _charges(order, charges, saved - given_back, codes)
    if order.state in DELIVERED:  # the deposit became income already: the fall is income that was not earned
        booked.append(Line(DEPOSITS, REVENUE, saved, f"order:{order.pk}", order.pk))
        if given_back:
            booked.append(Line(DISCOUNT, DEPOSITS, given_back, f"order:{order.pk}", order.pk))
    return Lowered(saved, tuple(booked))


def _cut_discount(order: Order) -> int:
    """A discount never takes everything: the last rupiah stays. Returns what of it is no longer given."""
    before = order.discount
    order.discount = min(before, max(0, order.goods - 1))
    return int(before - order.discount)


def _charges(order: Order, charges: Sequence[Charge], fall: int, codes: CodeBook) -> list[Line]:
    parts = [Part(c.goods, c.shipping, c.code, c.paid, c.opened_at is not None, c.state) for c in charges]
    after, rest = lowered(parts, fall, order.paid - order.refunded)
    lines: list[Line] = []
    for charge, part in zip(charges, after, strict=True):
        lines += _write(charge, part, codes)
    if rest:  # what the seller had let go of the price is no part of it any more
        order.forgiven -= rest
        lines.append(Line(FORGIVEN, DEPOSITS, rest, f"order:{order.pk}", order.pk))
    order.charged = sum(c.total for c in charges if c.state != "void")
    return lines


def _write(charge: Charge, part: Part, codes: CodeBook) -> list[Line]:
    """The charge as the part says. An amount that is asked and untouched stays recognisable."""
    cause = f"charge:{charge.pk}"
    goods, code, total = charge.goods - part.goods, charge.code - part.code, part.total
    charge.goods, charge.code, charge.total = part.goods, part.code, total
    charge.paid, charge.state = part.paid, part.state
    lines = [Line(RECEIVABLE, DEPOSITS, goods, cause, charge.order_id)] if goods else []
    if code:
        lines.append(Line(RECEIVABLE, UNIQUE_CODE, code, cause, charge.order_id))
    asked = charge.transfer_amount
    charge.transfer_amount = None
    if asked is not None and part.state == "open" and not part.paid:
        charge.transfer_amount = total if not goods or total not in codes.taken else None
        if charge.transfer_amount is None:
            lines += _another_code(charge, codes)
        codes.taken.add(charge.total)
    return lines


def _another_code(charge: Charge, codes: CodeBook) -> list[Line]:
    """The lower amount is somebody else's: another code makes it recognisable again."""
    old = charge.code
    charge.code = codes.code(charge.goods + charge.shipping)
    charge.total += charge.code - old
    charge.transfer_amount = charge.total if charge.code else None
    more, cause = charge.code - old, f"charge:{charge.pk}"
    if more > 0:
        return [Line(UNIQUE_CODE, RECEIVABLE, more, cause, charge.order_id)]
    return [Line(RECEIVABLE, UNIQUE_CODE, -more, cause, charge.order_id)] if more else []
