"""A continuous PO for tests: batches that close on Fridays at 18.00 WIB, and hands that let weeks go by."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.models import Campaign, Series
from bukapo.campaigns.series.rules import Rhythm
from bukapo.config.reactions import DUE, OUTSIDE_DUE
from bukapo.faces.cli.worker import Worker
from bukapo.journal import clock
from bukapo.orders.models import Order
from tests.till import receive
from tests.world import NOON, World, make_world

FRIDAY = datetime.fromisoformat("2026-11-27T11:00:00+00:00")
"""The first closing after NOON (a Sunday)."""
WEEK = timedelta(days=7)


def make_series(
    *, cap: int | None = 10, minimum: int | None = None, rhythm: dict[str, Any] | None = None, **plan: Any
) -> World:
    """A store whose tees are sold in weekly batches; the first one is open since a day before NOON."""
    told = Rhythm(**(rhythm or {}))
    closes_at = told.next_closing(NOON - timedelta(days=1), "Asia/Jakarta")
    minimums = [Least(minimum)] if minimum else []
    facts: dict[str, Any] = {
        "kind": "batch",
        "rhythm": told.as_json(),
        "closes_at": closes_at,
        "courier": False,
    }
    facts |= {"minimums": minimums, **told.promised(closes_at, "Asia/Jakarta")}
    return make_world(at=NOON, cap=cap, **(facts | plan))


def batch(world: World, number: int) -> Campaign:
    return Campaign.objects.of(world.store).select_related("series", "store").get(batch=number)


def batches(world: World) -> list[tuple[int | None, str]]:
    """(number, state) of each, oldest first."""
    return list(Campaign.objects.of(world.store).order_by("batch").values_list("batch", "state"))


def series_of(world: World) -> Series:
    found: Series = Series.objects.of(world.store).get()
    return found


def buy(
    world: World, at: datetime, *, pieces: int = 1, pays: bool = True, number: int = 1, **more: Any
) -> Order:
    """An order of black L in the batch `number`, paid in full when `pays`."""
    world.campaign = batch(world, number)
    lines = more.pop("lines", (world.line("L", qty=pieces),))
    with clock.told(at):
        order = world.place(*lines, **more)
        if pays:
            receive(world, order, sum(c.rest for c in order.charges.filter(state="open")), at=at)
    return world.fresh(order)


def work(at: datetime) -> None:
    """The worker has done everything that is due at `at`."""
    worker = Worker(due=(*DUE, *OUTSIDE_DUE))
    with clock.told(at):
        for _ in range(30):
            if not worker.round():
                break
    failed = [deed.name for deed in worker.deeds if deed.failures]
    assert not failed, failed
