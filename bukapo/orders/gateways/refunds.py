"""Money that goes back the way it came. The verbs first; `send_refund_by_gateway` and `look_refund` use the network.

A refund stays owed until the gateway says that it is done. It is asked for under one key, however often.
"""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import Sum

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.ledger.rules import REFUNDS_PAYABLE, at_gateway
from bukapo.orders.events import RefundPaid, facts
from bukapo.orders.gateways.events import RefundAsked, RefundTurnedDown
from bukapo.orders.models import Order
from bukapo.orders.steps import lock_order
from bukapo.payments.gateways.opened import open_gateway, step_outside, title
from bukapo.payments.models import Attempt, Refund
from bukapo.payments.port import DONE, WAITING, RefundAsk, Refunded, Unavailable
from bukapo.payments.port import Refused as GatewayRefuses
from bukapo.payments.rules import REFUND

FIRST_LOOK, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)

log = structlog.get_logger("bukapo.gateways")


class ByTransfer(Refusal):
    """It has to be sent by transfer; `why` says so in the seller's words."""

    code = "refund_by_transfer"
    sentence = gettext_noop("{why}")


class RefundUnderWay(Refusal):
    code = "refund_under_way"
    sentence = gettext_noop(
        "Uang ini sedang dikembalikan lewat gateway. Tunggu hasilnya, jangan kirim dua kali."
    )


@write
def ask_refund(*, store_id: int, refund_id: int, actor: Actor, at: datetime) -> RefundAsked:
    """Decide which attempt it goes back by, before the gateway is asked. Raises ByTransfer, RefundUnderWay."""
    refund = _refund(store_id, refund_id)
    order = lock_order(store_id=store_id, order_id=refund.order_id)
    refund.refresh_from_db()
    if refund.state != "owed":
        raise WrongState(state=refund.state)
    if refund.asked_at is not None:
        raise RefundUnderWay()
    attempt, why = way_back(refund, at)
    if attempt is None:
        raise ByTransfer(why=why)
    refund.attempt, refund.asked_at, refund.look_at, refund.why = attempt, at, at + FIRST_LOOK, ""
    refund.save(update_fields=["attempt", "asked_at", "look_at", "why"])
    return RefundAsked(**_of(refund, order, attempt))


def way_back(refund: Refund, at: datetime) -> tuple[Attempt | None, str]:
    """The paid attempt that may bring it back, else why none may. Newest first; each with what is left of it."""
    rows = Attempt.objects.of(refund.store_id).filter(order_id=refund.order_id, state="paid")
    why = gettext_noop("Uangnya tidak masuk lewat gateway. Kirim lewat transfer.")
    for attempt in rows.select_related("account").order_by("-ended_at", "-pk"):
        if attempt.account is None or attempt.ended_at is None:
            continue
        gone = Refund.objects.of(refund.store_id).filter(attempt=attempt).aggregate(all=Sum("amount"))["all"]
        if refund.amount > (attempt.received or 0) - (gone or 0):
            why = gettext_noop(
                "Jumlahnya lebih dari yang masuk lewat satu pembayaran gateway. Kirim lewat transfer."
            )
            continue
        why = open_gateway(attempt.account).may_refund(attempt.method, attempt.ended_at, at)
        if not why:
            return attempt, ""
    return None, str(why)


@write
def confirm_refund(
    *, store_id: int, refund_id: int, external_id: str, actor: Actor, at: datetime
) -> RefundPaid:
    """The gateway sent it. Raises WrongState when that is booked."""
    refund = _refund(store_id, refund_id)
    order = lock_order(store_id=store_id, order_id=refund.order_id)
    if refund.attempt is None:
        raise WrongState(state="not_asked")
    move(
        Refund.objects.of(store_id), pk=refund_id, machine=REFUND, to="paid", paid_at=at, look_at=None,
        external_id=external_id or refund.external_id, send_to=title(refund.attempt.gateway),
    )  # fmt: skip
    line = Line(
        at_gateway(refund.attempt.gateway), REFUNDS_PAYABLE, refund.amount, f"refund:{refund.pk}", order.pk
    )
    return RefundPaid(**facts(order), refund_id=refund.pk, amount=refund.amount, postings=(line,))


@write
def turn_down_refund(
    *, store_id: int, refund_id: int, why: str, actor: Actor, at: datetime
) -> RefundTurnedDown:
    """The gateway said no: back into the queue of transfers, with its words for the seller."""
    refund = _refund(store_id, refund_id)
    order = lock_order(store_id=store_id, order_id=refund.order_id)
    refund.refresh_from_db()
    if refund.state != "owed" or refund.attempt is None:
        raise WrongState(state=refund.state)
    event = RefundTurnedDown(**_of(refund, order, refund.attempt), why=why[:300])
    refund.attempt, refund.asked_at, refund.look_at, refund.external_id = None, None, None, ""
    refund.why = why[:300]
    refund.save(update_fields=["attempt", "asked_at", "look_at", "external_id", "why"])
    return event


def send_refund_by_gateway(*, store_id: int, refund_id: int, actor: Actor, at: datetime) -> str:
    """Send an owed refund back the way it came: done | waiting (the worker goes on asking) | refused.

    Raises ByTransfer, RefundUnderWay, WrongState.
    """
    ask_refund(store_id=store_id, refund_id=refund_id, actor=actor, at=at)
    return look_refund(_refund(store_id, refund_id), at=at)


def look_refund(refund: Refund, *, at: datetime) -> str:
    """Ask the gateway for it (again): the same key, the same refund."""
    attempt = refund.attempt
    assert attempt is not None and attempt.account is not None
    question = RefundAsk(
        key=f"{attempt.reference}-R{refund.pk}",
        reference=attempt.reference,
        external_id=attempt.external_id,
        amount=refund.amount,
        reason=refund.reason,
        refund_id=refund.external_id,
    )
    gateway = open_gateway(attempt.account)
    step_outside()
    try:
        answer = gateway.refund(question)
    except (Unavailable, GatewayRefuses) as trouble:
        # Whether it was carried out nobody knows: it is asked again under the same key.
        log.warning("no answer about a refund", refund=refund.pk, said=trouble.said)
        return WAITING
    return _answered(refund, answer, at)


def _answered(refund: Refund, answer: Refunded, at: datetime) -> str:
    facts_of: dict[str, Any] = {
        "store_id": refund.store_id,
        "refund_id": refund.pk,
        "actor": SYSTEM_ACTOR,
        "at": at,
    }
    try:
        if answer.state == DONE:
            confirm_refund(**facts_of, external_id=answer.refund_id)
        elif answer.state != WAITING:
            turn_down_refund(**facts_of, why=answer.why)
        elif answer.refund_id:
            Refund.objects.of(refund.store_id).filter(pk=refund.pk, state="owed").update(
                external_id=answer.refund_id
            )
    except WrongState:
        log.info("a refund was decided meanwhile", refund=refund.pk)
    return answer.state


def look_refunds(attempt: Attempt, *, at: datetime) -> int:
    """The gateway has news of this attempt: ask about each refund of it that is under way. How many there were."""
    rows = Refund.objects.of(attempt.store_id).filter(attempt=attempt, state="owed", asked_at__isnull=False)
    under_way = list(rows.select_related("attempt__account"))
    for refund in under_way:
        look_refund(refund, at=at)
    return len(under_way)


def _refund(store_id: int, refund_id: int) -> Refund:
    rows = Refund.objects.of(store_id).select_related("attempt__account")
    found: Refund | None = rows.filter(pk=refund_id).first()
    if found is None:
        raise NotFound()
    return found


def _of(refund: Refund, order: Order, attempt: Attempt) -> dict[str, Any]:
    return {**facts(order), "refund_id": refund.pk, "gateway": attempt.gateway, "amount": refund.amount}
