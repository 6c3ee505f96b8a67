"""Answers about a PO for the seller who prepares it, in a fixed number of queries each."""

from datetime import datetime

from django.db.models import Count, Max, Prefetch, Q
from django.utils.translation import gettext, override

from bukapo.campaigns import readiness, terms
from bukapo.campaigns.bundles.reads import packed_goods, terms_of
from bukapo.campaigns.guarantees.reads import declared_of
from bukapo.campaigns.linting.facts import LintedGoods
from bukapo.campaigns.linting.lacks import Linted
from bukapo.campaigns.linting.reads import is_pkp, overruled_in
from bukapo.campaigns.linting.texts import GROUP_NOTE, PRODUCT, SellerText
from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.minimums.words import minimum_terms
from bukapo.campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignPhoto,
    PieceCounter,
    Promise,
    YieldDraw,
)
from bukapo.campaigns.reads import current_promises, minimums_of, plan_of
from bukapo.campaigns.rules import LOT, SHIP_FROM, SHIP_UNTIL
from bukapo.campaigns.schedule import Tongue
from bukapo.campaigns.terms.speech import EN
from bukapo.campaigns.tier_reads import tiers_of
from bukapo.campaigns.tiers import Tier, TieredGoods
from bukapo.catalog.models import Option, OptionValue, PersonalizationField, Photo, Variant
from bukapo.catalog.rules import OptionDraft, Value, sizes_without_measures
from bukapo.kernel.refusal import NotFound
from bukapo.shipping.models import Zone
from bukapo.stores.models import BankAccount, Store
from bukapo.stores.rules import Policies


def campaign_of(store: Store, slug: str) -> Campaign:
    """Raises NotFound for another store's PO."""
    campaign: Campaign | None = Campaign.objects.of(store).filter(slug=slug).first()
    if campaign is None:
        raise NotFound()
    return campaign


def items_of(campaign: Campaign) -> list[CampaignItem]:
    """The products on offer in order, each with its options and the values now in use."""
    store_id = campaign.store_id
    values = OptionValue.objects.of(store_id).filter(active=True).order_by("position")
    options = Option.objects.of(store_id).order_by("position").prefetch_related(Prefetch("values", values))
    fields = PersonalizationField.objects.of(store_id).filter(active=True).order_by("position")
    in_use = Count("product__variants", filter=Q(product__variants__active=True))
    return list(
        CampaignItem.objects.of(store_id)
        .filter(campaign=campaign)
        .select_related("product")
        .annotate(variant_count=in_use)
        .prefetch_related(
            Prefetch("product__options", options), Prefetch("product__personalizations", fields)
        )
        .order_by("position", "id")
    )


def variants_on_offer(campaign: Campaign) -> list[Variant]:
    """Variants in use of the products on offer, by product and position."""
    rows = Variant.objects.of(campaign.store_id).filter(active=True, product__campaignitem__campaign=campaign)
    return list(
        rows.select_related("product").order_by("product__campaignitem__position", "product_id", "position")
    )


def caps_of(campaign: Campaign) -> dict[int | None, int | None]:
    """{variant id (None = the whole PO): cap} for every counter the PO has."""
    rows = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign)
    return dict(rows.values_list("variant_id", "cap"))


def photos_of(campaign: Campaign) -> list[Photo]:
    """Pictures of the PO beyond its products' own, in order."""
    rows = CampaignPhoto.objects.of(campaign.store_id).filter(campaign=campaign)
    return [row.photo for row in rows.select_related("photo").order_by("position", "id")[:20]]


def promises_of(campaign: Campaign) -> list[Promise]:
    """Every promise ever made, oldest first."""
    return list(Promise.objects.of(campaign.store_id).filter(campaign=campaign).order_by("id"))


def selling(store: Store, product_id: int) -> list[Campaign]:
    """Published POs that have not closed and offer this product."""
    rows = Campaign.objects.of(store).filter(items__product_id=product_id, state="published")
    return list(rows.order_by("pk"))


def sheet_of(campaign: Campaign) -> readiness.Sheet:
    """Everything the PO promises now, for `readiness.missing`."""
    store = campaign.store
    items = items_of(campaign)
    tiers, caps = tiers_of(campaign), caps_of(campaign)
    days = current_promises(campaign)
    photos = Photo.objects.of(store).filter(
        Q(product__campaignitem__campaign=campaign) | Q(campaignphoto__campaign=campaign)
    )
    return readiness.Sheet(
        zone=store.zone,
        pace=pace_of(campaign),
        goods=tuple(_goods(item, tiers.get(item.product_id, ()), caps.get(None)) for item in items),
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        early_opens_at=campaign.early_opens_at,
        draw_at=campaign.draw_at,
        caps=tuple(cap for cap in caps.values() if cap is not None),
        pay_mode=campaign.pay_mode,
        pay_hours=campaign.pay_hours,
        deposit_bp=campaign.deposit_bp,
        deposit_fixed=campaign.deposit_fixed,
        instalments=plan_of(campaign).terms,
        balance_due=campaign.balance_due,
        balance_day=campaign.balance_day,
        early_until=campaign.early_until,
        bank_accounts=BankAccount.objects.of(store).filter(active=True).count(),
        produced=days.get("produced"),
        ship_from=days.get(SHIP_FROM),
        ship_until=days.get(SHIP_UNTIL),
        pickup=campaign.pickup,
        pickup_place=campaign.pickup_place,
        courier=campaign.courier,
        zones=Zone.objects.of(store).filter(active=True).count(),
        phone=store.phone,
        extra_terms=campaign.extra_terms,
        story=campaign.story,
        photos=photos.count() + bool(campaign.cover_id),
        kind=campaign.kind,
        rhythm=campaign.rhythm,
        cap=caps.get(None),
        minimums=minimums_of(campaign),
        on_offer={item.product_id: _values(item) for item in items},
        extension_days=campaign.extension_days,
        bundles=packed_goods(campaign, items),
        linted=_linted(campaign, items),
    )


def _linted(campaign: Campaign, items: list[CampaignItem]) -> Linted:
    """What the linter reads besides the sheet. Three queries."""
    store = campaign.store
    asked = _asked_before(campaign)
    texts = [SellerText(PRODUCT, item.product.description, item.product.name) for item in items]
    if campaign.groups:
        texts.append(SellerText(GROUP_NOTE, campaign.group_note))
    goods = tuple(
        LintedGoods(
            name=item.product.name,
            described=bool(item.product.description.strip() or item.product.size_chart),
            normal_price=item.normal_price,
            price=item.price,
            proven=asked.get(item.product_id, 0) >= item.normal_price,
        )
        for item in items
    )
    return Linted(
        texts=tuple(texts),
        goods=goods,
        policies=policies_of(store),
        address=store.address,
        pkp=is_pkp(store),
        overruled=overruled_in(campaign),
    )


def _asked_before(campaign: Campaign) -> dict[int, int]:
    """{product id: the highest price a published PO before this one asked for it}."""
    rows = CampaignItem.objects.of(campaign.store_id).exclude(campaign=campaign)
    rows = rows.filter(campaign__published_at__isnull=False, product__campaignitem__campaign=campaign)
    return dict(rows.order_by().values_list("product_id").annotate(Max("price")))


def policies_of(store: Store) -> Policies:
    """The store's typed promises."""
    return Policies(**{name: getattr(store, name) for name in Policies.__dataclass_fields__})


def terms_text(campaign: Campaign, *, at: datetime) -> str:
    """The rules as they would read if they were frozen at `at`."""
    return terms.render(terms_facts(campaign, at=at))


def terms_facts(campaign: Campaign, *, at: datetime) -> terms.TermsFacts:
    """What the rules speak of, as it stands at `at`."""
    store = campaign.store
    known = current_promises(campaign)
    tiers, items = tiers_of(campaign), items_of(campaign)
    return terms.TermsFacts(
        title=campaign.title,
        seller=store.name,
        city=store.city,
        address=store.address,
        phone=store.phone,
        email=store.email,
        registration=store.registration,
        zone=store.zone,
        goods=tuple(_terms_goods(item, tiers.get(item.product_id, ())) for item in items),
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        early_opens_at=campaign.early_opens_at,
        draw_at=campaign.draw_at,
        grace_minutes=campaign.grace_minutes,
        capped=any(cap is not None for cap in caps_of(campaign).values()),
        pay_hours=campaign.pay_hours,
        pay_mode=campaign.pay_mode,
        deposit_bp=campaign.deposit_bp,
        deposit_fixed=campaign.deposit_fixed,
        instalments=plan_of(campaign).terms,
        balance_due=campaign.balance_due,
        balance_day=campaign.balance_day,
        early_until=campaign.early_until,
        balance_days=campaign.balance_days,
        shipping_with=campaign.shipping_with,
        produced=known.get("produced"),
        ship_from=known.get(SHIP_FROM),
        ship_until=known.get(SHIP_UNTIL),
        pickup=campaign.pickup,
        pickup_place=campaign.pickup_place,
        courier=campaign.courier,
        policies=policies_of(store),
        address_days=campaign.address_days,
        extra_terms=campaign.extra_terms,
        pace=pace_of(campaign),
        short_rule=campaign.short_rule,
        short_seal=_short_seal(campaign),
        more_of_window=minimum_terms(campaign, minimums_of(campaign), items),
        more_of_goods=terms_of(campaign, items),
        groups=campaign.groups,
        group_least=campaign.group_least,
        guarantee=declared_of(campaign),
        frozen_at=at,
        store=store.slug,
        slug=campaign.slug,
        english=Tongue(_in_english, EN.day),
    )


def _in_english(sentence: str) -> str:
    with override("en"):
        return gettext(sentence)


def _short_seal(campaign: Campaign) -> str:
    if campaign.short_rule != LOT:
        return ""
    rows = YieldDraw.objects.of(campaign.store_id).filter(campaign=campaign)
    return rows.values_list("commitment", flat=True).first() or ""


def _values(item: CampaignItem) -> frozenset[str]:
    return frozenset(value.name for option in _options(item) for value in option.values)


def _goods(item: CampaignItem, tiers: tuple[Tier, ...], cap: int | None) -> readiness.Goods:
    options = _options(item)
    return readiness.Goods(
        name=item.product.name,
        price=item.price,
        variants=item.variant_count,  # type: ignore[attr-defined]
        sized=any(option.is_size for option in options),
        has_chart=bool(item.product.size_chart),
        sizes_without_measures=tuple(sizes_without_measures(options, item.product.size_chart)),
        early_price=item.early_price,
        tiered=TieredGoods(item.product.name, item.price, tiers, item.product.cost, cap) if tiers else None,
        cost=item.product.cost,
    )


def _terms_goods(item: CampaignItem, tiers: tuple[Tier, ...]) -> terms.TermsGoods:
    options = _options(item)
    return terms.TermsGoods(
        name=item.product.name,
        price=item.price,
        normal_price=item.normal_price,
        surcharges=tuple((v.name, v.surcharge) for option in options for v in option.values),
        extras=tuple((field.name, field.price) for field in item.product.personalizations.all()),
        sized=any(option.is_size for option in options),
        early_price=item.early_price,
        tiers=tuple((tier.from_pieces, tier.price) for tier in tiers),
    )


def _options(item: CampaignItem) -> list[OptionDraft]:
    return [
        OptionDraft(
            option.name,
            tuple(Value(v.name, v.surcharge, v.is_default) for v in option.values.all()),
            option.is_size,
        )
        for option in item.product.options.all()
    ]
