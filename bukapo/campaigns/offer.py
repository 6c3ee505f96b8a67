"""What a PO offers, read once and then worked with as plain values (pricing, forms, pages)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter, Promise, Terms
from bukapo.catalog.models import OptionValue, PersonalizationField, Variant
from bukapo.payments.rules import Plan
from bukapo.shipping.models import Zone


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
    """Prices in rupiah, `weight` grams per piece."""

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
    """Everything needed to price and accept an order. `left`/`cap` pieces of the whole PO, None = no cap."""

    store_id: int
    campaign_id: int
    title: str
    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    plan: Plan
    pay_hours: int
    buyer_cap: int | None
    cap: int | None
    taken: int
    pickup: bool
    pickup_place: str
    courier: bool
    products: tuple[OfferedProduct, ...]
    zones: tuple[OfferedZone, ...]
    terms_id: int | None
    terms_text: str

    @property
    def left(self) -> int | None:
        return None if self.cap is None else max(0, self.cap - self.taken)

    def product_of(self, variant_id: int) -> tuple[OfferedProduct, OfferedVariant] | None:
        """The product and variant with this variant id, if on offer."""
        for product in self.products:
            for variant in product.variants:
                if variant.id == variant_id:
                    return product, variant
        return None


def offer_of(campaign: Campaign) -> Offer:
    """Read a campaign's offer in a fixed number of queries."""
    store_id = campaign.store_id
    counters = list(PieceCounter.objects.of(store_id).filter(campaign=campaign))
    whole = next((c for c in counters if c.variant_id is None), None)
    terms = Terms.objects.of(store_id).filter(campaign=campaign).last()
    return Offer(
        store_id=store_id,
        campaign_id=campaign.pk,
        title=campaign.title,
        state=campaign.state,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        plan=plan_of(campaign),
        pay_hours=campaign.pay_hours,
        buyer_cap=campaign.buyer_cap,
        cap=whole.cap if whole else None,
        taken=whole.taken if whole else 0,
        pickup=campaign.pickup,
        pickup_place=campaign.pickup_place,
        courier=campaign.courier,
        products=_products(campaign, {c.variant_id: c for c in counters if c.variant_id is not None}),
        zones=_zones(store_id) if campaign.courier else (),
        terms_id=terms.pk if terms else None,
        terms_text=terms.text if terms else "",
    )


def plan_of(campaign: Campaign) -> Plan:
    """How the campaign is paid."""
    return Plan(campaign.pay_mode, campaign.deposit_bp, campaign.deposit_fixed, campaign.shipping_with)


def _products(campaign: Campaign, counters: Mapping[int, PieceCounter]) -> tuple[OfferedProduct, ...]:
    store_id = campaign.store_id
    items = list(CampaignItem.objects.of(store_id).filter(campaign=campaign).select_related("product"))
    ids = [item.product_id for item in items]
    variants = list(Variant.objects.of(store_id).filter(product_id__in=ids, active=True))
    fields = list(PersonalizationField.objects.of(store_id).filter(product_id__in=ids, active=True))
    rows = (
        OptionValue.objects.of(store_id)
        .filter(option__product_id__in=ids, active=True)
        .select_related("option")
    )
    values = list(rows.order_by("option__product_id", "option__position", "position"))
    return tuple(
        OfferedProduct(
            id=item.product_id,
            name=item.product.name,
            description=item.product.description,
            price=item.price,
            normal_price=item.normal_price,
            weight=item.product.weight,
            size_chart=item.product.size_chart,
            options=_options([v for v in values if v.option.product_id == item.product_id]),
            variants=tuple(
                _variant(v, item.price, counters.get(v.pk))
                for v in variants
                if v.product_id == item.product_id
            ),
            fields=tuple(_field(f) for f in fields if f.product_id == item.product_id),
        )
        for item in items
    )


def _options(values: list[OptionValue]) -> tuple[OfferedOption, ...]:
    grouped: dict[int, list[OptionValue]] = {}
    for value in values:
        grouped.setdefault(value.option_id, []).append(value)
    return tuple(
        OfferedOption(
            name=group[0].option.name,
            is_size=group[0].option.is_size,
            values=tuple((v.name, v.surcharge, v.is_default) for v in group),
        )
        for group in grouped.values()
    )


def _variant(variant: Variant, price: int, counter: PieceCounter | None) -> OfferedVariant:
    left = None if counter is None or counter.cap is None else max(0, counter.cap - counter.taken)
    return OfferedVariant(
        variant.pk, variant.label, tuple(variant.values), price + variant.surcharge, variant.surcharge, left
    )


def _field(field: PersonalizationField) -> OfferedField:
    return OfferedField(
        field.pk, field.name, field.kind, field.max_length, field.alphabet, tuple(field.choices),
        field.price, field.required, field.help,
    )  # fmt: skip


def _zones(store_id: int) -> tuple[OfferedZone, ...]:
    rows = Zone.objects.of(store_id).filter(active=True)
    return tuple(OfferedZone(z.pk, z.name, z.areas, z.courier, z.first_kg, z.next_kg, z.days) for z in rows)


def current_promises(campaign: Campaign) -> dict[str, date]:
    """The promise that counts now, per kind (`produced`, `ship_from`, `ship_until`)."""
    return {
        p.what: p.day for p in Promise.objects.of(campaign.store_id).filter(campaign=campaign).order_by("id")
    }
