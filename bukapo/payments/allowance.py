"""Taking rupiah off what an order's charges ask. Steps: they need an open transaction, and `settle` afterwards."""

from typing import Any

from bukapo.kernel.entry import Line
from bukapo.ledger.rules import FORGIVEN, RECEIVABLE, UNIQUE_CODE
from bukapo.payments.models import Allowance, Charge
from bukapo.payments.steps import live_charges


def price_left(order: Any) -> int:
    """Rupiah of goods and shipping that the order's charges still ask: the most that can be taken off."""
    return sum(charge.goods + charge.shipping for charge in live_charges(order))


def take_off(order: Any, amount: int) -> list[Line]:
    """Lower the charges by `amount` rupiah, the last one first: the deposit is touched when nothing else is left.

    A charge that asks for nothing any more does not ask for its unique code either.
    """
    lines: list[Line] = []
    for charge in reversed(live_charges(order)):
        part = min(amount, charge.goods + charge.shipping)
        if part:
            lines += _lower(charge, part)
            amount -= part
    return lines


def _lower(charge: Charge, part: int) -> list[Line]:
    from_goods = min(charge.goods, part)
    charge.goods -= from_goods
    charge.shipping -= part - from_goods
    code = 0 if charge.goods + charge.shipping else charge.code
    charge.code -= code
    charge.total -= part + code
    # What was paid on it beyond the new total is the order's: settle() lets it fill what is left.
    charge.paid = min(charge.paid, charge.total)
    charge.transfer_amount = None
    charge.save(update_fields=["goods", "shipping", "code", "total", "paid", "transfer_amount"])
    cause = f"charge:{charge.pk}"
    lines = [Line(RECEIVABLE, FORGIVEN, part, cause, charge.order_id)]
    if code:
        lines.append(Line(RECEIVABLE, UNIQUE_CODE, code, cause, charge.order_id))
    return lines


def allow_again(order: Any) -> list[Line]:
    """Charges were raised anew: what the seller had taken off stays off. Nothing while it is still counted."""
    if order.forgiven:
        return []
    granted = sum(Allowance.objects.of(order.store_id).filter(order=order).values_list("amount", flat=True))
    amount = min(granted, price_left(order))
    lines = take_off(order, amount)
    order.charged -= sum(line.amount for line in lines)
    order.forgiven += amount
    return lines
