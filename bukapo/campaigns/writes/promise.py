"""Moving a promise: only with a reason. A step: `orders.delays.moving` asks the buyers in the same transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bukapo.campaigns import readiness
from bukapo.campaigns.events import PromiseMoved
from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.made.rules import PromisesAreTheOrders
from bukapo.campaigns.models import Campaign, Promise
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PROMISES
from bukapo.campaigns.writes.freeze import freeze_terms
from bukapo.campaigns.writes.lock import locked
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.stores.models import Store

MOVABLE = ("published", "closed")
LEAST_REASON, MOST_REASON = 5, 300


def move_within(
    *, at: datetime, store: Store, campaign_id: int, moves: Mapping[str, date], reason: str
) -> PromiseMoved:
    """Give one or more of `produced`, `ship_from`, `ship_until` a new day. The old days stay on record.

    Days given as they already are say nothing. While the PO still takes orders its terms are frozen anew, for the
    orders to come. Locks the PO's counters; the caller records. Raises NotFound, WrongState, PromisesAreTheOrders,
    Invalid (`reason`, `moves` or the day's name).
    """
    campaign = locked(store, campaign_id)
    if is_made_to_order(campaign):
        raise PromisesAreTheOrders()
    why, before, new = judged(campaign, moves, reason)
    for what, day in new.items():
        Promise.objects.create(
            store_id=store.pk, campaign=campaign, what=what, day=day, reason=why, made_at=at
        )
    if campaign.state == "published" and campaign.closes_at and at < campaign.closes_at:
        freeze_terms(campaign, at)
    what = list(new)[-1]
    return PromiseMoved(
        store_id=store.pk,
        campaign_id=campaign.pk,
        state=campaign.state,
        what=what,
        day=new[what],
        was=before[what],
        moves=new,
        reason=why,
        before={what: before[what] for what in new},
    )


def judged(
    campaign: Campaign, moves: Mapping[str, date], reason: str
) -> tuple[str, dict[str, date], dict[str, date]]:
    """What moving would do, nothing written: the reason tidied, the days as they are, the ones that change.

    `campaign.store` should be loaded. Raises WrongState, Invalid.
    """
    if campaign.state not in MOVABLE:
        raise WrongState(state=campaign.state)
    why = " ".join(reason.split())
    if not LEAST_REASON <= len(why) <= MOST_REASON:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya; pembeli akan membacanya."))
    before = current_promises(campaign)
    new = {what: moves[what] for what in PROMISES if what in moves and moves[what] != before.get(what)}
    if not new or set(moves) - set(PROMISES):
        raise Invalid(field="moves", why=gettext_noop("Tanggalnya masih sama. Isi tanggal yang baru."))
    _check_order(campaign, {**before, **new})
    return why, before, new


def _check_order(campaign: Campaign, days: Mapping[str, date]) -> None:
    closing = (
        campaign.closes_at.astimezone(ZoneInfo(campaign.store.zone)).date() if campaign.closes_at else None
    )
    wrong = readiness.wrong_order(
        closing, days.get("produced"), days.get("ship_from"), days.get("ship_until")
    )
    for found in wrong:
        raise Invalid(field=found.code.split("_before")[0], why=found.sentence)
