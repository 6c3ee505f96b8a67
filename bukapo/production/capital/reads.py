"""A PO's money and cost, from the ledger and the books of production. A fixed number of queries each."""

from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.ledger.models import Posting
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import CASH_AT_COURIER, CREDITS, RECEIVABLE, REFUNDS_PAYABLE
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.pricing.pending import still_to_fall
from bukapo.orders.rules import HOLDING
from bukapo.production.capital.rows import Capital
from bukapo.production.capital.rules import Cost, Funds, Meter, Start, judge
from bukapo.production.models import WorkOrder

UNDELIVERED = ["placed", "confirmed", "expired"]
"""States of an order that cancelling the PO would end, with all its money going back."""


def capital_of(campaign: Campaign) -> Capital:
    """What the seller has typed; an unsaved row with nothing in it before that."""
    found: Capital | None = Capital.objects.of(campaign.store_id).filter(campaign=campaign).first()
    return found or Capital(store_id=campaign.store_id, campaign=campaign)


def refund_debt(campaign: Campaign, capital: Capital | None = None) -> Meter:
    """What would have to go back if the PO were cancelled now, beside its cash. Five queries."""
    where = _cash(campaign)
    typed = capital or capital_of(campaign)
    return Meter(
        promised=_promised(campaign),
        orders=_held(campaign, UNDELIVERED),
        stray=_stray(campaign),
        in_hand=where["in_hand"],
        on_its_way=where["on_its_way"],
        spent=typed.spent,
    )


def safe_to_start(campaign: Campaign, *, more: Cost | None = None, capital: Capital | None = None) -> Start:
    """The gate. `more` is a work order that is about to be sent."""
    typed = capital or capital_of(campaign)
    return judge(
        _funds(campaign),
        _costs(campaign, typed, more),
        fixed=typed.fixed,
        down_bp=typed.down_bp,
        down_fixed=typed.down_fixed,
    )


def _funds(campaign: Campaign) -> Funds:
    """Of the orders that hold their pieces: what is over already and what strangers paid late is not theirs."""
    cash = _cash(campaign)
    held = _held(campaign, HOLDING)
    on_its_way = min(cash["on_its_way"], held)
    falling = still_to_fall(campaign)
    orders = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    sums = orders.aggregate(
        asked=Coalesce(Sum("charged"), 0),
        income=Coalesce(Sum(F("goods") - F("discount") - F("forgiven")), 0),
        count=Coalesce(Sum("pieces"), 0),
        unpaid=Coalesce(Sum("pieces", filter=Q(state="placed")), 0),
    )
    less = 0
    if falling.through is not None:
        lines = OrderLine.objects.of(campaign.store_id).filter(order__in=orders).select_related("order")
        less = sum(falling.of(line) * line.qty for line in lines)
    return Funds(
        in_hand=held - on_its_way,
        on_its_way=on_its_way,
        to_come=max(0, sums["asked"] - less - held),
        income=sums["income"] - less,
        pieces=sums["count"],
        unpaid_pieces=sums["unpaid"],
    )


def _costs(campaign: Campaign, typed: Capital, more: Cost | None) -> list[Cost]:
    """What the work orders say, once one of them tells a price; before that each product's own cost."""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, unit_cost__isnull=False)
    sent = [Cost(row.number, row.pieces, row.unit_cost) for row in rows.exclude(state="cancelled")]
    if more is not None and more.each is not None:
        sent.append(more)
    return sent or _by_product(campaign, typed)


def _by_product(campaign: Campaign, typed: Capital) -> list[Cost]:
    lines = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
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


_MONEY_IN = Q(destination__code__startswith="cash:") | Q(destination__code__startswith="gateway:")
_MONEY_OUT = Q(source__code__startswith="cash:") | Q(source__code__startswith="gateway:")
_INTO_ORDERS = Q(source__code=RECEIVABLE) & (_MONEY_IN | Q(destination__code=CREDITS))
_OUT_OF_ORDERS = Q(destination__code=RECEIVABLE) & (Q(source__code=REFUNDS_PAYABLE) | Q(source__code=CREDITS))
"""What came in for an order (cash, gateway, or credit it used), and what of it is no longer the order's."""


def _held(campaign: Campaign, states: list[str]) -> int:
    """Rupiah of buyers that lie with the orders in these states: paid less refunded, as the ledger says."""
    rows = _postings(campaign).filter(order__state__in=states)
    return _sum(rows.filter(_INTO_ORDERS)) - _sum(rows.filter(_OUT_OF_ORDERS))


def _stray(campaign: Campaign) -> int:
    """Paid too much on orders that cancelling would not touch: they are delivered, or over already."""
    rows = _postings(campaign).exclude(order__state__in=UNDELIVERED).order_by()
    balances = rows.values("order_id").annotate(
        owes=Coalesce(Sum("amount", filter=Q(destination__code=RECEIVABLE)), 0)
        - Coalesce(Sum("amount", filter=Q(source__code=RECEIVABLE)), 0)
    )
    return -int(balances.filter(owes__lt=0).aggregate(all=Coalesce(Sum("owes"), 0))["all"])


def _promised(campaign: Campaign) -> int:
    """Refunds that buyers were promised and that have not been sent."""
    rows = _postings(campaign)
    return _sum(rows.filter(source__code=REFUNDS_PAYABLE)) - _sum(
        rows.filter(destination__code=REFUNDS_PAYABLE)
    )


def _cash(campaign: Campaign) -> dict[str, int]:
    """Where the PO's money lies. What gateways pay out is booked for the store, not per order: so of the PO's money
    no more can still be there than the store's account with that gateway holds.
    """
    rows = _postings(campaign).order_by()
    balances: dict[str, int] = {}
    for side, sign, rule in (("destination", 1, _MONEY_IN), ("source", -1, _MONEY_OUT)):
        found = rows.filter(rule).values_list(f"{side}__code").annotate(total=Sum("amount"))
        for code, amount in found:
            balances[code] = balances.get(code, 0) + sign * amount
    store = trial_balance(store_id=campaign.store_id) if any(_is_gateway(code) for code in balances) else {}
    on_its_way = sum(
        max(0, min(amount, store.get(code, 0) if _is_gateway(code) else amount))
        for code, amount in balances.items()
        if _is_gateway(code) or code == CASH_AT_COURIER
    )
    return {"in_hand": sum(balances.values()) - on_its_way, "on_its_way": on_its_way}


def _is_gateway(code: str) -> bool:
    return code.startswith("gateway:")


def _postings(campaign: Campaign) -> Any:
    return Posting.objects.of(campaign.store_id).filter(order__campaign=campaign)


def _sum(rows: Any) -> int:
    return int(rows.aggregate(all=Coalesce(Sum("amount"), 0))["all"])
