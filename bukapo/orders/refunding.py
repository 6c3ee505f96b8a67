"""Promising money back. Steps: they need an open transaction and a locked order."""

from datetime import datetime
from typing import Any

from bukapo.kernel.entry import Line
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.ledger.rules import RECEIVABLE, REFUNDS_PAYABLE
from bukapo.orders.taxes import retaxed, taxed
from bukapo.payments.models import Credit, Refund
from bukapo.stores.rules import Bank, checked_bank


def owe(
    order: Any, amount: int, reason: str, at: datetime, account: Bank | None = None
) -> tuple[Refund, list[Line]]:
    """`amount` rupiah of what lies with the order are now owed back to the buyer.

    The caller saves the order's money.
    """
    refund = new_refund(order, amount, reason, at, account=account)
    before, cause = taxed(order), f"refund:{refund.pk}"
    order.refunded += amount
    lines = [Line(REFUNDS_PAYABLE, RECEIVABLE, amount, cause, order.pk)]
    return refund, lines + retaxed(order, before=before, cause=cause)


def new_refund(
    order: Any,
    amount: int,
    reason: str,
    at: datetime,
    *,
    account: Bank | None = None,
    credit: Credit | None = None,
) -> Refund:
    """The row of a promise. Without `account` it goes where the order's last refund went, as far as that is known."""
    refund: Refund = Refund.objects.create(
        store_id=order.store_id,
        order=order,
        amount=amount,
        reason=reason.strip()[:200] or "-",
        promised_at=at,
        credit=credit,
        **account_columns(account or _known(order)),
    )
    return refund


def _known(order: Any) -> Bank | None:
    rows = Refund.objects.of(order.store_id).filter(order=order).exclude(to_number="")
    last = rows.order_by("-pk").first()
    return Bank(bank=last.to_bank, number=last.to_number, holder=last.to_holder) if last else None


def account_columns(account: Bank | None) -> dict[str, str]:
    """A checked account as a refund's columns."""
    if account is None:
        return {}
    return {"to_bank": account.bank, "to_number": account.number, "to_holder": account.holder}


def checked_account(account: Bank) -> Bank:
    """A buyer's own account, tidied: the number holds digits only. Raises Invalid (bank, number, holder)."""
    tidy = checked_bank(account)
    for name, most in (("bank", 40), ("number", 30), ("holder", 80)):
        if len(getattr(tidy, name)) > most:
            raise Invalid(field=name, why=gettext_noop("Terlalu panjang."))
    return tidy
