import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from bukapo.campaigns.models import PieceCounter
from bukapo.campaigns.rules import Closed
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.canonical import digest
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.writes.release import cancel_order, expire_order
from bukapo.production.due import close_ended
from bukapo.production.models import FrozenRecap
from bukapo.production.reads import current_recap, frozen_recap, live_recap, recap_difference, recap_versions
from bukapo.production.refusals import (
    NothingChanged,
    NotOpenedYet,
    NotTimeYet,
    RecapAltered,
    RecapUnsound,
    StillOpen,
)
from bukapo.production.writes.close import amend_recap, close_campaign
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def close(world: World, **changes: Any) -> Any:
    given = {"actor": world.seller, "at": clock.now()} | changes
    return close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, **given)


def amend(world: World, reason: str = "1 pesanan batal", at: datetime | None = None) -> Any:
    return amend_recap(
        store_id=world.store.pk,
        campaign_id=world.campaign.pk,
        reason=reason,
        actor=world.seller,
        at=at or clock.now(),
    )


def cancel(world: World, order: Order) -> None:
    cancel_order(
        store_id=world.store.pk, order_id=order.pk, reason="batal", actor=world.seller, at=clock.now()
    )


def still_open(world: World) -> bool:
    return (
        world.fresh(world.campaign).state == "published"
        and not FrozenRecap.objects.of(world.store).exists()
        and not EventRow.objects.filter(kind="campaign.closed").exists()
    )


class TestTheLiveRecap:
    def test_counts_orders_that_hold_pieces_and_says_who_has_not_paid(self, world: World) -> None:
        world.place(world.line("L", qty=2), world.line("S", "Navy", name="BUDI"))
        gone = world.place(world.line("M"))
        cancel(world, gone)
        told = current_recap(world.campaign, clock.now())
        assert told.recap.pieces == {"S|Navy": 1, "L|Hitam": 2}
        assert (told.frozen, told.unpaid_orders, told.unpaid_pieces) == (False, 1, 3)
        assert told.recap.state == "live"

    def test_is_empty_before_the_first_order(self, world: World) -> None:
        assert live_recap(world.campaign, clock.now()).pieces == {}

    def test_names_buyers_to_the_seller_and_to_nobody_else(self, world: World) -> None:
        order = world.place(buyer_name="Rahasia Sekali")
        at = clock.now()
        sellers = live_recap(world.campaign, at)
        workshops = live_recap(world.campaign, at, audience="workshop")
        assert [line.buyer_name for line in sellers.lines] == [order.buyer_name]
        assert "Rahasia" not in repr(workshops)
        assert workshops.totals.goods is None
        assert workshops.seal == sellers.seal

    def test_follows_the_products_own_order_of_sizes(self, world: World) -> None:
        for size in ("3XL", "S", "XL", "M"):
            world.place(world.line(size))
        assert list(live_recap(world.campaign, clock.now()).pieces) == [
            "S|Hitam",
            "M|Hitam",
            "XL|Hitam",
            "3XL|Hitam",
        ]

    def test_survives_a_product_that_was_rebuilt_after_the_order(self, world: World) -> None:
        world.place()
        OrderLine.objects.of(world.store).update(values=["L", "Hitam", "Panjang"])
        assert live_recap(world.campaign, clock.now()).pieces == {"L|Hitam|Panjang": 1}

    def test_keeps_two_products_of_one_name_apart(self, world: World) -> None:
        world.place()
        other = type(world.product).objects.create(store=world.store, name="Kaos", weight=100)
        order = world.place()
        OrderLine.objects.of(world.store).filter(order=order).update(product=other, values=[])
        recap = live_recap(world.campaign, clock.now())
        assert sorted(product.name for product in recap.products) == ["Kaos", "Kaos (2)"]


class TestClosing:
    def test_by_hand_freezes_the_recap_and_tells_its_digest_in_the_same_event(self, world: World) -> None:
        world.place(world.line("L", qty=2), world.line("XL", name="BUDI 10"))
        event = close(world)
        frozen = FrozenRecap.objects.of(world.store).get()
        assert (frozen.version, frozen.digest) == (1, digest(frozen.content))
        assert (event.recap_id, event.digest, event.by_hand) == (frozen.pk, frozen.digest, True)
        assert (event.orders, event.pieces, event.rupiah) == (1, 3, 2 * 95_000 + 115_000)
        campaign = world.fresh(world.campaign)
        assert campaign.state == "closed"
        assert campaign.closed_at < campaign.closes_at
        row = EventRow.objects.get(kind="campaign.closed")
        assert (row.subject, row.subject_id, row.campaign_id) == (
            "campaigns.Campaign",
            campaign.pk,
            campaign.pk,
        )
        assert row.data["state"] == "closed"

    def test_keeps_no_buyers_name_in_what_is_frozen_for_ever(self, world: World) -> None:
        world.place(buyer_name="Siti Rahasia")
        close(world)
        assert "Siti" not in str(FrozenRecap.objects.of(world.store).get().content)
        assert [line.buyer_name for line in frozen_recap(world.campaign).lines] == ["Siti Rahasia"]

    def test_lets_no_order_in_afterwards(self, world: World) -> None:
        close(world)
        with pytest.raises(Closed):
            world.place()
        assert not Order.objects.of(world.store).exists()

    def test_twice_is_refused_and_freezes_nothing_more(self, world: World) -> None:
        close(world)
        with pytest.raises(WrongState):
            close(world)
        assert FrozenRecap.objects.of(world.store).count() == 1

    def test_by_time_happens_at_the_announced_instant_not_later(self, world: World) -> None:
        world.place()
        late = world.campaign.closes_at + timedelta(minutes=3)
        with clock.told(late):
            assert close_ended(late) == 1
            assert close_ended(late) == 0
        campaign = world.fresh(world.campaign)
        assert campaign.closed_at == campaign.closes_at
        assert EventRow.objects.get(kind="campaign.closed").data["by_hand"] is False
        assert frozen_recap(campaign).closes_at == campaign.closes_at

    def test_by_time_waits_for_the_instant(self, world: World) -> None:
        assert close_ended(world.campaign.closes_at - timedelta(microseconds=1)) == 0
        with pytest.raises(NotTimeYet):
            close(world, actor=SYSTEM_ACTOR)
        assert still_open(world)

    def test_is_refused_before_the_opening(self) -> None:
        world = make_world(opens_at=datetime.now(UTC) + timedelta(days=1))
        with pytest.raises(NotOpenedYet):
            close(world)
        assert still_open(world)

    def test_is_refused_to_another_store(self, world: World) -> None:
        stranger = make_world(slug="toko-lain")
        with pytest.raises(NotFound):
            close_campaign(
                store_id=stranger.store.pk,
                campaign_id=world.campaign.pk,
                actor=stranger.seller,
                at=clock.now(),
            )
        assert still_open(world)

    def test_of_an_empty_po_freezes_an_empty_recap(self, world: World) -> None:
        assert close(world).pieces == 0
        assert frozen_recap(world.campaign).products == ()


class TestARecapThatDoesNotAdd:
    @pytest.mark.parametrize(
        ("breach", "named"),
        [
            ("order pieces", "pieces 3, the recap has 2"),
            ("order goods", "goods Rp1, the recap has Rp190000"),
            ("counter", "counter of variant all: 5, the orders hold 2"),
            ("variant counter", ": 1, the orders hold 2"),
        ],
    )
    def test_is_never_frozen(self, world: World, breach: str, named: str) -> None:
        order = world.place(world.line("L", qty=2))
        orders = Order.objects.of(world.store).filter(pk=order.pk)
        counters = PieceCounter.objects.of(world.store)
        if breach == "order pieces":
            orders.update(pieces=3)
        elif breach == "order goods":
            orders.update(goods=1)
        elif breach == "counter":
            counters.filter(variant=None).update(taken=5)
        else:
            counters.filter(variant_id=world.variant("L", "Hitam")).update(taken=1)
        with pytest.raises(RecapUnsound) as refused:
            close(world)
        assert isinstance(refused.value, AssertionError)
        assert named in str(refused.value)
        assert still_open(world)

    def test_does_not_hold_up_another_po(self, world: World) -> None:
        other = make_world(slug="toko-lain")
        world.place()
        PieceCounter.objects.of(world.store).filter(variant=None).update(taken=5)
        late = world.campaign.closes_at + timedelta(hours=1)
        with clock.told(late):
            assert close_ended(late) == 1
        assert world.fresh(world.campaign).state == "published"
        assert other.fresh(other.campaign).state == "closed"


class TestAFrozenRecap:
    def test_that_was_edited_is_refused_by_name(self, world: World) -> None:
        world.place(world.line("L", qty=2))
        close(world)
        frozen = FrozenRecap.objects.of(world.store).get()
        frozen.content["products"][0]["lines"][0]["quantity"] = 3
        frozen.save()
        with pytest.raises(RecapAltered):
            frozen_recap(world.campaign)
        with pytest.raises(RecapAltered):
            current_recap(world.campaign, clock.now())

    def test_does_not_move_when_orders_do(self, world: World) -> None:
        order = world.place(world.line("L"))
        world.place(world.line("S"))
        close(world)
        cancel(world, order)
        told = current_recap(world.campaign, clock.now())
        assert told.recap.pieces == {"S|Hitam": 1, "L|Hitam": 1}
        assert told.changes is not None
        assert told.changes.gone == (order.number,)
        assert {line.buyer_name for line in told.recap.lines} >= {order.buyer_name}

    def test_that_nobody_froze_is_not_found(self, world: World) -> None:
        with pytest.raises(NotFound):
            frozen_recap(world.campaign)


class TestAmending:
    def test_freezes_the_next_version_and_keeps_the_first(self, world: World) -> None:
        order = world.place(world.line("L", qty=2))
        world.place(world.line("S"))
        close(world)
        with clock.told(clock.now() + timedelta(days=2)):
            expire_order(
                store_id=world.store.pk,
                order_id=order.pk,
                actor=SYSTEM_ACTOR,
                at=clock.now(),
            )
        event = amend(world, "Satu pesanan hangus")
        assert (event.version, event.pieces, event.reason) == (2, 1, "Satu pesanan hangus")
        assert frozen_recap(world.campaign, 1).totals.pieces == 3
        assert frozen_recap(world.campaign).totals.pieces == 1
        assert [row.version for row in recap_versions(world.campaign)] == [1, 2]
        changed = recap_difference(world.campaign, 1, 2)
        assert changed.gone == (order.number,)
        assert [(one.variant, one.before, one.after) for one in changed.pieces] == [("L / Hitam", 2, 0)]
        assert current_recap(world.campaign, clock.now()).changes is None

    def test_without_a_change_is_refused(self, world: World) -> None:
        world.place()
        close(world)
        with pytest.raises(NothingChanged):
            amend(world)
        assert FrozenRecap.objects.of(world.store).count() == 1

    def test_without_a_reason_is_refused(self, world: World) -> None:
        order = world.place()
        close(world)
        cancel(world, order)
        with pytest.raises(Invalid):
            amend(world, "  ")
        assert FrozenRecap.objects.of(world.store).count() == 1

    def test_while_open_is_refused(self, world: World) -> None:
        with pytest.raises(StillOpen):
            amend(world)
        assert still_open(world)


@pytest.mark.concurrency
def test_every_order_accepted_while_the_po_closes_is_in_its_recap(world: World) -> None:
    begun = threading.Barrier(5)
    answers: list[bool] = []

    def order_until_refused() -> None:
        try:
            begun.wait()
            for _ in range(12):
                world.place(world.line("L"))
                answers.append(True)
        except Closed:
            answers.append(False)
        finally:
            connections.close_all()

    buyers = [threading.Thread(target=order_until_refused) for _ in range(4)]
    for buyer in buyers:
        buyer.start()
    begun.wait()
    while not answers:
        time.sleep(0.001)
    event = close(world)
    for buyer in buyers:
        buyer.join()
    accepted = set(Order.objects.of(world.store).values_list("number", flat=True))
    assert {line.order_number for line in frozen_recap(world.campaign).lines} == accepted
    assert event.pieces == len(accepted) == answers.count(True)
