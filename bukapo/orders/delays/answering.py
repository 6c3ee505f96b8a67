"""What a buyer says to a date that moved, and what becomes of it and of silence."""

from datetime import datetime
from typing import Any

from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import STAFF, SYSTEM_ACTOR, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.delays.events import DelayBorne, DelayChosen, DelayOver, DelayReminded
from bukapo.orders.delays.rules import (
    ANSWER,
    ASKABLE,
    BY_LINK,
    BY_SELLER,
    BY_SILENCE,
    DELAY,
    ENDED,
    GONE,
    LEFT,
    OPEN,
    REFUND,
    STAYED,
    SWAP,
)
from bukapo.orders.events import OrderCancelled, facts
from bukapo.orders.models import Delay, DelayAnswer, Order
from bukapo.orders.parts.ending import end_unsent
from bukapo.orders.parts.events import RestDropped
from bukapo.orders.steps import StillTime, lock_order
from bukapo.orders.writes.release import hand_on

LEFT_BECAUSE = "Tanggal mundur, pembeli memilih uang kembali"
SILENT_BECAUSE = "Tanggal mundur lagi dan tidak dijawab sampai batasnya"


class NotAsked(Refusal):
    code = "not_asked"
    sentence = gettext_noop("Pertanyaan ini sudah tidak menunggu jawaban.")


class LeavingBuyer(Refusal):
    code = "leaving_buyer"
    sentence = gettext_noop(
        "Pembelinya memilih uang kembali karena tanggalnya mundur. Pesanan ini tidak dikirim lagi."
    )


@write
def choose(
    *, store_id: int, order_id: int, delay_id: int, choice: str, actor: Actor, at: datetime
) -> DelayChosen:
    """Wait or take the money back (to move: `delays.swapping`). Counts until another choice or the day to answer.

    Raises NotFound, NotAsked (too late, answered otherwise, sent meanwhile), Invalid (a choice that is not given).
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    answer = open_answer(order, delay_id)
    if at >= answer.delay.answer_by or order.state not in ASKABLE:
        raise NotAsked()
    if choice not in answer.delay.choices or choice == SWAP:
        raise Invalid(field="choice", why=gettext_noop("Pilih salah satu."))
    how = BY_SELLER if actor.kind == STAFF else BY_LINK
    DelayAnswer.objects.of(store_id).filter(pk=answer.pk, state=OPEN).update(choice=choice, how=how, at=at)
    return DelayChosen(**facts(order), delay_id=delay_id, choice=choice, how=how)


def carry_out(*, store_id: int, answer_id: int, at: datetime) -> OrderCancelled | RestDropped | DelayBorne:
    """The day to answer is over: the choice becomes final, or what silence means.

    Raises StillTime, NotAsked, WrongState (the order was sent or ended meanwhile), ProofWaiting.
    """
    with writing():
        found = DelayAnswer.objects.of(store_id).filter(pk=answer_id).first()
        if found is None:
            raise NotFound()
        order = lock_order(store_id=store_id, order_id=found.order_id)
        answer = open_answer(order, found.delay_id)
        if at < answer.delay.answer_by:
            raise StillTime()
        if order.state not in ASKABLE:
            raise WrongState(state=order.state)
        if answer.meant == REFUND:
            return _leave(order, answer, at)
        _decided(answer, STAYED, at)
        event = DelayBorne(**facts(order), delay_id=answer.delay_id, how=answer.how or BY_SILENCE)
        record([event], actor=SYSTEM_ACTOR, at=at)
        return event


def _leave(order: Order, answer: DelayAnswer, at: datetime) -> OrderCancelled | RestDropped:
    """All of the money, without a fee, whatever the PO's rules of cancelling say."""
    _decided(answer, LEFT, at)
    why = LEFT_BECAUSE if answer.choice else SILENT_BECAUSE
    event = end_unsent(order, reason=why, at=at, delay_id=answer.delay_id)
    hand_on(event, SYSTEM_ACTOR, at)
    return event


def remind(*, store_id: int, answer_id: int, at: datetime) -> DelayReminded:
    """Once, a day before the time to answer is over, who has not chosen. Raises NotAsked."""
    with writing():
        found = DelayAnswer.objects.of(store_id).filter(pk=answer_id).first()
        if found is None:
            raise NotFound()
        order = lock_order(store_id=store_id, order_id=found.order_id)
        answer = open_answer(order, found.delay_id)
        rows = DelayAnswer.objects.of(store_id).filter(pk=answer.pk, reminded=False, choice="")
        if at >= answer.delay.answer_by or rows.update(reminded=True) != 1:
            raise NotAsked()
        what, days = list(answer.delay.moves.items())[-1]
        event = DelayReminded(
            **facts(order),
            delay_id=answer.delay_id,
            what=what,
            day=days[1],
            reason=answer.delay.reason,
            silence=answer.silence,
            answer_by=answer.delay.answer_by,
        )
        record([event], actor=SYSTEM_ACTOR, at=at)
    return event


def end_delay(*, store_id: int, delay_id: int, at: datetime) -> DelayOver:
    """Nobody is asked any more; who was sent or ended otherwise counts as gone. Raises StillTime, WrongState."""
    with writing():
        rows: Any = DelayAnswer.objects.of(store_id).filter(delay_id=delay_id)
        move(Delay.objects.of(store_id), pk=delay_id, machine=DELAY, to=ENDED, ended_at=at)
        waiting = rows.filter(state=OPEN)
        if waiting.filter(order__state__in=ASKABLE).exists():
            raise StillTime()
        gone = tuple(waiting.order_by("pk").values_list("pk", flat=True))
        rows.filter(pk__in=gone).update(state=GONE, at=at)
        event = DelayOver(
            store_id=store_id,
            campaign_id=Delay.objects.of(store_id).values_list("campaign_id", flat=True).get(pk=delay_id),
            delay_id=delay_id,
            state=ENDED,
            stayed=rows.filter(state=STAYED).count(),
            left=rows.filter(state=LEFT).count(),
            gone=gone,
        )
        record([event], actor=SYSTEM_ACTOR, at=at)
    return event


def refuse_while_leaving(order: Order) -> None:
    """Raise LeavingBuyer while the buyer's choice is the money: their goods must not be sent."""
    rows = DelayAnswer.objects.of(order.store_id).filter(order=order, state=OPEN, choice=REFUND)
    if rows.exists():
        raise LeavingBuyer()


def open_answer(order: Order, delay_id: int) -> DelayAnswer:
    """Read after the order is locked. Raises NotFound, NotAsked."""
    rows = DelayAnswer.objects.of(order.store_id).filter(order=order, delay_id=delay_id)
    answer: DelayAnswer | None = rows.select_related("delay").first()
    if answer is None:
        raise NotFound()
    if answer.state != OPEN:
        raise NotAsked()
    return answer


def _decided(answer: DelayAnswer, to: str, at: datetime) -> None:
    rows = DelayAnswer.objects.of(answer.store_id)
    move(rows, pk=answer.pk, machine=ANSWER, to=to, how=answer.how or BY_SILENCE, at=answer.at or at)
