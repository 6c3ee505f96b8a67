"""What a PO offers and promises, read in a fixed number of queries."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, Sum

from bukapo.campaigns.bundles.reads import bundles_of
from bukapo.campaigns.early import personal_key
from bukapo.campaigns.minimums.rules import Least, offered_fallbacks
from bukapo.campaigns.models import (
    Campaign,
    CampaignItem,
    Minimum,
    PieceCounter,
    Promise,
    Teaser,
    Terms,
    Voucher,
)
from bukapo.campaigns.offer import (
    Offer,
    OfferedField,
    OfferedOption,
    OfferedProduct,
    OfferedVariant,
    OfferedZone,
)
from bukapo.campaigns.rules import BATCH, Window, stamp_at
from bukapo.campaigns.vouchers import MOST_ACTIVE, OfferedVoucher
from bukapo.catalog.models import OptionValue, PersonalizationField, Product, Variant
from bukapo.journal import clock
from bukapo.payments.plans import Plan, terms_of
from bukapo.payments.rules import INSTALMENT
from bukapo.shipping.models import Zone
from bukapo.stores.models import Store


def offer_of(campaign: Campaign, *, at: datetime | None = None) -> Offer:
    """Read a campaign's offer in a fixed number of queries: as of `at`, by default of now by the database's time."""
    store_id = campaign.store_id
    early = early_counts(campaign, at)
    counters = list(PieceCounter.objects.of(store_id).filter(campaign=campaign))
    whole = next((c for c in counters if c.variant_id is None), None)
    products = _products(
        campaign, {c.variant_id: c for c in counters if c.variant_id is not None}, early=early
    )
    terms = Terms.objects.of(store_id).filter(campaign=campaign).last()
    return Offer(
        stamp=stamp_at(stamp_of(campaign), early=early),
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
        products=products,
        bundles=bundles_of(campaign, products),
        zones=_zones(store_id) if campaign.courier else (),
        terms_id=terms.pk if terms else None,
        terms_text=terms.text if terms else "",
        terms_digest=terms.digest if terms else "",
        terms_document=terms.document if terms else {},
        early_until=campaign.early_until if early else None,
        vouchers=_vouchers(campaign),
        personal_key=personal_key_of(campaign),
        **_batch(campaign),
    )


def _batch(campaign: Campaign) -> dict[str, Any]:
    minimums = minimums_of(campaign)
    return {
        "kind": campaign.kind,
        "batch": campaign.batch or 0,
        "series_slug": campaign.series.slug if campaign.series else "",
        "minimums": minimums,
        "fallbacks": offered_fallbacks(
            minimums,
            extension_days=campaign.extension_days,
            colour=campaign.offers_colour,
            next_batch=campaign.offers_next and campaign.kind == BATCH,
        ),
        "extension_days": campaign.extension_days,
    }


def personal_key_of(campaign: Campaign) -> str:
    """What codes of who signed up are sealed with; "" where early access is not for them."""
    teasers = Teaser.objects.of(campaign.store_id).filter(campaign=campaign, gives_early=True)
    if campaign.early_code and not teasers.exists():
        return ""
    return personal_key(settings.CHECKOUT_SEAL, campaign.pk, campaign.early_code)


def minimums_of(campaign: Campaign) -> tuple[Least, ...]:
    """What the PO needs to run, the whole first. One query."""
    rows = Minimum.objects.of(campaign.store_id).filter(campaign=campaign)
    found = [Least(row.pieces, row.product_id, row.option, row.value) for row in rows]
    return tuple(sorted(found, key=lambda least: not least.whole))


def early_counts(campaign: Campaign, at: datetime | None = None) -> bool:
    """Whether the early prices count at `at` (by default now, by the database's time)."""
    if campaign.early_until is None:
        return False
    return (at or clock.database_now()) < campaign.early_until


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
    """How the campaign is paid. `campaign.store` should be loaded."""
    return Plan(
        campaign.pay_mode,
        campaign.deposit_bp,
        campaign.deposit_fixed,
        campaign.shipping_with,
        terms=terms_of(campaign.instalments) if campaign.pay_mode == INSTALMENT else (),
        balance_due=campaign.balance_due,
        balance_day=campaign.balance_day,
        zone=campaign.store.zone,
    )


def _vouchers(campaign: Campaign) -> tuple[OfferedVoucher, ...]:
    rows = Voucher.objects.of(campaign.store_id).filter(stopped_at=None).order_by("pk")
    found = rows.filter(Q(campaign=campaign) | Q(campaign=None))[:MOST_ACTIVE]
    return tuple(offered(row) for row in found)


def offered(row: Voucher) -> OfferedVoucher:
    """A voucher as the offer carries it."""
    left = None if row.cap is None else max(0, row.cap - row.used)
    return OfferedVoucher(
        row.pk, row.code, row.bp, row.most, row.fixed, row.least, row.starts_at, row.ends_at, left, row.buyer_cap,
        row.partner_id,
    )  # fmt: skip


def _products(
    campaign: Campaign, counters: Mapping[int, PieceCounter], *, early: bool
) -> tuple[OfferedProduct, ...]:
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
            price=_price(item, early=early),
            normal_price=item.normal_price,
            weight=item.product.weight,
            size_chart=item.product.size_chart,
            options=_options([v for v in values if v.option.product_id == item.product_id]),
            variants=tuple(
                _variant(v, _price(item, early=early), counters.get(v.pk))
                for v in variants
                if v.product_id == item.product_id
            ),
            fields=tuple(_field(f) for f in fields if f.product_id == item.product_id),
            later_price=item.price if early and item.early_price else 0,
        )
        for item in items
    )


def _price(item: CampaignItem, *, early: bool) -> int:
    return int(item.early_price or item.price) if early else int(item.price)


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
