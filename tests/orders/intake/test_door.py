"""The ordinary door as a server uses it: offers in memory, drafts in the queue, no connection held while waiting."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.models import F

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.kernel.protocol import Unavailable
from bukapo.kernel.refusal import NotFound
from bukapo.orders.intake import door as rules
from bukapo.orders.intake.desk import Connected
from bukapo.orders.intake.door import Door
from bukapo.orders.models import Order
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world(cap=50)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    writers: list[Connected] = []
    connect = rules.own_writer

    def own_writer() -> Connected:
        writers.append(connect())
        return writers[-1]

    monkeypatch.setattr(rules, "own_writer", own_writer)
    opened = Door()
    opened.open()
    yield opened
    if opened._queue is not None:
        opened._queue.close()
    for writer in writers:
        writer.close()


def offer_of(door: Door, world: World):  # type: ignore[no-untyped-def]
    return door.offer(world.store.slug, world.campaign.slug)


def test_an_offer_is_read_once_and_asks_nothing_afterwards(
    door: Door, world: World, django_assert_num_queries: object
) -> None:
    first = offer_of(door, world)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert offer_of(door, world) is first


def test_a_shop_that_is_not_there_is_not_found(door: Door, world: World) -> None:
    Campaign.objects.of(world.store).update(state="draft")
    for store, campaign in ((world.store.slug, world.campaign.slug), ("tidak", "ada")):
        with pytest.raises(NotFound):
            door.offer(store, campaign)


def test_a_price_that_has_changed_is_found_out_before_anything_is_written(door: Door, world: World) -> None:
    remembered = offer_of(door, world)
    CampaignItem.objects.of(world.store).update(price=F("price") + 5_000)
    Campaign.objects.of(world.store).update(version=F("version") + 1)
    placed = door.place(remembered, world.want())
    assert Order.objects.of(world.store).get(pk=placed.id).goods == 100_000
    assert offer_of(door, world).stamp != remembered.stamp


def test_many_threads_get_their_own_orders(door: Door, world: World) -> None:
    offer = offer_of(door, world)
    wanted = [world.want() for _ in range(24)]
    numbers: dict[str, str] = {}

    def buy(place: int) -> None:
        try:
            placed = door.place(offer, wanted[place])
            numbers[wanted[place].key] = placed.number
            assert connection.connection is None  # the database was asked by the writer only
        finally:
            connections.close_all()

    buyers = [threading.Thread(target=buy, args=[n]) for n in range(24)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    assert numbers == dict(Order.objects.of(world.store).values_list("key", "number"))
    assert len(numbers) == 24


def test_who_is_not_answered_in_time_is_told_to_send_again(
    door: Door, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = offer_of(door, world)
    door.place(offer, world.want())
    queue, go_on = door._queue, threading.Event()
    assert queue is not None
    place = queue.place
    monkeypatch.setattr(rules, "PATIENCE", 0.05)
    monkeypatch.setattr(queue, "place", lambda tickets: go_on.wait(30) and place(tickets))
    wanted = world.want()
    with pytest.raises(Unavailable):
        door.place(offer, wanted)
    go_on.set()
    monkeypatch.setattr(rules, "PATIENCE", 30.0)
    placed = door.place(offer, wanted)
    assert placed.repeated and Order.objects.of(world.store).count() == 2


def test_the_offer_nobody_asks_for_is_forgotten_first(
    door: Door, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "REMEMBERED", 2)
    others = [make_world(slug=slug) for slug in ("toko-b", "toko-c")]
    first = offer_of(door, world)
    offer_of(door, others[0])
    assert offer_of(door, world) is first
    offer_of(door, others[1])
    assert offer_of(door, world) is first
