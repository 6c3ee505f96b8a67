"""What a PO's orders say of its money: summed from the ledger and the lines, or told by whoever keeps the sums."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.tier_reads import falls_if_closed_now
from bukapo.ledger.models import Posting
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CASH_AT_COURIER, CREDITS, RECEIVABLE, REFUNDS_PAYABLE
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.pricing.pending import StillToFall, still_to_fall
from bukapo.orders.rules import HOLDING

UNDELIVERED = ["placed", "confirmed", "expired"]
"""States of an order that cancelling the PO would end, with all its money going back."""


@dataclass(frozen=True)
class Flows:
    """What moved for a PO's orders, summed by (source, destination, the order's state now). Rupiah."""

    sums: Mapping[tuple[str, str, str], int]
    at_gateways: Mapping[str, int]

    def held(self, states: Collection[str]) -> int:
        """Of buyers with the orders in these states: paid less refunded."""
        total = 0
        for (source, destination, state), amount in self.sums.items():
            if state in states and source == RECEIVABLE and _is_money(destination):
                total += amount
            elif state in states and destination == RECEIVABLE and _is_money(source):
                total -= amount
        return total

    @property
    def promised(self) -> int:
        """Refunds that buyers were promised and that have not been sent."""
        return -self._balance(REFUNDS_PAYABLE)

    @property
    def cash(self) -> tuple[int, int]:
        """In hand, and still at gateways and couriers.

        What gateways pay out is booked for the store, not per order: so of the PO's money no more can still be there
        than the store's account with that gateway holds.
        """
        accounts = {code for pair in self.sums for code in pair[:2] if _is_cash(code)}
        balances = {code: self._balance(code) for code in accounts}
        away = 0
        for code, amount in balances.items():
            if code == CASH_AT_COURIER or is_gateway(code):
                away += max(0, min(amount, self.at_gateways.get(code, amount)))
        return sum(balances.values()) - away, away

    def _balance(self, account: str) -> int:
        arrived = sum(amount for (_s, into, _o), amount in self.sums.items() if into == account)
        return arrived - sum(amount for (out, _d, _o), amount in self.sums.items() if out == account)


@dataclass(frozen=True)
class Held:
    """Orders that hold their pieces: rupiah `charged`, `income` (goods less what was taken off), paid `over` it.

    `pieces` in all, of which `unpaid_pieces` nothing was paid for.
    """

    charged: int
    income: int
    over: int
    pieces: int
    unpaid_pieces: int


class Books(Protocol):
    """All that the gate and the meter need to know of the orders.

    `to_fall`: rupiah that orders will become cheaper by. `by_product`: pieces held. `stray`: paid too much on orders
    that cancelling would not touch, because they are delivered or over already.
    """

    @property
    def flows(self) -> Flows: ...

    @property
    def held(self) -> Held: ...

    @property
    def to_fall(self) -> int: ...

    @property
    def by_product(self) -> Mapping[int, int]: ...

    @property
    def stray(self) -> int: ...


class Summed:
    """Books of one PO, summed anew from every order, each part when it is asked for: exact, at the cost of its size."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign

    @cached_property
    def flows(self) -> Flows:
        return flows_of(self.campaign)

    @cached_property
    def held(self) -> Held:
        held_of = F("paid") - F("refunded")
        sums = _orders(self.campaign).aggregate(
            asked=Coalesce(Sum("charged"), 0),
            income=Coalesce(Sum(F("goods") - F("discount") - F("forgiven")), 0),
            over=Coalesce(Sum(held_of - F("charged"), filter=Q(charged__lt=held_of)), 0),
            count=Coalesce(Sum("pieces"), 0),
            unpaid=Coalesce(Sum("pieces", filter=Q(state="placed")), 0),
        )
        return Held(sums["asked"], sums["income"], sums["over"], sums["count"], sums["unpaid"])

    @cached_property
    def to_fall(self) -> int:
        return fall_of_lines(self.campaign, falling_of(self.campaign))

    @cached_property
    def by_product(self) -> Mapping[int, int]:
        lines = _lines(self.campaign).order_by()
        return dict(lines.values_list("product_id").annotate(n=Sum("qty")))

    @cached_property
    def stray(self) -> int:
        return _stray(self.campaign)


def flows_of(campaign: Campaign) -> Flows:
    """One query over the ledger; two more when a gateway is part of it."""
    rows = _postings(campaign).order_by().values_list("source__code", "destination__code", "order__state")
    sums = {(source, into, state): total for source, into, state, total in rows.annotate(total=Sum("amount"))}
    if not any(is_gateway(code) for pair in sums for code in pair[:2]):
        return Flows(sums, {})
    store = trial_balance(store_id=campaign.store_id)
    return Flows(sums, {code: amount for code, amount in store.items() if is_gateway(code)})


def falling_of(campaign: Campaign) -> StillToFall:
    """By how much pieces become cheaper: when the PO closes with what it holds, or while that is settled."""
    if campaign.state == "published":
        return StillToFall(0, falls_if_closed_now(campaign))
    return still_to_fall(campaign)


def fall_of_lines(campaign: Campaign, falling: StillToFall) -> int:
    """Rupiah in all, line by line."""
    if falling.through is None or not falling.falls.products:
        return 0
    return sum(falling.of(line) * line.qty for line in _lines(campaign).select_related("order"))


def _stray(campaign: Campaign) -> int:
    """Paid too much on orders that cancelling would not touch: they are delivered, or over already."""
    rows = _postings(campaign).exclude(order__state__in=UNDELIVERED).order_by()
    balances = rows.values("order_id").annotate(
        owes=Coalesce(Sum("amount", filter=Q(destination__code=RECEIVABLE)), 0)
        - Coalesce(Sum("amount", filter=Q(source__code=RECEIVABLE)), 0)
    )
    return -int(balances.filter(owes__lt=0).aggregate(all=Coalesce(Sum("owes"), 0))["all"])


def is_gateway(code: str) -> bool:
    return code.startswith("gateway:")


def _is_cash(code: str) -> bool:
    return code.startswith(("cash:", "gateway:"))


def _is_money(code: str) -> bool:
    """The other side of what buyers paid or got back: cash, credit they keep with the store, refunds owed."""
    return _is_cash(code) or code in (CREDITS, REFUNDS_PAYABLE)


def _postings(campaign: Campaign) -> Any:
    return Posting.objects.of(campaign.store_id).filter(order__campaign=campaign)


def _orders(campaign: Campaign) -> Any:
    return Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)


def _lines(campaign: Campaign) -> Any:
    return OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
