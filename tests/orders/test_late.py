"""Money that came after its order was released decides itself."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.late import CANCELLED, CLOSED, GONE, settle_late
from bukapo.orders.models import Order
from bukapo.orders.writes import release
from bukapo.payments.models import Refund
from bukapo.production.writes.close import close_campaign
from bukapo.stores.models import Store
from tests.till import books_agree, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db

LATE = NOON + timedelta(days=2)


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, cap=1)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def expired(world: World) -> Order:
    order = world.place()
    release.expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=LATE)
    return order


def paid_late(world: World, order: Order, amount: int = 95_000, at: Any = LATE) -> Order:
    receive(world, order, amount, at=at)
    row = EventRow.objects.filter(kind="order.payment_received", order_id=order.pk).latest("pk")
    settle_late(row, at)
    settle_late(row, at)  # a consumer may run twice
    books_agree(world, order)
    fresh: Order = world.fresh(order)
    return fresh


def test_a_free_piece_brings_the_order_back(world: World) -> None:
    order = paid_late(world, expired(world))
    assert (order.state, order.outstanding, world.counter().taken) == ("confirmed", 0, 1)
    assert not Refund.objects.of(world.store).exists()


def test_a_piece_that_somebody_else_has_sends_the_money_back(world: World) -> None:
    order = expired(world)
    world.place()
    order = paid_late(world, order)
    refund = Refund.objects.of(world.store).get()
    assert (order.state, order.outstanding) == ("expired", 0)
    assert (refund.amount, refund.state, refund.reason) == (95_000, "owed", GONE)


def test_a_closed_po_sends_the_money_back(world: World) -> None:
    order = expired(world)
    closed = world.campaign.closes_at
    with clock.told(closed):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=SYSTEM_ACTOR, at=closed)
    paid_late(world, order, at=closed)
    assert Refund.objects.of(world.store).get().reason == CLOSED


def test_money_for_a_cancelled_order_goes_back(world: World) -> None:
    order = world.place()
    release.cancel_order(store_id=world.store.pk, order_id=order.pk, reason="x", actor=world.seller, at=NOON)
    assert paid_late(world, order, 50_000).state == "cancelled"
    assert (Refund.objects.of(world.store).get().amount, Refund.objects.of(world.store).get().reason) == (
        50_000, CANCELLED,
    )  # fmt: skip


def test_a_part_is_left_to_the_seller(world: World) -> None:
    order = paid_late(world, expired(world), 40_000)
    assert (order.state, order.outstanding) == ("expired", -40_000)
    assert not Refund.objects.of(world.store).exists()
    order = paid_late(world, order, 55_000)
    assert (order.state, order.outstanding) == ("confirmed", 0), "the rest completes it"


def test_a_store_that_decides_by_itself_is_left_alone(world: World) -> None:
    Store.objects.filter(pk=world.store.pk).update(settle_late=False)
    order = paid_late(world, expired(world))
    assert (order.state, order.outstanding) == ("expired", -95_000)


def test_money_in_time_is_none_of_it(world: World) -> None:
    order = world.place()
    order = paid_late(world, order, 200_000, at=NOON)
    assert order.state == "confirmed" and order.outstanding < 0
    assert not Refund.objects.of(world.store).exists()
