"""The outbox's other end: leasing deliveries and running their consumers.

A delivery is claimed by a guarded UPDATE that puts its `run_after` behind a lease; the consumer runs outside that
statement. Who is killed while working leaves the row queued, and it is run again when the lease is over: a consumer
runs at least once, so it must be safe to run twice.
"""

import random
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, connection
from django.db.models import Exists, F, OuterRef
from django.utils.module_loading import import_string

from bukapo.journal.models import Delivery

LEASE = timedelta(minutes=2)
"""Longer than any one consumer should take; the wait after a killed worker."""
BATCH = LEASE / 4
"""No delivery is begun this long after the batch's `at`: its lease would be shorter than it looks."""
ATTEMPTS = 8
FIRST_WAIT, GROWTH = timedelta(seconds=4), 3
"""4 s, 12 s, 36 s, … about 49 minutes before the last attempt."""
ERROR_LENGTH = 2_000

log = structlog.get_logger("bukapo.outbox")


class WorkerKilled(RuntimeError):
    """The attempts are used up and none of them came back to say why."""


def run_due(*, at: datetime, limit: int = 20, stopping: Callable[[], bool] = lambda: False) -> int:
    """Run at most `limit` deliveries due at `at`; returns how many were run, failures included.

    `stopping` is asked before each one. A consumer's exception is kept on its row; a database that is gone is raised.
    """
    began, ran = time.monotonic(), 0
    for pk in _candidates(at, limit):
        if stopping() or time.monotonic() - began > BATCH.total_seconds():
            break
        if _claim(pk, at):
            _run(Delivery.objects.select_related("event").get(pk=pk), at)
            ran += 1
    return ran


def backoff(attempts: int) -> timedelta:
    """The wait after the `attempts`-th failure, spread by a fifth so that a crowd does not come back at once."""
    return FIRST_WAIT * GROWTH ** (attempts - 1) * random.uniform(0.8, 1.2)


def _candidates(at: datetime, limit: int) -> list[int]:
    """Due rows, longest waiting first. One subject's events reach a consumer in the order they happened."""
    earlier = Delivery.objects.filter(
        state="queued",
        consumer=OuterRef("consumer"),
        event__subject=OuterRef("event__subject"),
        event__subject_id=OuterRef("event__subject_id"),
        event__seq__lt=OuterRef("event__seq"),
    )
    due = Delivery.objects.filter(~Exists(earlier), state="queued", run_after__lte=at)
    return list(due.order_by("run_after", "id").values_list("pk", flat=True)[:limit])


def _claim(pk: int, at: datetime) -> bool:
    free = Delivery.objects.filter(pk=pk, state="queued", run_after__lte=at)
    return free.update(run_after=at + LEASE, attempts=F("attempts") + 1) == 1


def _run(delivery: Delivery, at: datetime) -> None:
    try:
        if delivery.attempts > ATTEMPTS:
            raise WorkerKilled("every worker that ran this died of it")
        import_string(delivery.consumer)(delivery.event, at)
    except Exception as error:
        if isinstance(error, DatabaseError) and not connection.is_usable():
            raise  # nothing can be written down; the lease brings it back
        _failed(delivery, at)
    else:
        Delivery.objects.filter(pk=delivery.pk, state="queued").update(state="done", error="")


def _failed(delivery: Delivery, at: datetime) -> None:
    """Keep the error and try later, or give up. A row that somebody else has claimed since is left to them."""
    last = delivery.attempts >= ATTEMPTS
    mine = Delivery.objects.filter(pk=delivery.pk, state="queued", attempts=delivery.attempts)
    mine.update(
        state="failed" if last else "queued",
        run_after=at + backoff(delivery.attempts),
        error=traceback.format_exc()[-ERROR_LENGTH:].replace("\x00", ""),
    )
    tell = log.error if last else log.warning
    tell(
        "delivery given up" if last else "delivery failed, will be tried again",
        delivery=delivery.pk,
        event_id=delivery.event_id,
        kind=delivery.event.kind,
        consumer=delivery.consumer,
        attempts=delivery.attempts,
        exc_info=True,
    )
