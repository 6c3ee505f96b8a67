"""A PO's remembered page counts the pieces towards the next tier as freshly as the pieces left."""

import pytest

from bukapo.faces.storefront.memory.look import look
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.writes.change import change_order
from tests.orders.pricing.tiered import tiered
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def numbers_after_a_swap(world: World) -> tuple[str, str]:
    """What a look says before and after an order takes another variant: the PO's own count stays."""
    with clock.told(NOON):
        order = world.place(world.line("L", qty=2))
        before = look(world.store.slug, world.campaign.slug)
        wanted = world.want(world.line("M", qty=2), key=order.key, phone=order.phone)
        change_order(store_id=world.store.pk, order_id=order.pk, wanted=wanted, actor=SYSTEM_ACTOR, at=NOON)
        after = look(world.store.slug, world.campaign.slug)
    assert before is not None and after is not None and before.version == after.version
    return before.numbers, after.numbers


def test_with_tiers_every_count_is_part_of_the_look() -> None:
    before, after = numbers_after_a_swap(tiered())
    assert before != after


def test_without_tiers_only_what_the_page_says_is() -> None:
    before, after = numbers_after_a_swap(make_world(at=NOON))
    assert before == after
