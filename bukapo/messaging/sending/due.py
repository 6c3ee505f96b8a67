"""What time makes due: letters that wait for their channel. The worker asks, each channel in a lane of its own.

Messages of the lowest priority number go first, whatever waits behind them: a broadcast to fifty thousand is looked at
anew after every handful, so an order's own message never waits longer than one handful takes.
"""

import threading
import time
from collections.abc import Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bukapo.messaging.channels import channel
from bukapo.messaging.models import Message
from bukapo.messaging.port import HALT, STOP, Channel, Failed, Outcome, Sent, Unknown
from bukapo.messaging.rules import EMAIL, WHATSAPP
from bukapo.messaging.sending.alerts import halt_account, note_stop
from bukapo.messaging.sending.claims import (
    EVERYWHERE,
    Claimed,
    claim,
    give_up_lost,
    put_back,
    put_off,
    settle,
)
from bukapo.messaging.sending.rules import CHANNEL_REST, Pace
from bukapo.messaging.whatsapp.opened import halted_stores
from bukapo.payments.gateways.opened import step_outside

SLICE = 1.0
"""Seconds after which a lane lets the worker look up; a handful under way is finished first."""
WINDOW = 64
"""Messages looked at for one handful."""
THREADS = 16
PACE = Pace()

log = structlog.get_logger("bukapo.messaging")
_pool: list[ThreadPoolExecutor] = []
_pool_lock = threading.Lock()


@dataclass(frozen=True)
class Handful:
    """Messages of one lane that may begin now; `later` got another one a moment ago. `wait`: the lane is too fast."""

    lane: Hashable
    channel: Channel
    pks: Sequence[int] = ()
    later: Sequence[int] = ()
    wait: float = 0.0


def send_emails(at: datetime) -> int:
    """Letters by e-mail; returns how many left or went elsewhere."""
    return _send(EMAIL, at)


def send_whatsapps(at: datetime) -> int:
    """Messages by the WhatsApp Cloud API; returns how many left or went elsewhere."""
    return _send(WHATSAPP, at)


def lose_expired(at: datetime) -> int:
    """Who died while sending left messages behind: nobody knows whether they arrived."""
    return give_up_lost(at)


def _send(name: str, at: datetime) -> int:
    ends, done = time.monotonic() + SLICE, 0
    while (handful := _next(name, at)) is not None:
        if handful.later:
            put_off(handful.later, at + timedelta(seconds=handful.channel.apart))
        if handful.pks:
            done += _hand_over(handful, at)
        elif handful.wait and time.monotonic() + handful.wait < ends:
            time.sleep(handful.wait)
        elif handful.wait:
            break
        if time.monotonic() >= ends:
            break
    return done


def _next(name: str, at: datetime) -> Handful | None:
    """The next handful by priority; None when nothing is due or the channel rests."""
    rows = Message.objects.across_stores(EVERYWHERE).filter(channel=name, state="queued", send_after__lte=at)
    resting = [lane for lane in PACE.rests(at.timestamp()) if isinstance(lane, tuple) and lane[0] == name]
    if (name,) in resting:
        return None
    rows = rows.exclude(store_id__in=[lane[1] for lane in resting if len(lane) > 1])
    if name == WHATSAPP and (halted := halted_stores()):
        rows = rows.exclude(store_id__in=halted, priority__gt=0)
    ordered = rows.order_by("priority", "send_after", "pk")
    found = list(ordered.values_list("pk", "store_id", "address")[:WINDOW])
    return _handful(name, found, at) if found else None


def _handful(name: str, found: Sequence[tuple[int, int, str]], at: datetime) -> Handful:
    """All of one lane: the one whose message is first."""
    first = found[0][1]
    opened = channel(name, first)
    lane: Hashable = (name, first) if name == WHATSAPP else (name,)
    own = [row for row in found if name != WHATSAPP or row[1] == first]
    now = time.monotonic()
    room = min(opened.at_once, PACE.may_begin(lane, opened.a_second, now))
    if not room:
        return Handful(lane, opened, wait=PACE.wait(lane, opened.a_second, now))
    chosen: list[int] = []
    later: list[int] = []
    for pk, _store, address in own:
        if len(chosen) == room:
            break
        follows = PACE.may_follow(lane, address, opened.apart, at.timestamp())
        (chosen if follows else later).append(pk)
    PACE.begins(lane, len(chosen), opened.a_second, now)
    return Handful(lane, opened, chosen, later)


def _hand_over(handful: Handful, at: datetime) -> int:
    """Claim, send outside any transaction, settle. Letters behind a channel that is down never leave."""
    claimed, elsewhere = claim(handful.pks, at)
    if not claimed:
        return elsewhere
    step_outside()
    outcomes = _outcomes(handful.channel, claimed)
    done = list(zip(claimed, outcomes, strict=False))
    put_back(claimed[len(outcomes) :], at)
    left = settle(done, at)
    for outcome in outcomes:
        if not isinstance(outcome, Sent) and outcome.everyone:
            rest = timedelta(seconds=outcome.rest) if isinstance(outcome, Failed) else CHANNEL_REST
            PACE.rest(handful.lane, (at + rest).timestamp())
    _tell(done, at)
    return left + elsewhere


def _outcomes(opened: Channel, claimed: Sequence[Claimed]) -> list[Outcome]:
    """One outcome per letter that was tried, in order. One at a time stops where the channel turns out to be down."""
    if opened.at_once > 1 and len(claimed) > 1:
        return list(_threads().map(lambda one: _sent(opened, one), claimed))
    outcomes: list[Outcome] = []
    for one in claimed:
        outcomes.append(_sent(opened, one))
        if not isinstance(outcomes[-1], Sent) and outcomes[-1].everyone:
            break
    return outcomes


def _sent(opened: Channel, one: Claimed) -> Outcome:
    try:
        return opened.send(one.letter)
    except Exception:
        # No adapter may raise; one that does may have sent it, and must not take the other letters with it.
        log.exception("a channel raised", channel=one.message.channel, message=one.message.pk)
        return Unknown(why="Saluran ini sedang bermasalah.")


def _tell(done: Sequence[tuple[Claimed, Outcome]], at: datetime) -> None:
    """What an outcome means besides its own message: an account that is refused, a reader who wants no more."""
    for one, outcome in done:
        if isinstance(outcome, Failed) and outcome.then == STOP:
            note_stop(one.message.store_id, one.message.address, at)
    for store_id in {one.message.store_id for one, o in done if isinstance(o, Failed) and o.then == HALT}:
        why = next(o.why for one, o in done if one.message.store_id == store_id and isinstance(o, Failed))
        halt_account(store_id, why, at)


def _threads() -> ThreadPoolExecutor:
    with _pool_lock:
        if not _pool:
            _pool.append(ThreadPoolExecutor(THREADS, thread_name_prefix="channel"))
        return _pool[0]
