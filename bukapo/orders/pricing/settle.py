"""After closing: every order gets the tier that was reached, a chunk of orders in each transaction.

The job's row remembers how far it came; a chunk and its mark are committed together, so a killed worker loses nothing
and does nothing twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.campaigns.tier_reads import Falls, falls_of, pieces_by_product, tiers_of
from bukapo.campaigns.tiers import reached, settled_price
from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.ledger.tax import StoreTax
from bukapo.orders.events import facts
from bukapo.orders.models import Order, OrderLine, Settlement
from bukapo.orders.pricing.events import OrderRepriced, PricesSettled
from bukapo.orders.pricing.lowering import Lowered, lower
from bukapo.orders.pricing.rewriting import rewrite
from bukapo.orders.rules import HOLDING, ORDER
from bukapo.orders.taxes import retaxed, tax_of_store, taxed
from bukapo.payments.models import Charge
from bukapo.payments.steps import CodeBook

CHUNK = 200
"""Orders done in one transaction."""
CODES = 999
"""A unique code is at most this much."""

Counted = tuple[tuple[int, int, int], ...]
"""[product id, its pieces at closing, what one costs since]."""


def count_tiers(campaign: Campaign, at: datetime) -> Counted:
    """Fix what every product of a PO with tiers reached, and leave the job of giving it to the orders.

    A step of closing: the counters are locked. Nothing for a PO without tiers.
    """
    tiers = tiers_of(campaign)
    if not tiers:
        return ()
    pieces = pieces_by_product(campaign)
    counted: list[tuple[int, int, int]] = []
    for item in CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign):
        own, held = tiers.get(item.product_id, ()), pieces.get(item.product_id, 0)
        item.counted = held
        item.settled_price = settled_price(item.price, own, held) if own else None
        item.save(update_fields=["counted", "settled_price"])
        counted.append((item.product_id, held, item.settled_price or item.price))
    Settlement.objects.create(store_id=campaign.store_id, campaign=campaign, begun_at=at)
    return tuple(counted)


def settle_some(*, store_id: int, settlement_id: int, at: datetime) -> int:
    """Do the next chunk; returns how many orders were looked at, 0 when somebody else finished the job."""
    with writing():
        job = Settlement.objects.of(store_id).select_for_update().filter(pk=settlement_id).first()
        if job is None or job.done_at is not None:
            return 0
        campaign = Campaign.objects.of(store_id).get(pk=job.campaign_id)
        rows = Order.objects.of(store_id).filter(campaign=campaign, state__in=HOLDING, pk__gt=job.through)
        orders = list(rows.select_for_update().order_by("pk")[:CHUNK])
        events: list[Event] = _reprice(campaign, orders, at) if orders else []
        told = [event for event in events if isinstance(event, OrderRepriced)]
        job.orders += len(told)
        job.saved += sum(event.saved for event in told)
        job.through = orders[-1].pk if orders else job.through
        if len(orders) < CHUNK:
            job.done_at = at
            events.append(_done(job))
        job.save()
        record(events, actor=SYSTEM_ACTOR, at=at)
    return max(1, len(orders))


def _done(job: Settlement) -> PricesSettled:
    return PricesSettled(
        store_id=job.store_id, campaign_id=job.campaign_id, orders=job.orders, saved=job.saved
    )


def _reprice(campaign: Campaign, orders: Sequence[Order], at: datetime) -> list[Event]:
    """The events of the orders that became cheaper; their rows are stored."""
    falls, words = falls_of(campaign), _words(campaign)
    lines, charges = _rows(campaign.store_id, orders)
    cheaper = [order for order in orders if _falls(order, lines[order.pk], falls)]
    if not cheaper:
        return []
    tax = tax_of_store(campaign.store_id)
    codes = CodeBook(campaign.store_id, _bases(cheaper, lines, charges, falls))
    events: list[Event] = []
    for order in cheaper:
        before = taxed(order)
        less = {line.product_id: falls.drop(line.product_id, order.placed_at) for line in lines[order.pk]}
        done = lower(order, lines[order.pk], charges[order.pk], falls=less, codes=codes)
        events.append(_event(order, lines[order.pk], charges[order.pk], done, before, tax, words, at))
    _store(cheaper, lines, charges)
    return events


def _falls(order: Order, lines: Sequence[OrderLine], falls: Falls) -> bool:
    return any(_fall(line, order, falls) for line in lines)


def _fall(line: OrderLine, order: Order, falls: Falls) -> int:
    """Rupiah per piece; a package keeps its price."""
    return 0 if line.bundle_id is not None else falls.drop(line.product_id, order.placed_at)


def _words(campaign: Campaign) -> dict[int, tuple[str, int, int]]:
    """Product id -> its name, the pieces from which its tier counts, what a piece costs."""
    tiers = tiers_of(campaign)
    rows = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    found = {}
    for item in rows:
        best = reached(tiers.get(item.product_id, ()), item.counted or 0)
        if best is not None:
            found[item.product_id] = (item.product.name, best.from_pieces, best.price)
    return found


def _rows(
    store_id: int, orders: Sequence[Order]
) -> tuple[dict[int, list[OrderLine]], dict[int, list[Charge]]]:
    ids = [order.pk for order in orders]
    lines: dict[int, list[OrderLine]] = defaultdict(list)
    for line in OrderLine.objects.of(store_id).filter(order_id__in=ids).order_by("order_id", "position"):
        lines[line.order_id].append(line)
    charges: dict[int, list[Charge]] = defaultdict(list)
    live = Charge.objects.of(store_id).filter(order_id__in=ids).exclude(state="void")
    for charge in live.order_by("order_id", "position"):
        charges[charge.order_id].append(charge)
    return lines, charges


def _bases(
    orders: Sequence[Order],
    lines: dict[int, list[OrderLine]],
    charges: dict[int, list[Charge]],
    falls: Falls,
) -> list[int]:
    """Amounts near which a code may be needed: from what is asked now down to it with the whole fall taken off."""
    bases: list[int] = []
    for order in orders:
        fall = sum(_fall(line, order, falls) * line.qty for line in lines[order.pk])
        for charge in charges[order.pk]:
            if charge.transfer_amount is not None:
                base = charge.goods + charge.shipping
                bases += range(max(0, base - fall), base, CODES)
                bases.append(base)
    return bases


def _event(
    order: Order,
    lines: Sequence[OrderLine],
    charges: Sequence[Charge],
    done: Lowered,
    before: int,
    tax: StoreTax,
    words: dict[int, tuple[str, int, int]],
    at: datetime,
) -> OrderRepriced:
    first = next((charge for charge in charges if charge.state != "void"), None)
    confirms = order.state == "placed" and order.paid > 0 and (first is None or first.state == "paid")
    if confirms:  # the money that came already covers the lower price
        rows = Order.objects.of(order.store_id)
        move(rows, pk=order.pk, machine=ORDER, to="confirmed", confirmed_at=at)
    products = dict.fromkeys(line.product_id for line in lines if line.bundle_id is None)
    cause = f"order:{order.pk}"
    return OrderRepriced(
        **facts(order),
        state="confirmed" if confirms else "",
        lines=tuple((line.variant_id, line.qty, line.total) for line in lines),
        goods=order.goods,
        discount=order.discount,
        saved=done.saved,
        tiers=tuple(words[product] for product in products if product in words),
        postings=(*done.postings, *retaxed(order, before=before, cause=cause, tax=tax)),
    )


def _store(
    orders: Sequence[Order],
    lines: dict[int, list[OrderLine]],
    charges: dict[int, list[Charge]],
) -> None:
    rewrite(orders, ["goods", "discount", "charged", "forgiven"])
    rewrite([line for order in orders for line in lines[order.pk]], ["unit_price", "total"])
    own = [charge for order in orders for charge in charges[order.pk]]
    rewrite(own, ["goods", "code", "total", "paid", "state", "transfer_amount"])
