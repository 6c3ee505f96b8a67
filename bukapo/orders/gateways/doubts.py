"""What a gateway said and the house did not book: the seller decides. `book_doubted` uses the network."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.events import PaymentReceived
from bukapo.orders.gateways.asking import ask, gateway_of
from bukapo.orders.gateways.attempts import end_attempt, settle_attempt
from bukapo.payments.gateways.opened import title
from bukapo.payments.gateways.rows import Notice
from bukapo.payments.gateways.seal import Unreadable
from bukapo.payments.gateways.writes import judge_notice
from bukapo.payments.models import Attempt
from bukapo.payments.port import PAID, GatewayTrouble

MOST = 50
DISMISSED = "dismissed"


class NotConfirmed(Refusal):
    code = "not_confirmed"
    sentence = gettext_noop("{gateway} tidak membenarkan pembayaran ini sekarang. Cek di dashboard gateway.")


@dataclass(frozen=True)
class Doubt:
    """`said` rupiah the gateway calls paid, `asked` rupiah were asked. A notice's doubt has no attempt."""

    attempt_id: int | None
    notice_id: int | None
    gateway: str
    order_number: str
    buyer_name: str
    reference: str
    asked: int
    said: int
    why: str
    at: datetime


def doubts_of_store(*, store_id: int) -> tuple[Doubt, ...]:
    """Oldest first, at most fifty of each kind."""
    attempts = (
        Attempt.objects.of(store_id)
        .filter(doubted__isnull=False)
        .exclude(state="paid")
        .exclude(why=DISMISSED)
    )
    notices = Notice.objects.of(store_id).filter(state__in=["doubtful", "failed"]).exclude(why="wrong_amount")
    return (
        *(_of_attempt(row) for row in attempts.select_related("order").order_by("pk")[:MOST]),
        *(_of_notice(row) for row in notices.select_related("account").order_by("pk")[:MOST]),
    )


def _of_attempt(row: Attempt) -> Doubt:
    return Doubt(
        row.pk, None, title(row.gateway), row.order.number, row.order.buyer_name, row.reference, row.amount,
        row.doubted or 0, "wrong_amount", row.begun_at,
    )  # fmt: skip


def _of_notice(row: Notice) -> Doubt:
    name = row.reference or row.external_id
    return Doubt(None, row.pk, title(row.account.gateway), "", "", name, 0, 0, row.why, row.received_at)


def book_doubted(*, store_id: int, attempt_id: int, actor: Actor, at: datetime) -> PaymentReceived:
    """Take what the gateway says was paid, after it said so once more. Raises NotConfirmed, WrongState, NotFound."""
    attempt = _doubted(store_id, attempt_id)
    try:
        standing = ask(gateway_of(attempt), attempt)
    except (GatewayTrouble, Unreadable):
        raise NotConfirmed(gateway=title(attempt.gateway)) from None
    if standing.state != PAID or standing.currency != "IDR" or standing.amount != attempt.doubted:
        raise NotConfirmed(gateway=title(attempt.gateway))
    event = settle_attempt(attempt=attempt, standing=standing, actor=actor, at=at)
    _close_notices(attempt, "done", actor, at)
    return event


def dismiss_doubted(*, store_id: int, attempt_id: int, actor: Actor, at: datetime) -> None:
    """The seller settles it elsewhere; nothing is booked. Raises WrongState, NotFound."""
    attempt = _doubted(store_id, attempt_id)
    if attempt.state == "pending":
        end_attempt(attempt=attempt, to="failed", why=DISMISSED, actor=actor, at=at)
    else:
        Attempt.objects.of(store_id).filter(pk=attempt.pk).update(why=DISMISSED)
    _close_notices(attempt, "ignored", actor, at)


def dismiss_notice(*, store_id: int, notice_id: int, actor: Actor, at: datetime) -> None:
    """Seen, and nothing is to do. Raises WrongState, NotFound."""
    judge_notice(store_id=store_id, notice_id=notice_id, to="ignored", why=DISMISSED, actor=actor, at=at)


def _doubted(store_id: int, attempt_id: int) -> Attempt:
    rows = Attempt.objects.of(store_id).filter(doubted__isnull=False).exclude(state="paid")
    found: Attempt | None = rows.select_related("account").filter(pk=attempt_id).first()
    if found is None:
        raise NotFound()
    return found


def _close_notices(attempt: Attempt, to: str, actor: Actor, at: datetime) -> None:
    rows = Notice.objects.of(attempt.store_id).filter(
        account_id=attempt.account_id, reference=attempt.reference, state="doubtful"
    )
    why = DISMISSED if to == "ignored" else "settled"
    for pk in rows.values_list("pk", flat=True):
        with suppress(WrongState):
            judge_notice(store_id=attempt.store_id, notice_id=pk, to=to, why=why, actor=actor, at=at)
