"""Price tiers of a PO and how far it is, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter, PriceTier
from bukapo.campaigns.tiers import Settled, Tier, coming, reached, settled_price


def tiers_of(campaign: Campaign) -> dict[int, tuple[Tier, ...]]:
    """Product id -> its tiers in order of pieces; products without any are left out. One query."""
    rows = PriceTier.objects.of(campaign.store_id).filter(item__campaign=campaign)
    found: dict[int, list[Tier]] = {}
    for product, pieces, price in rows.order_by("item__position", "item_id", "from_pieces").values_list(
        "item__product_id", "from_pieces", "price"
    ):
        found.setdefault(product, []).append(Tier(pieces, price))
    return {product: tuple(tiers) for product, tiers in found.items()}


def pieces_by_product(campaign: Campaign) -> dict[int, int]:
    """Product id -> pieces that orders hold now, from the counters."""
    rows = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant__isnull=False)
    return dict(rows.order_by().values_list("variant__product_id").annotate(total=Sum("taken")))


@dataclass(frozen=True)
class Climb:
    """How far a product with tiers has come. Rupiah per piece; `settled` once the PO has closed.

    `pieces` counted now, or at closing.
    """

    product_id: int
    name: str
    price: int
    tiers: tuple[Tier, ...]
    pieces: int
    settled: bool = False

    @property
    def best(self) -> Tier | None:
        return reached(self.tiers, self.pieces)

    @property
    def next(self) -> Tier | None:
        """The tier still to be reached; none once the PO has closed."""
        return None if self.settled else coming(self.tiers, self.pieces)

    @property
    def missing(self) -> int:
        """Pieces until the next tier."""
        return self.next.from_pieces - self.pieces if self.next else 0

    @property
    def price_now(self) -> int:
        """What everybody would pay (or pays) with so many pieces."""
        return self.best.price if self.best else self.price

    @property
    def steps(self) -> tuple[tuple[Tier, bool], ...]:
        """Every tier and whether it is reached."""
        return tuple((tier, tier.from_pieces <= self.pieces) for tier in self.tiers)


def climbs_of(campaign: Campaign) -> tuple[Climb, ...]:
    """The products with tiers, in the PO's order. One query for a PO without any, else three."""
    tiers = tiers_of(campaign)
    if not tiers:
        return ()
    pieces = pieces_by_product(campaign)
    rows = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign, product_id__in=tiers)
    return tuple(
        Climb(
            product_id=row.product_id,
            name=row.product.name,
            price=row.price,
            tiers=tiers[row.product_id],
            pieces=row.counted if row.counted is not None else pieces.get(row.product_id, 0),
            settled=row.counted is not None,
        )
        for row in rows.select_related("product")
    )


@dataclass(frozen=True)
class Falls:
    """By how much the pieces of a closed PO became cheaper."""

    products: Mapping[int, Settled]
    early_until: datetime | None

    def drop(self, product_id: int, placed_at: datetime) -> int:
        """Rupiah per piece of this product in an order placed then."""
        settled = self.products.get(product_id)
        return settled.drop(placed_at, self.early_until) if settled else 0


def falls_of(campaign: Campaign) -> Falls:
    """What was settled at closing; nothing while the PO is open or has no tiers. One query."""
    rows = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign, settled_price__isnull=False)
    found = {row.product_id: Settled(row.price, row.early_price, row.settled_price) for row in rows}
    return Falls(found, campaign.early_until)


def falls_if_closed_now(campaign: Campaign) -> Falls:
    """By how much pieces would become cheaper if the PO closed now. One query without tiers, else three."""
    tiers = tiers_of(campaign)
    if not tiers:
        return Falls({}, None)
    pieces = pieces_by_product(campaign)
    rows = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign, product_id__in=tiers)
    found = {}
    for row in rows:
        price = settled_price(row.price, tiers[row.product_id], pieces.get(row.product_id, 0))
        found[row.product_id] = Settled(row.price, row.early_price, price)
    return Falls(found, campaign.early_until)
