"""A draw from sealing to the last place in line."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, Draw
from bukapo.campaigns.rules import DrawAhead
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.draw import ranked
from bukapo.kernel.machine import WrongState
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.due import hold_draws
from bukapo.orders.waiting.rules import AlreadyWaiting
from bukapo.orders.writes.draw import DrawNotYet, hold_draw
from bukapo.orders.writes.release import expire_order
from bukapo.orders.writes.wait import join_waitlist, leave_waitlist
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DRAWN = NOON + timedelta(hours=6)


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, cap=5, draw_at=DRAWN)


def join(world: World, *lines: Any, at: Any = NOON, **changes: Any) -> Any:
    with clock.told(at):
        return join_waitlist(
            store_id=world.store.pk,
            campaign_id=world.campaign.pk,
            wanted=world.want(*lines, **changes),
            actor=BUYER_ACTOR,
        )


def draw(at: Any = DRAWN) -> int:
    with clock.told(at):
        return hold_draws(at)


def sound() -> None:
    assert [breach for _, found in audit() for breach in found] == []


def test_publishing_seals_a_seed_that_its_event_does_not_tell(world: World) -> None:
    sealed = Draw.objects.of(world.store).get()
    told = EventRow.objects.get(kind="campaign.published").data
    assert told["draw_commitment"] == sealed.commitment == sha256(sealed.seed.encode()).hexdigest()
    assert sealed.seed not in str(list(EventRow.objects.values_list("data", flat=True)))


def test_until_the_draw_a_form_registers_and_no_order_is_taken(world: World) -> None:
    entry = join(world)
    assert (entry.state, entry.position, entry.rank) == ("registered", None, None)
    with pytest.raises(DrawAhead), clock.told(NOON):
        world.place()
    assert world.counter().taken == 0
    sound()


def test_one_registers_once(world: World) -> None:
    join(world, phone="081234567890")
    with pytest.raises(AlreadyWaiting):
        join(world, phone="+62 812 3456 7890")


def test_between_its_time_and_the_draw_itself_nobody_gets_in(world: World) -> None:
    with pytest.raises(DrawAhead):
        join(world, at=DRAWN)
    with pytest.raises(DrawAhead), clock.told(DRAWN):
        world.place()


def test_it_is_held_at_its_time_and_once(world: World) -> None:
    assert draw(DRAWN - timedelta(seconds=1)) == 0
    with pytest.raises(DrawNotYet), clock.told(NOON):
        hold_draw(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=SYSTEM_ACTOR, at=DRAWN)
    assert draw() == 1 and draw() == 0
    with pytest.raises(WrongState), clock.told(DRAWN):
        hold_draw(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=SYSTEM_ACTOR, at=DRAWN)


def test_ranks_follow_from_the_seed_and_orders_from_the_ranks(world: World) -> None:
    entries = [join(world, world.line("L", qty=1 + n % 2)) for n in range(9)]
    gone = join(world)
    leave_waitlist(store_id=world.store.pk, entry_id=gone.pk, actor=BUYER_ACTOR, at=NOON)
    assert draw() == 1
    seed = Draw.objects.of(world.store).get().seed
    drawn = WaitingEntry.objects.of(world.store).filter(rank__isnull=False).order_by("rank")
    assert [entry.code for entry in drawn] == ranked(seed, [entry.code for entry in entries])
    left = 5
    for entry in drawn:
        assert entry.position == entry.rank
        if entry.pieces <= left:
            assert entry.state == "ordered" and entry.order.source == "waitlist"
            left -= entry.pieces
        else:
            assert entry.state == "waiting"
    assert left == 0 == 5 - world.counter().taken
    for entry in drawn:  # one fact each
        assert EventRow.objects.filter(subject="orders.WaitingEntry", subject_id=entry.pk).count() == 2
    sound()


def test_after_the_draw_ordinary_rules_hold(world: World) -> None:
    join(world, world.line("L", qty=5))
    draw()
    late = join(world, at=DRAWN)
    assert (late.state, late.position) == ("waiting", 2)
    order = Order.objects.of(world.store).get()
    due = DRAWN + timedelta(hours=25)
    with clock.told(due):
        expire_order(store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=due)
        assert world.fresh(late).state == "ordered"
        world.place(world.line("L", qty=4))
    sound()


def test_nobody_registered_is_a_draw_too(world: World) -> None:
    assert draw() == 1
    with clock.told(DRAWN):
        world.place()
    assert Campaign.objects.of(world.store).get().drawn_at == DRAWN
    sound()


def test_a_draw_held_after_closing_makes_no_order(world: World) -> None:
    join(world)
    assert draw(world.campaign.closes_at) == 1
    assert Order.objects.of(world.store).count() == 0
