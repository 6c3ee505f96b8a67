"""The two short transactions around every handing over: claiming a handful of messages, and settling them.

A message is `sending` from before its letter leaves until after its outcome is written. Who is killed between the two
leaves it so, and `give_up_lost` calls it unknown when the lease is over: it is never sent again by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F, QuerySet

from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.models import Message
from bukapo.messaging.port import BY_HAND, HALT, SKIP, Failed, Letter, Outcome, Sent
from bukapo.messaging.rules import MESSAGE, WHATSAPP
from bukapo.messaging.sending.judging import Judged, judge
from bukapo.messaging.sending.rules import ATTEMPTS, LEASE, LOST, wait_after

EVERYWHERE = "the worker serves every store"
DIED = gettext_noop("BukaPO mati waktu mengirim pesan ini, jadi tidak ada yang tahu sampai atau tidak.")
LOST_MOST = 500

log = structlog.get_logger("bukapo.messaging")


@dataclass(frozen=True)
class Claimed:
    """A message that is this worker's alone to send, and its letter."""

    message: Message
    letter: Letter


def claim(pks: Sequence[int], at: datetime) -> tuple[list[Claimed], int]:
    """Take these messages, as far as nobody was faster. Also how many of them went elsewhere instead of out."""
    with transaction.atomic():
        free = _queued(at).filter(pk__in=pks).order_by("priority", "send_after", "pk")
        rows = list(free.select_related("order").select_for_update(skip_locked=True, of=("self",)))
        judged = judge(rows, at) if rows else []
        out = [one for one in judged if one.letter is not None]
        taken = [one.message.pk for one in out]
        if taken:
            _queued(at).filter(pk__in=taken).update(
                state="sending", send_after=at + LEASE, attempts=F("attempts") + 1
            )
        for one in judged:
            if one.letter is None:
                _put(one, at)
    for one in out:
        one.message.attempts += 1
    return [Claimed(one.message, one.letter) for one in out if one.letter], len(judged) - len(out)


def _put(one: Judged, at: datetime) -> None:
    rows = Message.objects.of(one.message.store_id).filter(pk=one.message.pk, state="queued")
    rows.update(state=one.to, error=one.why[:300], send_after=one.send_after or at)


def settle(done: Sequence[tuple[Claimed, Outcome]], at: datetime) -> int:
    """Write down what became of them, in one transaction; how many went out."""
    with transaction.atomic():
        return sum(_settled(claimed.message, outcome, at) for claimed, outcome in done)


def _settled(message: Message, outcome: Outcome, at: datetime) -> bool:
    """A worker that was slower than its lease may still tell what it knows: unknown becomes known."""
    if isinstance(outcome, Sent):
        _move(
            message, "sent", sent_at=at, error="", code="", reference=outcome.reference[:120], send_after=None
        )
        return True
    if not isinstance(outcome, Failed):
        _move(message, "unknown", error=outcome.why[:300], code=LOST, send_after=None)
        log.warning("nobody knows whether a message arrived", message=message.pk, channel=message.channel)
        return False
    to, wait = _after_failure(message, outcome)
    _move(message, to, error=outcome.why[:300], code=outcome.code[:20], send_after=at + wait)
    log.warning(
        "message not sent", message=message.pk, channel=message.channel, attempts=message.attempts, becomes=to,
        why=outcome.why,
    )  # fmt: skip
    return False


def _after_failure(message: Message, outcome: Failed) -> tuple[str, timedelta]:
    wait = wait_after(message.attempts)
    if outcome.then == SKIP:
        return "skipped", wait
    if outcome.then in (BY_HAND, HALT) and message.channel == WHATSAPP:
        return ("queued" if outcome.then == HALT else "failed") if message.priority else "ready", wait
    again = outcome.retry and message.attempts < ATTEMPTS
    return ("queued" if again else "failed"), wait


def _move(message: Message, to: str, **changes: Any) -> None:
    mine = Message.objects.of(message.store_id).filter(pk=message.pk, attempts=message.attempts)
    known = {"sending"} | ({"unknown"} & MESSAGE.sources(to))
    if mine.filter(state__in=known).update(state=to, **changes) != 1 and "reference" in changes:
        # Its status came in by the webhook before we got to write: only the name is new.
        mine.filter(reference="").update(reference=changes["reference"])


def put_back(claimed: Sequence[Claimed], at: datetime) -> None:
    """Their letters never left: as if nobody had claimed them."""
    for one in claimed:
        mine = Message.objects.of(one.message.store_id).filter(pk=one.message.pk, state="sending")
        mine.filter(attempts=one.message.attempts).update(
            state="queued", send_after=at, attempts=F("attempts") - 1
        )


def put_off(pks: Sequence[int], until: datetime) -> None:
    """Their addresses just got another one."""
    Message.objects.across_stores(EVERYWHERE).filter(pk__in=pks, state="queued").update(send_after=until)


def give_up_lost(at: datetime) -> int:
    """Messages whose worker died while it held them are unknown from now on; how many there were."""
    held = Message.objects.across_stores(EVERYWHERE).filter(state="sending", send_after__lte=at)
    pks = list(held.order_by("send_after").values_list("pk", flat=True)[:LOST_MOST])
    if not pks:
        return 0
    lost = held.filter(pk__in=pks).update(state="unknown", error=DIED, code=LOST, send_after=None)
    log.warning("messages were lost with their worker", count=lost)
    return lost


def _queued(at: datetime) -> "QuerySet[Any]":
    return Message.objects.across_stores(EVERYWHERE).filter(state="queued", send_after__lte=at)
