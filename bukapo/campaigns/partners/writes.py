"""Partners come and stop, their page opens and closes, a PO rewards friends or does not."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bukapo.campaigns.models import Campaign, FriendReward, Partner
from bukapo.campaigns.partners.events import (
    FriendRewardSet,
    PartnerLinkRenewed,
    PartnerMade,
    PartnerStopped,
)
from bukapo.campaigns.partners.rules import MOST_REWARD, PARTNER, PartnerTerms
from bukapo.campaigns.writes.lock import locked
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop

MOST_PARTNERS = 500


class TooManyPartners(Refusal):
    code = "too_many_partners"
    sentence = gettext_noop("Sudah ada {most} mitra yang aktif. Hentikan dulu yang tidak dipakai lagi.")


@write
def make_partner(
    *, store_id: int, terms: PartnerTerms, actor: Actor, at: datetime, campaign_id: int | None = None
) -> PartnerMade:
    """A partner of one PO, or of every PO without `campaign_id`.

    Raises Invalid with the field, NotFound, WrongState (the PO is over), TooManyPartners.
    """
    terms = terms.checked(at)
    if campaign_id is not None:
        _running(store_id, campaign_id)
    rows = Partner.objects.of(store_id).filter(kind=PARTNER, stopped_at=None)
    if rows.count() >= MOST_PARTNERS:
        raise TooManyPartners(most=MOST_PARTNERS)
    try:
        with transaction.atomic():
            made: Partner = Partner.objects.create(
                store_id=store_id, campaign_id=campaign_id, made_at=at, secret=secret(), **vars(terms)
            )
    except IntegrityError:
        raise Invalid(
            field="code", why=gettext_noop("Kode ini sudah pernah dipakai di toko ini. Pilih yang lain.")
        ) from None
    return made_event(made)


def made_event(made: Partner) -> PartnerMade:
    """The event of a new partner."""
    return PartnerMade(
        **_facts(made),
        who=made.kind,
        way=made.way,
        rate=made.rate,
        starts_at=made.starts_at,
        ends_at=made.ends_at,
    )


@write
def stop_partner(*, store_id: int, partner_id: int, actor: Actor, at: datetime) -> PartnerStopped:
    """No new order counts for it. Raises NotFound, WrongState."""
    row = partner_of(store_id, partner_id)
    if not Partner.objects.of(store_id).filter(pk=row.pk, stopped_at=None).update(stopped_at=at):
        raise WrongState(state="stopped")
    return PartnerStopped(**_facts(row))


@write
def renew_partner_link(
    *, store_id: int, partner_id: int, actor: Actor, at: datetime, revoke: bool = False
) -> PartnerLinkRenewed:
    """Another address for the page of own numbers (none at all when `revoke`); the old one opens nothing.

    Raises NotFound.
    """
    row = partner_of(store_id, partner_id)
    Partner.objects.of(store_id).filter(pk=row.pk).update(secret=None if revoke else secret())
    return PartnerLinkRenewed(**_facts(row), revoked=revoke)


@write
def set_friend_reward(
    *, store_id: int, campaign_id: int, reward: int, actor: Actor, at: datetime
) -> FriendRewardSet:
    """From now on a buyer of this PO may invite friends for `reward` rupiah each; 0 switches it off.

    Who has invited keeps what was promised. Raises Invalid (reward), NotFound, WrongState.
    """
    if not 0 <= reward <= MOST_REWARD:
        raise Invalid(field="reward", why=gettext_noop("Hadiah per teman paling banyak Rp1.000.000."))
    _running(store_id, campaign_id)
    rows = FriendReward.objects.of(store_id).filter(campaign_id=campaign_id)
    if not rows.update(reward=reward):
        FriendReward.objects.create(store_id=store_id, campaign_id=campaign_id, reward=reward)
    return FriendRewardSet(store_id=store_id, campaign_id=campaign_id, reward=reward)


def partner_of(store_id: int, partner_id: int) -> Partner:
    """Raises NotFound for another store's."""
    row: Partner | None = Partner.objects.of(store_id).filter(pk=partner_id).first()
    if row is None:
        raise NotFound()
    return row


def _running(store_id: int, campaign_id: int) -> None:
    row = Campaign.objects.of(store_id).select_related("store").filter(pk=campaign_id).first()
    if row is None:
        raise NotFound()
    if locked(row.store, campaign_id).state not in ("draft", "published"):
        raise WrongState(state="closed")


def _facts(row: Partner) -> dict[str, Any]:
    return {
        "store_id": row.store_id,
        "campaign_id": row.campaign_id,
        "partner_id": row.pk,
        "code": row.code,
    }
