"""What a PO still has open: unfinished orders, undecided money."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order
from bukapo.payments.models import Proof, Refund

FINAL = ["received", "expired", "cancelled"]
SHOWN = 20


@dataclass(frozen=True)
class OpenOrder:
    """`amount` rupiah: what is owed (above 0) or paid too much (below 0), the refund, or 0."""

    number: str
    buyer_name: str
    state: str
    fulfilment: str
    amount: int = 0


@dataclass(frozen=True)
class OpenThings:
    """How many there are, and the first of them."""

    count: int
    first: tuple[OpenOrder, ...]


@dataclass(frozen=True)
class OpenBusiness:
    """Why the books can't be closed yet. `money`: orders that ended but owe, or were paid too much."""

    orders: OpenThings
    money: OpenThings
    proofs: OpenThings
    refunds: OpenThings

    @property
    def count(self) -> int:
        return self.orders.count + self.money.count + self.proofs.count + self.refunds.count


def open_business(campaign: Campaign) -> OpenBusiness:
    """At most eight queries."""
    store_id = campaign.store_id
    orders = Order.objects.of(store_id).filter(campaign=campaign).order_by("id")
    final = orders.filter(state__in=FINAL)
    uneven = final.filter(~Q(charged=F("paid") - F("refunded")))
    proofs = Proof.objects.of(store_id).filter(order__campaign=campaign, state="pending")
    refunds = Refund.objects.of(store_id).filter(order__campaign=campaign, state="owed")
    return OpenBusiness(
        orders=_things(orders.exclude(state__in=FINAL), lambda o: _open(o, 0)),
        money=_things(uneven, lambda o: _open(o, o.outstanding)),
        proofs=_things(
            proofs.select_related("order").order_by("id"), lambda p: _open(p.order, p.claimed or 0)
        ),
        refunds=_things(refunds.select_related("order").order_by("id"), lambda r: _open(r.order, r.amount)),
    )


def _open(order: Order, amount: int) -> OpenOrder:
    return OpenOrder(order.number, order.buyer_name, order.state, order.fulfilment, amount)


def _things(rows: "QuerySet[Any]", tell: Any) -> OpenThings:
    first = list(rows[: SHOWN + 1])
    count = len(first) if len(first) <= SHOWN else rows.count()
    return OpenThings(count, tuple(tell(row) for row in first[:SHOWN]))
