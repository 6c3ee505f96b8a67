"""Declaring a ladder. Nothing here touches an order: each keeps what its own terms hold."""

from datetime import datetime

from bukapo.campaigns.guarantees.events import CampaignLadderDeclared, StoreLadderDeclared
from bukapo.campaigns.guarantees.reads import declared_of
from bukapo.campaigns.guarantees.rules import Declared, as_json, check_not_less, checked
from bukapo.campaigns.guarantees.steps import keep
from bukapo.campaigns.models import Ladder
from bukapo.campaigns.rules import Closed
from bukapo.campaigns.writes.freeze import freeze_terms
from bukapo.campaigns.writes.lock import locked
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.stores.models import Store


@write
def declare_usual(*, actor: Actor, at: datetime, store: Store, declared: Declared) -> StoreLadderDeclared:
    """What the store's new POs begin with; the day of the full refund is its policy. Raises Invalid."""
    new = checked(declared)
    Ladder.objects.of(store).update_or_create(
        store=store,
        campaign=None,
        defaults={"rungs": as_json(new.rungs), "fit_days": new.fit_days, "declared_at": at},
    )
    return StoreLadderDeclared(store_id=store.pk, rungs=_told(new), fit_days=new.fit_days)


@write
def declare_ladder(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, declared: Declared
) -> CampaignLadderDeclared:
    """The PO's own ladder. Once published it only becomes better, in new terms for the orders to come.

    Raises NotFound, Closed (no order comes any more), LessThanPromised, Invalid.
    """
    new = checked(declared)
    campaign = locked(store, campaign_id)
    if campaign.state not in ("draft", "published"):
        raise Closed()
    digest = ""
    if campaign.state == "published":
        check_not_less(new, declared_of(campaign))
    keep(campaign, new, at)
    if campaign.state == "published":
        digest = freeze_terms(campaign, at).digest
    return CampaignLadderDeclared(
        store_id=store.pk,
        campaign_id=campaign.pk,
        state=campaign.state,
        rungs=_told(new),
        refund_after=new.refund_after,
        fit_days=new.fit_days,
        terms_digest=digest,
    )


def _told(declared: Declared) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(row) for row in as_json(declared.rungs))
