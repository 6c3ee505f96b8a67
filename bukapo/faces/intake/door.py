"""The thin door: decode, draft, queue, wait, answer. One event loop, one writer thread."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence

from bukapo.campaigns.offer import Offer
from bukapo.faces.intake.posts import Fields
from bukapo.faces.intake.snapshots import Address, Snapshots
from bukapo.faces.storefront.forms.typed import read, wanted
from bukapo.kernel.ids import secret
from bukapo.kernel.protocol import Unavailable
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.draft import Wanted, drafted
from bukapo.orders.intake.queue import Queue, Ticket
from bukapo.orders.intake.wire import read_order

LOOK = 0.25
"""Seconds between two looks for those who have waited too long."""


class Door:
    """Everything but HTTP. `deliver` is called on the writer's thread, everything else on the loop."""

    def __init__(self, snapshots: Snapshots, *, seal: bytes) -> None:
        self.snapshots, self.seal = snapshots, seal
        self.queue: Queue
        self._loop: asyncio.AbstractEventLoop
        self._waiting: deque[Ticket] = deque()

    def open(self, queue: Queue) -> None:
        """Start the writer and the watch over those who wait."""
        self.queue, self._loop = queue, asyncio.get_running_loop()
        queue.thread.start()
        self._watch = asyncio.create_task(self._watchdog())

    async def close(self) -> None:
        """Let nobody in, write what waits."""
        self._watch.cancel()
        await asyncio.to_thread(self.queue.close)

    async def offer(self, address: Address) -> Offer:
        """What the PO offers. Raises NotFound; what a reader without a database raises."""
        known = self.snapshots.known(address)
        return known if known is not None else await asyncio.to_thread(self.snapshots.read, address)

    def typed(self, fields: Fields, offer: Offer, language: str) -> Wanted:
        """A posted form. What can't be read as text is kept out by `draft`."""
        typed = read(dict(fields), offer, fallback_key=secret())
        return wanted(typed, offer, language, seal=self.seal)

    def sent(self, body: bytes, offer: Offer, key: str, language: str) -> Wanted:
        """A posted JSON document. Raises Unreadable, SentInvalid."""
        return read_order(body, campaign_id=offer.campaign_id, key=key, language=language)

    async def place(self, one: Wanted, offer: Offer) -> Answer:
        """What became of it, once that is committed. Raises Busy."""
        ticket = Ticket(drafted(one, offer), offer, self._loop.create_future())
        self.queue.put(ticket)
        self._waiting.append(ticket)
        answer: Answer = await ticket.waiter
        return answer

    def deliver(self, tickets: Sequence[Ticket]) -> None:
        """Wake everybody of a batch at once."""
        self._loop.call_soon_threadsafe(self._tell, tickets)

    def _tell(self, tickets: Sequence[Ticket]) -> None:
        for ticket in tickets:
            if not ticket.waiter.done():
                ticket.waiter.set_result(ticket.answer or Unavailable())

    async def _watchdog(self) -> None:
        """Nobody waits longer than their patience: the database may be frozen, with the writer in it."""
        while True:
            await asyncio.sleep(LOOK)
            now = time.monotonic()
            while self._waiting and _is_over(self._waiting[0], now):
                ticket = self._waiting.popleft()
                if not ticket.waiter.done():
                    ticket.waiter.set_result(ticket.answer or Unavailable())


def _is_over(ticket: Ticket, now: float) -> bool:
    """Answered, or beyond patience. An answer may be there and not delivered while the next batch hangs."""
    return ticket.waiter.done() or ticket.answer is not None or ticket.dies <= now
