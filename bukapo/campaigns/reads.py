"""What a PO offers and promises, read in a fixed number of queries."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Sum

from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter, Promise, Terms
from bukapo.campaigns.offer import (
    Offer,
    OfferedField,
    OfferedOption,
    OfferedProduct,
    OfferedVariant,
    OfferedZone,
)
from bukapo.campaigns.rules import Window
from bukapo.catalog.models import OptionValue, PersonalizationField, Product, Variant
from bukapo.payments.rules import Plan
from bukapo.shipping.models import Zone
from bukapo.stores.models import Store


def offer_of(campaign: Campaign) -> Offer:
    """Read a campaign's offer in a fixed number of queries."""
    store_id = campaign.store_id
    counters = list(PieceCounter.objects.of(store_id).filter(campaign=campaign))
    whole = next((c for c in counters if c.variant_id is None), None)
    terms = Terms.objects.of(store_id).filter(campaign=campaign).last()
    return Offer(
        stamp=stamp_of(campaign),
        store_id=store_id,
        store_slug=campaign.store.slug,
        store_name=campaign.store.name,
        campaign_id=campaign.pk,
        slug=campaign.slug,
        title=campaign.title,
        window=window_of(campaign),
        plan=plan_of(campaign),
        pay_hours=campaign.pay_hours,
        buyer_cap=campaign.buyer_cap,
        cap=whole.cap if whole else None,
        taken=whole.taken if whole else 0,
        early_code=campaign.early_code,
        pickup=campaign.pickup,
        pickup_place=campaign.pickup_place,
        courier=campaign.courier,
        products=_products(campaign, {c.variant_id: c for c in counters if c.variant_id is not None}),
        zones=_zones(store_id) if campaign.courier else (),
        terms_id=terms.pk if terms else None,
        terms_text=terms.text if terms else "",
    )


def stamp_of(campaign: Campaign) -> str:
    """`store.campaign.products`: the versions that name what the PO offers. Every change of it is an event of one."""
    store = Store.objects.filter(pk=campaign.store_id).values_list("version", flat=True).get()
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).values("product_id")
    rows = Product.objects.of(campaign.store_id).filter(pk__in=items)
    products = rows.aggregate(total=Sum("version"))["total"]
    return f"{store}.{campaign.version}.{products or 0}"


def window_of(campaign: Campaign) -> Window:
    """When orders are taken."""
    return Window(
        state=campaign.state,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        early_opens_at=campaign.early_opens_at,
        draw_at=campaign.draw_at,
        grace=timedelta(minutes=campaign.grace_minutes),
        drawn=campaign.drawn_at is not None,
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
