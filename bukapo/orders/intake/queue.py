"""Group commit: a batch is whatever queued up while the last one was being written. One writer thread per process.

No artificial wait: alone, an order is a batch of one; in a crowd the batches grow by themselves. Nobody is answered
before the transaction that holds their order is over.
"""

import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any

from bukapo.campaigns.offer import Offer
from bukapo.kernel.protocol import Busy
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.draft import Draft
from bukapo.orders.intake.line import Line

MAX_BATCH = 128
PATIENCE = 8.0
"""Seconds that somebody waits for an answer before being told to send again."""
QUEUED = 2.0
"""The queue is bounded by time: at most so many seconds of what the writer has lately managed."""
LEAST_ROOM = 256
"""Waiting orders that are always let in, whatever the writer has managed so far."""


class Ticket:
    """A draft in the queue and, later, its answer. `waiter` is whatever the door wakes its buyer with."""

    __slots__ = ("answer", "dies", "draft", "offer", "waiter")

    def __init__(self, draft: Draft, offer: Offer, waiter: Any, *, patience: float = PATIENCE) -> None:
        self.draft, self.offer, self.waiter = draft, offer, waiter
        self.dies = time.monotonic() + patience
        self.answer: Answer | None = None


class Queue:
    """`place` writes the tickets of one campaign and never raises; `deliver` wakes those who wait for the answers.

    Both are called on the writer's thread. `put` may be called from anywhere. Who has been answered comes back at once
    with the next request; while the next batch is being made that would only slow it down, so in a crowd a batch is
    delivered when the database has the next one to work on (`deliver_due`, which `place` may call).
    """

    def __init__(
        self,
        place: Callable[[Sequence[Ticket]], Sequence[Answer]],
        deliver: Callable[[Sequence[Ticket]], None],
        *,
        max_batch: int = MAX_BATCH,
    ) -> None:
        self.place, self.deliver, self.max_batch = place, deliver, max_batch
        self.waiting: SimpleQueue[Ticket | None] = SimpleQueue()
        self.pace = 0.0  # orders a second, lately
        self._due: Sequence[Ticket] = ()
        self.line = Line()
        self._gate = threading.Lock()
        self.closing = False
        self.thread = threading.Thread(target=self.run, name="intake-writer", daemon=True)

    @property
    def room(self) -> int:
        """How many more are let in now."""
        return max(LEAST_ROOM, int(QUEUED * self.pace)) - self.waiting.qsize()

    def put(self, ticket: Ticket) -> None:
        """Take a place in the queue. Raises Busy when it is full, when others were sent away before, or at the end."""
        if self.closing:
            raise Busy()
        with self._gate:
            if place := self.line.knock(ticket.draft.wanted.key, self.room, time.monotonic()):
                raise Busy(place=place)
            self.waiting.put(ticket)

    def close(self) -> None:
        """Let nobody in any more, write what waits, end the thread."""
        self.closing = True
        self.waiting.put(None)
        if self.thread.is_alive():
            self.thread.join()

    def run(self) -> None:
        """The writer: until closed."""
        while (batch := self._next()) is not None:
            began, now = time.perf_counter(), time.monotonic()
            # Whoever stopped waiting was told to send again; writing for them would only delay the others.
            alive = [ticket for ticket in batch if ticket.dies > now]
            for group in by_campaign(alive):
                answers = self.place(group)
                self.deliver_due()
                for ticket, answer in zip(group, answers, strict=True):
                    ticket.answer = answer
                self._due = group
            self._measure(len(alive), time.perf_counter() - began)
        self.deliver_due()

    def deliver_due(self) -> None:
        """Wake those whose batch is committed, if they have not been woken yet. On the writer's thread only."""
        due, self._due = self._due, ()
        if due:
            self.deliver(due)

    def _next(self) -> list[Ticket] | None:
        if self.waiting.empty():
            self.deliver_due()
        return self._take()

    def _take(self) -> list[Ticket] | None:
        first = self.waiting.get()
        if first is None:
            return None
        batch = [first]
        while len(batch) < self.max_batch:
            try:
                ticket = self.waiting.get_nowait()
            except Empty:
                break
            if ticket is None:
                self.waiting.put(None)  # after this batch
                break
            batch.append(ticket)
        return batch

    def _measure(self, orders: int, seconds: float) -> None:
        self.pace += 0.2 * (orders / max(seconds, 1e-6) - self.pace)


def by_campaign(tickets: Sequence[Ticket]) -> list[list[Ticket]]:
    """In arrival order within each campaign."""
    groups: dict[int, list[Ticket]] = {}
    for ticket in tickets:
        groups.setdefault(ticket.offer.campaign_id, []).append(ticket)
    return list(groups.values())
