"""What buyers left with the store: told, never changed here. Rupiah."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Sum

from bukapo.payments.models import Credit

MOST_CODES = 10
"""Codes looked up at once: what one phone may have met."""


@dataclass(frozen=True)
class CreditTold:
    """`left` of `amount` rupiah is still to spend. `order_number` is where it came from. A `gift` is never paid out."""

    id: int
    code: str
    order_number: str
    buyer_name: str
    amount: int
    left: int
    kept_at: datetime
    gift: bool = False


def spendable(*, store_id: int, phone: str, codes: Sequence[str] | None) -> "QuerySet[Any]":
    """Credits with something left under this phone, oldest first; with `codes` only those whose code is known."""
    rows = Credit.objects.of(store_id).filter(phone=phone, used__lt=F("amount")).order_by("kept_at", "pk")
    if codes is None:
        return rows
    return rows.filter(code__in=[tidy_code(code) for code in codes][:MOST_CODES])


def tidy_code(text: str) -> str:
    """`saldo 7k3q9 xm2d4 8rtpa` as it is stored; O, I and L were meant as digits. "" when it can be none."""
    letters = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())[:40]
    letters = letters.removeprefix("SALDO").translate(str.maketrans("OIL", "011"))
    return f"SALDO-{letters[:5]}-{letters[5:10]}-{letters[10:]}" if len(letters) == 15 else ""


def credits_for(*, store_id: int, phone: str, codes: Sequence[str] | None = None) -> tuple[CreditTold, ...]:
    """What this buyer may spend (for the seller: everything under the phone)."""
    rows = spendable(store_id=store_id, phone=phone, codes=codes).select_related("order")
    return tuple(_told(row) for row in rows[:MOST_CODES])


def credits_of_order(*, store_id: int, order_id: int) -> tuple[CreditTold, ...]:
    """What was kept from this order, spent ones too, oldest first."""
    rows = Credit.objects.of(store_id).filter(order_id=order_id).select_related("order")
    return tuple(_told(row) for row in rows.order_by("kept_at", "pk"))


def credit_in_store(*, store_id: int) -> int:
    """Rupiah that buyers may still spend with this store."""
    rows = Credit.objects.of(store_id).filter(used__lt=F("amount")).order_by()
    return int(rows.aggregate(left=Sum(F("amount") - F("used")))["left"] or 0)


def _told(row: Credit) -> CreditTold:
    return CreditTold(
        id=row.pk,
        code=row.code,
        order_number=row.order.number,
        buyer_name=row.order.buyer_name,
        amount=row.amount,
        left=row.left,
        kept_at=row.kept_at,
        gift=row.gift,
    )
