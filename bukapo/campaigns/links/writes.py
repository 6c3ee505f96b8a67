"""Making short links, putting them out of use and into use again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.campaigns.links import rules
from bukapo.campaigns.links.events import LinkMade, LinkResumed, LinkStopped
from bukapo.campaigns.models import Campaign, ShortLink
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.stores.models import Store


@write
def make_link(
    *, actor: Actor, at: datetime, store: Store, source: str, campaign_id: int | None = None
) -> LinkMade:
    """A link to a published PO, or to the store's page without `campaign_id`; the event names `code`.

    Raises Invalid (the source), NotFound, TooManyLinks.
    """
    tidy = rules.checked_source(source)
    if campaign_id is not None and not _published(store, campaign_id):
        raise NotFound()
    if ShortLink.objects.of(store).filter(campaign_id=campaign_id).count() >= rules.MOST:
        raise rules.TooManyLinks(most=rules.MOST)
    row = _new(store, campaign_id, tidy, at)
    return LinkMade(
        store_id=store.pk, campaign_id=campaign_id, link_id=row.pk, code=row.code, source=row.source
    )


def _published(store: Store, campaign_id: int) -> bool:
    return bool(Campaign.objects.of(store).filter(pk=campaign_id).exclude(state="draft").exists())


def _new(store: Store, campaign_id: int | None, source: str, at: datetime) -> ShortLink:
    same = ShortLink.objects.of(store).filter(campaign_id=campaign_id, source=source)
    for _attempt in range(5):  # a code that is taken is as likely as a lottery; twice is not
        try:
            with transaction.atomic():
                row: ShortLink = ShortLink.objects.create(
                    store=store, campaign_id=campaign_id, source=source, code=rules.new_code(), made_at=at
                )
                return row
        except IntegrityError:
            if same.exists():
                raise Invalid(field="source", why=gettext_noop("Link dengan nama ini sudah ada.")) from None
    raise rules.TooManyLinks(most=rules.MOST)


@write
def stop_link(*, actor: Actor, at: datetime, store: Store, link_id: int) -> LinkStopped:
    """From now on it leads nowhere. Raises NotFound, WrongState."""
    row = _link(store, link_id)
    if not ShortLink.objects.of(store).filter(pk=row.pk, stopped_at=None).update(stopped_at=at):
        raise WrongState(state="stopped")
    return LinkStopped(store_id=store.pk, campaign_id=row.campaign_id, link_id=row.pk)


@write
def resume_link(*, actor: Actor, at: datetime, store: Store, link_id: int) -> LinkResumed:
    """It leads where it led. Raises NotFound, WrongState."""
    row = _link(store, link_id)
    if not ShortLink.objects.of(store).filter(pk=row.pk, stopped_at__isnull=False).update(stopped_at=None):
        raise WrongState(state="running")
    return LinkResumed(store_id=store.pk, campaign_id=row.campaign_id, link_id=row.pk)


def _link(store: Store, link_id: int) -> ShortLink:
    row: ShortLink | None = ShortLink.objects.of(store).filter(pk=link_id).first()
    if row is None:
        raise NotFound()
    return row
