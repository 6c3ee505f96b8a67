"""The buyer wants to pay through a gateway: write the attempt, ask the gateway, write down its answer.

Uses the network: never in a transaction. A lost answer is looked for before anything is begun again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bukapo.campaigns.models import Campaign
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.gateways.asking import ENDED, KNOWN, SETTLED, act, ask, call_off, gateway_of
from bukapo.orders.gateways.attempts import (
    AttemptPending,
    asked_now,
    end_attempt,
    open_attempt,
    pending_attempt,
    store_answer,
)
from bukapo.orders.models import Order
from bukapo.payments.gateways.opened import open_gateway, step_outside
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.gateways.seal import Unreadable
from bukapo.payments.models import Attempt
from bukapo.payments.port import PENDING, UNKNOWN, Ask, Begun, Duplicate, Item, Method, Refused, Unavailable
from bukapo.payments.rules import BALANCE, DEPOSIT, INSTALMENT, SHIPPING
from bukapo.payments.steps import live_charges
from bukapo.stores.models import Store

UNDER_WAY = timedelta(seconds=15)
"""So long another request may still be asking the gateway for the same attempt."""
LOST = "lost"

log = structlog.get_logger("bukapo.gateways")


class GatewayAway(Refusal):
    code = "gateway_away"
    sentence = gettext_noop("{gateway} belum menjawab. Coba lagi sebentar, atau bayar lewat transfer.")
    http_status = 503


class GatewayRefused(Refusal):
    """The gateway's own words are on the attempt, for the seller."""

    code = "gateway_refused"
    sentence = gettext_noop("Cara bayar ini sedang tidak bisa dipakai. Pilih cara lain, atau transfer.")
    http_status = 502


@dataclass(frozen=True)
class Addresses:
    """Where the payer comes back to (by the attempt's reference), and where notices go (by the account)."""

    back: Callable[[str], str]
    notices: Callable[[GatewayAccount], str]


def begin_payment(
    *, order: Order, account_id: int, method: str, addresses: Addresses, actor: Actor, at: datetime
) -> Attempt:
    """The attempt by which the order can now be paid: the one under way when it fits, else a new one.

    A double click, a reload and a lost answer all lead to one attempt. Raises NothingAsked, OutOfBounds, TooLate,
    NotFound (no such way), GatewayAway, GatewayRefused.
    """
    account, wanted = _way(order.store_id, account_id, method)
    try:
        running = pending_attempt(order.store_id, order.pk)
        if running is not None:
            found = _reuse(order, running, account, wanted, addresses, at)
            if found is not None:
                return found
        try:
            event = open_attempt(
                store_id=order.store_id, order_id=order.pk, account=account, method=wanted, actor=actor, at=at
            )
        except AttemptPending:  # the other click was faster by a moment
            running = pending_attempt(order.store_id, order.pk)
            if running is None:
                raise
            return running
        attempt: Attempt = (
            Attempt.objects.of(order.store_id).select_related("account").get(pk=event.attempt_id)
        )
        return _call(order, attempt, addresses, at)
    except Unavailable:
        raise GatewayAway(gateway=_title(account)) from None
    except (Refused, Unreadable) as refused:
        log.warning("gateway refused", gateway=account.gateway, said=getattr(refused, "said", ""))
        raise GatewayRefused() from None


def _way(store_id: int, account_id: int, code: str) -> tuple[GatewayAccount, Method]:
    """The account and the method, as long as the seller offers them. Raises NotFound."""
    account = GatewayAccount.objects.of(store_id).filter(pk=account_id, active=True).first()
    if account is None or code not in account.methods:
        raise NotFound()
    found = [method for method in open_gateway(account).methods() if method.code == code]
    if not found:
        raise NotFound()
    return account, found[0]


def _reuse(
    order: Order,
    running: Attempt,
    account: GatewayAccount,
    wanted: Method,
    addresses: Addresses,
    at: datetime,
) -> Attempt | None:
    """The running attempt when it still fits; None when it is out of the way and a new one may begin."""
    fits = (running.account_id, running.method) == (account.pk, wanted.code)
    fits = fits and running.amount == asked_now(live_charges(order)) and _lasts(running, at)
    if running.doubted is not None or (not running.told and at < running.begun_at + UNDER_WAY):
        return running
    if fits and running.told:
        return running
    if fits:
        return _recover(order, running, addresses, at)
    return running if call_off(running, at=at) in (SETTLED, KNOWN) and _paid(running) else None


def _lasts(attempt: Attempt, at: datetime) -> bool:
    return attempt.expires_at is not None and at < attempt.expires_at


def _paid(attempt: Attempt) -> bool:
    attempt.refresh_from_db()
    return bool(attempt.state == "paid")


def _recover(order: Order, attempt: Attempt, addresses: Addresses, at: datetime) -> Attempt | None:
    """The gateway's answer never came: did our question arrive?"""
    gateway = gateway_of(attempt)
    standing = ask(gateway, attempt)
    outcome = act(attempt, standing, gateway, at=at)
    attempt.refresh_from_db()
    if outcome == SETTLED or attempt.told:
        return attempt
    if outcome in (ENDED, KNOWN):
        return None
    if standing.state == UNKNOWN:
        return _call(order, attempt, addresses, at)
    assert standing.state == PENDING
    call_off(attempt, at=at, why=LOST)  # it exists, but nobody can say how to pay it
    return attempt if _paid(attempt) else None


def _call(order: Order, attempt: Attempt, addresses: Addresses, at: datetime) -> Attempt:
    """Ask the gateway to begin and keep what it says. Raises Unavailable (the attempt stays, to be looked up)."""
    gateway, question = gateway_of(attempt), _ask(order, attempt, addresses, at)
    step_outside()
    try:
        begun = gateway.begin(question)
    except Duplicate as duplicate:
        _end(attempt, f"{LOST}: {duplicate.said}", at)
        raise Unavailable(LOST) from None  # the next try has a reference of its own
    except Refused as refused:
        _end(attempt, refused.said, at)
        raise
    _keep(attempt, begun, at)
    return attempt


def _keep(attempt: Attempt, begun: Begun, at: datetime) -> None:
    store_answer(attempt=attempt, begun=begun, actor=SYSTEM_ACTOR, at=at)
    attempt.refresh_from_db()


def _end(attempt: Attempt, why: str, at: datetime) -> None:
    try:
        end_attempt(attempt=attempt, to="failed", why=why, actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        log.info("ended meanwhile", attempt=attempt.pk)


def _ask(order: Order, attempt: Attempt, addresses: Addresses, at: datetime) -> Ask:
    assert attempt.account is not None and attempt.expires_at is not None
    store = Store.objects.get(pk=order.store_id)
    return Ask(
        reference=attempt.reference,
        amount=attempt.amount,
        method=attempt.method,
        order_number=order.number,
        buyer_name=order.buyer_name,
        phone=order.phone,
        email=order.email or store.email,
        items=_items(order, attempt.amount),
        begun_at=at,
        expires_at=attempt.expires_at,
        return_url=addresses.back(attempt.reference),
        notify_url=addresses.notices(attempt.account),
    )


def _items(order: Order, amount: int) -> tuple[Item, ...]:
    """What is paid, in the order page's words; one line where parts of it were paid before."""
    campaign = Campaign.objects.of(order.store_id).values_list("title", flat=True).get(pk=order.campaign_id)
    names = {DEPOSIT: "DP", BALANCE: "Pelunasan", INSTALMENT: "Cicilan", SHIPPING: "Ongkir"}
    items = []
    for charge in live_charges(order):
        if charge.state != "open" or not charge.rest:
            continue
        name = f"{names.get(charge.kind, 'Pesanan')} {campaign}"
        parts = ((name, charge.goods), ("Ongkir", charge.shipping), ("Kode unik", charge.code))
        items += (
            [Item(words, part) for words, part in parts if part]
            if not charge.paid
            else [Item(name, charge.rest)]
        )
    if sum(item.price * item.qty for item in items) != amount:
        return (Item(f"Pesanan {order.number}", amount),)
    return tuple(items)


def _title(account: GatewayAccount) -> str:
    return open_gateway(account).title
