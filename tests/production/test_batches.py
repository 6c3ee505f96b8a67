"""A continuous PO: the next batch opens by itself once; below its minimum a batch rolls over or joins the next one."""

from datetime import timedelta

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, Promise
from bukapo.journal.models import EventRow
from tests.batches import FRIDAY, WEEK, batch, batches, buy, make_series, series_of, work
from tests.world import NOON

pytestmark = pytest.mark.django_db


def sound() -> None:
    assert [str(breach) for _name, found in audit() for breach in found] == []


def test_the_next_batch_opens_by_itself_with_new_days() -> None:
    world = make_series()
    buy(world, NOON)
    work(FRIDAY)
    assert batches(world) == [(1, "closed"), (2, "published")]
    second = batch(world, 2)
    assert second.closes_at == FRIDAY + WEEK
    assert second.title.endswith("Gelombang 2")
    first_days, second_days = (
        dict(Promise.objects.of(world.store).filter(campaign=one).values_list("what", "day"))
        for one in (batch(world, 1), second)
    )
    assert {what: day + timedelta(days=7) for what, day in first_days.items()} == second_days
    buy(world, FRIDAY + timedelta(hours=1), number=2)
    sound()


def test_after_weeks_without_a_worker_one_batch_opens_and_only_one() -> None:
    world = make_series()
    buy(world, NOON)
    late = FRIDAY + 5 * WEEK + timedelta(hours=3)
    work(late)
    work(late + timedelta(minutes=1))
    assert batches(world) == [(1, "closed"), (2, "published")]
    assert batch(world, 2).closes_at == FRIDAY + 6 * WEEK
    assert EventRow.objects.filter(kind="series.batch_opened").count() == 1
    sound()


def test_a_batch_that_nobody_wants_waits_instead_of_making_more() -> None:
    world = make_series()
    for week in range(3):
        work(FRIDAY + week * WEEK)
    assert batches(world) == [(1, "published")]
    assert batch(world, 1).closes_at == FRIDAY + 3 * WEEK
    sound()


def test_a_full_batch_closes_at_once_and_the_next_takes_the_week_after() -> None:
    world = make_series(cap=3)
    buy(world, NOON, pieces=3, pays=False)
    work(NOON + timedelta(minutes=1))
    assert batches(world) == [(1, "closed"), (2, "published")]
    assert batch(world, 2).closes_at == FRIDAY + WEEK
    sound()


def test_below_its_minimum_a_batch_rolls_over_as_often_as_it_may_then_everybody_gets_the_money_back() -> None:
    world = make_series(minimum=4, rhythm={"most_rolls": 1})
    order = buy(world, NOON, pieces=2)
    work(FRIDAY)
    rolled = batch(world, 1)
    assert (rolled.state, rolled.closes_at, rolled.rolled) == ("published", FRIDAY + WEEK, 1)
    assert batches(world) == [(1, "published")]
    sound()
    work(FRIDAY + WEEK)
    gone = world.fresh(order)
    assert (gone.state, gone.refunded) == ("cancelled", gone.paid)
    assert batches(world) == [(1, "closed"), (2, "published")]
    sound()


def test_below_its_minimum_a_batch_joins_the_next_one() -> None:
    world = make_series(minimum=4, rhythm={"if_short": "merge"})
    orders = [buy(world, NOON, pieces=2), buy(world, NOON, pays=False)]
    work(FRIDAY + timedelta(days=3))
    second = batch(world, 2)
    assert {world.fresh(order).campaign_id for order in orders[:1]} == {second.pk}
    assert world.fresh(orders[1]).state == "expired"
    assert Campaign.objects.of(world.store).get(batch=1).state == "closed"
    assert second.rolled == 1
    assert series_of(world).state == "running"
    sound()
