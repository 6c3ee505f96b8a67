"""What dashboards add up says what the orders say, as far as the journal was followed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import F

from bukapo.audit.breach import Breach
from bukapo.insights.models import CountedOrder, ForecastMade
from bukapo.insights.tallies.count import cursor_now
from bukapo.insights.tallies.facts import counted, facts_counted, facts_now
from bukapo.insights.tallies.rows import TALLIES, key_of
from bukapo.insights.tallies.rules import Delta, Facts
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order

WHY = "the audit reads every store"
SLICE = 2_000


def sums() -> Iterator[Breach]:
    """Every tally is the sum of the orders counted in it, and no sum lacks its row."""
    rows = CountedOrder.objects.across_stores(WHY).order_by("pk")
    expected = Delta()
    for row in rows.iterator(SLICE):
        expected.count(counted(row))
    for model, wanted in zip(TALLIES, expected.each, strict=True):
        yield from _differing(model, wanted)


def _differing(model: Any, wanted: dict[Any, dict[str, int]]) -> Iterator[Breach]:
    for row in model.objects.across_stores(WHY):
        own = wanted.pop(key_of(row), {})
        for name in model.SUMS:
            if getattr(row, name) != own.get(name, 0):
                what = f"says {getattr(row, name)} {name}, its orders say {own.get(name, 0)}"
                yield Breach("tally", f"{model.__name__} {row.pk} of campaign {row.campaign_id}", what)
    for key in wanted:
        yield Breach(
            "tally", f"campaign {key[1]}", f"orders were counted into a {model.__name__} that is not there"
        )


def counted_orders() -> Iterator[Breach]:
    """An order that nothing has happened to since the journal was followed is counted as it stands."""
    cursor = cursor_now()
    late = EventRow.objects.filter(pk__gt=cursor.settled, order_id__isnull=False)
    moving = set(late.values_list("order_id", flat=True))
    after = 0
    while ids := _next_orders(after):
        after = ids[-1]
        told, truth = facts_counted(ids), facts_now(ids)
        for pk in ids:
            if pk not in moving and not _same(told.get(pk), truth[pk]):
                yield Breach("tally", f"order {pk}", "is not counted as it stands")
    ghosts = CountedOrder.objects.across_stores(WHY)
    known = Order.objects.across_stores(WHY).values("pk")
    for pk in ghosts.exclude(pk__in=known).values_list("pk", flat=True):
        yield Breach("tally", f"order {pk}", "is counted, but there is no such order")


def _next_orders(after: int) -> list[int]:
    rows = Order.objects.across_stores(WHY).filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:SLICE])


def _same(told: Facts | None, truth: Facts) -> bool:
    """By which way it came may be known better later (an order joins a group after it was placed)."""
    return told is not None and replace(told, source=truth.source) == truth


def forecasts() -> Iterator[Breach]:
    """A forecast belongs to the window of its PO, and never to a PO of another time."""
    rows = ForecastMade.objects.across_stores(WHY).exclude(campaign__opens_at__lte=F("made_at"))
    for row in rows:
        yield Breach("forecast", f"forecast {row.pk}", "was made before its PO opened")
