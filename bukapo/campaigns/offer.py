"""What a PO offers, as plain values: pricing, forms and pages work with these. Pure; `campaigns.reads` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from bukapo.campaigns.bundles.rules import OfferedBundle
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.rules import WINDOW, Window
from bukapo.campaigns.vouchers import OfferedVoucher, normal_code
from bukapo.payments.plans import Plan


@dataclass(frozen=True)
class OfferedField:
    """A personalization field; `price` rupiah per piece when filled."""

    id: int
    name: str
    kind: str
    max_length: int
    alphabet: str
    choices: tuple[str, ...]
    price: int
    required: bool
    help: str


@dataclass(frozen=True)
class OfferedVariant:
    """`price` rupiah with surcharges; `left` pieces free for this variant alone (None: no cap of its own)."""

    id: int
    label: str
    values: tuple[str, ...]
    price: int
    surcharge: int
    left: int | None


@dataclass(frozen=True)
class OfferedOption:
    """`values` are (name, surcharge rupiah, is_default) in order."""

    name: str
    is_size: bool
    values: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True)
class OfferedProduct:
    """Prices in rupiah, `weight` grams per piece. `later_price`: once the early one has ended (0 = no change)."""

    id: int
    name: str
    description: str
    price: int
    normal_price: int
    weight: int
    size_chart: Mapping[str, Any]
    options: tuple[OfferedOption, ...]
    variants: tuple[OfferedVariant, ...]
    fields: tuple[OfferedField, ...]
    later_price: int = 0

    @cached_property
    def _by_values(self) -> Mapping[tuple[str, ...], OfferedVariant]:
        return {variant.values: variant for variant in self.variants}

    def variant_of(self, values: tuple[str, ...]) -> OfferedVariant | None:
        """The variant with these values, one per option, if on offer."""
        return self._by_values.get(values)


@dataclass(frozen=True)
class OfferedZone:
    """A line of the fee table, rupiah per first and per further kilogram."""

    id: int
    name: str
    areas: str
    courier: str
    first_kg: int
    next_kg: int
    days: str


@dataclass(frozen=True)
class Offer:
    """Everything needed to price and accept an order, as of one moment. `left`/`cap` pieces of the PO, None = no cap.

    `early_until` is set while early prices count: at that instant the stamp changes, as if the seller had changed them.

    `stamp` names the versions of the store, the campaign and its products that this was read from: another stamp in
    the database means that the seller has changed something since. Pieces taken are no part of it. `personal_key` seals
    the codes of those who signed up for the teaser (`campaigns.early`).
    """

    stamp: str
    store_id: int
    store_slug: str
    store_name: str
    campaign_id: int
    slug: str
    title: str
    window: Window
    plan: Plan
    pay_hours: int
    buyer_cap: int | None
    cap: int | None
    taken: int
    early_code: str
    pickup: bool
    pickup_place: str
    courier: bool
    products: tuple[OfferedProduct, ...]
    zones: tuple[OfferedZone, ...]
    terms_id: int | None
    terms_text: str
    early_until: datetime | None = None
    vouchers: tuple[OfferedVoucher, ...] = ()
    kind: str = WINDOW
    batch: int = 0
    series_slug: str = ""
    minimums: tuple[Least, ...] = ()
    fallbacks: tuple[str, ...] = ()
    extension_days: int = 0
    personal_key: str = ""
    bundles: tuple[OfferedBundle, ...] = ()
    terms_digest: str = ""
    terms_document: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def second_choices(self) -> tuple[str, ...]:
        """Names of the colours (values of options with a minimum of their own) one may take instead of another."""
        of = {(least.product_id, least.option) for least in self.minimums if least.value}
        names = [
            name
            for product in self.products
            for option in product.options
            if (product.id, option.name) in of
            for name, _surcharge, _default in option.values
        ]
        return tuple(dict.fromkeys(names))

    @property
    def address(self) -> str:
        """The path of the PO's page."""
        return f"/{self.store_slug}/{self.slug}/"

    @property
    def left(self) -> int | None:
        return None if self.cap is None else max(0, self.cap - self.taken)

    @cached_property
    def _by_variant(self) -> Mapping[int, tuple[OfferedProduct, OfferedVariant]]:
        return {variant.id: (product, variant) for product in self.products for variant in product.variants}

    @cached_property
    def _by_code(self) -> Mapping[str, OfferedVoucher]:
        return {voucher.code: voucher for voucher in self.vouchers}

    def voucher_of(self, typed: str) -> OfferedVoucher | None:
        """The voucher with this code, however it was typed."""
        return self._by_code.get(normal_code(typed))

    @cached_property
    def by_bundle(self) -> Mapping[int, OfferedBundle]:
        """Packages by id, the stopped ones too."""
        return {bundle.id: bundle for bundle in self.bundles}

    @cached_property
    def by_product(self) -> Mapping[int, OfferedProduct]:
        """Products by id."""
        return {product.id: product for product in self.products}

    @cached_property
    def weights(self) -> Mapping[int, int]:
        """Grams per piece, by product id."""
        return {product.id: product.weight for product in self.products}

    def product_of(self, variant_id: int) -> tuple[OfferedProduct, OfferedVariant] | None:
        """The product and variant with this variant id, if on offer."""
        return self._by_variant.get(variant_id)
