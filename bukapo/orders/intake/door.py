"""The ordinary door onto the intake: what Django's views call.

In a server (`open_door`) the views' threads put their drafts into the process's queue and wait without holding a
database connection; offers are remembered, and a stale memory is found out by its stamp before anything is written.
Anywhere else (tests, the command line) an order is placed by the caller itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.protocol import Unavailable
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.intake import postgres, sqlite
from bukapo.orders.intake.compose import Placed
from bukapo.orders.intake.desk import Connected, Desk
from bukapo.orders.intake.draft import Wanted, drafted
from bukapo.orders.intake.queue import PATIENCE, Queue, Ticket
from bukapo.orders.writes.place import place_answers, told_of_orders

REMEMBERED = 256
"""Offers kept in a process; the one unused for the longest time is forgotten first."""


class Door:
    """One per process. Safe for many threads."""

    def __init__(self) -> None:
        self._queue: Queue | None = None
        self._serving = False
        self._lock = threading.Lock()
        self._offers: OrderedDict[tuple[str, str], Offer] = OrderedDict()

    def open(self) -> None:
        """From now on this process is a server: the writer starts with the first order."""
        self._serving = True

    def offer(self, store: str, campaign: str) -> Offer:
        """The offer of a published PO by its address; in a server as it is remembered. Raises NotFound."""
        if not self._serving:
            return _read(store, campaign)
        key = (store, campaign)
        with self._lock:
            known = self._offers.get(key)
            if known is not None:
                self._offers.move_to_end(key)
        return known or self._keep(key, _read(store, campaign))

    def place(self, offer: Offer, wanted: Wanted) -> Placed:
        """Place a buyer's order; what it returns is committed. Raises its refusal, Busy or Unavailable."""
        if not self._serving:
            return _placed(
                place_answers(
                    store_id=offer.store_id,
                    campaign_id=offer.campaign_id,
                    wanted=[wanted],
                    actor=BUYER_ACTOR,
                )[0]
            )
        written = threading.Lock()
        written.acquire()
        ticket = Ticket(drafted(wanted, offer), offer, written)
        self._running().put(ticket)
        if not written.acquire(timeout=PATIENCE) and ticket.answer is None:
            raise Unavailable()
        return _placed(ticket.answer)

    def _running(self) -> Queue:
        if self._queue is None:
            with self._lock:
                if self._queue is None:
                    desk = Desk(own_writer, self._reread, actor=BUYER_ACTOR, consumers=told_of_orders())
                    queue = Queue(desk.place, _wake)
                    desk.meanwhile = queue.deliver_due
                    queue.thread.start()
                    self._queue = queue
        return self._queue

    def _reread(self, offer: Offer) -> Offer:
        """The writer found the memory to be stale. Its thread holds no connection of Django's afterwards."""
        try:
            campaign = Campaign.objects.of(offer.store_id).select_related("store").get(pk=offer.campaign_id)
            return self._keep((campaign.store.slug, campaign.slug), offer_of(campaign))
        finally:
            connection.close()

    def _keep(self, key: tuple[str, str], offer: Offer) -> Offer:
        with self._lock:
            self._offers[key] = offer
            self._offers.move_to_end(key)
            while len(self._offers) > REMEMBERED:
                self._offers.popitem(last=False)
        return offer


DOOR = Door()


def own_writer() -> Connected:
    """A writer with a connection of its own, outside Django's pool."""
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        options = database["OPTIONS"]
        return sqlite.connected(
            str(database["NAME"]),
            pragmas=options["init_command"],
            timeout=options["timeout"],
        )
    return postgres.connected(conninfo())


def conninfo() -> str:
    """How libpq reaches the database that Django is set to."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    database = settings.DATABASES["default"]
    libpq = {name: value for name, value in database["OPTIONS"].items() if name != "pool"}
    own = {theirs: str(database[ours]) for ours, theirs in names.items() if database.get(ours)}
    return make_conninfo("", **own, **libpq)


def _read(store: str, campaign: str) -> Offer:
    rows = Campaign.objects.across_stores("a PO's address names its store").select_related("store")
    found = rows.exclude(state="draft").filter(store__slug=store, slug=campaign).first()
    if found is None:
        raise NotFound()
    return offer_of(found)


def _wake(tickets: Sequence[Ticket]) -> None:
    for ticket in tickets:
        ticket.waiter.release()


def _placed(answer: Placed | Refusal | None) -> Placed:
    if isinstance(answer, Placed):
        return answer
    raise answer or Unavailable()
