"""Prices that moved after ordering: tiers settled at closing, and extra cost that buyers agreed to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Campaign, CampaignItem, PriceTier
from bukapo.campaigns.tier_reads import Falls, falls_of
from bukapo.campaigns.tiers import Tier, settled_price
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order, OrderLine, ProposalAnswer, Settlement
from bukapo.orders.pricing.rules import ACCEPTED, GONE, KEPT, LEFT, WAITING, WITHDRAWN
from bukapo.orders.rules import HOLDING, LEAVES
from bukapo.production.models import FrozenRecap

WHY = "the audit reads every store"
TELLS_LINES = [
    "order.placed",
    "order.changed",
    "order.repriced",
    "order.price_agreed",
    "order.price_withdrawn",
    "order.swapped",
    "order.handed_over",
    "order.colour_swapped",
]
"""Events that say what an order's lines cost since."""


def tiers() -> Iterator[Breach]:
    """What was settled at closing is what its event tells and what the tiers give, and counts the recap's pieces."""
    told = {
        (campaign, product): (pieces, price)
        for campaign, data in EventRow.objects.filter(kind="campaign.closed").values_list(
            "campaign_id", "data"
        )
        for product, pieces, price in data.get("tiers", ())
    }
    given: dict[int, list[Tier]] = defaultdict(list)
    for row in PriceTier.objects.across_stores(WHY).order_by("item_id", "from_pieces"):
        given[row.item_id].append(Tier(row.from_pieces, row.price))
    counted: dict[int, int] = defaultdict(int)
    for item in CampaignItem.objects.across_stores(WHY).filter(counted__isnull=False):
        where = f"item {item.pk} (campaign {item.campaign_id}, product {item.product_id})"
        price = settled_price(item.price, given[item.pk], item.counted)
        if told.pop((item.campaign_id, item.product_id), None) != (item.counted, price):
            yield Breach("tiers", where, "was settled otherwise than the event of closing tells")
        if item.settled_price != (price if given[item.pk] else None):
            yield Breach("tiers", where, f"is settled at {item.settled_price} rupiah, its tiers give {price}")
        counted[item.campaign_id] += item.counted
    for campaign, product in told:
        yield Breach("tiers", f"campaign {campaign}, product {product}", "was settled and has forgotten it")
    recaps = FrozenRecap.objects.across_stores(WHY).filter(version=1, campaign_id__in=counted)
    for campaign, content in recaps.values_list("campaign_id", "content"):
        if content["totals"]["pieces"] != counted[campaign]:
            yield Breach("tiers", f"campaign {campaign}", "its tiers counted other pieces than its recap")


def settled() -> Iterator[Breach]:
    """Every holding order of a closed PO with tiers has the reached price, or the job is still to come to it."""
    jobs = {job.campaign_id: job for job in Settlement.objects.across_stores(WHY)}
    closed = Campaign.objects.across_stores(WHY).filter(items__settled_price__isnull=False).distinct()
    for campaign in closed.order_by("pk"):
        job = jobs.get(campaign.pk)
        if job is None:
            yield Breach("tiers", f"campaign {campaign.pk}", "was closed with tiers and has no settlement")
            continue
        yield from _orders(campaign, job)


def _orders(campaign: Campaign, job: Settlement) -> Iterator[Breach]:
    falls = falls_of(campaign)
    told = _told(campaign)
    products = dict(
        OrderLine.objects.across_stores(WHY)
        .filter(order__campaign=campaign)
        .values_list("variant_id", "product_id")
    )
    packed = _packed(campaign)
    orders = Order.objects.across_stores(WHY).filter(campaign=campaign).order_by("pk")
    for pk, number, state, placed_at in orders.values_list("pk", "number", "state", "placed_at").iterator():
        history = told.get(pk, [])
        places = [place for place, (kind, _) in enumerate(history) if kind == "order.repriced"]
        where = f"order {number}"
        if len(places) > 1:
            yield Breach("tiers", where, "was given its tier more than once")
        elif places:
            before, after = history[places[0] - 1][1], history[places[0]][1]
            if _lowered(before, products, falls, placed_at, packed.get(pk, set())) != after:
                yield Breach("tiers", where, "was given another price than the PO reached")
        elif state in HOLDING and history and (job.done_at is not None or pk <= job.through):
            lines = history[-1][1]
            if _lowered(lines, products, falls, placed_at, packed.get(pk, set())) != lines:
                yield Breach("tiers", where, "was not given the price that the PO reached")


def _told(campaign: Campaign) -> dict[int, list[tuple[str, list[list[int]]]]]:
    """Order id -> (kind, lines) of every event that tells its lines, oldest first."""
    rows = EventRow.objects.filter(campaign_id=campaign.pk, kind__in=TELLS_LINES).order_by("order_id", "seq")
    found: dict[int, list[tuple[str, list[list[int]]]]] = defaultdict(list)
    for order, kind, data in rows.values_list("order_id", "kind", "data"):
        if order is not None and "lines" in data:
            found[order].append((kind, data["lines"]))
    return found


def _lowered(
    lines: Sequence[Sequence[int]],
    products: Mapping[int, int],
    falls: Falls,
    placed_at: Any,
    packed: set[int],
) -> list[list[int]]:
    """`packed`: places of the lines that are of a package and keep their price."""
    return [
        [
            variant,
            qty,
            total - (0 if place in packed else qty * falls.drop(products.get(variant, 0), placed_at)),
        ]
        for place, (variant, qty, total) in enumerate(lines)
    ]


def _packed(campaign: Campaign) -> dict[int, set[int]]:
    """Order id -> places of its lines of packages. Since closing lines are added at the end only (a size swap)."""
    rows = OrderLine.objects.across_stores(WHY).filter(order__campaign=campaign, bundle__isnull=False)
    found: dict[int, set[int]] = defaultdict(set)
    for order, place in rows.values_list("order_id", "position"):
        found[order].add(place)
    return found


def ordered_goods() -> dict[int, int]:
    """Order id -> rupiah of its goods as ordered or changed, for orders with a voucher: before their price moved."""
    rows = EventRow.objects.filter(kind__in=TELLS_LINES).order_by("order_id", "seq")
    mine = Order.objects.across_stores(WHY).filter(voucher__isnull=False)
    goods: dict[int, int] = {}
    moved: dict[int, set[str]] = defaultdict(set)
    for order, kind, data in rows.filter(order_id__in=mine.values("pk")).values_list(
        "order_id", "kind", "data"
    ):
        if order is None:
            continue
        if kind in ("order.placed", "order.changed"):
            if not moved[order] and "goods" in data:
                goods[order] = data["goods"]
        elif kind == "order.price_withdrawn":
            moved[order].discard("order.price_agreed")
        else:
            moved[order].add(kind)
    return goods


def answers() -> Iterator[Breach]:
    """Nobody pays an extra without having said yes to it; when a proposal is over, everybody has an answer."""
    agreed = _told_once("order.price_agreed")
    kept = _told_once("order.price_kept")
    left = _told_once("order.cancelled") | _told_once("order.rest_dropped")
    rows = ProposalAnswer.objects.across_stores(WHY).select_related("proposal", "order", "charge")
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        where = f"answer {row.pk} (order {row.order.number}, proposal {row.proposal_id})"
        key = (row.order_id, row.proposal_id)
        yes = agreed.pop(key, None)
        if (row.state in (ACCEPTED, WITHDRAWN) and row.charge_id is not None) != (yes is not None):
            yield Breach("proposal", where, "is charged without a yes, or the yes was not charged")
        elif yes is not None and (yes["charge_id"], yes["digest"], yes["extra"]) != (
            row.charge_id, row.digest, row.extra,
        ):  # fmt: skip
            yield Breach("proposal", where, "is not what the buyer said yes to")
        yield from (Breach("proposal", where, what) for what in _contradicted(row, key in left, key in kept))
    for order, proposal in agreed:
        yield Breach(
            "proposal", f"order row {order}", f"agreed to proposal {proposal}, which does not ask it"
        )


def _contradicted(row: ProposalAnswer, left: bool, kept: bool) -> Iterator[str]:
    """What of an answer the order, its charge or its events say otherwise."""
    if row.charge is not None and row.charge.state != "void":
        asked = (row.charge.order_id, row.charge.goods, row.charge.shipping)
        if row.state != ACCEPTED or asked != (row.order_id, row.goods, row.shipping):
            yield "its charge asks what was not agreed"
    if row.state == WAITING and row.proposal.state != "open":
        yield "has no answer, and its proposal is over"
    if row.state == LEFT and not (row.order.state in LEAVES and left):
        yield "says that the buyer left, the order does not"
    if row.state == KEPT and not kept:
        yield "kept its price and nobody was told"
    if row.state == GONE and row.order.state not in ("cancelled", "expired"):
        yield "counts as gone, the order is there"


def _told_once(kind: str) -> dict[tuple[int | None, int], dict[str, Any]]:
    rows = EventRow.objects.filter(kind=kind).values_list("order_id", "data")
    return {(order, data["proposal_id"]): data for order, data in rows if data.get("proposal_id")}
