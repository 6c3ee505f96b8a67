"""Below its minimum a PO does what each buyer chose, by itself: wait, another colour, the next batch, money back."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.minimums.rules import BelowMinimum, Least
from bukapo.campaigns.models import Campaign, Minimum, Promise
from bukapo.campaigns.rules import Closed
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.messaging.models import Message
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Order, Shortage
from bukapo.orders.shortage import carry, due
from bukapo.orders.shortage.judge import run_anyway
from bukapo.orders.writes.release import readmit_order
from bukapo.production.writes.close import close_campaign
from tests.batches import FRIDAY, batch, batches, buy, make_series, work
from tests.till import books_agree, prove, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
CLOSES = NOON + timedelta(days=7)


def sound() -> None:
    assert [str(breach) for _name, found in audit() for breach in found] == []


def window_po(minimums: list[Least], **plan: Any) -> World:
    return make_world(at=NOON, minimums=minimums, **plan)


def order(world: World, pieces: int, *, pays: bool = True, colour: str = "Hitam", **more: Any) -> Order:
    lines = (world.line("L", colour, qty=pieces),)
    with clock.told(NOON):
        made = world.place(*lines, **more)
    if pays:
        receive(world, made, sum(c.rest for c in made.charges.filter(state="open")))
    return world.fresh(made)


def test_it_closes_as_ever_when_enough_is_paid_for() -> None:
    world = window_po([Least(3)])
    order(world, 3)
    work(CLOSES)
    assert world.fresh(world.campaign).state == "closed"
    assert not Shortage.objects.of(world.store).exists()


def test_orders_of_the_last_hours_may_still_pay_before_it_is_judged() -> None:
    world = window_po([Least(3)], pay_hours=24 * 7 + 6)
    late = order(world, 3, pays=False)
    work(CLOSES + timedelta(minutes=1))
    assert world.fresh(world.campaign).state == "published"
    receive(
        world, late, sum(c.rest for c in late.charges.filter(state="open")), at=CLOSES + timedelta(hours=2)
    )
    work(CLOSES + timedelta(hours=3))
    assert world.fresh(world.campaign).state == "closed"
    assert world.fresh(late).state == "confirmed"


def test_who_chose_nothing_gets_everything_back_and_is_told_why() -> None:
    world = window_po([Least(5)])
    paid = order(world, 2, email="rina@contoh.example")
    work(CLOSES)
    gone = world.fresh(paid)
    assert (gone.state, gone.refunded) == ("cancelled", gone.paid)
    books_agree(world, gone)
    told = Message.objects.of(world.store).get(order=gone, kind="order.cancelled", channel="email")
    assert "Minimum 5 pcs tidak tercapai: baru 2 pcs" in told.body
    closed = world.fresh(world.campaign)
    assert (closed.state, bool(closed.fell_short_at)) == ("closed", True)
    sound()


def test_who_waits_gets_one_extension_with_the_promise_moved_along() -> None:
    world = window_po([Least(5)], extension_days=4)
    waits = order(world, 3, if_short="wait")
    leaves = order(world, 1, if_short="refund")
    work(CLOSES)
    assert world.fresh(leaves).state == "cancelled" and world.fresh(waits).state == "confirmed"
    later = world.fresh(world.campaign)
    assert (later.state, later.closes_at) == ("published", CLOSES + timedelta(days=4))
    days = Promise.objects.of(world.store).filter(what="produced").order_by("pk")
    assert (days[1].day - days[0].day).days == 4 and "Minimum 5 pcs" in days[1].reason
    assert Message.objects.of(world.store).filter(order=waits, kind="campaign.postponed").exists()
    sound()
    with clock.told(CLOSES + timedelta(days=1)):
        world.place(world.line("M"), if_short="wait")
    work(CLOSES + timedelta(days=4))
    assert world.fresh(waits).state == "cancelled"  # once, and no more
    assert world.fresh(world.campaign).state == "closed"
    sound()


def test_too_few_who_would_wait_extend_nothing() -> None:
    world = window_po([Least(9)], extension_days=4)
    waits = order(world, 3, if_short="wait")
    work(CLOSES)
    assert world.fresh(waits).state == "cancelled"
    assert world.fresh(world.campaign).closes_at == CLOSES


def test_a_colour_that_is_not_made_becomes_the_second_choice_at_the_same_price() -> None:
    world = make_world(at=NOON)
    needs = {"pieces": 4, "product": world.product, "option": "Warna", "value": "Navy"}
    Minimum.objects.create(store=world.store, campaign=world.campaign, **needs)
    Campaign.objects.of(world.store).update(offers_colour=True)
    swaps = order(world, 2, colour="Navy", if_short="colour", second_choice="Hitam")
    leaves = order(world, 1, colour="Navy", if_short="refund")
    black = order(world, 1, if_short="refund")
    before = (swaps.goods, swaps.charged)
    work(CLOSES)
    swapped = world.fresh(swaps)
    assert swapped.lines.get().label == "L / Hitam"
    assert (swapped.goods, swapped.charged) == before
    assert (world.fresh(leaves).state, world.fresh(black).state) == ("cancelled", "confirmed")
    assert world.counter("L", "Hitam").taken == 3 and world.counter("L", "Navy").taken == 0
    assert world.fresh(world.campaign).state == "closed" and not world.fresh(world.campaign).fell_short_at
    sound()


def test_who_chose_the_next_batch_is_moved_there_when_the_rest_gets_the_money_back() -> None:
    world = make_series(minimum=5, offers_next=True, rhythm={"if_short": "choice"})
    moves = buy(world, NOON, pieces=2, if_short="next", email="rina@contoh.example")
    leaves = buy(world, NOON, if_short="refund")
    work(FRIDAY)
    assert batches(world) == [(1, "closed"), (2, "published")]
    moved = world.fresh(moves)
    assert moved.campaign == batch(world, 2) and moved.outstanding == 0
    assert moved.terms_id == moves.terms_id
    assert world.fresh(leaves).state == "cancelled"
    told = Message.objects.of(world.store).get(order=moved, kind="order.batch_moved", channel="email")
    assert "Gelombang 2" in told.body and "7 Desember 2026" in told.body
    sound()


def test_the_seller_may_run_it_all_the_same() -> None:
    world = window_po([Least(5)])
    paid = order(world, 2)
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller, "at": NOON}
    with clock.told(NOON):
        with pytest.raises(BelowMinimum):
            close_campaign(**facts)
        run_anyway(**facts)
        close_campaign(**facts)
    assert world.fresh(world.campaign).state == "closed" and world.fresh(paid).state == "confirmed"
    sound()


def test_a_worker_killed_between_two_orders_has_done_each_of_them_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = make_series(minimum=9, rhythm={"if_short": "merge"})
    orders = [buy(world, NOON, pieces=2) for _ in range(3)]
    seen: list[int] = []

    class Killed(BaseException):
        pass

    def dying(**facts: Any) -> str:
        if len(seen) == 1:
            raise Killed()
        seen.append(facts["order_id"])
        return carry.carry_one(**facts)

    with monkeypatch.context() as patched:
        patched.setattr(due, "carry_one", dying)
        with pytest.raises(Killed):
            work(FRIDAY)
    assert len(seen) == 1 and Shortage.objects.of(world.store).get().moved == 1
    sound()
    work(FRIDAY + timedelta(hours=1))
    assert {world.fresh(one).campaign_id for one in orders} == {batch(world, 2).pk}
    assert EventRow.objects.filter(kind="order.batch_moved").count() == 3
    assert EventRow.objects.filter(kind="series.batch_opened").count() == 1
    assert batch(world, 1).state == "closed"
    sound()


def test_an_order_whose_proof_waits_is_left_until_that_is_decided() -> None:
    world = window_po([Least(5)])
    waits = order(world, 1, pays=False)
    prove(world, waits)
    order(world, 2)
    work(CLOSES + timedelta(hours=49))
    assert world.fresh(waits).state == "placed"
    assert Shortage.objects.of(world.store).get().done_at is None
    sound()


def test_late_money_does_not_bring_an_order_back_into_a_po_that_does_not_run() -> None:
    world = window_po([Least(5)], pay_hours=1)
    lapsed = order(world, 1, pays=False)
    order(world, 2)
    work(NOON + timedelta(hours=2))
    assert world.fresh(lapsed).state == "expired"
    work(CLOSES)
    with pytest.raises(Closed):
        readmit_order(store_id=world.store.pk, order_id=lapsed.pk, actor=SYSTEM_ACTOR, at=CLOSES)


def test_a_form_must_say_which_of_several_and_a_program_that_does_not_gets_the_money_back() -> None:
    world = window_po([Least(5)], extension_days=3)
    with clock.told(NOON):
        with pytest.raises(DraftInvalid) as refused:
            world.place()
        assert set(refused.value.errors) == {"if_short"}
        with pytest.raises(DraftInvalid):
            world.place(if_short="next")
        assert world.place(source="api").if_short == "refund"
