"""Between the queue and the database: one connection, made anew when it breaks; trouble told as an answer."""

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from bukapo.campaigns.offer import Offer
from bukapo.kernel.actor import Actor
from bukapo.kernel.protocol import Unavailable
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.batch import Answer, Stale, Writer, place_batch
from bukapo.orders.intake.draft import drafted
from bukapo.orders.intake.queue import Ticket

TRIES = 4
log = logging.getLogger("bukapo.intake")


class Connected(Writer, Protocol):
    """A writer with a connection of its own."""

    def lost(self, error: Exception) -> bool:
        """The connection is gone, or nobody answered: what the database did is not known."""

    def clashed(self, error: Exception) -> bool:
        """Somebody else took a key, a number or an amount at this instant, or two writers stood in each other's way."""

    def close(self) -> None:
        """Let the connection go."""


class Desk:
    """`place` answers every ticket of one campaign and never raises. Used by one thread.

    `connect` makes a writer (it may raise); `reread(offer)` is the same PO's offer as it now is.
    """

    def __init__(
        self,
        connect: Callable[[], Connected],
        reread: Callable[[Offer], Offer],
        *,
        actor: Actor,
        consumers: Sequence[str],
    ) -> None:
        self.connect, self.reread = connect, reread
        self.actor, self.consumers = actor, consumers
        self.writer: Connected | None = None
        self.meanwhile: Callable[[], None] = lambda: None
        """What to do while the database works on a batch."""

    def place(self, tickets: Sequence[Ticket]) -> Sequence[Answer]:
        """One answer per ticket, in order."""
        try:
            return self._insist(tickets)
        except Refusal as refusal:
            return [refusal] * len(tickets)
        except Exception as error:
            return self._cornered(tickets, error)

    def _cornered(self, tickets: Sequence[Ticket], error: Exception) -> Sequence[Answer]:
        if self.writer is None or self.writer.lost(error):
            log.warning("the database did not answer: %s", str(error).strip().replace("\n", " ")[:300])
            self._let_go()
            return [Unavailable()] * len(tickets)
        if len(tickets) == 1:
            log.error("an order could not be written", exc_info=error)
            return [Unavailable()]
        # One of them poisons the batch: halve until it is alone, so that the others get theirs.
        half = len(tickets) // 2
        return [*self.place(tickets[:half]), *self.place(tickets[half:])]

    def _insist(self, tickets: Sequence[Ticket]) -> Sequence[Answer]:
        for attempt in range(TRIES):
            if self.writer is None:
                self.writer = self.connect()
            offer = tickets[0].offer
            try:
                return self._write(tickets, offer)
            except Stale:
                self._renew(tickets, self._read_again(offer))
            except Exception as error:
                if attempt == TRIES - 1 or not self.writer.clashed(error):
                    raise
        raise Unavailable()  # the offer changes faster than it can be read

    def _write(self, tickets: Sequence[Ticket], offer: Offer) -> Sequence[Answer]:
        assert self.writer is not None
        if any(ticket.offer.stamp != offer.stamp for ticket in tickets):
            raise Stale()
        drafts = [ticket.draft for ticket in tickets]
        return place_batch(
            self.writer,
            offer,
            drafts,
            actor=self.actor,
            consumers=self.consumers,
            meanwhile=self.meanwhile,
        )

    def _read_again(self, offer: Offer) -> Offer:
        try:
            return self.reread(offer)
        except Refusal:
            raise
        except Exception as error:  # no order is to blame: nobody's halves are tried again
            log.warning("the PO could not be read again: %s", error)
            raise Unavailable() from error

    def _renew(self, tickets: Sequence[Ticket], offer: Offer) -> None:
        for ticket in tickets:
            ticket.draft = drafted(ticket.draft.wanted, offer)
            ticket.offer = offer

    def _let_go(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None
