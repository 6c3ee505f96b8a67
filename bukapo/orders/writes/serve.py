"""Pieces that come free go to who waits, in the transaction that frees them: no newcomer is quicker."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from bukapo.campaigns.events import CampaignChanged
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.reads import window_of
from bukapo.campaigns.rules import Closed, NotOpenYet
from bukapo.campaigns.steps import lock_counters, locked_campaign
from bukapo.campaigns.writes.draft import change_within
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.decide import KeyConflict
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.events import WaitingOrdered, facts
from bukapo.orders.waiting.rules import ENTRY, ORDERED, WAITING, fitting
from bukapo.orders.waiting.wish import needs_of, unpack
from bukapo.orders.writes.place import insisting, place_within
from bukapo.stores.models import Store

MOST = 200
"""Orders made in one transaction; what a raised cap leaves to do, the worker does next."""
CHUNK = 100
LOOKED_AT = 5_000


def change_running_campaign(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, plan: Plan
) -> CampaignChanged:
    """`campaigns.writes.change_campaign` for a PO that somebody may wait for: a raised cap serves them at once."""
    with writing():
        event = change_within(at=at, store=store, campaign_id=campaign_id, plan=plan)
        record([event], actor=actor, at=at)
        serve_within(store_id=store.pk, campaign_id=campaign_id, at=at)
    return event


def serve_campaign(*, store_id: int, campaign_id: int, at: datetime) -> int:
    """Serve who waits, as far as pieces are free; returns how many orders were made (at most MOST)."""
    with writing():
        return len(serve_within(store_id=store_id, campaign_id=campaign_id, at=at))


def serve_within(*, store_id: int, campaign_id: int, at: datetime, most: int = MOST) -> list[WaitingEntry]:
    """In line order, each wish that now fits whole becomes an order; who does not fit keeps their place.

    A step of the write that freed the pieces, after its own event. Records the orders' and the entries' events.
    """
    rows = WaitingEntry.objects.of(store_id).filter(campaign_id=campaign_id, state=WAITING)
    if not rows.exists():
        return []
    left = lock_counters(store_id=store_id, campaign_id=campaign_id)
    campaign, now = locked_campaign(store_id=store_id, campaign_id=campaign_id)
    try:
        window_of(campaign).check_open(now, early=True)
    except (Closed, NotOpenYet):
        return []
    served: list[WaitingEntry] = []
    passed: set[int] = set()
    while chosen := fitting(
        _line(store_id, campaign_id, passed), left, most=min(CHUNK, most - len(served))
    ):  # fmt: skip
        found = rows.in_bulk(chosen)
        fresh = _serve(store_id, campaign_id, [found[pk] for pk in chosen], at)
        served += fresh
        passed |= set(chosen) - {entry.pk for entry in fresh}
        left = lock_counters(store_id=store_id, campaign_id=campaign_id)
    return served


def _line(store_id: int, campaign_id: int, passed: set[int]) -> Iterator[tuple[int, dict[int, int]]]:
    rows = WaitingEntry.objects.of(store_id).filter(campaign_id=campaign_id, state=WAITING)
    for pk, lines in rows.order_by("position").values_list("pk", "lines")[:LOOKED_AT]:
        if pk not in passed:
            yield pk, needs_of(lines)


def _serve(
    store_id: int, campaign_id: int, entries: Sequence[WaitingEntry], at: datetime
) -> list[WaitingEntry]:
    """Those of the entries that became orders. The others were refused for another reason than pieces."""
    served: list[WaitingEntry] = []
    events: list[WaitingOrdered] = []
    for entry, answer in zip(entries, _placed(store_id, campaign_id, entries), strict=True):
        order = _own_order(entry, campaign_id) if isinstance(answer, KeyConflict) else answer
        if order is None or isinstance(order, Refusal):
            continue
        rows = WaitingEntry.objects.of(store_id)
        move(rows, pk=entry.pk, machine=ENTRY, to=ORDERED, order_id=order.pk, ended_at=at)
        entry.state, entry.order = ORDERED, order
        events.append(WaitingOrdered(**facts(entry), order_id=order.pk, number=order.number, rank=entry.rank))
        served.append(entry)
    record(events, actor=SYSTEM_ACTOR, at=at)
    return served


def _placed(store_id: int, campaign_id: int, entries: Sequence[WaitingEntry]) -> Sequence[Order | Refusal]:
    def place() -> Sequence[Order | Refusal]:
        # A savepoint: the step is tried again when another PO of the store took an amount, the whole write is not.
        with transaction.atomic():
            return place_within(
                store_id=store_id,
                campaign_id=campaign_id,
                wanted=[unpack(entry.wish) for entry in entries],
                actor=SYSTEM_ACTOR,
            )

    return insisting(place)


def _own_order(entry: WaitingEntry, campaign_id: int) -> Order | None:
    """The form was also sent as an order, which then counts for the wish."""
    rows = Order.objects.of(entry.store_id).filter(key=entry.key, campaign_id=campaign_id)
    found: Order | None = rows.filter(waited__isnull=True).first()
    return found
