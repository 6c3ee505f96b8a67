"""Whatever is altered behind the house's back about moved dates and short yields, the audit names it."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.campaigns.rules import LOT
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.allotment.remedies import take_money
from bukapo.orders.delays.answering import choose
from bukapo.orders.delays.due import carry_out_delays
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.models import ShortPiece
from tests.faces.production import paid
from tests.invariants.altering import unnamed
from tests.production.short import allocated, made
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A PO whose date moved (one waits, one leaves), then one piece short, drawn and refunded."""
    world = make_world(short_rule=LOT)
    orders = [paid(world, world.line("L", qty=2)) for _ in range(4)]
    at = clock.now()
    days = {"ship_until": (at + timedelta(days=40)).date()}
    facts: dict[str, Any] = {
        "actor": world.seller,
        "at": at,
        "store": world.store,
        "campaign_id": world.campaign.pk,
    }
    moved = move_promise(**facts, moves=days, reason="Kain terlambat")
    for order, choice in ((orders[0], "wait"), (orders[1], "refund")):
        choose(store_id=world.store.pk, order_id=order.pk, delay_id=moved.delay_id, choice=choice,
               actor=BUYER_ACTOR, at=at)  # fmt: skip
    later = at + timedelta(days=4)
    with clock.told(later):
        carry_out_delays(later)
    made(world, L=4)
    allocated(world)
    first = ShortPiece.objects.of(world.store).order_by("pk")[0]
    take_money(store_id=world.store.pk, order_id=first.order_id, short_ids=[first.pk], actor=BUYER_ACTOR,
               at=clock.now())  # fmt: skip
    return world


DELAY = "orders_delayanswer"
ALTERATIONS = {
    "a delay's reason": ("delay", "UPDATE orders_delay SET reason = 'Lain'"),
    "a delay's number": ("delay", "UPDATE orders_delay SET number = 2"),
    "somebody who was not asked": ("delay", f"DELETE FROM {DELAY} WHERE choice = ''"),
    "who left and is said to wait": ("delay", f"UPDATE {DELAY} SET state = 'stayed' WHERE state = 'left'"),
    "a choice that was never made": ("delay", f"UPDATE {DELAY} SET choice = 'refund' WHERE choice = 'wait'"),
    "silence that costs the order the first time": ("delay", f"UPDATE {DELAY} SET silence = 'refund'"),
    "what one order got": ("allocation", "UPDATE orders_allotment SET given = given - 1 WHERE given > 0"),
    "the place of an order": ("allocation", "UPDATE orders_allotment SET place = 5 - place"),
    "the count": ("allocation", "UPDATE orders_allocation SET counted = '[]'"),
    "the seed": ("allocation", "UPDATE orders_allocation SET seed = 'lain'"),
    "the sealed seed": ("allocation", "UPDATE campaigns_yielddraw SET commitment = 'lain'"),
    "the rule": ("allocation", "UPDATE campaigns_campaign SET short_rule = 'first'"),
    "a missing piece": ("short", "UPDATE orders_shortpiece SET pieces = pieces + 1"),
    "a missing piece nobody accounts for": ("short", "DELETE FROM orders_shortpiece WHERE state = 'refunded'"),
    "a piece that is said to have come": ("short", "UPDATE orders_shortpiece SET state = 'filled'"),
}  # fmt: skip


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed(ALTERATIONS) == {}
