"""An order of which a part has left is late for the rest."""

import pytest

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.insights.record.reads import sending_record
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.parts.writes import ship_part
from bukapo.orders.writes.send import ship_order
from bukapo.production.writes.close import close_campaign
from bukapo.trust.guarantees.reads import remedies_of
from bukapo.trust.guarantees.writes import take_refund
from bukapo.trust.models import GuaranteeRemedy
from tests.orders.parts.cast import FIRST, SECOND, agreed, by, ordered, part_sent
from tests.trust.late import clean, guarded, late, morning
from tests.world import World

pytestmark = pytest.mark.django_db
REST = 95_000 + 110_000


def given(world: World) -> list[tuple[str, str, int]]:
    return list(
        GuaranteeRemedy.objects.of(world.store).order_by("pk").values_list("remedy", "state", "amount")
    )


def test_a_share_is_of_the_goods_that_are_late_and_the_shipping_fee_is_given_whole() -> None:
    world = guarded(Declared((Rung(1, CREDIT, bp=1_000), Rung(2, SHIPPING)), 14))
    order = part_sent(world)
    morning(late(2))
    assert given(world) == [("credit", "given", REST // 10), ("shipping", "given", order.shipping_fee)]
    ship_order(**by(world, order, at=late(3)), **SECOND)
    assert morning(late(14)) == 0, "all of it is on its way"
    clean()


def test_an_offer_shrinks_to_the_rest_when_a_part_leaves_after_it() -> None:
    world = guarded(Declared((), 14))
    order = ordered(world)
    agreed(world, order)
    morning(late(14))
    assert given(world) == [("refund", "offered", order.paid or world.fresh(order).paid)]
    ship_part(**by(world, order, at=late(15)), **FIRST)
    (offer,) = remedies_of(world.fresh(order))
    assert (offer.amount, offer.may_be_taken) == (REST, True)
    take_refund(**by(world, order, BUYER_ACTOR, late(16)))
    assert given(world) == [("refund", "taken", REST)] and world.fresh(order).refunded == REST
    clean()


def test_a_store_is_judged_by_the_last_parcel_and_each_order_counts_once() -> None:
    world = guarded(Declared((), 14))
    late_rest, dropped = part_sent(world), ordered(world)
    agreed(world, dropped)
    ship_part(**by(world, dropped), courier="JNE", tracking_number="JNE0007")
    with clock.told(late(1)):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=late(1))
    ship_order(**by(world, late_rest, at=late(2)), **SECOND)
    assert sending_record(world.store, at=late(3)).facts.orders_sent == 1
    morning(late(14))
    take_refund(**by(world, dropped, BUYER_ACTOR, late(15)))
    facts = sending_record(world.store, at=late(16)).facts
    assert (facts.orders_sent, facts.orders_on_time) == (2, 0), "a part in time makes nobody punctual"
    clean()
