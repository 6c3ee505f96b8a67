"""Whatever is altered about who waits and who was drawn, the audit names it."""

from datetime import timedelta

import pytest

from bukapo.audit import Breach, audit
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.due import hold_draws
from bukapo.orders.writes.wait import join_waitlist
from bukapo.production.writes.close import close_campaign
from tests.invariants.altering import unnamed
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DRAWN = NOON + timedelta(hours=6)


@pytest.fixture
def world() -> World:
    """Six registered for three pieces; the draw is over."""
    world = make_world(at=NOON, cap=3, draw_at=DRAWN)
    with clock.told(NOON):
        for _ in range(6):
            facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
            join_waitlist(**facts, wanted=world.want())
    with clock.told(DRAWN):
        assert hold_draws(DRAWN) == 1
    return world


def breaches() -> list[Breach]:
    return [breach for _, found in audit() for breach in found]


WAITS = "id = (SELECT min(id) FROM orders_waitingentry WHERE state = 'waiting')"
SERVED = "id = (SELECT min(id) FROM orders_waitingentry WHERE state = 'ordered')"
ALTERATIONS = {
    "a seed": ("draw", f"UPDATE campaigns_draw SET seed = '{'0' * 64}'"),
    "a seal": ("draw", f"UPDATE campaigns_draw SET commitment = '{'0' * 64}'"),
    "a digest": ("draw", f"UPDATE campaigns_draw SET digest = '{'0' * 64}'"),
    "two ranks": ("draw", "UPDATE orders_waitingentry SET rank = 7 - rank"),
    "a code": ("draw", f"UPDATE orders_waitingentry SET code = 'A-PALSU' WHERE {WAITS}"),
    "a rank that is gone": ("draw", f"UPDATE orders_waitingentry SET rank = NULL WHERE {WAITS}"),
    "a draw that is gone": ("draw", "DELETE FROM campaigns_draw"),
    "the time of a draw": ("window", "UPDATE campaigns_campaign SET draw_at = '2026-11-22 12:00:00+00:00', "
                           "drawn_at = '2026-11-22 12:00:00+00:00' WHERE draw_at IS NOT NULL"),
    "a served entry's key": ("waiting", f"UPDATE orders_waitingentry SET key = 'lain' WHERE {SERVED}"),
    "an entry's pieces": ("waiting", f"UPDATE orders_waitingentry SET pieces = 2 WHERE {WAITS}"),
    "an entry's state": ("state", f"UPDATE orders_waitingentry SET state = 'left' WHERE {WAITS}"),
    "an order's origin": ("waiting", "UPDATE orders_waitingentry SET state = 'left', order_id = NULL "
                          f"WHERE {SERVED}"),
    "a closed PO's line": ("waiting", "UPDATE campaigns_campaign SET state = 'closed'"),
}  # fmt: skip


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert Order.objects.of(world.store).count() == 3
    assert unnamed(ALTERATIONS) == {}


def test_an_entry_of_a_closed_po_is_not_said_to_wait(world: World) -> None:
    with clock.told(world.campaign.closes_at):
        facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk}
        close_campaign(**facts, actor=SYSTEM_ACTOR, at=world.campaign.closes_at)
    assert breaches() == []
    assert WaitingEntry.objects.of(world.store).filter(state="missed").count() == 3
