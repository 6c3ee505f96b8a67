"""What the order page says of money beside what is to be paid: its account, what is odd, what comes back, credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from bukapo.orders.handover.reads import last_handover
from bukapo.orders.models import Order
from bukapo.orders.reads.account import AccountTold, account_of
from bukapo.orders.reads.oddity import Oddity, oddity_of
from bukapo.payments.credits import CreditTold, credits_for, credits_of_order
from bukapo.payments.models import Credit
from bukapo.payments.reads import RefundTold, masked_account, refunds_of


@dataclass(frozen=True)
class ShownRefund:
    """`until`: the day by which the store's rules promise it. `account` hides all but the last digits."""

    refund: RefundTold
    until: datetime
    account: str


@dataclass(frozen=True)
class OrderMoney:
    """Rupiah. `to_spend`: credit that this browser holds the key to and that fits this order's buyer.

    `may_type`: somebody has credit with this store, so a code may be asked for. It says nothing about this buyer.
    """

    account: AccountTold
    oddity: Oddity | None
    over: int
    refunds: tuple[ShownRefund, ...]
    credits: tuple[CreditTold, ...]
    spendable: tuple[CreditTold, ...]
    may_type: bool

    @property
    def owed(self) -> tuple[ShownRefund, ...]:
        return tuple(one for one in self.refunds if one.refund.state == "owed")

    @property
    def sent(self) -> tuple[ShownRefund, ...]:
        return tuple(one for one in self.refunds if one.refund.state == "paid")

    @property
    def owed_sum(self) -> int:
        return sum(one.refund.amount for one in self.owed)

    @property
    def to_spend(self) -> int:
        return sum(credit.left for credit in self.spendable)

    @property
    def next_to_pay_out(self) -> CreditTold | None:
        return next((credit for credit in self.credits if credit.left and not credit.gift), None)

    @property
    def left(self) -> int:
        """Of what was kept from this order, still to spend."""
        return sum(credit.left for credit in self.credits)


def order_money(
    order: Order, *, charges: Sequence[Any], payments: Sequence[Any], codes: Sequence[str], at: datetime
) -> OrderMoney:
    """`codes`: credits whose code this browser has met on the page of the order they came from."""
    refunds = refunds_of(store_id=order.store_id, order_id=order.pk)
    days = timedelta(days=order.store.refund_days)
    own = credits_of_order(store_id=order.store_id, order_id=order.pk)
    open_now = any(charge.state == "open" and charge.rest for charge in charges)
    before = last_handover(order)
    since = before.ended_at if before else None
    mine = [one for one in refunds if since is None or one.promised_at >= since]
    met = credits_for(store_id=order.store_id, phone=order.phone, codes=codes) if codes and open_now else ()
    return OrderMoney(
        account=account_of(order),
        oddity=oddity_of(order, charges=charges, payments=payments, at=at),
        over=max(0, -order.outstanding),
        refunds=tuple(ShownRefund(one, one.promised_at + days, masked_account(one)) for one in mine),
        credits=own if before is None else tuple(one for one in own if one.left),
        spendable=met,
        may_type=open_now and Credit.objects.of(order.store_id).filter(used__lt=F("amount")).exists(),
    )
