"""The money of one PO at a glance, and what of it waits for a decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CODES
from bukapo.orders.models import Order
from bukapo.orders.reads.lists import OrderRow, row_of, with_money_asked
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Payment, Refund
from bukapo.stores.models import BankAccount

MOST = 50


@dataclass(frozen=True)
class MoneyTold:
    """Rupiah of one PO. `received` = came in, `sent_back` of it left again.

    `asked` is asked for now, `late` of it past its day, `later` will be asked; `too_much` lies with the store and is
    the buyers'; `to_send_back` is promised and not yet sent; `forgiven` was let go.
    """

    received: int
    sent_back: int
    asked: int
    late: int
    later: int
    too_much: int
    to_send_back: int
    forgiven: int
    short: tuple[OrderRow, ...]
    over: tuple[OrderRow, ...]
    came_late: tuple[OrderRow, ...]

    @property
    def in_hand(self) -> int:
        return self.received - self.sent_back

    @property
    def to_decide(self) -> int:
        return len(self.short) + len(self.over) + len(self.came_late)


@dataclass(frozen=True)
class Balance:
    """One account of the store's books; `amount` rupiah, what arrived minus what left."""

    code: str
    name: str
    amount: int


def money_of_campaign(*, store_id: int, campaign_id: int, at: datetime) -> MoneyTold:
    """Six queries whatever the size of the PO."""
    orders = Order.objects.of(store_id).filter(campaign_id=campaign_id)
    charges = Charge.objects.of(store_id).filter(order__campaign_id=campaign_id, order__state__in=HOLDING)
    asked = charges.aggregate(
        now=_rest(Q(state="open")),
        late=_rest(Q(state="open", due_at__lt=at)),
        later=_rest(Q(state="planned")),
    )
    payments = Payment.objects.of(store_id).filter(order__campaign_id=campaign_id)
    refunds = Refund.objects.of(store_id).filter(order__campaign_id=campaign_id)
    back = refunds.aggregate(
        sent=Coalesce(Sum("amount", filter=Q(state="paid")), 0),
        owed=Coalesce(Sum("amount", filter=Q(state="owed")), 0),
    )
    orders = orders.annotate(too_much=F("paid") - F("refunded") - F("charged"))
    sums = orders.aggregate(
        over=Coalesce(Sum("too_much", filter=Q(too_much__gt=0)), 0),
        forgiven=Coalesce(Sum("forgiven"), 0),
    )
    begun = charges.filter(state="open", paid__gt=0)
    unclear = with_money_asked(orders).filter(Q(too_much__gt=0) | Q(pk__in=begun.values("order")))
    rows = [(order.state, row_of(order)) for order in unclear.order_by("-pk")[: 2 * MOST]]
    return MoneyTold(
        received=payments.aggregate(all=Coalesce(Sum("amount"), 0))["all"],
        sent_back=back["sent"],
        asked=asked["now"],
        late=asked["late"],
        later=asked["later"],
        too_much=sums["over"],
        to_send_back=back["owed"],
        forgiven=sums["forgiven"],
        short=tuple(row for _, row in rows if row.outstanding >= 0),
        over=tuple(row for state, row in rows if row.outstanding < 0 and state in HOLDING),
        came_late=tuple(row for state, row in rows if row.outstanding < 0 and state not in HOLDING),
    )


def books_of_store(*, store_id: int) -> tuple[Balance, ...]:
    """Every account of the store with its balance; they sum to zero."""
    banks = {f"cash:{bank.pk}": str(bank) for bank in BankAccount.objects.of(store_id)}
    balances = trial_balance(store_id=store_id)
    known = [*CODES, *banks]
    order = sorted(balances, key=lambda code: (known.index(code) if code in known else len(known), code))
    return tuple(Balance(code, banks.get(code) or CODES.get(code, code), balances[code]) for code in order)


def _rest(rule: Q) -> Any:
    return Coalesce(Sum(F("total") - F("paid"), filter=rule), 0)
