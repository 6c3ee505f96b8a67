"""The seller makes the next PO out of a past one."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.campaigns.cloning.events import CampaignCloned
from bukapo.campaigns.cloning.parts import PARTS, Part
from bukapo.campaigns.cloning.plan import LeftOut, next_plan
from bukapo.campaigns.cloning.rules import Applied, UnknownSuggestion
from bukapo.campaigns.cloning.titles import fresh_title
from bukapo.campaigns.models import Campaign, CampaignOrigin
from bukapo.campaigns.writes.draft import draft_within
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.stores.models import Store

OVER = ("closed", "finished")


@write
def clone_campaign(
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    origin_id: int,
    title: str = "",
    opens_at: datetime | None = None,
    applied: Sequence[Applied] = (),
    more: Sequence[Part] = (),
) -> CampaignCloned:
    """A draft with everything of the PO `origin_id`, days ahead, and the suggestions `applied`; nothing is published.

    `more`: parts of a PO that higher rooms own. The event says what was left out. Raises NotFound, WrongState (it still
    takes orders), UnknownSuggestion, Invalid.
    """
    origin = Campaign.objects.of(store).select_related("store", "series").filter(pk=origin_id).first()
    if origin is None:
        raise NotFound()
    if origin.state not in OVER:
        raise WrongState(state=origin.state)
    chosen = [one.checked() for one in applied]
    if len({one.setting for one in chosen}) != len(chosen):
        raise UnknownSuggestion()
    told = next_plan(origin, at=at, applied=chosen, opens_at=opens_at)
    fresh = draft_within(at=at, store=store, title=title or fresh_title(origin), plan=told.plan)
    left: list[LeftOut] = list(told.left_out)
    for part in (*PARTS, *more):
        left += part(origin, fresh, told.gone)
    kept = {one.setting: [one.old, one.new, one.sureness] for one in chosen}
    CampaignOrigin.objects.create(store=store, campaign=fresh, origin=origin, applied=kept, cloned_at=at)
    return CampaignCloned(
        store_id=store.pk,
        campaign_id=fresh.pk,
        state="draft",
        slug=fresh.slug,
        title=fresh.title,
        origin_id=origin.pk,
        applied=kept,
        left_out=tuple(left),
    )
