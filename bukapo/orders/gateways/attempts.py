"""The verbs of an attempt. Each is one transaction; none asks the network."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.ledger.rules import FEES, at_gateway
from bukapo.orders.events import PaymentReceived, facts
from bukapo.orders.gateways.events import AttemptAnswered, AttemptBegun, AttemptDoubted, AttemptEnded
from bukapo.orders.models import Order
from bukapo.orders.receive import Incoming, receive
from bukapo.orders.rules import HOLDING
from bukapo.orders.steps import lock_order
from bukapo.payments.gateways.opened import title
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.models import Attempt, Charge
from bukapo.payments.port import Begun, Method, Standing
from bukapo.payments.rules import ATTEMPT, GATEWAY
from bukapo.payments.steps import live_charges
from bukapo.payments.waiting import GRACE, attempt_runs

FIRST_LOOK = timedelta(minutes=1)
LEAST_TIME = timedelta(minutes=2)


class NothingAsked(Refusal):
    code = "nothing_asked"
    sentence = gettext_noop("Tidak ada tagihan yang perlu dibayar sekarang.")


class OutOfBounds(Refusal):
    code = "out_of_bounds"
    sentence = gettext_noop("Jumlah ini tidak bisa dibayar dengan cara itu. Pilih cara lain.")


class TooLate(Refusal):
    code = "too_late"
    sentence = gettext_noop("Batas bayarnya sudah di ujung. Transfer sekarang, lalu kirim buktinya.")


class AttemptPending(Refusal):
    code = "attempt_pending"
    sentence = gettext_noop("Masih ada pembayaran yang berjalan untuk pesanan ini.")


def asked_now(charges: Sequence[Charge]) -> int:
    """Rupiah that the open charges ask, unique codes included: what the order's page says is to be paid now."""
    return sum(charge.rest for charge in charges if charge.state == "open")


def refuse_while_money_comes(order: Order, at: datetime) -> None:
    """Raise AttemptPending while an attempt of this order may still bring money."""
    if attempt_runs(order.pk, at).exists():
        raise AttemptPending()


@write
def open_attempt(
    *, store_id: int, order_id: int, account: GatewayAccount, method: Method, actor: Actor, at: datetime
) -> AttemptBegun:
    """Write down that this is about to be tried; one at a time per order.

    Raises NothingAsked, OutOfBounds, TooLate, AttemptPending.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    attempts = Attempt.objects.of(store_id).filter(order=order)
    if attempts.filter(state="pending").exists():
        raise AttemptPending()
    amount = asked_now(live_charges(order)) if order.state in HOLDING else 0
    if not amount:
        raise NothingAsked()
    if not method.least <= amount <= method.most:
        raise OutOfBounds()
    expires_at = at + method.longest
    if order.state == "placed" and order.pay_by:
        expires_at = min(expires_at, order.pay_by)
    if expires_at - at < LEAST_TIME:
        raise TooLate()
    attempt = Attempt.objects.create(
        store_id=store_id,
        order=order,
        account=account,
        gateway=account.gateway,
        method=method.code,
        reference=f"{order.number}-{attempts.count() + 1}",
        amount=amount,
        expires_at=expires_at,
        begun_at=at,
        look_at=at + FIRST_LOOK,
    )
    return AttemptBegun(**_of(attempt, order), method=method.code, amount=amount, expires_at=expires_at)


@write
def store_answer(*, attempt: Attempt, begun: Begun, actor: Actor, at: datetime) -> AttemptAnswered:
    """What the gateway said is needed to pay. The attempt's state does not change: it may be paid already."""
    order = lock_order(store_id=attempt.store_id, order_id=attempt.order_id)
    row = _locked(attempt)
    row.external_id = begun.external_id or row.external_id
    row.told = _told(begun)
    if begun.expires_at:
        row.expires_at = min(row.expires_at or begun.expires_at, begun.expires_at)
    row.save(update_fields=["external_id", "told", "expires_at"])
    return AttemptAnswered(**_of(row, order), external_id=row.external_id, expires_at=row.expires_at)


def _told(begun: Begun) -> dict[str, Any]:
    """The payer's part as JSON. Only a web address may become a link."""
    url = begun.url if begun.url.startswith(("https://", "http://")) else ""
    va = {"bank": begun.va.bank, "number": begun.va.number, "biller": begun.va.biller} if begun.va else None
    return {"url": url, "qr": begun.qr, "va": va, "steps": list(begun.steps)}


@write
def end_attempt(*, attempt: Attempt, to: str, why: str, actor: Actor, at: datetime) -> AttemptEnded:
    """Nothing came of it (`to`: expired | failed). Raises WrongState for what is paid or ended.

    Where it may still be paid elsewhere the gateway is asked once more when its time is over.
    """
    order = lock_order(store_id=attempt.store_id, order_id=attempt.order_id)
    row = _locked(attempt)
    last = row.expires_at + GRACE if row.expires_at and row.expires_at + GRACE > at else None
    move(
        Attempt.objects.of(attempt.store_id), pk=attempt.pk, machine=ATTEMPT, to=to,
        why=why[:300], ended_at=at, look_at=last,
    )  # fmt: skip
    return AttemptEnded(**_of(attempt, order), outcome=to, why=why[:300])


@write
def doubt_attempt(*, attempt: Attempt, amount: int, actor: Actor, at: datetime) -> AttemptDoubted:
    """Another sum came than was asked. Raises WrongState when that is known already, or it is paid."""
    order = lock_order(store_id=attempt.store_id, order_id=attempt.order_id)
    rows = Attempt.objects.of(attempt.store_id).filter(pk=attempt.pk).exclude(state="paid")
    if rows.filter(~Q(doubted=amount) | Q(doubted=None)).update(doubted=amount, look_at=None) != 1:
        raise WrongState(state="doubted")
    return AttemptDoubted(**_of(attempt, order), asked=attempt.amount, amount=amount)


@write
def settle_attempt(*, attempt: Attempt, standing: Standing, actor: Actor, at: datetime) -> PaymentReceived:
    """The gateway has the money, read back from it: `standing.amount` rupiah. Raises WrongState when it is booked.

    Whatever the attempt's or the order's state, what came counts.
    """
    order = lock_order(store_id=attempt.store_id, order_id=attempt.order_id)
    row = _locked(attempt)
    move(
        Attempt.objects.of(attempt.store_id), pk=attempt.pk, machine=ATTEMPT, to="paid",
        ended_at=at, look_at=None, why="", received=standing.amount, fee=min(standing.fee, standing.amount),
        external_id=standing.external_id or row.external_id, method=standing.method or row.method,
    )  # fmt: skip
    row.refresh_from_db()
    event = receive(order, Incoming(standing.amount, GATEWAY, attempt=row, note=title(row.gateway)), at=at)
    if not row.fee:
        return event
    kept = Line(at_gateway(row.gateway), FEES, row.fee, f"payment:{event.payment_id}", order.pk)
    return replace(event, postings=(*event.postings, kept))


def pending_attempt(store_id: int, order_id: int) -> Attempt | None:
    """The attempt under way, at most one, with its `account`."""
    rows = Attempt.objects.of(store_id).filter(order_id=order_id, state="pending")
    found: Attempt | None = rows.select_related("account").first()
    return found


def _locked(attempt: Attempt) -> Attempt:
    """The row as it is now; its order is locked, and with it every attempt of the order."""
    found: Attempt | None = Attempt.objects.of(attempt.store_id).filter(pk=attempt.pk).first()
    if found is None:
        raise NotFound()
    return found


def _of(attempt: Attempt, order: Order) -> dict[str, Any]:
    return {
        **facts(order),
        "attempt_id": attempt.pk,
        "reference": attempt.reference,
        "gateway": attempt.gateway,
    }
