"""Packages: every one in an order is whole, costs what it was sold for, and was sold by the order's own PO."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bukapo.audit.batches import origins
from bukapo.audit.breach import Breach
from bukapo.campaigns.bundles.rules import shares
from bukapo.campaigns.models import Bundle, BundleSlot, CampaignItem
from bukapo.journal.models import EventRow
from bukapo.orders.models import OrderLine, ProposalAnswer
from bukapo.orders.pricing.rules import ACCEPTED

WHY = "the audit reads every store"


@dataclass(frozen=True)
class _Sold:
    """A package: `slots` are (product, its share of the price in rupiah)."""

    row: Bundle
    slots: tuple[tuple[int, int], ...]


def sold() -> Iterator[Breach]:
    """The lines of a package: one per piece of it, as often as the package, for its price."""
    bundles = _bundles()
    home, extras, swapped = origins(), _extras(), _swapped()
    rows = OrderLine.objects.across_stores(WHY).filter(bundle__isnull=False)
    rows = rows.select_related("order__campaign", "variant").order_by("order_id", "bundle_no", "position")
    groups: dict[tuple[int, int], list[OrderLine]] = defaultdict(list)
    for line in rows.iterator(chunk_size=2000):
        groups[line.order_id, line.bundle_no].append(line)
    for (order_id, number), lines in groups.items():
        order, where = lines[0].order, f"order {lines[0].order.number}, package {number}"
        own = bundles[lines[0].bundle_id or 0]
        if own.row.campaign_id != home.get(order_id, order.campaign_id):
            yield Breach("bundle", where, "was sold by another PO")
        yield from (Breach("bundle", where, what) for what in _incomplete(own, lines))
        fresh = order.campaign.state == "published" and order_id not in swapped
        for line in lines:
            if not _costs(own, line, extras.get(order_id, ()), fresh=fresh):
                yield Breach("bundle", where, f"its piece {line.bundle_slot + 1} has another price")


def _incomplete(own: _Sold, lines: Sequence[OrderLine]) -> Iterator[str]:
    if len({line.bundle_id for line in lines}) > 1:
        yield "is two packages at once"
    times: dict[int, int] = defaultdict(int)
    for line in lines:
        times[line.bundle_slot] += line.qty
    if sorted(times) != list(range(len(own.slots))) or len(set(times.values())) > 1:
        yield f"has {dict(times)} pieces of its {len(own.slots)}"
    elif any(line.product_id != own.slots[line.bundle_slot][0] for line in lines):
        yield "holds another product than the package"


def _costs(own: _Sold, line: OrderLine, extras: Sequence[tuple[int | None, int]], *, fresh: bool) -> bool:
    """`extras` were agreed since, per piece. `fresh`: the variant's surcharge is still the one of the ordering."""
    if line.bundle_slot >= len(own.slots):
        return True  # said already
    agreed = sum(each for product, each in extras if product in (None, line.product_id))
    over = line.unit_price - own.slots[line.bundle_slot][1] - agreed
    if not own.row.adds_surcharges:
        return bool(over == 0)
    return bool(over == line.variant.surcharge if fresh else over >= 0)


def _bundles() -> dict[int, _Sold]:
    prices = {
        (campaign, product): price
        for campaign, product, price in CampaignItem.objects.across_stores(WHY)
        .filter(campaign__bundles__isnull=False)
        .values_list("campaign_id", "product_id", "price")
    }
    slots: dict[int, list[int]] = defaultdict(list)
    for bundle, product in (
        BundleSlot.objects.across_stores(WHY)
        .order_by("bundle_id", "position")
        .values_list("bundle_id", "product_id")
    ):
        slots[bundle].append(product)
    return {row.pk: _one(row, slots[row.pk], prices) for row in Bundle.objects.across_stores(WHY)}


def _one(row: Bundle, products: Sequence[int], prices: Mapping[tuple[int, int], int]) -> _Sold:
    weights = [prices.get((row.campaign_id, product), 0) for product in products]
    parts = shares(row.price, weights) if products else []
    return _Sold(row, tuple(zip(products, parts, strict=True)))


def _extras() -> dict[int, list[tuple[int | None, int]]]:
    """Order id -> (product or all of them, rupiah per piece) of the extra costs that its buyer agreed to."""
    rows = ProposalAnswer.objects.across_stores(WHY).filter(state=ACCEPTED)
    found: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    for order, product, each in rows.values_list("order_id", "proposal__product_id", "proposal__per_piece"):
        found[order].append((product, each))
    return found


def _swapped() -> set[int]:
    rows = EventRow.objects.filter(kind="order.colour_swapped").values_list("order_id", flat=True)
    return {order for order in rows if order is not None}


def offered() -> Iterator[Breach]:
    """A package costs and holds what its last event says (one of a later batch has none of its own)."""
    told = {}
    for data in (
        EventRow.objects.filter(kind="campaign.bundle_saved").order_by("pk").values_list("data", flat=True)
    ):
        told[data["bundle_id"]] = data
    slots: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in BundleSlot.objects.across_stores(WHY).order_by("bundle_id", "position"):
        slots[row.bundle_id].append({"product_id": row.product_id, "fixed": row.fixed})
    for row in Bundle.objects.across_stores(WHY).order_by("pk"):
        data = told.get(row.pk)
        if data is None:
            continue
        if (row.price, row.adds_surcharges) != (data["price"], data["adds_surcharges"]):
            yield Breach("bundle", f"bundle {row.pk}", "has another price than the seller set")
        if slots[row.pk] != data["slots"]:
            yield Breach("bundle", f"bundle {row.pk}", "holds other pieces than the seller put in")
