"""What time makes due in messaging: letters that wait for their channel. The worker asks."""

from datetime import datetime, timedelta

import structlog
from django.db.models import F, QuerySet

from bukapo.messaging.channels import channel, letter_of
from bukapo.messaging.models import Message
from bukapo.messaging.port import Failed, Letter, Outcome
from bukapo.stores.models import Store

BATCH = 10
LEASE = timedelta(minutes=5)
"""Longer than a channel may take; the wait after a killed worker."""
ATTEMPTS = 8
FIRST_WAIT, GROWTH = timedelta(seconds=30), 3
"""30 s, 90 s, … about nine hours before the last attempt."""
CHANNEL_REST = timedelta(seconds=30)
"""While a channel itself is down nobody else's letter is tried: each try would hold the worker up."""

log = structlog.get_logger("bukapo.messaging")


def send_queued(at: datetime) -> int:
    """Hand letters to their channels; returns how many left. The network is used outside any transaction."""
    queued = Message.objects.across_stores("the worker serves every store").filter(
        state="queued", send_after__lte=at
    )
    sent = 0
    for pk in list(queued.order_by("priority", "send_after", "pk").values_list("pk", flat=True)[:BATCH]):
        if queued.filter(pk=pk).update(send_after=at + LEASE, attempts=F("attempts") + 1) != 1:
            continue  # another worker has it
        message = Message.objects.across_stores("claimed above").get(pk=pk)
        outcome = _hand_over(message)
        if not isinstance(outcome, Failed):
            _rows(message).update(state="sent", sent_at=at, error="")
            sent += 1
            continue
        _failed(message, outcome, at)
        if outcome.everyone:
            queued.filter(channel=message.channel).update(send_after=at + CHANNEL_REST)
            break
    return sent


def _hand_over(message: Message) -> Outcome:
    store = Store.objects.get(pk=message.store_id)
    letter: Letter = letter_of(message, sender=store.name, reply_to=store.email)
    try:
        return channel(message.channel).send(letter)
    except Exception:
        # No adapter may raise; one that does must not take the worker's other letters with it.
        log.exception("a channel raised", channel=message.channel, message=message.pk)
        return Failed(why="Saluran ini sedang bermasalah.", retry=True)


def _failed(message: Message, outcome: Failed, at: datetime) -> None:
    last = not outcome.retry or message.attempts >= ATTEMPTS
    wait = FIRST_WAIT * GROWTH ** (message.attempts - 1)
    _rows(message).update(state="failed" if last else "queued", send_after=at + wait, error=outcome.why[:300])
    log.warning(
        "message given up" if last else "message not sent, will be tried again",
        message=message.pk,
        channel=message.channel,
        attempts=message.attempts,
        why=outcome.why,
    )


def _rows(message: Message) -> "QuerySet[Message]":
    return Message.objects.of(message.store_id).filter(
        pk=message.pk, state="queued", attempts=message.attempts
    )
