"""What unsent orders may cost in the days ahead, and that a killed worker repeats nothing."""

from datetime import timedelta

import pytest

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.delays.answering import choose
from bukapo.orders.models import Order
from bukapo.orders.writes.send import ship_order
from bukapo.trust.guarantees import due
from bukapo.trust.guarantees.exposure import at_stake
from bukapo.trust.guarantees.reads import guarantee_of, remedies_of
from bukapo.trust.models import GuaranteeRemedy
from tests.trust.late import DAY, LADDER, bought, guarded, late, morning
from tests.trust.test_ladder import moved
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_the_days_ahead_are_summed_per_morning_and_rung_in_a_fixed_number_of_queries(
    django_assert_max_num_queries,
) -> None:
    world = guarded()
    first = [bought(world) for _ in range(3)]
    pickup, sent, agreed = bought(world, courier=False), bought(world), bought(world)
    ship_order(store_id=world.store.pk, order_id=sent.pk, courier="JNE", tracking_number="JX12345",
               actor=world.seller, at=NOON)  # fmt: skip
    choose(store_id=world.store.pk, order_id=agreed.pk, delay_id=moved(world, 30, NOON + 9 * DAY), choice="wait",
           actor=BUYER_ACTOR, at=NOON + 9 * DAY)  # fmt: skip
    with django_assert_max_num_queries(7):
        ahead = at_stake(world.store.pk, [world.campaign.pk], today=late(2).date())
    told = [(one.morning, one.rung.remedy, one.orders, one.amount) for one in ahead.coming]
    fees = sum(order.shipping_fee for order in first)
    assert told == [(late(3).date(), CREDIT, 4, 40_000), (late(7).date(), SHIPPING, 3, fees)]
    assert (ahead.week, ahead.late, ahead.had.given) == (40_000 + fees, 4, 0)
    assert not at_stake(world.store.pk, [world.campaign.pk], today=late(-15).date())
    morning(late(3))
    after = at_stake(world.store.pk, [world.campaign.pk], today=late(3).date())
    assert (after.had.given_orders, after.had.given) == (4, 40_000)
    assert [one.remedy for one in remedies_of(pickup)] == [CREDIT] and remedies_of(agreed) == []


def test_what_an_order_was_promised_is_data_and_older_terms_fall_back_to_the_stores_rules() -> None:
    world = guarded()
    order = bought(world)
    mine = guarantee_of(order)
    assert mine.ladder == LADDER.ladder and mine.ship_until == (NOON + 26 * DAY).date()
    assert (mine.defect_days, mine.fit_days, mine.answer_hours, mine.refund_days) == (7, 0, 48, 7)
    order.terms.guarantee.delete()
    old = guarantee_of(Order.objects.of(world.store).get(pk=order.pk))
    assert (old.ladder, old.ship_until, old.defect_days) == ((), None, 7)
    assert morning(late(40)) == 0, "nothing acts for terms that did not say so"


def test_a_worker_killed_between_two_orders_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    world = guarded()
    orders = [bought(world) for _ in range(3)]
    honour = due.honour

    def killed(*, order_id: int, **facts: object) -> object:
        if order_id == orders[1].pk:
            raise KeyboardInterrupt
        return honour(order_id=order_id, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(due, "honour", killed)
    with pytest.raises(KeyboardInterrupt):
        morning(late(3))
    assert GuaranteeRemedy.objects.of(world.store).count() == 1
    monkeypatch.setattr(due, "honour", honour)
    assert morning(late(3)) == 2
    assert [len(remedies_of(order)) for order in orders] == [1, 1, 1]


def test_one_worker_looks_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    world = guarded()
    bought(world)
    monkeypatch.setattr(due, "_looked", {})
    with clock.told(late(3)):
        assert [due.act_each_morning(late(3)) for _ in range(3)] == [1, 0, 0]
        bought(world)
        assert due.act_each_morning(late(3) + timedelta(minutes=59)) == 0
    assert due.act_each_morning(late(3) + timedelta(hours=1)) == 1
