"""Making, changing, stopping packages. What a package costs and holds is fixed once its PO is published."""

from datetime import datetime

from bukapo.campaigns.bundles.events import BundleRemoved, BundleSaved, BundleSwitched
from bukapo.campaigns.bundles.rules import MOST_BUNDLES, BundleDraft, SlotDraft
from bukapo.campaigns.models import Bundle, BundleSlot, Campaign, CampaignItem
from bukapo.campaigns.plan import PromisedAlready
from bukapo.campaigns.writes.lock import locked
from bukapo.catalog.models import OptionValue, Photo
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.stores.models import Store


class TooManyBundles(Refusal):
    code = "too_many_bundles"
    sentence = gettext_noop("Paling banyak {most} paket dalam satu PO.")


@write
def save_bundle(
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    campaign_id: int,
    draft: BundleDraft,
    bundle_id: int | None = None,
) -> BundleSaved:
    """A new package of a draft PO, or another content of one; the event names `bundle_id`.

    Raises Invalid with the field, NotFound, PromisedAlready (the PO is published), TooManyBundles.
    """
    draft = draft.checked()
    campaign = _draft_of(store, campaign_id)
    rows = Bundle.objects.of(store).filter(campaign=campaign)
    if rows.filter(name__iexact=draft.name).exclude(pk=bundle_id).exists():
        raise Invalid(field="name", why=gettext_noop("Sudah ada paket dengan nama ini di PO ini."))
    _check_slots(campaign, draft.slots)
    if draft.photo_id and not Photo.objects.of(store).filter(pk=draft.photo_id).exists():
        raise NotFound()
    row = _row(store, campaign, draft, bundle_id)
    BundleSlot.objects.of(store).filter(bundle=row).delete()
    BundleSlot.objects.bulk_create(
        BundleSlot(store=store, bundle=row, position=n, product_id=slot.product_id, fixed=dict(slot.fixed))
        for n, slot in enumerate(draft.slots)
    )
    return BundleSaved(
        store_id=store.pk,
        campaign_id=campaign.pk,
        bundle_id=row.pk,
        name=row.name,
        price=row.price,
        adds_surcharges=row.adds_surcharges,
        slots=tuple({"product_id": slot.product_id, "fixed": dict(slot.fixed)} for slot in draft.slots),
    )


def _row(store: Store, campaign: Campaign, draft: BundleDraft, bundle_id: int | None) -> Bundle:
    if bundle_id is None:
        if Bundle.objects.of(store).filter(campaign=campaign).count() >= MOST_BUNDLES:
            raise TooManyBundles(most=MOST_BUNDLES)
        row = Bundle(store=store, campaign=campaign)
    else:
        row = _bundle(store, campaign.pk, bundle_id)
    row.name, row.description, row.price = draft.name, draft.description, draft.price
    row.adds_surcharges, row.photo_id = draft.adds_surcharges, draft.photo_id
    row.save()
    return row


@write
def remove_bundle(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, bundle_id: int
) -> BundleRemoved:
    """Take a package out of a draft PO. Raises NotFound, PromisedAlready."""
    campaign = _draft_of(store, campaign_id)
    row = _bundle(store, campaign.pk, bundle_id)
    told = BundleRemoved(store_id=store.pk, campaign_id=campaign.pk, bundle_id=row.pk, name=row.name)
    row.delete()
    return told


@write
def switch_bundle(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, bundle_id: int, offered: bool
) -> BundleSwitched:
    """Stop selling a package of a running PO, or go on with it; orders that have it keep it.

    Raises NotFound, WrongState (the PO is not running, or nothing would change).
    """
    campaign = locked(store, campaign_id)
    row = _bundle(store, campaign.pk, bundle_id)
    if campaign.state != "published":
        raise WrongState(state=campaign.state)
    if offered == (row.stopped_at is None):
        raise WrongState(state="offered" if offered else "stopped")
    Bundle.objects.of(store).filter(pk=row.pk).update(stopped_at=None if offered else at)
    return BundleSwitched(
        store_id=store.pk, campaign_id=campaign.pk, bundle_id=row.pk, name=row.name, offered=offered
    )


def _draft_of(store: Store, campaign_id: int) -> Campaign:
    campaign = locked(store, campaign_id)
    if campaign.state != "draft":
        raise PromisedAlready(what="bundles")
    return campaign


def _bundle(store: Store, campaign_id: int, bundle_id: int) -> Bundle:
    row: Bundle | None = Bundle.objects.of(store).filter(campaign_id=campaign_id, pk=bundle_id).first()
    if row is None:
        raise NotFound()
    return row


def _check_slots(campaign: Campaign, slots: tuple[SlotDraft, ...]) -> None:
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    on_offer = set(items.values_list("product_id", flat=True))
    if any(slot.product_id not in on_offer for slot in slots):
        raise Invalid(field="slots", why=gettext_noop("Isi paket harus dari produk yang ada di PO ini."))
    values = OptionValue.objects.of(campaign.store_id).filter(option__product_id__in=on_offer, active=True)
    known = set(values.values_list("option__product_id", "option__name", "name"))
    wished = {(slot.product_id, option, name) for slot in slots for option, name in slot.fixed.items()}
    if not wished <= known:
        raise Invalid(field="slots", why=gettext_noop("Ada pilihan di isi paket yang sudah tidak dipakai."))
