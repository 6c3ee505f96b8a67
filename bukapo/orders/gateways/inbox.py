"""A notice is acted on: the gateway is asked back, and what it says is done. Uses the network."""

from datetime import datetime

from django.db.models import Sum

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.orders.gateways.asking import DOUBTFUL, ENDED, OPEN, SETTLED, act, ask
from bukapo.orders.gateways.refunds import look_refunds
from bukapo.payments.gateways.opened import open_gateway
from bukapo.payments.gateways.rows import Notice
from bukapo.payments.gateways.writes import judge_notice
from bukapo.payments.models import Attempt, Refund
from bukapo.payments.port import PAID, Unavailable

UNKNOWN_REFERENCE, WRONG_AMOUNT, REFUNDED_ELSEWHERE = (
    "unknown_reference",
    "wrong_amount",
    "refunded_elsewhere",
)


def act_on(notice: Notice, *, at: datetime) -> str:
    """The state it got. Raises Unavailable, Refused, Unreadable: then it stays new and is tried again."""
    to, why = _outcome(notice, at)
    try:
        judge_notice(store_id=notice.store_id, notice_id=notice.pk, to=to, why=why, actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        notice.refresh_from_db()
        return str(notice.state)
    return to


def _outcome(notice: Notice, at: datetime) -> tuple[str, str]:
    attempt = attempt_of(notice)
    if attempt is None:
        return "doubtful", UNKNOWN_REFERENCE
    gateway = open_gateway(notice.account)
    if not attempt.external_id and notice.external_id:
        attempt.external_id = (
            notice.external_id
        )  # for the question only; the answer to `begin` may not be here yet
    standing = ask(gateway, attempt)
    outcome = act(attempt, standing, gateway, at=at)
    if outcome == DOUBTFUL:
        return "doubtful", WRONG_AMOUNT
    if notice.claims == PAID and outcome == OPEN:
        raise Unavailable("it says paid, and when asked back not yet")
    looked = look_refunds(attempt, at=at)  # not every gateway tells of refunds where it tells of the payment
    if standing.refunded > _sent_back(attempt):
        return "doubtful", REFUNDED_ELSEWHERE
    if looked or standing.refunded:
        return "done", "refund"
    return ("done", outcome) if outcome in (SETTLED, ENDED, OPEN) else ("ignored", outcome)


def attempt_of(notice: Notice) -> Attempt | None:
    """By our reference; by the gateway's own where the notice names none of ours. Only of this very account."""
    rows = Attempt.objects.of(notice.store_id).filter(account_id=notice.account_id).select_related("account")
    name = {"reference": notice.reference} if notice.reference else {"external_id": notice.external_id or "-"}
    found: Attempt | None = rows.filter(**name).first()
    return found


def _sent_back(attempt: Attempt) -> int:
    """Rupiah that we know went, or are going, back through the gateway."""
    rows = Refund.objects.of(attempt.store_id).filter(attempt=attempt)
    return int(rows.aggregate(all=Sum("amount"))["all"] or 0)
