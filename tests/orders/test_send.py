import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import (
    DEPOSITS,
    RECEIVABLE,
    REVENUE,
    SHIPPING_INCOME,
    UNIQUE_CODE,
)
from bukapo.orders.writes import send
from bukapo.orders.writes.place import place_order
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


class TestSending:
    def test_turns_the_deposit_into_revenue(self, world: World) -> None:
        order = place_order(
            store_id=world.store.pk,
            campaign_id=world.campaign.pk,
            wanted=world.by_courier(),
            actor=BUYER_ACTOR,
        )
        receive(world, order, asked(order))
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
        send.ship_order(**facts, courier="JNE", tracking_number="jne 0012345678")
        send.confirm_receipt(**facts)
        balance = trial_balance(store_id=world.store.pk)
        code = order.charges.get().code
        assert (balance[DEPOSITS], balance[RECEIVABLE], balance[UNIQUE_CODE]) == (0, 0, -code)
        assert (balance[REVENUE], balance[SHIPPING_INCOME]) == (-95_000, -18_000)
        assert world.fresh(order).state == "received"

    def test_waits_until_the_order_is_paid_in_full(self) -> None:
        world = make_world(at=NOON, pay_mode="deposit")
        order = world.place()
        receive(world, order, asked(order))
        with pytest.raises(send.StillOwes):
            send.hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
        assert world.fresh(order).state == "confirmed"

    def test_never_gives_two_orders_the_same_tracking_number(self, world: World) -> None:
        orders = []
        for _ in range(2):
            orders.append(
                place_order(
                    store_id=world.store.pk,
                    campaign_id=world.campaign.pk,
                    wanted=world.by_courier(),
                    actor=BUYER_ACTOR,
                )
            )
            receive(world, orders[-1], asked(orders[-1]))
        facts = {"store_id": world.store.pk, "courier": "JNE", "tracking_number": "001122334455"}
        send.ship_order(**facts, order_id=orders[0].pk, actor=world.seller, at=NOON)
        with pytest.raises(send.TrackingTaken):
            send.ship_order(**facts, order_id=orders[1].pk, actor=world.seller, at=NOON)
        assert world.fresh(orders[1]).state == "confirmed"
