"""What becomes of a draft: mended, made an order, sent to its buyer, dropped. Drafts are locked before counters."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import Closed, DrawAhead, NotOpenYet
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import BUYER, Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.machine import WrongState
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.chats.drafts import doubt_of, kept_of_wanted, wanted_from
from bukapo.orders.chats.events import (
    DraftDropped,
    DraftEvent,
    DraftLinkWithdrawn,
    DraftMended,
    DraftOrdered,
    DraftRefused,
    DraftRestored,
    DraftSent,
)
from bukapo.orders.chats.rules import (
    CHAT_DRAFT,
    DOUBTFUL,
    DROPPED,
    ORDER,
    READY,
    SENT,
    LinkGone,
    NoPhone,
    PackageNotKept,
    draft_key,
)
from bukapo.orders.imports.vocabulary import folded
from bukapo.orders.intake.draft import Wanted, draft
from bukapo.orders.models import ChatDraft, Order
from bukapo.orders.rules import FORM, STAFF
from bukapo.orders.writes.place import insisting, place_within

MOST_AT_ONCE = 200
_OF_ALL = (Closed, NotOpenYet, DrawAhead)
"""What keeps every order out: no draft is to blame."""


@dataclass(frozen=True)
class Accepted:
    """How many drafts became orders, and how many the intake did not take: those are questions now."""

    orders: int = 0
    refused: int = 0


@write
def mend_draft(*, store_id: int, draft_id: int, wanted: Wanted, actor: Actor, at: datetime) -> DraftMended:
    """The draft as a person finished it; it can be ordered now.

    Raises DraftInvalid, PackageNotKept, WrongState, NotFound.
    """
    if wanted.bundles:
        raise PackageNotKept()
    row = _locked(store_id, draft_id)
    offer = _offer(row)
    own = replace(wanted, key=draft_key(row.campaign_id, row.fingerprint), source=STAFF)
    draft(own, offer)
    if row.state not in (READY, DOUBTFUL):
        raise WrongState(state=row.state)
    _drafts(store_id).filter(pk=row.pk).update(
        state=READY, draft=kept_of_wanted(own, offer, row.draft), name=folded(own.buyer_name)[:80]
    )
    return DraftMended(**_facts(row), state=READY)


def order_draft(*, store_id: int, draft_id: int, wanted: Wanted, actor: Actor, at: datetime) -> Order:
    """The order that this line means, as the person finished it. Raises what `place_order` does, WrongState."""

    def run() -> Order:
        with writing():
            row = _locked(store_id, draft_id)
            CHAT_DRAFT.check(row.state, ORDER)
            return _place(row, replace(wanted, source=STAFF), actor, at)

    return insisting(run)


def confirm_draft(*, store_id: int, draft_id: int, wanted: Wanted, actor: Actor, at: datetime) -> Order:
    """The buyer says yes over their link, with what was missing. Raises LinkGone and what `place_order` does."""

    def run() -> Order:
        with writing():
            row = _locked(store_id, draft_id)
            if row.state != SENT:
                raise LinkGone()
            return _place(row, replace(wanted, source=FORM), actor, at)

    return insisting(run)


def accept_ready(*, store_id: int, campaign_id: int, actor: Actor, at: datetime) -> Accepted:
    """Every draft that can be ordered as it stands, in the order in which they were pasted; at most 200.

    What the intake refuses (sold out, a buyer's limit) becomes a question. Raises Closed, NotOpenYet, DrawAhead; then
    nothing happened.
    """

    def run() -> Accepted:
        with writing():
            return _accept(store_id, campaign_id, actor, at)

    return insisting(run)


def _accept(store_id: int, campaign_id: int, actor: Actor, at: datetime) -> Accepted:
    ready = _drafts(store_id).filter(campaign_id=campaign_id, state=READY)
    rows = list(ready.select_for_update().order_by("pk")[:MOST_AT_ONCE])
    if not rows:
        return Accepted()
    offer = _offer(rows[0])
    wanted = [wanted_from(row.draft, offer, row.fingerprint) for row in rows]
    answers = place_within(store_id=store_id, campaign_id=campaign_id, wanted=wanted, actor=actor)
    events: list[DraftEvent] = []
    for row, answer in zip(rows, answers, strict=True):
        if isinstance(answer, _OF_ALL):
            raise answer
        events.append(_refused(row, answer) if isinstance(answer, Refusal) else _ordered(row, answer, actor))
    record(events, actor=actor, at=at)
    refused = sum(isinstance(answer, Refusal) for answer in answers)
    return Accepted(len(rows) - refused, refused)


def _place(row: ChatDraft, wanted: Wanted, actor: Actor, at: datetime) -> Order:
    """Whatever the form's key says: one line is one order."""
    own = replace(wanted, key=draft_key(row.campaign_id, row.fingerprint))
    answer = place_within(store_id=row.store_id, campaign_id=row.campaign_id, wanted=[own], actor=actor)[0]
    if isinstance(answer, Refusal):
        raise answer
    record([_ordered(row, answer, actor)], actor=actor, at=at)
    return answer


def _ordered(row: ChatDraft, order: Order, actor: Actor) -> DraftOrdered:
    """A link that its buyer used goes on to say so; any other opens nothing any more."""
    kept = row.secret if actor.kind == BUYER else ""
    move(_drafts(row.store_id), pk=row.pk, machine=CHAT_DRAFT, to=ORDER, order=order, secret=kept)
    return DraftOrdered(**_facts(row), state=ORDER, placed=order.pk, by_buyer=actor.kind == BUYER)


def _refused(row: ChatDraft, refusal: Refusal) -> DraftRefused:
    told = {**row.draft, "doubts": [doubt_of(refusal)]}
    move(_drafts(row.store_id), pk=row.pk, machine=CHAT_DRAFT, to=DOUBTFUL, draft=told)
    return DraftRefused(**_facts(row), state=DOUBTFUL, why=refusal.code)


@write
def send_draft(*, store_id: int, draft_id: int, actor: Actor, at: datetime) -> DraftSent:
    """A link for its buyer, who sees what was understood, adds what is missing, and confirms.

    Raises NoPhone, WrongState, NotFound.
    """
    row = _locked(store_id, draft_id)
    try:
        normalise_phone(str(row.draft.get("phone", "")))
    except PhoneUnusable:
        raise NoPhone() from None
    move(_drafts(store_id), pk=row.pk, machine=CHAT_DRAFT, to=SENT, secret=secret(), sent_at=at)
    return DraftSent(**_facts(row), state=SENT)


@write
def withdraw_link(*, store_id: int, draft_id: int, actor: Actor, at: datetime) -> DraftLinkWithdrawn:
    """The link opens nothing any more; the draft is what it was before. Raises WrongState, NotFound."""
    row = _locked(store_id, draft_id)
    if row.state != SENT:
        raise WrongState(state=row.state)
    back = DOUBTFUL if row.draft.get("doubts") else READY
    move(_drafts(store_id), pk=row.pk, machine=CHAT_DRAFT, to=back, secret="")
    return DraftLinkWithdrawn(**_facts(row), state=back)


@write
def drop_draft(*, store_id: int, draft_id: int, actor: Actor, at: datetime) -> DraftDropped:
    """This line is no order (somebody's joke, an order taken elsewhere). Raises WrongState, NotFound."""
    row = _locked(store_id, draft_id)
    move(_drafts(store_id), pk=row.pk, machine=CHAT_DRAFT, to=DROPPED, secret="")
    return DraftDropped(**_facts(row), state=DROPPED)


@write
def restore_draft(*, store_id: int, draft_id: int, actor: Actor, at: datetime) -> DraftRestored:
    """A dropped line after all; somebody looks at it once more. Raises WrongState, NotFound."""
    row = _locked(store_id, draft_id)
    if row.state != DROPPED:
        raise WrongState(state=row.state)
    move(_drafts(store_id), pk=row.pk, machine=CHAT_DRAFT, to=DOUBTFUL)
    return DraftRestored(**_facts(row), state=DOUBTFUL)


def _locked(store_id: int, draft_id: int) -> ChatDraft:
    row: ChatDraft | None = _drafts(store_id).select_for_update().filter(pk=draft_id).first()
    if row is None:
        raise NotFound()
    return row


def _drafts(store_id: int) -> Any:
    return ChatDraft.objects.of(store_id)


def _offer(row: ChatDraft) -> Offer:
    return offer_of(Campaign.objects.of(row.store_id).get(pk=row.campaign_id))


def _facts(row: ChatDraft) -> dict[str, Any]:
    return {"store_id": row.store_id, "campaign_id": row.campaign_id, "draft_id": row.pk}
