"""A PO's money and cost, from the ledger and the books of production. A fixed number of queries each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Sum

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.orders.rules import HOLDING
from bukapo.production.capital.books import UNDELIVERED, Books, Summed
from bukapo.production.capital.rows import Capital
from bukapo.production.capital.rules import Cost, Funds, Meter, Start, judge
from bukapo.production.models import WorkOrder, WorkOrderSize


def capital_of(campaign: Campaign) -> Capital:
    """What the seller has typed; an unsaved row with nothing in it before that."""
    found: Capital | None = Capital.objects.of(campaign.store_id).filter(campaign=campaign).first()
    return found or Capital(store_id=campaign.store_id, campaign=campaign)


def start_and_debt(campaign: Campaign, books: Books | None = None) -> tuple[Start, Meter]:
    """Both at once, for a page that shows both: about nine queries, five beside `books` that are told."""
    typed, found = capital_of(campaign), books or Summed(campaign)
    return _start(campaign, typed, found, None), _meter(typed, found)


def owed_if_cancelled(campaign: Campaign, books: Books | None = None) -> Meter:
    """What would have to go back if the PO were cancelled now, beside its cash. Three queries, five with gateways."""
    return _meter(capital_of(campaign), books or Summed(campaign))


def safe_to_start(campaign: Campaign, *, more: Cost | None = None) -> Start:
    """The gate, summed anew. `more` is a work order that is about to be sent."""
    return _start(campaign, capital_of(campaign), Summed(campaign), more)


def costs_of(campaign: Campaign, pieces: Mapping[int, int]) -> list[Cost]:
    """What `pieces` (by product) cost: by its work orders, and by products where none has a price. Four queries."""
    return _costs(campaign, capital_of(campaign), None, pieces)


def _meter(typed: Capital, books: Books) -> Meter:
    in_hand, on_its_way = books.flows.cash
    return Meter(
        promised=books.flows.promised,
        orders=books.flows.held(UNDELIVERED),
        stray=books.stray,
        in_hand=in_hand,
        on_its_way=on_its_way,
        spent=typed.spent,
    )


def _start(campaign: Campaign, typed: Capital, books: Books, more: Cost | None) -> Start:
    return judge(
        _funds(books),
        _costs(campaign, typed, more, books.by_product),
        fixed=typed.fixed,
        down_bp=typed.down_bp,
        down_fixed=typed.down_fixed,
    )


def _funds(books: Books) -> Funds:
    """Of the orders that hold their pieces: what strangers paid late, or is promised back, is not theirs."""
    held, flows = books.held, books.flows
    price = max(0, held.charged - books.to_fall)
    usable = min(flows.held(HOLDING) - held.over, price)  # what is paid too much is the buyers'
    on_its_way = min(flows.cash[1], usable)
    return Funds(
        in_hand=usable - on_its_way,
        on_its_way=on_its_way,
        to_come=price - usable,
        income=held.income - books.to_fall,
        pieces=held.pieces,
        unpaid_pieces=held.unpaid_pieces,
    )


def _costs(campaign: Campaign, typed: Capital, more: Cost | None, pieces: Mapping[int, int]) -> list[Cost]:
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


def _by_product(campaign: Campaign, typed: Capital, pieces: Mapping[int, int]) -> list[Cost]:
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    return [
        Cost(
            item.product.name,
            pieces.get(item.product_id, 0),
            item.product.cost if item.product.cost is not None else typed.each,
        )
        for item in items
    ]
