"""Whatever is altered about batches, moved orders and shortages, the audit names it."""

import pytest

from tests.batches import FRIDAY, buy, make_series, work
from tests.invariants.altering import unnamed
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
ALTERATIONS = {
    "a batch's number": ("series", "UPDATE campaigns_campaign SET batch = 5 WHERE batch = 2"),
    "when a batch closes": (
        "closing", "UPDATE campaigns_campaign SET closes_at = '2027-01-01 00:00:00+00:00' WHERE batch = 2"
    ),
    "where a moved order is": (
        "move", "UPDATE orders_order SET campaign_id = (SELECT id FROM campaigns_campaign WHERE batch = 1) "
        "WHERE if_short = 'next'"
    ),
    "a shortage that is gone": ("shortage", "DELETE FROM orders_shortage"),
    "who is left in a PO that does not run": ("shortage", "UPDATE orders_order SET state = 'confirmed' WHERE state = "
                                              "'cancelled'"),
    "a choice": ("choice", "UPDATE orders_order SET if_short = 'nanti' WHERE if_short <> ''"),
    "an order's window": ("window", "UPDATE orders_order SET placed_at = '2026-12-30 00:00:00+00:00'"),
}  # fmt: skip


@pytest.fixture
def world() -> World:
    """Batch 1 did not run: one order got its money back, one was moved to batch 2 by its buyer's choice."""
    world = make_series(minimum=5, offers_next=True, rhythm={"if_short": "choice"})
    buy(world, NOON, if_short="refund")
    buy(world, NOON, pieces=2, if_short="next")
    work(FRIDAY)
    return world


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed(ALTERATIONS) == {}
