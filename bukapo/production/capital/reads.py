"""A PO's money and cost, from the ledger and the books of production. A fixed number of queries each."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.campaigns.tier_reads import falls_if_closed_now
from bukapo.ledger.models import Posting
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CASH_AT_COURIER, CREDITS, RECEIVABLE, REFUNDS_PAYABLE
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.pricing.pending import StillToFall, still_to_fall
from bukapo.orders.rules import HOLDING
from bukapo.production.capital.rows import Capital
from bukapo.production.capital.rules import Cost, Funds, Meter, Start, judge
from bukapo.production.models import WorkOrder, WorkOrderSize

UNDELIVERED = ["placed", "confirmed", "expired"]
"""States of an order that cancelling the PO would end, with all its money going back."""


def capital_of(campaign: Campaign) -> Capital:
    """What the seller has typed; an unsaved row with nothing in it before that."""
    found: Capital | None = Capital.objects.of(campaign.store_id).filter(campaign=campaign).first()
    return found or Capital(store_id=campaign.store_id, campaign=campaign)


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
            if code == CASH_AT_COURIER or _is_gateway(code):
                away += max(0, min(amount, self.at_gateways.get(code, amount)))
        return sum(balances.values()) - away, away

    def _balance(self, account: str) -> int:
        arrived = sum(amount for (_s, into, _o), amount in self.sums.items() if into == account)
        return arrived - sum(amount for (out, _d, _o), amount in self.sums.items() if out == account)


def start_and_debt(campaign: Campaign) -> tuple[Start, Meter]:
    """Both at once, for a page that shows both: about nine queries."""
    typed, flows = capital_of(campaign), flows_of(campaign)
    return _start(campaign, typed, flows, None), _meter(campaign, typed, flows)


def owed_if_cancelled(campaign: Campaign) -> Meter:
    """What would have to go back if the PO were cancelled now, beside its cash. Three queries, five with gateways."""
    return _meter(campaign, capital_of(campaign), flows_of(campaign))


def safe_to_start(campaign: Campaign, *, more: Cost | None = None) -> Start:
    """The gate. `more` is a work order that is about to be sent."""
    return _start(campaign, capital_of(campaign), flows_of(campaign), more)


def costs_of(campaign: Campaign, pieces: Mapping[int, int]) -> list[Cost]:
    """What `pieces` (by product) cost: by its work orders, and by products where none has a price. Four queries."""
    return _costs(campaign, capital_of(campaign), None, pieces)


def flows_of(campaign: Campaign) -> Flows:
    """One query over the ledger; two more when a gateway is part of it."""
    rows = _postings(campaign).order_by().values_list("source__code", "destination__code", "order__state")
    sums = {(source, into, state): total for source, into, state, total in rows.annotate(total=Sum("amount"))}
    if not any(_is_gateway(code) for pair in sums for code in pair[:2]):
        return Flows(sums, {})
    store = trial_balance(store_id=campaign.store_id)
    return Flows(sums, {code: amount for code, amount in store.items() if _is_gateway(code)})


def _meter(campaign: Campaign, typed: Capital, flows: Flows) -> Meter:
    in_hand, on_its_way = flows.cash
    return Meter(
        promised=flows.promised,
        orders=flows.held(UNDELIVERED),
        stray=_stray(campaign),
        in_hand=in_hand,
        on_its_way=on_its_way,
        spent=typed.spent,
    )


def _start(campaign: Campaign, typed: Capital, flows: Flows, more: Cost | None) -> Start:
    return judge(
        _funds(campaign, flows),
        _costs(campaign, typed, more),
        fixed=typed.fixed,
        down_bp=typed.down_bp,
        down_fixed=typed.down_fixed,
    )


def _funds(campaign: Campaign, flows: Flows) -> Funds:
    """Of the orders that hold their pieces: what strangers paid late, or is promised back, is not theirs."""
    held = flows.held(HOLDING)
    orders = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    held_of = F("paid") - F("refunded")
    sums = orders.aggregate(
        asked=Coalesce(Sum("charged"), 0),
        income=Coalesce(Sum(F("goods") - F("discount") - F("forgiven")), 0),
        count=Coalesce(Sum("pieces"), 0),
        unpaid=Coalesce(Sum("pieces", filter=Q(state="placed")), 0),
        over=Coalesce(Sum(held_of - F("charged"), filter=Q(charged__lt=held_of)), 0),
    )
    less = _still_to_fall(campaign)
    price = max(0, sums["asked"] - less)
    usable = min(held - sums["over"], price)  # what is paid too much is the buyers'
    on_its_way = min(flows.cash[1], usable)
    return Funds(
        in_hand=usable - on_its_way,
        on_its_way=on_its_way,
        to_come=price - usable,
        income=sums["income"] - less,
        pieces=sums["count"],
        unpaid_pieces=sums["unpaid"],
    )


def _still_to_fall(campaign: Campaign) -> int:
    """Rupiah that orders will become cheaper by: when the PO closes with what it holds, or while that is settled."""
    if campaign.state == "published":
        falling = StillToFall(0, falls_if_closed_now(campaign))
    else:
        falling = still_to_fall(campaign)
    if falling.through is None or not falling.falls.products:
        return 0
    lines = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
    return sum(falling.of(line) * line.qty for line in lines.select_related("order"))


def _costs(
    campaign: Campaign, typed: Capital, more: Cost | None, pieces: Mapping[int, int] | None = None
) -> list[Cost]:
    """What the work orders say, once one of them tells a price; before that each product's own cost.

    Pieces that no work order with a price has yet cost what their product says, where anything is known of it.
    """
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, unit_cost__isnull=False)
    sent = [
        Cost(row.number, row.pieces, row.unit_cost)
        for row in rows.exclude(state__in=["refused", "cancelled"])
    ]
    if more is not None and more.each is not None:
        sent.append(more)
    products = _by_product(campaign, typed, pieces)
    if not sent or (more is not None and more.of is None):
        return sent or products
    priced = _priced(campaign) + Counter(dict(more.of or ()) if more else {})
    rest = (replace(one, pieces=one.pieces - priced[one.name]) for one in products if one.each is not None)
    return [*sent, *(one for one in rest if one.pieces > 0)]


def _priced(campaign: Campaign) -> Counter[str]:
    """Pieces per product in work orders with a price that take them from the recap."""
    sizes = WorkOrderSize.objects.of(campaign.store_id).filter(
        work_order__campaign=campaign, work_order__after=None, work_order__unit_cost__isnull=False
    )
    live = sizes.exclude(work_order__state__in=["refused", "cancelled"]).order_by()
    return Counter(dict(live.values_list("product").annotate(n=Sum("ordered"))))


def _by_product(campaign: Campaign, typed: Capital, pieces: Mapping[int, int] | None) -> list[Cost]:
    if pieces is None:
        lines = OrderLine.objects.of(campaign.store_id).filter(
            order__campaign=campaign, order__state__in=HOLDING
        )
        pieces = dict(lines.order_by().values_list("product_id").annotate(n=Sum("qty")))
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    return [
        Cost(
            item.product.name,
            pieces.get(item.product_id, 0),
            item.product.cost if item.product.cost is not None else typed.each,
        )
        for item in items
    ]


def _stray(campaign: Campaign) -> int:
    """Paid too much on orders that cancelling would not touch: they are delivered, or over already."""
    rows = _postings(campaign).exclude(order__state__in=UNDELIVERED).order_by()
    balances = rows.values("order_id").annotate(
        owes=Coalesce(Sum("amount", filter=Q(destination__code=RECEIVABLE)), 0)
        - Coalesce(Sum("amount", filter=Q(source__code=RECEIVABLE)), 0)
    )
    return -int(balances.filter(owes__lt=0).aggregate(all=Coalesce(Sum("owes"), 0))["all"])


def _is_gateway(code: str) -> bool:
    return code.startswith("gateway:")


def _is_cash(code: str) -> bool:
    return code.startswith(("cash:", "gateway:"))


def _is_money(code: str) -> bool:
    """The other side of what buyers paid or got back: cash, credit they keep with the store, refunds owed."""
    return _is_cash(code) or code in (CREDITS, REFUNDS_PAYABLE)


def _postings(campaign: Campaign) -> Any:
    return Posting.objects.of(campaign.store_id).filter(order__campaign=campaign)
