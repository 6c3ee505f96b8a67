"""Changing a running PO that is made to order: it harms nobody who has ordered, and binds the orders to come."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from bukapo.campaigns.made.events import ClosingPutOff, PaceChanged
from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.made.rules import NotMadeToOrder, Pace, checked
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import Closed
from bukapo.campaigns.writes.draft import set_pace
from bukapo.campaigns.writes.freeze import freeze_terms
from bukapo.campaigns.writes.lock import locked
from bukapo.journal import clock
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.stores.models import Store

FARTHEST = timedelta(days=400)
"""How far ahead a closing may lie."""


@write
def change_pace(*, actor: Actor, at: datetime, store: Store, campaign_id: int, pace: Pace) -> PaceChanged:
    """Orders confirmed from now on are promised by another pace. Raises NotFound, NotMadeToOrder, Closed, Invalid."""
    campaign = _running(store, campaign_id)
    set_pace(campaign, checked(pace))
    terms = freeze_terms(campaign, at)
    return PaceChanged(
        store_id=store.pk,
        campaign_id=campaign.pk,
        state=campaign.state,
        **asdict(checked(pace)),
        terms_digest=terms.digest,
    )


@write
def put_off_closing(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, closes_at: datetime
) -> ClosingPutOff:
    """The PO stays open longer. Never shorter: who wants that closes it. The database's clock judges.

    Raises NotFound, NotMadeToOrder, Closed, Invalid (`closes_at`).
    """
    campaign = _running(store, campaign_id)
    was, until = campaign.closes_at, closes_at.astimezone(UTC)
    assert was is not None  # published ones have one (CHECK)
    if was <= clock.database_now():
        raise Closed()
    if until <= was:
        raise Invalid(field="closes_at", why=gettext_noop("Waktu tutup hanya bisa diundur, tidak dimajukan."))
    if until > at + FARTHEST:
        raise Invalid(field="closes_at", why=gettext_noop("Paling jauh 400 hari dari sekarang."))
    Campaign.objects.of(store).filter(pk=campaign.pk).update(closes_at=until)
    campaign.closes_at = until
    terms = freeze_terms(campaign, at)
    return ClosingPutOff(
        store_id=store.pk,
        campaign_id=campaign.pk,
        state=campaign.state,
        closes_at=until,
        was=was,
        terms_digest=terms.digest,
    )


def _running(store: Store, campaign_id: int) -> Campaign:
    campaign = locked(store, campaign_id)
    if not is_made_to_order(campaign):
        raise NotMadeToOrder()
    if campaign.state != "published":
        raise Closed()
    return campaign
