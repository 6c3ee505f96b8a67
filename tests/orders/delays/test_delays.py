"""A date moves: everybody who waits is asked, answers are carried out, silence too."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.late_terms import DELAY_CONSENT
from bukapo.campaigns.models import Campaign, Promise, Terms
from bukapo.campaigns.plan import Item
from bukapo.campaigns.writes import draft_campaign, publish_campaign
from bukapo.journal import clock
from bukapo.journal.models import Delivery, EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.canonical import digest
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.orders.delays import due
from bukapo.orders.delays.answering import LeavingBuyer, NotAsked, choose
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.delays.reads import delays_of, exposure_of
from bukapo.orders.delays.swapping import swap, swap_targets
from bukapo.orders.models import Delay, DelayAnswer, Order
from bukapo.orders.writes.send import hand_over
from bukapo.payments.models import Refund
from tests.till import receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ordered(world: World, paid: bool = True) -> Order:
    with clock.told(NOON):
        order = world.place(world.line("L", qty=2))
        if paid:
            receive(world, order, order.charged)
    return world.fresh(order)


def later(world: World, days: int, at: Any = NOON, **more: Any) -> Any:
    moves = {row.what: row.day + days * DAY for row in Promise.objects.of(world.store).order_by("pk")}
    facts = {"actor": world.seller, "at": at, "store": world.store, "campaign_id": world.campaign.pk}
    return move_promise(**facts, moves=moves, reason="Kain dari pabrik terlambat", **more)


def say(order: Order, choice: str, at: Any = NOON + DAY) -> None:
    delay = Delay.objects.of(order.store_id).get(state="open")
    facts = {"store_id": order.store_id, "order_id": order.pk, "actor": BUYER_ACTOR, "at": at}
    choose(**facts, delay_id=delay.pk, choice=choice)


def carry_out(at: Any) -> None:
    with clock.told(at):
        while due.carry_out_delays(at):
            pass


def clean() -> None:
    assert {name: found for name, found in audit() if found} == {}


def state_of(order: Order) -> str:
    return str(type(order)._base_manager.get(pk=order.pk).state)


def test_who_waits_stays_who_wants_the_money_gets_all_of_it_and_who_is_silent_waits_the_first_time():
    world = make_world(at=NOON)
    waits, leaves, silent, unpaid = ordered(world), ordered(world), ordered(world), ordered(world, paid=False)
    assert exposure_of(world.campaign).held == waits.paid + leaves.paid + silent.paid
    moved = later(world, 7)
    assert {row.event.order_id for row in Delivery.objects.filter(event__kind="order.delay_asked")} == {
        waits.pk, leaves.pk, silent.pk, unpaid.pk,
    }  # fmt: skip
    say(waits, "wait")
    say(leaves, "wait")
    say(leaves, "refund")  # they change their mind
    tally = delays_of(world.campaign)[0].count
    assert (tally.wait, tally.refund, tally.silent, tally.debt) == (1, 1, 2, leaves.paid)
    clean()
    carry_out(NOON + 2 * DAY)
    assert state_of(leaves) == "confirmed", "nothing happens before the day is over"
    carry_out(NOON + 4 * DAY)
    assert [state_of(order) for order in (waits, leaves, silent)] == ["confirmed", "cancelled", "confirmed"]
    assert Refund.objects.of(world.store).get().amount == leaves.paid
    assert world.counter("L", "Hitam").taken == 6
    assert world.fresh(Delay.objects.of(world.store).get(pk=moved.delay_id)).state == "ended"
    assert dict(DelayAnswer.objects.of(world.store).values_list("order_id", "how")) == {
        waits.pk: "link", leaves.pk: "link", silent.pk: "silence", unpaid.pk: "silence",
    }  # fmt: skip
    clean()
    with pytest.raises(NotAsked):
        choose(store_id=world.store.pk, order_id=silent.pk, delay_id=moved.delay_id, choice="refund",
               actor=BUYER_ACTOR, at=NOON + 5 * DAY)  # fmt: skip


def test_a_second_delay_needs_consent_and_silence_gives_the_money_back_only_where_the_terms_said_so():
    world = make_world(at=NOON)
    told_so = ordered(world)
    text = told_so.terms.text.replace(DELAY_CONSENT, "")
    Terms.objects.create(
        store=world.store, campaign=world.campaign, text=text, digest=digest(text), frozen_at=NOON
    )
    old_terms = ordered(world)
    later(world, 7)
    carry_out(NOON + 4 * DAY)
    with clock.told(NOON + 4 * DAY):
        newcomer = world.place(world.line("M"))
    later(world, 7, at=NOON + 5 * DAY)
    delay = Delay.objects.of(world.store).get(number=2)
    means = dict(DelayAnswer.objects.of(world.store).filter(delay=delay).values_list("order_id", "silence"))
    assert means == {told_so.pk: "refund", old_terms.pk: "wait", newcomer.pk: "wait"}
    with clock.told(NOON + 7 * DAY):
        assert due.remind_of_delays(NOON + 7 * DAY + timedelta(hours=1)) == 3
        assert due.remind_of_delays(NOON + 7 * DAY + timedelta(hours=2)) == 0
    carry_out(NOON + 9 * DAY)
    assert (state_of(told_so), state_of(old_terms)) == ("cancelled", "confirmed")
    clean()


def test_a_newer_delay_replaces_the_open_one_and_keeps_who_wanted_the_money():
    world = make_world(at=NOON)
    leaves, waits = ordered(world), ordered(world)
    later(world, 7)
    say(leaves, "refund")
    say(waits, "wait")
    later(world, 3, at=NOON + DAY + DAY / 2)
    carried = {
        a.order_id: (a.choice, a.silence) for a in DelayAnswer.objects.of(world.store).filter(state="open")
    }
    assert carried == {leaves.pk: ("refund", "refund"), waits.pk: ("", "refund")}, (
        "waiting longer is asked anew"
    )
    clean()
    say(waits, "wait", at=NOON + 3 * DAY)
    carry_out(NOON + 5 * DAY)
    assert (state_of(leaves), state_of(waits)) == ("cancelled", "confirmed")
    clean()


def test_nobody_is_asked_where_nobody_waits_longer_or_nobody_waits():
    world = make_world(at=NOON)
    assert later(world, 7).delay_id is None
    order = ordered(world)
    assert later(world, -1, at=NOON + DAY).delay_id is None
    assert not Delay.objects.of(world.store).exists()
    later(world, 3, at=NOON + DAY)
    with clock.told(NOON + DAY):
        hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON + DAY)
    carry_out(NOON + 5 * DAY)
    assert DelayAnswer.objects.of(world.store).get().state == "gone"
    clean()


def test_who_moves_to_another_po_takes_order_and_money_along_and_is_asked_no_more():
    world = make_world(at=NOON)
    order, other = ordered(world), another_po(world, cap=2)
    moved = later(world, 7)
    assert [target.id for target in swap_targets(order, at=NOON + DAY)] == [other.pk]
    facts = {
        "store_id": world.store.pk,
        "order_id": order.pk,
        "delay_id": moved.delay_id,
        "actor": BUYER_ACTOR,
    }
    with clock.told(NOON + DAY):
        swap(**facts, campaign_id=other.pk, at=NOON + DAY)
        assert swap_targets(order, at=NOON + DAY) == (), "there is no room for another one"
    there = world.fresh(order)
    assert (there.campaign_id, there.paid, there.state) == (other.pk, order.paid, "confirmed")
    assert DelayAnswer.objects.of(world.store).get().state == "moved"
    clean()
    carry_out(NOON + 5 * DAY)
    later(world, 7, at=NOON + 5 * DAY)
    clean()
    with pytest.raises(NotAsked):
        swap(**facts, campaign_id=world.campaign.pk, at=NOON + 5 * DAY)


def another_po(world: World, **plan: Any) -> Campaign:
    """The same tees in another PO of the store, open at the same time."""
    who: dict[str, Any] = {"actor": world.seller, "at": NOON - 3 * DAY, "store": world.store}
    drafted = draft_campaign(
        **who, title="Kaos Kedua",
        plan={
            "items": [Item(world.product.pk, 95_000, 120_000)], "opens_at": NOON - DAY, "closes_at": NOON + 9 * DAY,
            "pickup": True, "pickup_place": "Sekretariat", "produced": (NOON + 30 * DAY).date(),
            "ship_from": (NOON + 31 * DAY).date(), "ship_until": (NOON + 35 * DAY).date(), **plan,
        },
    )  # type: ignore[typeddict-item]  # fmt: skip
    publish_campaign(**who, campaign_id=drafted.campaign_id)
    found: Campaign = Campaign.objects.of(world.store).get(pk=drafted.campaign_id)
    return found


def test_goods_of_who_wants_the_money_back_are_not_sent():
    world = make_world(at=NOON)
    order = ordered(world)
    later(world, 7)
    say(order, "refund")
    before = EventRow.objects.count()
    with pytest.raises(LeavingBuyer):
        hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON + DAY)
    assert EventRow.objects.count() == before


@pytest.mark.parametrize("hours", [47, 15 * 24])
def test_too_little_or_too_much_time_to_answer_is_refused_and_nothing_moves(hours: int):
    world = make_world(at=NOON)
    ordered(world)
    before = EventRow.objects.count(), Promise.objects.of(world.store).count()
    with pytest.raises(Invalid):
        later(world, 7, answer_by=NOON + timedelta(hours=hours))
    assert (EventRow.objects.count(), Promise.objects.of(world.store).count()) == before


def test_a_strangers_order_is_not_answered_for():
    world, other = make_world(at=NOON), make_world(slug="toko-lain", at=NOON)
    order, elsewhere = ordered(world), ordered(other)
    moved = later(world, 7)
    with pytest.raises(Refusal):
        choose(store_id=other.store.pk, order_id=elsewhere.pk, delay_id=moved.delay_id, choice="refund",
               actor=BUYER_ACTOR, at=NOON)  # fmt: skip
    assert DelayAnswer.objects.of(world.store).get(order=order).choice == ""
