"""Raising, opening, voiding and settling charges. Need an open transaction; return the ledger lines they cause."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bukapo.kernel.entry import Line
from bukapo.ledger.rules import FORGIVEN, RECEIVABLE, UNIQUE_CODE
from bukapo.payments.models import Charge
from bukapo.payments.plans import Ask, raise_charge
from bukapo.payments.rules import free_code, owed, waterfall


class CodeBook:
    """Hands out unique codes in one transaction so that no two open amounts of a store are alike.

    The UNIQUE(store, transfer_amount) constraint is the judge; this only avoids asking it in vain.
    """

    def __init__(self, store_id: int, bases: Sequence[int]) -> None:
        self.taken: set[int] = set()
        rows = Charge.objects.of(store_id).filter(transfer_amount__isnull=False)
        for low, high in _ranges(bases):
            amounts = rows.filter(transfer_amount__gt=low, transfer_amount__lte=high)
            self.taken.update(amounts.values_list("transfer_amount", flat=True))

    def code(self, base: int) -> int:
        """A free code 1..999 for `base` rupiah; 0 when all 999 are in use (then only the proof tells)."""
        code = free_code(base, self.taken, start=secrets.randbelow(999) + 1)
        if code:
            self.taken.add(base + code)
        return code


def _ranges(bases: Sequence[int]) -> list[tuple[int, int]]:
    """Merge (base, base+999] windows that overlap, so that a batch asks few questions."""
    merged: list[tuple[int, int]] = []
    for base in sorted(set(bases)):
        if merged and base <= merged[-1][1]:
            merged[-1] = (merged[-1][0], base + 999)
        else:
            merged.append((base, base + 999))
    return merged


def new_charges(
    order: Any,
    plan: Sequence[Ask],
    *,
    codes: CodeBook | None,
    at: datetime,
    due_at: datetime | None,
    zone: str,
    first: int = 0,
) -> list[Charge]:
    """Unsaved charges of an order, numbered from `first`; those to pay now are open with a code and due at `due_at`.

    Without `codes` the plain sums are asked. Later ones keep the day that was agreed when ordering (in `zone`).
    """
    charges = []
    for position, ask in enumerate(plan, start=first):
        code = codes.code(ask.amount) if codes and ask.now and ask.amount else 0
        until = due_at if ask.now else ask.due.last_moment(order.placed_at, zone)
        new = raise_charge(ask, position, code=code, at=at, due_at=until)
        charges.append(Charge(store_id=order.store_id, order=order, **vars(new)))
    return charges


def drop_codes(charges: Sequence[Charge]) -> None:
    """Unsaved charges without their unique codes: the plain sums are asked."""
    for charge in charges:
        charge.total -= charge.code
        charge.code, charge.transfer_amount = 0, None


def raised(charge: Charge) -> list[Line]:
    """The lines of a charge that now exists: the buyer owes it, the store owes goods for it."""
    return owed(charge.pk, charge.order_id, base=charge.goods + charge.shipping, code=charge.code)


def open_charge(charge: Charge, *, at: datetime, due_at: datetime | None, plain: bool = False) -> list[Line]:
    """Ask for a planned charge now. What earlier overpayments already filled is not asked again.

    `plain`: without a unique code (it is paid in cash).
    """
    code = 0
    if charge.rest and not plain:
        code = CodeBook(charge.store_id, [charge.rest]).code(charge.rest)
    charge.state, charge.code, charge.total = "open", code, charge.total + code
    charge.transfer_amount = charge.rest if code else None
    charge.opened_at, charge.due_at = at, due_at
    charge.save(update_fields=["state", "code", "total", "transfer_amount", "opened_at", "due_at"])
    return [Line(UNIQUE_CODE, RECEIVABLE, code, f"charge:{charge.pk}", charge.order_id)] if code else []


def void(charge: Charge) -> list[Line]:
    """Take a charge back: the exact reversal of what raised (and opened) it."""
    lines = [line.reversed() for line in raised(charge)]
    charge.state, charge.paid, charge.transfer_amount = "void", 0, None
    charge.save(update_fields=["state", "paid", "transfer_amount"])
    return lines


def forgive(charge: Charge, amount: int) -> tuple[list[Line], int]:
    """Reduce what is still asked on a charge: the unique code first, then shipping, then goods.

    Returns the lines and how much of goods and shipping was forgiven (the code is simply not earned).
    """
    from_code = min(charge.code, amount)
    from_shipping = min(charge.shipping, amount - from_code)
    from_goods = amount - from_code - from_shipping
    charge.code -= from_code
    charge.shipping -= from_shipping
    charge.goods -= from_goods
    charge.total -= amount
    charge.transfer_amount = None
    charge.save(update_fields=["code", "shipping", "goods", "total", "transfer_amount"])
    cause = f"charge:{charge.pk}"
    lines = [Line(RECEIVABLE, UNIQUE_CODE, from_code, cause, charge.order_id)] if from_code else []
    base = from_shipping + from_goods
    if base:
        lines.append(Line(RECEIVABLE, FORGIVEN, base, cause, charge.order_id))
    return lines, base


def live_charges(order: Any) -> list[Charge]:
    """The charges of an order that count, in the order in which money fills them."""
    return list(
        Charge.objects.of(order.store_id).filter(order=order).exclude(state="void").order_by("position")
    )


def settle(order: Any) -> list[Charge]:
    """Let the order's money fill its charges again, from the first; called after anything that moved either."""
    charges = live_charges(order)
    filled = waterfall([c.total for c in charges], order.paid - order.refunded)
    for charge, part in zip(charges, filled, strict=True):
        state = "paid" if part == charge.total else "open" if charge.opened_at else "planned"
        # Untouched, the amount asked stays recognisable; once touched, the rest is no longer unique.
        amount = charge.transfer_amount if state == "open" and part == charge.paid else None
        if (state, part, amount) != (charge.state, charge.paid, charge.transfer_amount):
            charge.state, charge.paid, charge.transfer_amount = state, part, amount
            charge.save(update_fields=["state", "paid", "transfer_amount"])
    return charges
