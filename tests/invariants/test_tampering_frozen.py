"""Whatever of a frozen PO is altered behind the house's back, the audit names it."""

from datetime import timedelta

import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.production.swaps.writes import confirm_swap, offer_swap, take_swap
from bukapo.production.writes.close import close_campaign
from tests.faces.production import paid
from tests.invariants.altering import unnamed
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
AFTER = NOON + timedelta(days=8)

ALTERATIONS = {
    "a piece that is gone since": (
        "pieces",
        "UPDATE orders_orderline SET qty = 3, total = 285000 WHERE qty = 2",
    ),
    "what a piece is": ("pieces", 'UPDATE orders_orderline SET "values" = \'["S", "Hitam"]\' WHERE qty = 2'),
    "whom a swap was with": (
        "swap",
        "UPDATE production_swap SET taker_id = (SELECT max(id) FROM orders_order)",
    ),
    "what a swap gave": ("swap", "UPDATE production_swap SET gives_id = wants_id + 1"),
    "that a swap was done": ("swap", "UPDATE production_swap SET state = 'offered'"),
}


@pytest.fixture
def world() -> World:
    """Three orders of a closed PO; two of them have traded a piece."""
    world = make_world(at=NOON)
    with clock.told(NOON):
        orders = [paid(world, world.line(size, qty=qty)) for size, qty in (("L", 1), ("M", 1), ("L", 2))]
    with clock.told(AFTER):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=AFTER)
        facts = {"store_id": world.store.pk, "actor": BUYER_ACTOR, "at": AFTER}
        ids = {"gives_id": world.variant("L", "Hitam"), "wants_id": world.variant("M", "Hitam")}
        swap = offer_swap(**facts, order_id=orders[0].pk, **ids).swap_id
        take_swap(**facts, order_id=orders[1].pk, swap_id=swap)
        confirm_swap(**facts, order_id=orders[0].pk, swap_id=swap)
    return world


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed(ALTERATIONS) == {}
