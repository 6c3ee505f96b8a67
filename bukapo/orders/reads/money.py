"""The money of one PO at a glance, and what of it waits for a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CODES
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Credit, Refund
from bukapo.payments.waiting import with_signs
from bukapo.stores.models import BankAccount


@dataclass(frozen=True)
class MoneyTold:
    """Rupiah of one PO. Four figures share out everything that is in play, and their sum is `whole`:

    `settled` fills what was charged, `doubtful` may be here or is not decided, `owed` is still to come,
    `to_send_back` is promised and not yet sent. Of them: `asked` is asked for now, `late` of it past its day, `later`
    will be asked; `unproven` is asked and may be here (a proof, a doubtful statement line); `too_much` lies with the
    store undecided. `received` is all that came in, `sent_back` of it left again, `as_credit` stays for other orders,
    `forgiven` was let go. `begun` came for charges that are not full yet (in `settled`).
    """

    settled: int
    asked: int
    late: int
    later: int
    unproven: int
    too_much: int
    to_send_back: int
    received: int
    sent_back: int
    as_credit: int
    forgiven: int
    begun: int

    @property
    def owed(self) -> int:
        return self.asked + self.later - self.unproven

    @property
    def doubtful(self) -> int:
        return self.unproven + self.too_much

    @property
    def whole(self) -> int:
        return self.settled + self.doubtful + self.owed + self.to_send_back

    @property
    def in_hand(self) -> int:
        return self.received - self.sent_back


@dataclass(frozen=True)
class Balance:
    """One account of the store's books; `amount` rupiah, what arrived minus what left."""

    code: str
    name: str
    amount: int


def money_of_campaign(*, store_id: int, campaign_id: int, at: datetime) -> MoneyTold:
    """From the orders and charges themselves, which it goes through; six queries."""
    orders = Order.objects.of(store_id).filter(campaign_id=campaign_id)
    live = Charge.objects.of(store_id).filter(order__campaign_id=campaign_id).exclude(state="void").order_by()
    held = Q(order__state__in=HOLDING)
    asked = live.aggregate(
        all=Coalesce(Sum("paid"), 0),
        now=_rest(held & Q(state="open")),
        late=_rest(held & Q(state="open", due_at__lt=at)),
        later=_rest(held & Q(state="planned")),
        begun=Coalesce(Sum("paid", filter=held & Q(state__in=["open", "planned"])), 0),
    )
    over = F("paid") - F("refunded") - F("charged")
    sums = orders.annotate(over=over).aggregate(
        too_much=Coalesce(Sum("over", filter=Q(over__gt=0)), 0),
        forgiven=Coalesce(Sum("forgiven"), 0),
        received=Coalesce(Sum("paid"), 0),
    )
    return MoneyTold(
        settled=asked["all"],
        asked=asked["now"],
        late=asked["late"],
        later=asked["later"],
        begun=asked["begun"],
        **money_beside(store_id=store_id, campaign_id=campaign_id, at=at),
        **sums,
    )


def money_beside(*, store_id: int, campaign_id: int, at: datetime) -> dict[str, int]:
    """Of `MoneyTold`, what is in few rows: what may be here, what goes back, what is kept as credit. Four queries."""
    open_ = Charge.objects.of(store_id).filter(
        order__campaign_id=campaign_id, order__state__in=HOLDING, state="open"
    )
    perhaps = with_signs(open_.order_by(), at, store_id=store_id, order="order_id")
    refunds = Refund.objects.of(store_id).filter(order__campaign_id=campaign_id)
    back = refunds.aggregate(sent=_sum(Q(state="paid")), owed=_sum(Q(state="owed")))
    kept = Credit.objects.of(store_id).filter(order__campaign_id=campaign_id, gift=False)
    return {
        "unproven": perhaps.aggregate(rest=_rest(Q()))["rest"],
        "to_send_back": back["owed"],
        "sent_back": back["sent"],
        "as_credit": kept.aggregate(left=Coalesce(Sum(F("amount") - F("used")), 0))["left"],
    }


def late_between(*, store_id: int, campaign_id: int, since: datetime, at: datetime) -> int:
    """Rupiah asked that fell due from `since` on and before `at`. One query, by the day."""
    rows = Charge.objects.of(store_id).filter(state="open", due_at__gte=since, due_at__lt=at)
    rows = rows.filter(order__campaign_id=campaign_id, order__state__in=HOLDING).order_by()
    return int(rows.aggregate(rest=_rest(Q()))["rest"])


def books_of_store(*, store_id: int, balances: Mapping[str, int] | None = None) -> tuple[Balance, ...]:
    """Every account of the store with its balance; they sum to zero. `balances` where they are known already."""
    banks = {f"cash:{bank.pk}": str(bank) for bank in BankAccount.objects.of(store_id)}
    balances = trial_balance(store_id=store_id) if balances is None else balances
    known = [*CODES, *banks]
    order = sorted(balances, key=lambda code: (known.index(code) if code in known else len(known), code))
    return tuple(Balance(code, banks.get(code) or CODES.get(code, code), balances[code]) for code in order)


def _rest(rule: Q) -> Any:
    return Coalesce(Sum(F("total") - F("paid"), filter=rule), 0)


def _sum(rule: Q) -> Any:
    return Coalesce(Sum("amount", filter=rule), 0)
