"""Signing up for a teaser, saying yes to the letter, voting, going away: what strangers do."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.campaigns.models import Campaign, Interest, Teaser, Vote
from bukapo.campaigns.teaser.events import (
    InterestAskedAgain,
    InterestChanged,
    InterestConfirmed,
    InterestOpened,
    InterestSignedUp,
    InterestWithdrawn,
)
from bukapo.campaigns.teaser.reads import designs_of, options_of, shown_teaser, teaser_of
from bukapo.campaigns.teaser.rules import (
    BY_EMAIL,
    COUNTED,
    INTEREST,
    MOST_NAME,
    NoTeaser,
    SignedUpBefore,
    SignUp,
    may_be_told_again,
    votes_of,
)
from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound

Picks = dict[str, str]


@write
def sign_up(*, actor: Actor, at: datetime, store_id: int, campaign_id: int, typed: SignUp) -> Event:
    """Keep an address with what it agreed to. One that is known is written to again, now and then, and nothing else.

    Raises Invalid with the field, NotFound, NoTeaser (none is shown), SignedUpBefore: whoever asks is told the same.
    """
    address = typed.checked()
    campaign = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    teaser = shown_teaser(campaign, at)
    if teaser is None:
        raise NoTeaser()
    rows = Interest.objects.of(store_id).filter(campaign=campaign, address=address)
    known = rows.select_for_update(of=("self",)).first()
    if known is not None:
        return _again(known, at)
    try:
        with transaction.atomic():
            made = _made(campaign, typed, address, at)
    except IntegrityError:  # the same form twice, at the same moment
        raise SignedUpBefore() from None
    designs, picks = _vote(made, teaser, typed.designs, dict(typed.picks))
    return InterestSignedUp(
        store_id=store_id,
        campaign_id=campaign.pk,
        interest_id=made.pk,
        state=made.state,
        way=made.way,
        consent=made.consent_text,
        offers=made.offers_text,
        designs=designs,
        picks=picks,
    )


def _made(campaign: Campaign, typed: SignUp, address: str, at: datetime) -> Interest:
    made: Interest = Interest.objects.create(
        store_id=campaign.store_id,
        campaign=campaign,
        secret=secret(),
        state="waiting" if typed.way == BY_EMAIL else "unverified",
        way=typed.way,
        address=address,
        name=" ".join(typed.name.split())[:MOST_NAME],
        language=typed.language if typed.language in ("id", "en") else "id",
        consent_text=typed.consent_text[:400],
        wants_offers=typed.offers,
        offers_text=typed.offers_text[:400] if typed.offers else "",
        signed_up_at=at,
        told_at=at,
    )
    return made


def _again(known: Interest, at: datetime) -> Event:
    if not may_be_told_again(letters=known.letters, last=known.told_at, at=at):
        raise SignedUpBefore()
    rows = Interest.objects.of(known.store_id).filter(pk=known.pk)
    rows.update(letters=known.letters + 1, told_at=at)
    return InterestAskedAgain(
        store_id=known.store_id,
        campaign_id=known.campaign_id,
        interest_id=known.pk,
        letters=known.letters + 1,
    )


@write
def confirm_interest(*, actor: Actor, at: datetime, store_id: int, interest_id: int) -> InterestConfirmed:
    """They say by the letter's own link that the address is theirs. Raises NotFound, WrongState (said before)."""
    found = _locked(store_id, interest_id)
    move(Interest.objects.of(store_id), pk=found.pk, machine=INTEREST, to="confirmed", confirmed_at=at)
    return InterestConfirmed(
        store_id=store_id, campaign_id=found.campaign_id, interest_id=found.pk, state="confirmed"
    )


@write
def change_interest(
    *,
    actor: Actor,
    at: datetime,
    store_id: int,
    interest_id: int,
    designs: Sequence[int],
    picks: Picks,
    offers: bool,
    offers_text: str = "",
) -> InterestChanged:
    """Other votes instead of theirs, another answer about offers. Raises NotFound, WrongState (gone, unconfirmed)."""
    found = _locked(store_id, interest_id)
    if found.state not in COUNTED:
        raise WrongState(state=found.state)
    teaser = teaser_of(found.campaign)
    if teaser is None:
        raise NotFound()
    said = (found.offers_text or offers_text)[:400] if offers else ""
    Interest.objects.of(store_id).filter(pk=found.pk).update(wants_offers=offers, offers_text=said)
    chosen, picked = _vote(found, teaser, designs, picks)
    return InterestChanged(
        store_id=store_id,
        campaign_id=found.campaign_id,
        interest_id=found.pk,
        offers=said,
        designs=chosen,
        picks=picked,
    )


@write
def open_by_link(*, actor: Actor, at: datetime, store_id: int, interest_id: int) -> InterestOpened:
    """They went on to the order form for the first time. Raises NotFound, WrongState (they did before, or are gone)."""
    found = _locked(store_id, interest_id)
    if found.state not in COUNTED or found.opened_at is not None:
        raise WrongState(state=found.state)
    Interest.objects.of(store_id).filter(pk=found.pk).update(opened_at=at)
    return InterestOpened(store_id=store_id, campaign_id=found.campaign_id, interest_id=found.pk)


@write
def withdraw_interest(
    *, actor: Actor, at: datetime, store_id: int, interest_id: int, lapsed: bool = False
) -> InterestWithdrawn:
    """The address and the name are erased; nothing is sent any more. Raises NotFound, WrongState."""
    found = _locked(store_id, interest_id)
    Vote.objects.of(store_id).filter(interest=found).delete()
    move(
        Interest.objects.of(store_id),
        pk=found.pk,
        machine=INTEREST,
        to="withdrawn",
        address="",
        name="",
        wants_offers=False,
        offers_text="",
        withdrawn_at=at,
    )
    return InterestWithdrawn(
        store_id=store_id,
        campaign_id=found.campaign_id,
        interest_id=found.pk,
        state="withdrawn",
        lapsed=lapsed,
    )


def _vote(
    interest: Interest, teaser: Teaser, designs: Sequence[int], picks: Picks
) -> tuple[tuple[int, ...], Picks]:
    """One set of votes per person: this one. Returns what of it there is to vote for."""
    offered = [row.pk for row in designs_of(teaser)]
    chosen, picked = votes_of(designs, picks, offered=offered, options=options_of(teaser))
    rows = Vote.objects.of(interest.store_id).filter(interest=interest)
    rows.delete()
    made = [Vote(store_id=interest.store_id, interest=interest, design_id=pk) for pk in chosen]
    made += [
        Vote(store_id=interest.store_id, interest=interest, option=option, value=value)
        for option, value in picked.items()
    ]
    Vote.objects.bulk_create(made)
    return chosen, picked


def _locked(store_id: int, interest_id: int) -> Interest:
    rows = Interest.objects.of(store_id).select_related("campaign").select_for_update(of=("self",))
    found: Interest | None = rows.filter(pk=interest_id).first()
    if found is None:
        raise NotFound()
    return found
