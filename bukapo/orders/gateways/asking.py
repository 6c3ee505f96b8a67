"""Asking a gateway how an attempt stands, and what follows. Uses the network: never in a transaction."""

from datetime import datetime, timedelta

import structlog

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.gateways.attempts import doubt_attempt, end_attempt, settle_attempt, store_answer
from bukapo.payments.gateways.opened import open_gateway, step_outside
from bukapo.payments.models import Attempt
from bukapo.payments.port import EXPIRED, FAILED, PAID, PENDING, UNKNOWN, Gateway, Refused, Standing
from bukapo.payments.waiting import GRACE

SETTLED, KNOWN, DOUBTFUL, ENDED, OPEN = "settled", "known", "doubtful", "ended", "open"
"""What came of a look: booked now; booked or ended before; another sum; ended now; still to be paid."""
REPLACED, TIME_OVER = "replaced", "time_over"
FORGOTTEN = timedelta(days=1)
"""So long after its end a gateway may call an attempt pending; then we call it off ourselves."""

log = structlog.get_logger("bukapo.gateways")


def look_up(attempt: Attempt, *, at: datetime) -> str:
    """Ask the gateway and act on the answer. Raises Unavailable, Refused, Unreadable."""
    gateway = gateway_of(attempt)
    return act(attempt, ask(gateway, attempt), gateway, at=at)


def gateway_of(attempt: Attempt) -> Gateway:
    assert attempt.account is not None  # every attempt this house begins has one
    return open_gateway(attempt.account)


def ask(gateway: Gateway, attempt: Attempt) -> Standing:
    """How it stands. Raises Unavailable, Refused."""
    step_outside()
    return gateway.look(attempt.reference, attempt.external_id)


def act(attempt: Attempt, standing: Standing, gateway: Gateway, *, at: datetime) -> str:
    """Carry out what the gateway's own answer means; safe to repeat, in whatever order answers come."""
    try:
        if standing.state == PAID:
            return _paid(attempt, standing, at)
        attempt.refresh_from_db()
        if attempt.state != "pending":
            return KNOWN  # what is over stays over: a late `pending` or `expire` changes nothing
        if standing.state in (EXPIRED, FAILED):
            end_attempt(attempt=attempt, to=standing.state, why=standing.state, actor=SYSTEM_ACTOR, at=at)
            return ENDED
        if standing.begun and not attempt.told:
            store_answer(attempt=attempt, begun=standing.begun, actor=SYSTEM_ACTOR, at=at)
        if _is_over(attempt, standing, gateway, at):
            end_attempt(attempt=attempt, to="expired", why=TIME_OVER, actor=SYSTEM_ACTOR, at=at)
            return ENDED
    except WrongState:
        return KNOWN  # somebody was faster
    return OPEN


def _paid(attempt: Attempt, standing: Standing, at: datetime) -> str:
    if standing.currency != "IDR" or standing.amount != attempt.amount:
        log.warning("another sum than asked", attempt=attempt.pk, asked=attempt.amount, said=standing.amount)
        doubt_attempt(attempt=attempt, amount=standing.amount, actor=SYSTEM_ACTOR, at=at)
        return DOUBTFUL
    settle_attempt(attempt=attempt, standing=standing, actor=SYSTEM_ACTOR, at=at)
    return SETTLED


def _is_over(attempt: Attempt, standing: Standing, gateway: Gateway, at: datetime) -> bool:
    """Nobody paid in time. A gateway that goes on calling it pending long after is told to stop."""
    if attempt.expires_at is None or at < attempt.expires_at + GRACE:
        return False
    if standing.state == UNKNOWN:
        return True
    if standing.state == PENDING and at >= attempt.expires_at + FORGOTTEN:
        _stop(gateway, attempt)
        return True
    return False


def call_off(attempt: Attempt, *, at: datetime, why: str = REPLACED) -> str:
    """Stop an attempt that nobody needs any more. When it was paid meanwhile, the money is booked instead.

    A gateway that cannot call off leaves it payable until its end: what still comes counts. Raises Unavailable.
    """
    gateway = gateway_of(attempt)
    step_outside()
    _stop(gateway, attempt)
    outcome = act(attempt, ask(gateway, attempt), gateway, at=at)
    if outcome != OPEN:
        return outcome
    try:
        end_attempt(attempt=attempt, to="failed", why=why, actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        return KNOWN
    return ENDED


def _stop(gateway: Gateway, attempt: Attempt) -> None:
    try:
        gateway.call_off(attempt.reference, attempt.external_id)
    except Refused as refused:
        log.info("could not be called off", attempt=attempt.pk, said=refused.said)
