"""Placing orders: the one way in for form, import, staff and API.

A batch of orders of one campaign is one transaction: counters locked, time read, winners decided, everything about
every order written (lines, charges with unique codes, event, postings, outbox). `orders.intake` says how; this is how
it is called where Django's connection is at hand. A server under load calls it through `orders.intake.door`.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.conf import settings
from django.db import IntegrityError, connection
from django.utils.module_loading import import_string

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.steps import lock_counters
from bukapo.journal import clock
from bukapo.journal.write import writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.events import OrderPlaced
from bukapo.orders.intake import batch
from bukapo.orders.intake.batch import Stale, Writer, place_batch
from bukapo.orders.intake.compose import Placed
from bukapo.orders.intake.draft import Wanted, drafted
from bukapo.orders.intake.postgres import PostgresWriter
from bukapo.orders.intake.sqlite import SqliteWriter
from bukapo.orders.models import Order

Answer = Order | Refusal
T = TypeVar("T")
_TRIES = 4


def place_order(*, store_id: int, campaign_id: int, wanted: Wanted, actor: Actor) -> Order:
    """One order. Raises the refusal (invalid, sold out, closed, not open yet, buyer limit, key conflict)."""
    answer = place_orders(store_id=store_id, campaign_id=campaign_id, wanted=[wanted], actor=actor)[0]
    if isinstance(answer, Refusal):
        raise answer
    return answer


def place_orders(*, store_id: int, campaign_id: int, wanted: Sequence[Wanted], actor: Actor) -> list[Answer]:
    """One answer per wanted order, in order: the Order (an earlier one for a repeated key) or its Refusal."""
    return _orders(
        store_id,
        place_answers(store_id=store_id, campaign_id=campaign_id, wanted=wanted, actor=actor),
    )


def place_answers(
    *, store_id: int, campaign_id: int, wanted: Sequence[Wanted], actor: Actor
) -> list[batch.Answer]:
    """`place_orders`, told in the intake's own words: Placed or Refusal."""

    def place() -> list[batch.Answer]:
        with writing():
            return _answers_within(store_id, campaign_id, wanted, actor)

    return insisting(place)


def insisting(write: Callable[[], T]) -> T:
    """A key, number or recognisable amount may be taken between a look and a write: then look and write again."""
    for attempt in range(_TRIES):
        try:
            return write()
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def place_within(*, store_id: int, campaign_id: int, wanted: Sequence[Wanted], actor: Actor) -> list[Answer]:
    """`place_orders` as a step of a bigger write (an import). Needs an open transaction; may raise IntegrityError."""
    return _orders(store_id, _answers_within(store_id, campaign_id, wanted, actor))


def _answers_within(
    store_id: int, campaign_id: int, wanted: Sequence[Wanted], actor: Actor
) -> list[batch.Answer]:
    # Locked before the offer is read, so that nothing of it can change before the orders are written.
    lock_counters(store_id=store_id, campaign_id=campaign_id)
    campaign = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    for attempt in range(_TRIES):
        offer = offer_of(campaign)
        drafts = [drafted(one, offer) for one in wanted]
        try:
            with connection.wrap_database_errors:
                return place_batch(writer_within(), offer, drafts, actor=actor, consumers=told_of_orders())
        except Stale:  # the early prices ended between the two readings of the clock
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _orders(store_id: int, answers: Sequence[batch.Answer]) -> list[Answer]:
    ids = [answer.id for answer in answers if isinstance(answer, Placed)]
    orders = Order.objects.of(store_id).in_bulk(ids)
    return [orders[answer.id] if isinstance(answer, Placed) else answer for answer in answers]


def writer_within() -> Writer:
    """A writer on Django's connection, inside the transaction that is open there."""
    if connection.vendor == "sqlite":
        return SqliteWriter(connection.connection, now=clock.told_time, within=True)
    return PostgresWriter(connection.connection, now=clock.told_time, within=True)


def told_of_orders() -> tuple[str, ...]:
    """Dotted names of whoever is told of a placed order."""
    names: tuple[str, ...] = import_string(settings.BUKAPO_REACTIONS)(OrderPlaced.kind)
    return names
