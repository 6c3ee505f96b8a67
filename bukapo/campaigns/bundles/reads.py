"""The packages of a PO as plain values, in a fixed number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukapo.campaigns.bundles.lacks import PackedGoods
from bukapo.campaigns.bundles.rules import OfferedBundle, OfferedSlot, shares
from bukapo.campaigns.bundles.words import bundle_terms
from bukapo.campaigns.clause import Clause
from bukapo.campaigns.models import Bundle, BundleSlot, Campaign, CampaignItem
from bukapo.campaigns.offer import OfferedProduct
from bukapo.catalog.models import Variant
from bukapo.kernel.refusal import NotFound


def bundles_of(campaign: Campaign, products: Sequence[OfferedProduct]) -> tuple[OfferedBundle, ...]:
    """Every package of the PO, the stopped ones marked. One query for a PO without any, else three.

    A piece's share goes by the PO price of its product, whether or not an early price counts.
    """
    return _all_of(
        campaign, {product.id: [option.name for option in product.options] for product in products}
    )


def _all_of(campaign: Campaign, options: Mapping[int, list[str]]) -> tuple[OfferedBundle, ...]:
    rows = list(Bundle.objects.of(campaign.store_id).filter(campaign=campaign).order_by("pk"))
    if not rows:
        return ()
    slots = list(BundleSlot.objects.of(campaign.store_id).filter(bundle__in=rows).order_by("position"))
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    prices = dict(items.values_list("product_id", "price"))
    return tuple(
        _offered(row, [slot for slot in slots if slot.bundle_id == row.pk], prices, options) for row in rows
    )


def _offered(
    row: Bundle, slots: Sequence[BundleSlot], prices: Mapping[int, int], options: Mapping[int, list[str]]
) -> OfferedBundle:
    parts = shares(row.price, [prices.get(slot.product_id, 0) for slot in slots])
    return OfferedBundle(
        id=row.pk,
        name=row.name,
        description=row.description,
        price=row.price,
        adds_surcharges=row.adds_surcharges,
        slots=tuple(
            OfferedSlot(
                slot.product_id,
                tuple(slot.fixed.get(name, "") for name in options.get(slot.product_id, ())),
                share,
            )
            for slot, share in zip(slots, parts, strict=True)
        ),
        stopped=row.stopped_at is not None,
    )


def packed_goods(campaign: Campaign, items: Sequence[CampaignItem]) -> tuple[PackedGoods, ...]:
    """The packages on offer, for `readiness`; `items` with their product's options. At most three queries."""
    rows = list(Bundle.objects.of(campaign.store_id).filter(campaign=campaign, stopped_at=None))
    if not rows:
        return ()
    slots = list(BundleSlot.objects.of(campaign.store_id).filter(bundle__in=rows).order_by("position"))
    products = [item.product_id for item in items]
    variants = Variant.objects.of(campaign.store_id).filter(product_id__in=products, active=True)
    goods = _Goods(
        {item.product_id: item.price for item in items},
        {item.product_id: [option.name for option in item.product.options.all()] for item in items},
        list(variants.values_list("product_id", "values")),
    )
    return tuple(_packed(row, [slot for slot in slots if slot.bundle_id == row.pk], goods) for row in rows)


@dataclass(frozen=True)
class _Goods:
    prices: Mapping[int, int]
    options: Mapping[int, list[str]]
    variants: Sequence[tuple[int, list[str]]]

    def can_be(self, slot: BundleSlot) -> bool:
        """Is there a variant that this piece may be?"""
        fixed = tuple(slot.fixed.get(name, "") for name in self.options.get(slot.product_id, ()))
        known = set(slot.fixed) <= set(self.options.get(slot.product_id, ()))
        wish = OfferedSlot(slot.product_id, fixed, 0)
        return known and any(
            product == slot.product_id and wish.allows(values) for product, values in self.variants
        )


def _packed(row: Bundle, slots: Sequence[BundleSlot], goods: _Goods) -> PackedGoods:
    return PackedGoods(
        name=row.name,
        price=row.price,
        pieces=len(slots),
        single=sum(goods.prices.get(slot.product_id, 0) for slot in slots),
        foreign=any(slot.product_id not in goods.prices for slot in slots),
        closed=not all(goods.can_be(slot) for slot in slots),
    )


def terms_of(campaign: Campaign, items: Sequence[CampaignItem]) -> tuple[Clause, ...]:
    """What the rules say of the PO's packages; `items` as above. Two queries."""
    names = {item.product_id: item.product.name for item in items}
    options = {item.product_id: [option.name for option in item.product.options.all()] for item in items}
    return bundle_terms([one for one in _all_of(campaign, options) if not one.stopped], names)


@dataclass(frozen=True)
class Package:
    """A package as its seller sees it: `contents` in words, `single` rupiah of its pieces one by one."""

    row: Bundle
    contents: str
    single: int


def packages_of(campaign: Campaign) -> tuple[Package, ...]:
    """Every package of the PO, in the order in which they were made. One query without any, else four."""
    found = Bundle.objects.of(campaign.store_id).filter(campaign=campaign).order_by("pk")
    rows = list(found.select_related("photo").prefetch_related("slots__product"))
    if not rows:
        return ()
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    prices = dict(items.values_list("product_id", "price"))
    return tuple(_package(row, prices) for row in rows)


def _package(row: Bundle, prices: Mapping[int, int]) -> Package:
    slots = list(row.slots.all())
    said = Counter(" ".join([slot.product.name, *slot.fixed.values()]) for slot in slots)
    return Package(
        row,
        ", ".join(f"{count} {what}" for what, count in said.items()),
        sum(prices.get(slot.product_id, 0) for slot in slots),
    )


def bundle_of(campaign: Campaign, bundle_id: int) -> Bundle:
    """Raises NotFound for a package of another PO."""
    rows = Bundle.objects.of(campaign.store_id).filter(campaign=campaign, pk=bundle_id)
    found: Bundle | None = rows.prefetch_related("slots").first()
    if found is None:
        raise NotFound()
    return found
