"""An order costs what it costs at the instant of its acceptance, and nobody is charged a price they did not see."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.reads import offer_of
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.intake.decide import PriceChanged
from bukapo.orders.models import Order
from bukapo.orders.writes import change
from bukapo.orders.writes.place import place_order
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
UNTIL = NOON + timedelta(hours=2)
JUST_BEFORE = UNTIL - timedelta(microseconds=1)


@pytest.fixture
def world() -> World:
    """The usual tees, for 80,000 until UNTIL."""
    return make_world(at=NOON, early_price=80_000, early_until=UNTIL)


def at(world: World, moment: Any, **more: Any) -> Order:
    with clock.told(moment):
        return world.place(**more)


def clean() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def test_the_early_price_counts_until_its_last_instant_and_not_at_it(world: World) -> None:
    assert at(world, JUST_BEFORE).goods == 80_000
    assert at(world, UNTIL).goods == 95_000
    assert clean()


def test_surcharges_come_on_top_of_either_price(world: World) -> None:
    with clock.told(NOON):
        assert world.place(world.line("XL")).goods == 85_000
    with clock.told(UNTIL):
        assert world.place(world.line("XL")).goods == 100_000


def test_the_offer_changes_its_stamp_at_that_instant_without_any_write(world: World) -> None:
    early, late = offer_of(world.campaign, at=JUST_BEFORE), offer_of(world.campaign, at=UNTIL)
    assert early.stamp != late.stamp and early.stamp == offer_of(world.campaign, at=NOON).stamp
    [tee] = early.products
    assert (tee.price, tee.later_price, early.early_until) == (80_000, 95_000, UNTIL)
    [tee] = late.products
    assert (tee.price, tee.later_price, late.early_until) == (95_000, 0, None)


def test_who_agreed_to_the_early_price_and_comes_too_late_is_charged_nothing(world: World) -> None:
    before = (EventRow.objects.count(), Order.objects.of(world.store).count())
    with pytest.raises(PriceChanged) as no:
        at(world, UNTIL, agreed=80_000)
    assert (no.value.params["total"], no.value.params["was"]) == (95_000, 80_000)
    assert (EventRow.objects.count(), Order.objects.of(world.store).count()) == before
    assert at(world, UNTIL, agreed=95_000).goods == 95_000


def test_a_repeat_after_the_change_of_price_is_still_the_same_order(world: World) -> None:
    one = world.want(agreed=80_000)
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
    with clock.told(JUST_BEFORE):
        first = place_order(**facts, wanted=one)
    with clock.told(UNTIL):
        assert place_order(**facts, wanted=one).pk == first.pk


def test_an_order_keeps_the_price_of_its_acceptance_when_it_is_changed_later(world: World) -> None:
    order = at(world, NOON)
    with clock.told(UNTIL + timedelta(days=1)):
        change.change_order(
            store_id=world.store.pk,
            order_id=order.pk,
            wanted=world.want(world.line("L", qty=2), key=order.key, phone=order.phone),
            actor=SYSTEM_ACTOR,
            at=UNTIL + timedelta(days=1),
        )
    assert world.fresh(order).goods == 160_000 and clean()
