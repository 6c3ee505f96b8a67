"""Invariant 9: a date that moved was told to everybody who waited for it, and each has an answer or a question."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.orders.delays.rules import (
    ASKABLE,
    BY_SILENCE,
    GONE,
    LEFT,
    MOVED,
    OPEN,
    REFUND,
    STAYED,
    SWAP,
    WAIT,
    is_later,
)
from bukapo.orders.models import Delay, DelayAnswer, Order
from bukapo.orders.rules import LEAVES

WHY = "the audit reads every store"
BEGINS = ["order.placed", "order.readmitted", "order.batch_moved"]
ENDS = ["order.cancelled", "order.expired", "order.shipped", "order.received", "order.rest_dropped"]


def announced() -> Iterator[Breach]:
    """Every promise that became later while somebody waited has its delay, word for word."""
    known = {row.pk: row for row in Delay.objects.across_stores(WHY)}
    moved: dict[int, EventRow] = {}
    for row in EventRow.objects.filter(kind="campaign.promise_moved").order_by("pk"):
        if "delay_id" not in row.data:
            continue  # moved before delays were asked about
        pk = row.data["delay_id"]
        where = f"campaign {row.campaign_id}, event {row.pk}"
        if pk is not None:
            moved[pk] = row
            if pk not in known:
                yield Breach("delay", where, f"opened delay {pk}, which is gone")
        elif is_later(row.data["before"], row.data["moves"]) and _waited(row):
            yield Breach("delay", where, "a date became later and nobody was asked")
    for delay in known.values():
        told = moved.get(delay.pk)
        where = f"delay {delay.pk} (campaign {delay.campaign_id})"
        if told is None:
            yield Breach("delay", where, "asks about a date that did not move")
        elif delay.reason != told.data["reason"] or delay.moves != _moves(told.data):
            yield Breach("delay", where, "says otherwise than the event that opened it")
    yield from _numbers(list(known.values()))


def _moves(data: dict[str, Any]) -> dict[str, list[str]]:
    return {what: [data["before"][what], day] for what, day in data["moves"].items()}


def _numbers(delays: list[Delay]) -> Iterator[Breach]:
    counted: dict[int, list[int]] = defaultdict(list)
    for delay in sorted(delays, key=lambda delay: delay.pk):
        counted[delay.campaign_id].append(delay.number)
    for campaign, numbers in counted.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield Breach("delay", f"campaign {campaign}", f"its delays are numbered {numbers}")


def _waited(row: EventRow) -> bool:
    return bool(_waiting_at(row.campaign_id, row.pk).exists())


def _waiting_at(campaign_id: int | None, event_id: int) -> Any:
    """Orders that held their pieces and were not sent when this event was written, by their own events."""
    turns = EventRow.objects.filter(
        order_id=OuterRef("pk"), subject="orders.Order", pk__lt=event_id, kind__in=[*BEGINS, *ENDS]
    )
    turns = turns.order_by("-pk")
    there = EventRow.objects.filter(campaign_id=campaign_id, subject="orders.Order", pk__lt=event_id)
    rows = Order.objects.across_stores(WHY).filter(pk__in=there.values("order_id"))
    rows = rows.annotate(
        last=Subquery(turns.values("kind")[:1]), where=Subquery(turns.values("campaign_id")[:1])
    )
    return rows.filter(last__in=BEGINS, where=campaign_id)


def answered() -> Iterator[Breach]:
    """Everybody who waited was asked once per delay and told so; what became of it is what order and events say."""
    asked = _told("order.delay_asked")
    borne = _told("order.delay_borne")
    left = _told("order.cancelled") | _told("order.rest_dropped")
    opened = {
        row.data["delay_id"]: row
        for row in EventRow.objects.filter(kind="campaign.promise_moved")
        if row.data.get("delay_id")
    }
    before: dict[int, int] = {}
    rows = DelayAnswer.objects.across_stores(WHY).select_related("delay", "order").order_by("pk")
    mine: dict[int, set[int]] = defaultdict(set)
    for row in rows.iterator(chunk_size=2000):
        key, where = (row.order_id, row.delay_id), f"delay answer {row.pk} (order {row.order.number})"
        mine[row.delay_id].add(row.order_id)
        if asked.pop(key, None) is None:
            yield Breach("delay", where, "is asked and was never told")
        for what in _contradicted(row, key in borne, key in left):
            yield Breach("delay", where, what)
        if row.silence == REFUND and row.order_id not in before:
            yield Breach("delay", where, "would lose the order by silence the first time")
        before.setdefault(row.order_id, row.delay_id)
    for order, delay in asked:
        yield Breach("delay", f"order row {order}", f"was asked by delay {delay}, which does not know it")
    for pk, row in opened.items():
        waited = set(_waiting_at(row.campaign_id, row.pk).values_list("pk", flat=True))
        for order in waited - mine[pk]:
            yield Breach("delay", f"order row {order}", f"waited when delay {pk} came and was not asked")


def _contradicted(row: DelayAnswer, borne: bool, left: bool) -> Iterator[str]:
    """What of an answer the order, its delay or its events say otherwise."""
    if row.state == OPEN and row.delay.state != OPEN:
        yield "has no answer, and its delay is over"
    if row.state == LEFT and not (row.order.state in LEAVES and left):
        yield "says that the buyer left, the order does not"
    if (row.state == STAYED) != borne:
        yield "stays without a word, or a word without staying"
    if left and row.state != LEFT:
        yield "the order ended by it, the answer does not say so"
    if row.state == LEFT and row.meant == WAIT:
        yield "left, though the buyer waits"
    if row.state == STAYED and row.meant == REFUND:
        yield "stayed, though the buyer wanted the money"
    if row.state == MOVED and (row.choice != SWAP or row.order.campaign_id == row.delay.campaign_id):
        yield "moved to another PO, and the order is still there"
    if row.state == GONE and row.order.state in ASKABLE:
        yield "counts as gone, the order is there"
    if row.how == BY_SILENCE and row.choice:
        yield "was silent and has chosen"


def _told(kind: str) -> dict[tuple[int | None, int], datetime]:
    rows = EventRow.objects.filter(kind=kind).values_list("order_id", "data", "at")
    return {(order, data["delay_id"]): at for order, data, at in rows if data.get("delay_id")}
