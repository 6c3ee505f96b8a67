"""A PO of many orders is told as the worker summed it, and the page says until when."""

from datetime import datetime, timedelta

import pytest

from bukapo.audit import audit
from bukapo.faces.dashboard.guarantee.shown import stake_shown
from bukapo.orders.writes.send import ship_order
from bukapo.trust.guarantees import kept
from bukapo.trust.guarantees.exposure import AtStake, at_stake
from bukapo.trust.models import KeptStake
from tests.invariants.altering import sql
from tests.trust.late import bought, guarded, late, morning
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _two_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SMALL", 1)
    monkeypatch.setattr(kept, "_looked", {})


def told(world: World, at: datetime) -> AtStake:
    return at_stake(world.store.pk, [world.campaign.pk], today=at.date())


def figures(one: AtStake) -> tuple[object, ...]:
    return one.coming, one.late, one.had


def test_what_was_kept_is_what_a_page_would_sum_and_changes_come_in_within_ten_minutes(
    django_assert_max_num_queries,
) -> None:
    world, at = guarded(), late(2)
    first = bought(world)
    assert kept.keep_stakes(at) == 0, "a small PO is summed by its page"
    bought(world, courier=False)
    summed = told(world, at)
    assert summed.counted_to is None and summed.coming
    at += MINUTE
    assert kept.keep_stakes(at) == 1
    with django_assert_max_num_queries(2):
        assert figures(told(world, at)) == figures(summed)
    ship_order(store_id=world.store.pk, order_id=first.pk, courier="JNE", tracking_number="JX12345",
               actor=world.seller, at=at)  # fmt: skip
    assert kept.keep_stakes(at + 9 * MINUTE) == 0
    assert (told(world, at).late, told(world, at).counted_to) == (2, at)
    shown = stake_shown(world.store, [world.campaign], at=at + 9 * MINUTE)
    assert shown and shown.stake.counted_to == at
    assert kept.keep_stakes(at + 10 * MINUTE) == 1
    assert told(world, at).late == 1
    assert [kept.keep_stakes(at + n * MINUTE) for n in (20, 30)] == [0, 0], "nothing happened since"


def test_every_morning_is_summed_anew_and_what_was_given_is_in_it() -> None:
    world = guarded()
    bought(world), bought(world)
    assert kept.keep_stakes(late(-3)) == 1 and told(world, late(-3)).week
    morning(late(3))
    assert kept.keep_stakes(late(3)) == 1
    assert (told(world, late(3)).had.given_orders, told(world, late(3)).had.given) == (2, 20_000)


def test_the_audit_names_a_kept_sum_that_is_not_its_orders() -> None:
    world = guarded()
    bought(world), bought(world)
    assert kept.keep_stakes(late(2)) == 1
    assert {name: found for name, found in audit() if found} == {}
    sql("UPDATE trust_keptstake SET given = given + 1")()
    assert [breach.rule for _name, found in audit() for breach in found] == ["stake"]
    assert KeptStake.objects.of(world.store).count() == 1
