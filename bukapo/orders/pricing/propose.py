"""A seller asks the buyers of a PO to bear extra cost, or takes that back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.catalog.models import Photo
from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Order, Proposal, ProposalAnswer
from bukapo.orders.pricing.asking import (
    Effect,
    NobodyToAsk,
    ProposalOpen,
    Wish,
    check_campaign,
    checked,
    effects,
)
from bukapo.orders.pricing.events import PriceAsked, PriceWithdrawn, ProposalMade, ProposalWithdrawn
from bukapo.orders.pricing.raising import lower_again
from bukapo.orders.pricing.rules import ACCEPTED, OPEN, PROPOSAL, WAITING, WITHDRAWN
from bukapo.orders.pricing.wording import Asked, seal
from bukapo.orders.steps import line_facts, lock_order


class ExtraPaid(Refusal):
    code = "extra_paid"
    sentence = gettext_noop(
        "Sudah ada pembeli yang membayar tambahannya, jadi usulan ini tidak bisa ditarik lagi."
    )


def make_proposal(
    *, store_id: int, campaign_id: int, wish: Wish, photo: Photo | None = None, actor: Actor, at: datetime
) -> ProposalMade:
    """Ask every order that the wish touches; each buyer is told. Nothing is charged by it.

    Raises Invalid, NotFound, WrongState (draft, cancelled, finished), PricesMoving, ProposalOpen, NobodyToAsk.
    """
    wish = checked(wish, at=at)
    with writing():
        campaign = _askable(store_id, campaign_id, wish.product_id)
        found = effects(campaign, wish, lock=True)
        if not found:
            raise NobodyToAsk()
        proposal = _new(campaign, wish, photo, at)
        asked = _ask(campaign, proposal, found)
        event = ProposalMade(
            store_id=store_id,
            campaign_id=campaign_id,
            proposal_id=proposal.pk,
            state=OPEN,
            reason=wish.reason,
            per_piece=wish.per_piece,
            per_order=wish.per_order,
            product_id=wish.product_id,
            silence=wish.silence,
            answer_by=wish.answer_by,
            orders=len(found),
            extra=sum(effect.extra for effect in found),
        )
        record([event, *asked], actor=actor, at=at)
    return event


def _askable(store_id: int, campaign_id: int, product_id: int | None) -> Campaign:
    rows = Campaign.objects.of(store_id).select_related("store")
    campaign: Campaign | None = rows.filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    if campaign.state not in ("published", "closed"):
        raise WrongState(state=campaign.state)
    items = CampaignItem.objects.of(store_id).filter(campaign=campaign)
    if product_id is not None and not items.filter(product_id=product_id).exists():
        raise Invalid(field="product", why=gettext_noop("Pilih produk dari PO ini."))
    check_campaign(campaign)
    return campaign


def _new(campaign: Campaign, wish: Wish, photo: Photo | None, at: datetime) -> Proposal:
    """One open proposal per PO: the constraint is the judge, between two that are made at once, too."""
    try:
        with transaction.atomic():
            made: Proposal = Proposal.objects.create(
                store_id=campaign.store_id, campaign=campaign, photo=photo, made_at=at, **vars(wish)
            )
            return made
    except IntegrityError:
        raise ProposalOpen() from None


def _ask(campaign: Campaign, proposal: Proposal, found: Sequence[Effect]) -> list[PriceAsked]:
    orders = Order.objects.of(campaign.store_id).in_bulk([effect.order_id for effect in found])
    rows, events = [], []
    for effect in found:
        digest = seal(asked_of(campaign, proposal, effect))
        rows.append(
            ProposalAnswer(
                store_id=campaign.store_id,
                proposal=proposal,
                order_id=effect.order_id,
                before=effect.before,
                goods=effect.goods,
                shipping=effect.shipping,
                digest=digest,
            )
        )
        events.append(
            PriceAsked(
                **facts(orders[effect.order_id]),
                proposal_id=proposal.pk,
                reason=proposal.reason,
                before=effect.before,
                extra=effect.extra,
                digest=digest,
                silence=proposal.silence,
                answer_by=proposal.answer_by,
            )
        )
    ProposalAnswer.objects.bulk_create(rows)
    return events


def asked_of(campaign: Campaign, proposal: Proposal, of: Effect | ProposalAnswer) -> Asked:
    """What one order is asked, for its words. `campaign.store` should be loaded, and an answer's `order`."""
    return Asked(
        seller=campaign.store.name,
        number=of.number if isinstance(of, Effect) else of.order.number,
        reason=proposal.reason,
        before=of.before,
        goods=of.goods,
        shipping=of.shipping,
        silence=proposal.silence,
        answer_by=proposal.answer_by,
        zone=campaign.store.zone,
    )


def withdraw_proposal(
    *, store_id: int, proposal_id: int, reason: str, actor: Actor, at: datetime
) -> ProposalWithdrawn:
    """Take it back while nobody has paid the extra: who has agreed owes it no longer, everybody is told.

    Raises NotFound, WrongState, Invalid, ExtraPaid.
    """
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Invalid(field="reason", why=gettext_noop("Tulis alasannya; pembeli akan membacanya."))
    with writing():
        proposal = lock_proposal(store_id, proposal_id)
        answers = list(
            ProposalAnswer.objects.of(store_id)
            .filter(proposal=proposal, state__in=[WAITING, ACCEPTED])
            .order_by("order_id")
        )
        told: list[Event] = [_taken_back(answer, reason) for answer in answers]
        rows = ProposalAnswer.objects.of(store_id).filter(pk__in=[answer.pk for answer in answers])
        rows.update(state=WITHDRAWN)
        move(Proposal.objects.of(store_id), pk=proposal_id, machine=PROPOSAL, to=WITHDRAWN, ended_at=at)
        event = ProposalWithdrawn(
            store_id=store_id,
            campaign_id=proposal.campaign_id,
            proposal_id=proposal_id,
            state=WITHDRAWN,
            reason=reason,
            reversed=sum(answer.state == ACCEPTED for answer in answers),
        )
        record([event, *told], actor=actor, at=at)
    return event


def lock_proposal(store_id: int, proposal_id: int) -> Proposal:
    """The open proposal, locked until the transaction ends: before its orders. Raises NotFound, WrongState."""
    proposal: Proposal | None = (
        Proposal.objects.of(store_id).select_for_update(of=("self",)).filter(pk=proposal_id).first()
    )
    if proposal is None:
        raise NotFound()
    PROPOSAL.check(proposal.state, WITHDRAWN)
    return proposal


def _taken_back(answer: ProposalAnswer, reason: str) -> PriceWithdrawn:
    """The order's price and charges as they were. The answer's own row is the caller's."""
    order = lock_order(store_id=answer.store_id, order_id=answer.order_id)
    postings = lower_again(order, answer, refuse=ExtraPaid) if answer.state == ACCEPTED else []
    return PriceWithdrawn(
        **facts(order),
        proposal_id=answer.proposal_id,
        reason=reason,
        agreed=answer.extra if answer.state == ACCEPTED else 0,
        lines=line_facts(order),
        goods=order.goods,
        shipping_fee=order.shipping_fee,
        discount=order.discount,
        postings=tuple(postings),
    )
