"""What a seller does with a teaser."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe

from bukapo.campaigns.models import (
    Campaign,
    CampaignItem,
    Teaser,
    TeaserDesign,
    TeaserPhoto,
    Voucher,
)
from bukapo.campaigns.teaser.events import (
    EarlyCodeRenewed,
    TeaserDesigned,
    TeaserHidden,
    TeaserPictured,
    TeaserSaved,
    TeaserShown,
)
from bukapo.campaigns.teaser.rules import (
    MOST_DESIGNS,
    MOST_PHOTOS,
    AlreadyOpen,
    NoTeaser,
    SaysNothing,
    TeaserPlan,
)
from bukapo.campaigns.writes.lock import locked
from bukapo.catalog.models import Photo
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.stores.models import Store


@write
def save_teaser(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, plan: TeaserPlan
) -> TeaserSaved:
    """What the teaser says and gives; a new one is hidden. Raises Invalid, NotFound, AlreadyOpen."""
    plan = plan.checked()
    campaign = _before_opening(store, campaign_id, at)
    if plan.voucher_id is not None:
        _own_voucher(campaign, plan.voucher_id)
    values = {
        "text": plan.text,
        "opens_at": plan.opens_at,
        "gives_early": plan.gives_early,
        "voucher_id": plan.voucher_id,
        "bonus": plan.bonus,
        "options": [[name, list(values)] for name, values in plan.options],
    }
    rows = Teaser.objects.of(store).filter(campaign=campaign)
    if not plan.text and rows.filter(shown_from__isnull=False).exists():
        raise SaysNothing()
    if not rows.update(**values):
        Teaser.objects.create(store=store, campaign=campaign, made_at=at, **values)
    return TeaserSaved(
        store_id=store.pk,
        campaign_id=campaign.pk,
        text=plan.text,
        opens_at=plan.opens_at,
        gives_early=plan.gives_early,
        voucher_id=plan.voucher_id,
        bonus=plan.bonus,
        options=plan.options,
    )


def _own_voucher(campaign: Campaign, voucher_id: int) -> None:
    rows = Voucher.objects.of(campaign.store_id).filter(pk=voucher_id, stopped_at=None)
    if not rows.filter(campaign=campaign).exists() and not rows.filter(campaign=None).exists():
        raise NotFound()


@write
def show_teaser(*, actor: Actor, at: datetime, store: Store, campaign_id: int) -> TeaserShown:
    """From now on the PO's address shows it. Raises NotFound, SaysNothing, AlreadyOpen."""
    campaign = _before_opening(store, campaign_id, at)
    teaser = _teaser(campaign)
    if not teaser.text.strip():
        raise SaysNothing()
    Teaser.objects.of(store).filter(pk=teaser.pk).update(shown_from=at)
    return TeaserShown(store_id=store.pk, campaign_id=campaign.pk, shown_from=at)


@write
def hide_teaser(*, actor: Actor, at: datetime, store: Store, campaign_id: int) -> TeaserHidden:
    """Nobody sees it any more; who signed up stays signed up. Raises NotFound."""
    campaign = locked(store, campaign_id)
    Teaser.objects.of(store).filter(pk=_teaser(campaign).pk).update(shown_from=None)
    return TeaserHidden(store_id=store.pk, campaign_id=campaign.pk)


@write
def add_design(
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    campaign_id: int,
    name: str = "",
    product_id: int | None = None,
    photo_id: int | None = None,
) -> TeaserDesigned:
    """Something to vote for: a product of the PO by its id, or an idea by its name. Raises Invalid, NotFound."""
    campaign = _before_opening(store, campaign_id, at)
    teaser = _teaser(campaign)
    if product_id is not None:
        items = CampaignItem.objects.of(store).filter(campaign=campaign, product_id=product_id)
        item = items.select_related("product").first()
        if item is None:
            raise NotFound()
        name = name or item.product.name
    name = " ".join(name.split())[:80]
    if not name:
        raise Invalid(field="name", why=gettext_noop("Beri nama desainnya."))
    if photo_id is not None and not _own_photos(store, [photo_id]):
        raise NotFound()
    rows = TeaserDesign.objects.of(store).filter(teaser=teaser)
    if rows.filter(active=True).count() >= MOST_DESIGNS:
        raise Invalid(field="name", why=gettext_noop("Paling banyak 12 desain."))
    same = rows.filter(name=name).first()
    if same is not None and same.active:
        raise Invalid(field="name", why=gettext_noop("Desain dengan nama ini sudah ada."))
    if same is not None:
        rows.filter(pk=same.pk).update(active=True, product_id=product_id, photo_id=photo_id)
    else:
        same = TeaserDesign.objects.create(
            store=store, teaser=teaser, name=name, product_id=product_id, photo_id=photo_id
        )
    return TeaserDesigned(
        store_id=store.pk, campaign_id=campaign.pk, design_id=same.pk, name=name, added=True
    )


@write
def drop_design(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, design_id: int
) -> TeaserDesigned:
    """It is no longer voted for; votes it has are kept. Raises NotFound."""
    campaign = locked(store, campaign_id)
    rows = TeaserDesign.objects.of(store).filter(teaser__campaign=campaign, pk=design_id, active=True)
    found = rows.first()
    if found is None:
        raise NotFound()
    TeaserDesign.objects.of(store).filter(pk=found.pk).update(active=False)
    return TeaserDesigned(
        store_id=store.pk, campaign_id=campaign.pk, design_id=found.pk, name=found.name, added=False
    )


@write
def arrange_teaser_photos(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, photo_ids: Sequence[int]
) -> TeaserPictured:
    """Its sneak peeks, in order, at most six. Raises Invalid, NotFound."""
    campaign = locked(store, campaign_id)
    teaser = _teaser(campaign)
    ids = tuple(dict.fromkeys(photo_ids))
    if len(ids) > MOST_PHOTOS:
        raise Invalid(field="photos", why=gettext_noop("Paling banyak 6 foto."))
    if not _own_photos(store, ids):
        raise NotFound()
    TeaserPhoto.objects.of(store).filter(teaser=teaser).delete()
    TeaserPhoto.objects.bulk_create(
        TeaserPhoto(store_id=store.pk, teaser=teaser, photo_id=pk, position=place)
        for place, pk in enumerate(ids)
    )
    return TeaserPictured(store_id=store.pk, campaign_id=campaign.pk, photo_ids=ids)


@write
def renew_early_code(*, actor: Actor, at: datetime, store: Store, campaign_id: int) -> EarlyCodeRenewed:
    """Every link of early access handed out so far opens nothing; the pages of who signed up give the new one.

    Raises NotFound, NoTeaser (the PO has no early access).
    """
    campaign = locked(store, campaign_id)
    rows = Campaign.objects.of(store).filter(pk=campaign.pk, state__in=["draft", "published"])
    if not rows.exclude(early_code="").update(early_code=token_urlsafe(9)):
        raise NoTeaser()
    return EarlyCodeRenewed(store_id=store.pk, campaign_id=campaign.pk)


def _before_opening(store: Store, campaign_id: int, at: datetime) -> Campaign:
    campaign = locked(store, campaign_id)
    over = campaign.state not in ("draft", "published")
    if over or (campaign.state == "published" and campaign.opens_at and at >= campaign.opens_at):
        raise AlreadyOpen()
    return campaign


def _teaser(campaign: Campaign) -> Teaser:
    found: Teaser | None = Teaser.objects.of(campaign.store_id).filter(campaign=campaign).first()
    if found is None:
        raise NotFound()
    return found


def _own_photos(store: Store, ids: Sequence[int]) -> bool:
    """Only public pictures of this store may be shown."""
    known = Photo.objects.of(store).filter(place__in=["product", "campaign"], pk__in=ids)
    return known.count() == len(set(ids))
