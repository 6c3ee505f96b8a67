"""Making and changing a PO."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any

from django.db import IntegrityError, transaction

from bukapo.campaigns import plan as plans
from bukapo.campaigns.events import CampaignChanged, CampaignDrafted
from bukapo.campaigns.linting.overruling import check_read
from bukapo.campaigns.linting.reads import overruled_in
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.models import (
    BuyerCounter,
    Campaign,
    CampaignItem,
    CampaignPhoto,
    MadeToOrder,
    Minimum,
    PieceCounter,
    PriceTier,
    Promise,
)
from bukapo.campaigns.plan import Item, Plan
from bukapo.campaigns.rules import PROMISES
from bukapo.campaigns.writes.groups import refreeze
from bukapo.campaigns.writes.lock import locked
from bukapo.catalog.models import Photo, Product, Variant
from bukapo.journal.write import write
from bukapo.kernel import ids
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.stores.models import Store

RESERVED = frozenset(
    {
        "baru", "cari", "gelombang", "pembagian", "pesan", "po", "produk", "rekam", "syarat", "tanya", "ulasan",
        "undian",
    }
)  # fmt: skip
"""Second path segments the house uses or may use; no PO is called like that."""


@write
def draft_campaign(
    *, actor: Actor, at: datetime, store: Store, title: str, plan: Plan | None = None, slug: str = ""
) -> CampaignDrafted:
    """A new PO nobody sees yet; the event names `campaign_id` and `slug`. `plan` may set everything at once.

    Without `slug` one is made from the title and numbered when taken. Raises Invalid, NotFound (a product or photo
    of another store), VoidClause.
    """
    campaign = draft_within(at=at, store=store, title=title, plan=plan, slug=slug)
    return CampaignDrafted(
        store_id=store.pk, campaign_id=campaign.pk, state="draft", slug=campaign.slug, title=campaign.title
    )


def draft_within(
    *, at: datetime, store: Store, title: str, plan: Plan | None = None, slug: str = ""
) -> Campaign:
    """`draft_campaign` as a step of a bigger write, which records the event."""
    wishes: Plan = plans.checked({**(plan or {}), "title": title})
    campaign = _new_campaign(store, wishes["title"], slug, at)
    PieceCounter.objects.create(store=store, campaign=campaign)
    _apply(campaign, wishes, at)
    return campaign


@write
def change_campaign(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, plan: Plan
) -> CampaignChanged:
    """Set the keys that `plan` gives. A draft may change in everything; a published PO only in AFTER_PUBLISHING.

    Caps of a published PO may rise, or fall to what is taken. Raises Invalid, NotFound, VoidClause, UnreadClause,
    WrongState, PromisedAlready, CapBelowTaken, LowerBuyerCap.
    """
    return change_within(at=at, store=store, campaign_id=campaign_id, plan=plan)


def change_within(*, at: datetime, store: Store, campaign_id: int, plan: Plan) -> CampaignChanged:
    """`change_campaign` as a step of a bigger write, which records the event."""
    wishes = plans.checked(plan)
    campaign = locked(store, campaign_id)
    if campaign.state == "draft":
        _apply(campaign, wishes, at)
    elif campaign.state == "published":
        plans.check_after_publishing(wishes)
        check_read(plans.words_after_publishing(wishes), overruled_in(campaign))
        _check_buyer_cap(campaign, wishes)
        _apply(campaign, wishes, at)
        if "buyer_cap" in wishes:
            BuyerCounter.objects.of(store).filter(campaign=campaign).update(cap=wishes["buyer_cap"])
        refreeze(campaign, wishes, at)
    else:
        raise WrongState(state=campaign.state)
    return CampaignChanged(
        store_id=store.pk, campaign_id=campaign.pk, state=campaign.state, changed=_told(wishes)
    )


def _new_campaign(store: Store, title: str, slug: str, at: datetime) -> Campaign:
    wished = ids.slug(slug or title)
    candidates = [wished] if slug else [wished, *(f"{wished[:55]}-{number}" for number in range(2, 100))]
    for candidate in candidates:
        if candidate in RESERVED:
            continue
        try:
            with transaction.atomic():
                created: Campaign = Campaign.objects.create(
                    store=store, slug=candidate, title=title, created_at=at
                )
                return created
        except IntegrityError:
            continue
    raise Invalid(field="slug", why=gettext_noop("Alamat PO ini sudah dipakai. Pilih yang lain."))


def _apply(campaign: Campaign, plan: Plan, at: datetime) -> None:
    columns: dict[str, Any] = {name: plan[name] for name in plans.COLUMNS if name in plan}  # type: ignore[literal-required]
    if "cover_id" in plan:
        _own_photos(campaign, [plan["cover_id"]] if plan["cover_id"] else [])
        columns["cover_id"] = plan["cover_id"]
    if columns:
        _check_whole_window(campaign, columns)
        if "early_opens_at" in columns:
            columns["early_code"] = _early_code(campaign) if columns["early_opens_at"] else ""
        Campaign.objects.of(campaign.store_id).filter(pk=campaign.pk).update(**columns)
    if "items" in plan:
        _set_items(campaign, plan["items"])
    if "photo_ids" in plan:
        _set_photos(campaign, plan["photo_ids"])
    _set_rows_of_kind(campaign, plan)
    if "cap" in plan:
        _set_cap(campaign, None, plan["cap"])
    if "caps" in plan:
        _set_caps(campaign, plan["caps"])
    days = {what: plan[what] for what in PROMISES if what in plan}  # type: ignore[literal-required]
    if days:
        _set_days(campaign, days, at)


def _check_whole_window(campaign: Campaign, columns: Mapping[str, Any]) -> None:
    """One end of the window may come alone: judge it beside the end that stands."""
    plans.check_window(**{name: columns.get(name, getattr(campaign, name)) for name in plans.MOMENTS})


def _early_code(campaign: Campaign) -> str:
    """The code once given stays: its link may be shared already."""
    return campaign.early_code or token_urlsafe(9)


def _set_items(campaign: Campaign, items: Sequence[Item]) -> None:
    products = Product.objects.of(campaign.store_id).in_bulk([item.product_id for item in items])
    if len(products) != len(items):
        raise NotFound()
    rows = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    rows.delete()
    for position, item in enumerate(items):
        row = CampaignItem.objects.create(
            store_id=campaign.store_id,
            campaign=campaign,
            product_id=item.product_id,
            price=item.price,
            normal_price=item.normal_price or products[item.product_id].normal_price,
            early_price=item.early_price,
            position=position,
        )
        PriceTier.objects.bulk_create(
            PriceTier(store_id=campaign.store_id, item=row, from_pieces=tier.from_pieces, price=tier.price)
            for tier in item.tiers
        )


def _set_rows_of_kind(campaign: Campaign, plan: Plan) -> None:
    if "minimums" in plan:
        _set_minimums(campaign, plan["minimums"])
    if "pace" in plan:
        set_pace(campaign, plan["pace"])


def set_pace(campaign: Campaign, pace: Pace) -> None:
    """How fast single orders are made from now on. Needs the write's transaction."""
    values = {**asdict(pace), "stages": list(pace.stages)}
    rows = MadeToOrder.objects.of(campaign.store_id).filter(campaign=campaign)
    if not rows.update(**values):
        MadeToOrder.objects.create(store_id=campaign.store_id, campaign=campaign, **values)


def _set_minimums(campaign: Campaign, minimums: Sequence[Least]) -> None:
    Minimum.objects.of(campaign.store_id).filter(campaign=campaign).delete()
    products = {least.product_id for least in minimums if least.product_id is not None}
    if Product.objects.of(campaign.store_id).filter(pk__in=products).count() != len(products):
        raise NotFound()
    Minimum.objects.bulk_create(
        Minimum(store_id=campaign.store_id, campaign=campaign, **asdict(least)) for least in minimums
    )


def _set_photos(campaign: Campaign, photo_ids: Sequence[int]) -> None:
    _own_photos(campaign, photo_ids)
    rows = CampaignPhoto.objects.of(campaign.store_id).filter(campaign=campaign)
    rows.delete()
    for position, pk in enumerate(dict.fromkeys(photo_ids)):
        CampaignPhoto.objects.create(
            store_id=campaign.store_id, campaign=campaign, photo_id=pk, position=position
        )


def _own_photos(campaign: Campaign, photo_ids: Sequence[int]) -> None:
    """Only public pictures of this store may be shown."""
    known = Photo.objects.of(campaign.store_id).filter(place__in=["product", "campaign"], pk__in=photo_ids)
    if known.count() != len(set(photo_ids)):
        raise NotFound()


def _set_caps(campaign: Campaign, caps: Mapping[int, int | None]) -> None:
    if campaign.state == "draft":
        own = Variant.objects.of(campaign.store_id).filter(pk__in=caps)
        if own.count() != len(caps):
            raise NotFound()
        rows = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant__isnull=False)
        rows.exclude(variant_id__in=caps).update(cap=None)
    for variant_id, cap in sorted(caps.items()):
        _set_cap(campaign, variant_id, cap)


def _set_cap(campaign: Campaign, variant_id: int | None, cap: int | None) -> None:
    """The guarded UPDATE: an order that takes the last pieces at this instant wins over a cap set below them."""
    rows = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant_id=variant_id)
    fitting = rows if cap is None else rows.filter(taken__lte=cap)
    if fitting.update(cap=cap):
        return
    counter = rows.first()
    if counter is not None:
        raise plans.CapBelowTaken(taken=counter.taken)
    if campaign.state != "draft":
        raise NotFound()
    if cap is not None:
        PieceCounter.objects.create(
            store_id=campaign.store_id, campaign=campaign, variant_id=variant_id, cap=cap
        )


def _set_days(campaign: Campaign, days: Mapping[str, date | None], at: datetime) -> None:
    """A draft's days are nobody's promise yet: they are replaced, and made again when the PO is published."""
    rows = Promise.objects.of(campaign.store_id).filter(campaign=campaign)
    rows.filter(what__in=days).delete()
    for what, day in days.items():
        if day is not None:
            Promise.objects.create(
                store_id=campaign.store_id, campaign=campaign, what=what, day=day, made_at=at
            )


def _check_buyer_cap(campaign: Campaign, plan: Plan) -> None:
    """Somebody may hold as many as the old limit let them, so it only rises."""
    if "buyer_cap" not in plan or plan["buyer_cap"] is None:
        return
    if campaign.buyer_cap is None or plan["buyer_cap"] < campaign.buyer_cap:
        raise plans.LowerBuyerCap()


def _told(plan: Plan) -> dict[str, Any]:
    """The plan as an event tells it."""
    told: dict[str, Any] = dict(plan)
    if any(item.tiers for item in plan.get("items", ())):
        told["tiers"] = [
            [item.product_id, tier.from_pieces, tier.price] for item in plan["items"] for tier in item.tiers
        ]
    if "pace" in told:
        told["pace"] = asdict(told["pace"])
    if "minimums" in told:
        told["minimums"] = [asdict(least) for least in told["minimums"]]
    if "items" in told:
        told["items"] = [
            [item.product_id, item.price, item.normal_price, item.early_price] for item in told["items"]
        ]
    return told
