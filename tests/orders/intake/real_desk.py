"""A desk at the tests' own database, with a connection of its own as in a server."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.desk import Desk
from bukapo.orders.intake.door import own_writer
from bukapo.orders.intake.draft import Draft, Wanted, drafted
from bukapo.orders.intake.queue import Ticket
from bukapo.orders.writes.place import told_of_orders
from tests.world import World


@contextmanager
def desk_at(world: World) -> Iterator[Desk]:
    def reread(_offer: Offer) -> Offer:
        return offer_of(world.fresh(world.campaign))

    desk = Desk(own_writer, reread, actor=BUYER_ACTOR, consumers=told_of_orders())
    try:
        yield desk
    finally:
        if desk.writer is not None:
            desk.writer.close()


def tickets(world: World, wanted: Sequence[Wanted | Draft]) -> list[Ticket]:
    """Waiting in the queue; a draft is taken as it is."""
    offer = offer_of(world.fresh(world.campaign))
    drafts = [drafted(one, offer) if isinstance(one, Wanted) else one for one in wanted]
    return [Ticket(draft, offer, waiter=None) for draft in drafts]


def place(desk: Desk, world: World, *wanted: Wanted | Draft) -> Sequence[Answer]:
    return desk.place(tickets(world, wanted))
