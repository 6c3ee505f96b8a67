"""What a buyer says to a changed price, and what becomes of silence."""

from datetime import datetime

from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.events import OrderCancelled, facts
from bukapo.orders.models import Order, Proposal, ProposalAnswer
from bukapo.orders.parts.ending import end_unsent
from bukapo.orders.parts.events import RestDropped
from bukapo.orders.pricing.events import PriceAgreed, PriceKept, PriceReminded, ProposalEnded
from bukapo.orders.pricing.propose import lock_proposal
from bukapo.orders.pricing.raising import raise_price
from bukapo.orders.pricing.rules import (
    ACCEPTED,
    ANSWER,
    ANSWERABLE,
    ENDED,
    GONE,
    KEPT,
    LEAVE,
    LEFT,
    PROPOSAL,
    WAITING,
)
from bukapo.orders.steps import Moved, StillTime, line_facts, lock_order
from bukapo.orders.writes.release import hand_on

BY_LINK, BY_SILENCE = "link", "silence"
LEFT_BECAUSE = "Tidak setuju perubahan harga"
SILENT_BECAUSE = "Usulan harga tidak dijawab sampai batasnya"


class AnsweredAlready(Refusal):
    code = "answered_already"
    sentence = gettext_noop("Usulan ini sudah tidak menunggu jawaban.")


def accept_price(
    *, store_id: int, order_id: int, proposal_id: int, digest: str, actor: Actor, at: datetime
) -> PriceAgreed:
    """The buyer agrees to the words that `digest` seals, once. Only now something is charged.

    Raises NotFound, AnsweredAlready (or too late), Moved (other words were shown).
    """
    with writing():
        proposal, order, answer = _asked(store_id, proposal_id, order_id, at)
        if digest != answer.digest:
            raise Moved()
        lines = raise_price(order, proposal, answer, at=at)
        _answered(answer, ACCEPTED, BY_LINK, at)
        assert answer.charge is not None
        event = PriceAgreed(
            **facts(order),
            proposal_id=proposal_id,
            charge_id=answer.charge.pk,
            how=BY_LINK,
            digest=digest,
            extra=answer.extra,
            lines=line_facts(order),
            goods=order.goods,
            shipping_fee=order.shipping_fee,
            discount=order.discount,
            postings=tuple(lines),
        )
        record([event], actor=actor, at=at)
    return event


def leave_over_price(
    *, store_id: int, order_id: int, proposal_id: int, actor: Actor, at: datetime
) -> OrderCancelled | RestDropped:
    """The buyer takes the money back: all of it, without a fee, whatever the PO's rules of cancelling say.

    Raises NotFound, AnsweredAlready (or too late), ProofWaiting.
    """
    with writing():
        proposal, order, answer = _asked(store_id, proposal_id, order_id, at)
        return _leave(proposal, order, answer, LEFT_BECAUSE, BY_LINK, actor, at)


def carry_out_silence(
    *, store_id: int, answer_id: int, at: datetime
) -> OrderCancelled | RestDropped | PriceKept:
    """The day came and the buyer said nothing: what the seller had announced happens.

    An order that is on its way keeps its price. Raises StillTime, AnsweredAlready, ProofWaiting.
    """
    with writing():
        found = ProposalAnswer.objects.of(store_id).filter(pk=answer_id).first()
        if found is None:
            raise NotFound()
        proposal = lock_proposal(store_id, found.proposal_id)
        if at < proposal.answer_by:
            raise StillTime()
        order = lock_order(store_id=store_id, order_id=found.order_id)
        answer = _waiting(proposal, order)
        if order.state in ANSWERABLE and proposal.silence == LEAVE:
            return _leave(proposal, order, answer, SILENT_BECAUSE, BY_SILENCE, SYSTEM_ACTOR, at)
        if order.state in ("cancelled", "expired"):
            raise WrongState(state=order.state)
        _answered(answer, KEPT, BY_SILENCE, at)
        event = PriceKept(**facts(order), proposal_id=proposal.pk)
        record([event], actor=SYSTEM_ACTOR, at=at)
        return event


def end_proposal(*, store_id: int, proposal_id: int, at: datetime) -> ProposalEnded:
    """Everybody has answered, or the day is over and everybody's silence was carried out. Raises StillTime."""
    with writing():
        proposal = lock_proposal(store_id, proposal_id)
        rows = ProposalAnswer.objects.of(store_id).filter(proposal=proposal)
        waiting = rows.filter(state=WAITING)
        gone = list(
            waiting.filter(order__state__in=["cancelled", "expired"])
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if waiting.exclude(pk__in=gone).exists():
            raise StillTime()
        rows.filter(pk__in=gone).update(state=GONE, answered_at=at)
        move(Proposal.objects.of(store_id), pk=proposal_id, machine=PROPOSAL, to=ENDED, ended_at=at)
        event = ProposalEnded(
            store_id=store_id,
            campaign_id=proposal.campaign_id,
            proposal_id=proposal_id,
            state=ENDED,
            accepted=rows.filter(state=ACCEPTED).count(),
            left=rows.filter(state=LEFT).count(),
            kept=rows.filter(state=KEPT).count(),
            gone=tuple(gone),
        )
        record([event], actor=SYSTEM_ACTOR, at=at)
    return event


def remind_of_price(*, store_id: int, answer_id: int, at: datetime) -> PriceReminded:
    """Once, a day before the time to answer is over. Raises AnsweredAlready."""
    with writing():
        found = ProposalAnswer.objects.of(store_id).filter(pk=answer_id).first()
        if found is None:
            raise NotFound()
        proposal, order, answer = _asked(store_id, found.proposal_id, found.order_id, at)
        if (
            ProposalAnswer.objects.of(store_id).filter(pk=answer.pk, reminded=False).update(reminded=True)
            != 1
        ):
            raise AnsweredAlready()
        event = PriceReminded(
            **facts(order),
            proposal_id=proposal.pk,
            reason=proposal.reason,
            before=answer.before,
            extra=answer.extra,
            silence=proposal.silence,
            answer_by=proposal.answer_by,
        )
        record([event], actor=SYSTEM_ACTOR, at=at)
    return event


def _asked(
    store_id: int, proposal_id: int, order_id: int, at: datetime
) -> tuple[Proposal, Order, ProposalAnswer]:
    """All locked: the proposal, then the order. Raises AnsweredAlready unless this order may still answer at `at`."""
    try:
        proposal = lock_proposal(store_id, proposal_id)
    except WrongState:
        raise AnsweredAlready() from None
    order = lock_order(store_id=store_id, order_id=order_id)
    answer = _waiting(proposal, order)
    if at >= proposal.answer_by or order.state not in ANSWERABLE:
        raise AnsweredAlready()
    return proposal, order, answer


def _waiting(proposal: Proposal, order: Order) -> ProposalAnswer:
    rows = ProposalAnswer.objects.of(order.store_id).filter(proposal=proposal, order=order)
    answer: ProposalAnswer | None = rows.first()
    if answer is None:
        raise NotFound()
    if answer.state != WAITING:
        raise AnsweredAlready()
    return answer


def _answered(answer: ProposalAnswer, to: str, how: str, at: datetime) -> None:
    rows = ProposalAnswer.objects.of(answer.store_id)
    move(rows, pk=answer.pk, machine=ANSWER, to=to, how=how, answered_at=at, charge=answer.charge)


def _leave(
    proposal: Proposal, order: Order, answer: ProposalAnswer, why: str, how: str, actor: Actor, at: datetime
) -> OrderCancelled | RestDropped:
    _answered(answer, LEFT, how, at)
    event = end_unsent(order, reason=why, at=at, proposal_id=proposal.pk)
    hand_on(event, actor, at)
    return event
