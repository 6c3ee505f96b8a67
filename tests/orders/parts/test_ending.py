"""Once a part has left, whatever ends the order pays back what was not sent, and never what was."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bukapo.audit import audit
from bukapo.campaigns.minimums.rules import Least
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.delays import due
from bukapo.orders.delays.answering import choose
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.models import Delay, DroppedRest, Order, PartShipment
from bukapo.orders.parts.rules import NothingOut, PartIsOut, PartMoved
from bukapo.orders.parts.writes import end_rest, ship_part
from bukapo.orders.writes.release import cancel_order, end_order
from bukapo.orders.writes.send import confirm_receipt, ship_order
from bukapo.payments.models import Refund
from bukapo.production.allotment.reads import yields_of
from bukapo.shipping.models import Parcel
from bukapo.trust.claims.steps import free_pieces
from bukapo.trust.guarantees.writes import take_refund
from bukapo.trust.models import GuaranteeRemedy
from tests.batches import work
from tests.orders.parts.cast import FIRST, SECOND, agreed, by, ordered, part_sent
from tests.orders.pricing import asking
from tests.till import books_agree
from tests.trust.late import guarded, late, morning
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REST = 95_000 + 110_000


def clean() -> None:
    assert {name: found for name, found in audit() if found} == {}


def by_delay(world: World, order: Order) -> None:
    move_promise(
        actor=world.seller, at=NOON, store=world.store, campaign_id=world.campaign.pk, reason="Kain terlambat",
        moves={row.what: row.day + 5 * DAY for row in world.campaign.promises.order_by("pk")},
    )  # fmt: skip
    delay = Delay.objects.of(world.store).get()
    choose(**by(world, order, BUYER_ACTOR, NOON + DAY), delay_id=delay.pk, choice="refund")
    with clock.told(NOON + 4 * DAY):
        due.carry_out_delays(NOON + 4 * DAY)


def by_price(world: World, order: Order) -> None:
    asking.ask(world)
    asking.leave(world, order)


def by_guarantee(world: World, order: Order) -> None:
    assert morning(late(14)) == 1
    offer = GuaranteeRemedy.objects.of(world.store).get(order=order, remedy="refund")
    assert offer.amount == REST, "what is offered is what is late"
    take_refund(**by(world, order, BUYER_ACTOR, late(14)))
    offer.refresh_from_db()
    assert (offer.state, offer.amount) == ("taken", REST)


def by_shortage(world: World, order: Order) -> None:
    work(NOON + 7 * DAY)


def by_the_seller(world: World, order: Order) -> None:
    end_rest(**by(world, order), reason="Kain M tidak datang")


WAYS = [by_delay, by_price, by_guarantee, by_shortage, by_the_seller]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_sent_is_never_paid_back_by_lateness(way: Callable[[World, Order], None]) -> None:
    world = guarded(minimums=[Least(50)] if way is by_shortage else [], extension_days=0)
    order = part_sent(world)
    way(world, order)
    now = world.fresh(order)
    fee_back = order.shipping_fee if way is by_guarantee else 0  # an earlier rung
    assert now.state == "shipped" and now.refunded == REST + fee_back
    assert Refund.objects.of(world.store).filter(order=order).latest("pk").amount == REST
    assert now.paid - now.refunded >= 2 * 95_000 + now.shipping_fee - fee_back
    parcel = Parcel.objects.of(world.store).get(order=order)
    assert (parcel.state, parcel.tracking_number) == ("handed_over", FIRST["tracking_number"])
    assert PartShipment.objects.of(world.store).get().state == "final"
    assert sorted(free_pieces(now).values()) == [0, 2], "nobody complains of what was never sent"
    books_agree(world, now)
    clean()
    confirm_receipt(**by(world, order, BUYER_ACTOR))
    assert world.fresh(order).state == "received"
    clean()


def test_before_the_part_has_left_the_whole_comes_back_and_the_part_is_not_sent() -> None:
    world = guarded()
    order = ordered(world)
    agreed(world, order)
    morning(late(14))
    take_refund(**by(world, order, BUYER_ACTOR, late(14)))
    now = world.fresh(order)
    assert (now.state, now.refunded) == ("cancelled", now.paid)
    assert PartShipment.objects.of(world.store).get().state == "withdrawn"
    with pytest.raises(Refusal):
        ship_part(**by(world, order), **FIRST)
    clean()


def test_no_other_way_ends_or_changes_an_order_whose_part_has_left() -> None:
    world = make_world(at=NOON)
    order, whole = part_sent(world), ordered(world)
    before = EventRow.objects.count()
    for act, why in (
        (lambda: cancel_order(**by(world, order), reason="batal"), PartIsOut),
        (lambda: end_order(world.fresh(order), fee_percent=0, reason="batal", at=NOON), PartIsOut),
        (lambda: end_rest(**by(world, whole), reason="Kain tidak datang"), NothingOut),
    ):
        with pytest.raises(why):
            act()
    assert EventRow.objects.count() == before and world.fresh(order).refunded == 0
    assert not DroppedRest.objects.of(world.store).exists()


def test_pieces_that_left_are_not_given_to_others_when_too_few_came_out() -> None:
    world = make_world(at=NOON)
    order, other = part_sent(world), ordered(world)
    for one in yields_of(world.campaign):
        assert {line.order_id for line in one.lines} == {other.pk}
        assert one.sent == one.ordered // 2, "what is left of an order on its way is its own"
    assert order.state == "confirmed"


def test_a_part_that_the_order_no_longer_holds_is_not_sent() -> None:
    world = make_world(at=NOON)
    order = ordered(world)
    agreed(world, order, 3)
    order.lines.filter(position=0).update(qty=2, total=190_000)
    with pytest.raises(PartMoved):
        ship_part(**by(world, order), **FIRST)
    assert PartShipment.objects.of(world.store).get().state == "agreed"


def test_a_rest_packed_already_leaves_in_nobodys_parcel() -> None:
    world = make_world(at=NOON)
    order = part_sent(world)
    ship = by(world, order)
    Parcel.objects.create(
        store=world.store, order=order, method="courier", weight=400, packed_at=NOON, state="packed"
    )
    end_rest(**ship, reason="Kain M tidak datang")
    assert Parcel.objects.of(world.store).get(order=order).tracking_number == FIRST["tracking_number"]
    with pytest.raises(Refusal):
        ship_order(**ship, **SECOND)
