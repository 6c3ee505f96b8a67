"""Joining the line for a PO, leaving it, and missing it at closing."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Q

from bukapo.campaigns.draft_reads import caps_of
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of, window_of
from bukapo.campaigns.rules import DrawAhead, OverBuyerCap, SoldOut
from bukapo.campaigns.steps import lock_counters, locked_campaign
from bukapo.campaigns.vouchers import VoucherNotInLine
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import entry_code, secret
from bukapo.kernel.refusal import NotFound
from bukapo.orders.intake.decide import KeyConflict
from bukapo.orders.intake.draft import Priced, Wanted, draft
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.events import WaitingJoined, WaitingLeft, WaitingMissed, facts
from bukapo.orders.waiting.rules import (
    ENTRY,
    LEFT,
    LIVE,
    MISSED,
    REGISTERED,
    WAITING,
    AlreadyWaiting,
    refuse_impossible,
)
from bukapo.orders.waiting.wish import listed, needs_of, pack
from bukapo.orders.writes.place import insisting, place_within
from bukapo.orders.writes.serve import serve_within


def join_waitlist(*, store_id: int, campaign_id: int, wanted: Wanted, actor: Actor) -> Order | WaitingEntry:
    """One form, one thing: the order if its pieces are free, else a place in line; before a draw a registration.

    The same key again gives the same thing. Raises DraftInvalid, NotOpenYet, Closed, OverBuyerCap, WishTooBig,
    AlreadyWaiting, VoucherNotInLine, KeyConflict, DrawAhead (the draw is being held this moment), NotFound.
    """

    def join() -> Order | WaitingEntry:
        with writing():
            return _join(store_id, campaign_id, wanted, actor)

    return insisting(join)


def _join(store_id: int, campaign_id: int, wanted: Wanted, actor: Actor) -> Order | WaitingEntry:
    lock_counters(store_id=store_id, campaign_id=campaign_id)
    try:
        campaign, at = locked_campaign(store_id=store_id, campaign_id=campaign_id)
    except Campaign.DoesNotExist:
        raise NotFound() from None
    if (earlier := _earlier(campaign, wanted)) is not None:
        return earlier
    window = window_of(campaign)
    if window.drawing:
        window.check_open(at)
        if not window.registering(at):
            raise DrawAhead()
    else:
        serve_within(store_id=store_id, campaign_id=campaign_id, at=at)
        answer = place_within(store_id=store_id, campaign_id=campaign_id, wanted=[wanted], actor=actor)[0]
        if isinstance(answer, Order):
            return answer
        if not isinstance(answer, SoldOut):
            raise answer
    if wanted.voucher.strip():
        raise VoucherNotInLine()  # nobody knows whether a use is left when the turn comes
    offer = offer_of(campaign)
    one = draft(wanted, offer)
    _refuse_unfair(campaign, one, offer)
    entry = _entry(campaign, one, at, REGISTERED if window.drawing else WAITING)
    lines = tuple(needs_of(entry.lines).items())
    joined = WaitingJoined(**facts(entry), position=entry.position, lines=lines)
    record([joined], actor=actor, at=at)
    return entry


def _earlier(campaign: Campaign, wanted: Wanted) -> WaitingEntry | None:
    """What this very form has already led to. Raises KeyConflict when the form was changed since."""
    rows = WaitingEntry.objects.of(campaign.store_id).select_related("campaign", "order")
    entry: WaitingEntry | None = rows.filter(key=wanted.key).first()
    if entry is not None and (entry.body_digest != wanted.body_digest or entry.campaign != campaign):
        raise KeyConflict()
    return entry


def _refuse_unfair(campaign: Campaign, one: Priced, offer: Offer) -> None:
    refuse_impossible(one, offer, caps_of(campaign))
    if campaign.buyer_cap is not None and one.pieces > campaign.buyer_cap:
        raise OverBuyerCap(cap=campaign.buyer_cap, had=0)
    same = Q(phone=one.phone)
    if email := one.wanted.email.strip().lower():
        same |= Q(email=email)
    rows = WaitingEntry.objects.of(campaign.store_id).filter(same, campaign=campaign, state__in=LIVE)
    if rows.exists():
        raise AlreadyWaiting()


def _entry(campaign: Campaign, one: Priced, at: datetime, state: str) -> WaitingEntry:
    rows = WaitingEntry.objects.of(campaign.store_id).filter(campaign=campaign)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    want = one.wanted
    entry: WaitingEntry = WaitingEntry.objects.create(
        store_id=campaign.store_id,
        campaign=campaign,
        code=entry_code(),
        secret=secret(),
        key=want.key,
        body_digest=want.body_digest,
        state=state,
        language=want.language,
        buyer_name=want.buyer_name.strip(),
        phone=one.phone,
        email=want.email.strip().lower(),
        wish=pack(want),
        lines=listed(one),
        pieces=one.pieces,
        position=last + 1 if state == WAITING else None,
        joined_at=at,
    )
    return entry


@write
def leave_waitlist(*, store_id: int, entry_id: int, actor: Actor, at: datetime) -> WaitingLeft:
    """The buyer gives their place up. Raises NotFound, WrongState (it is an order already, or over)."""
    entry = WaitingEntry.objects.of(store_id).filter(pk=entry_id).first()
    if entry is None:
        raise NotFound()
    lock_counters(store_id=store_id, campaign_id=entry.campaign_id)
    move(WaitingEntry.objects.of(store_id), pk=entry.pk, machine=ENTRY, to=LEFT, ended_at=at)
    entry.state = LEFT
    return WaitingLeft(**facts(entry))


def miss_within(*, store_id: int, campaign_id: int, at: datetime) -> Sequence[WaitingMissed]:
    """A step of closing, under the campaign's lock: nobody waits any more. The caller records the events."""
    rows = WaitingEntry.objects.of(store_id).filter(campaign_id=campaign_id, state__in=LIVE)
    entries = list(rows.order_by("pk").defer("wish"))
    if rows.update(state=MISSED, ended_at=at) != len(entries):
        raise AssertionError("somebody moved an entry without the campaign's lock")
    for entry in entries:
        entry.state = MISSED
    return [WaitingMissed(**facts(entry)) for entry in entries]
