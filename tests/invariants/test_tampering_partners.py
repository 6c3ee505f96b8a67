"""Who brought an order and what was paid for it: whatever is altered behind the house's back, the audit names it."""

import pytest

from tests.invariants.altering import unnamed
from tests.orders.commissions.cast import bought, fetched, pay_out, rina
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
ALTERATIONS = {
    "who brought an order": ("partner", "UPDATE orders_order SET partner_id = NULL"),
    "an order nobody brought": (
        "partner",
        "UPDATE orders_order SET partner_id = (SELECT min(id) FROM campaigns_partner) WHERE partner_id IS NULL",
    ),
    "when a code counted": ("partner", "UPDATE campaigns_partner SET ends_at = '2026-11-01 00:00:00+00:00'"),
    "a partner who brought itself": (
        "partner",
        "UPDATE campaigns_partner SET phone = (SELECT min(phone) FROM orders_order WHERE partner_id IS NOT NULL)",
    ),
    "what was promised": ("commission", "UPDATE campaigns_partner SET rate = rate - 100"),
    "what an order gave": ("commission", "UPDATE orders_commissionshare SET amount = amount + 1"),
    "what was paid": ("payout", "UPDATE orders_commissionpayout SET amount = amount + 1"),
    "a payout that is gone": (
        "payout",
        "DELETE FROM orders_commissionshare; DELETE FROM orders_commissionpayout",
    ),
    "how it was paid": ("payout", "UPDATE orders_commissionpayout SET how = 'cash'"),
}


@pytest.fixture
def world() -> World:
    world = make_world(at=NOON)
    partner = rina(world)
    fetched(world, bought(world))
    pay_out(world, partner, 9_500)
    bought(world, code="")
    return world


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed(ALTERATIONS) == {}
