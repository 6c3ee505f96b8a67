"""A PO's page from memory says what the page itself would say, and costs next to nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError

from bukapo.campaigns.models import Campaign, CampaignItem, PieceCounter
from bukapo.catalog.writes import save_product
from bukapo.faces.storefront.memory import door
from bukapo.faces.storefront.memory.door import RememberedPages
from bukapo.journal import clock
from tests.faces.storefront.forms import address
from tests.faces.storefront.memory.reader import Reader, Steady
from tests.world import NOON, TEE, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, cap=50)


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def django() -> Any:
    return get_wsgi_application()


@pytest.fixture
def reader(django: Any, steady: Steady) -> Reader:
    return Reader(RememberedPages(django, steady=steady, later=lambda job: job()))


@contextmanager
def told(at: datetime = NOON) -> Iterator[None]:
    with clock.told(at):
        yield


def closes_at(world: World) -> datetime:
    assert world.campaign.closes_at
    return world.campaign.closes_at


def test_a_page_in_memory_costs_no_query_and_a_look_costs_two(
    reader: Reader, steady: Steady, world: World, django_assert_num_queries: Any
) -> None:
    with told():
        first = reader.read(address(world))
        with django_assert_num_queries(0):
            assert reader.read(address(world)).body == first.body
        steady.pass_by(0.3)
        with django_assert_num_queries(2):
            assert reader.read(address(world)).body == first.body


def test_it_is_the_page_itself_with_all_its_headers(reader: Reader, django: Any, world: World) -> None:
    with told():
        own, remembered = Reader(django).read(address(world)), reader.read(address(world))
    assert remembered.text == own.text
    differ = {"vary", "cache-control", "etag", "x-request-id"}
    assert {n: v for n, v in own.headers.items() if n not in differ} == {
        n: v for n, v in remembered.headers.items() if n not in differ
    }
    assert remembered.headers["cache-control"] == "public, max-age=1"
    assert "set-cookie" not in remembered.headers and len(remembered.headers["x-request-id"]) == 16
    assert {"Accept-Encoding", "Accept-Language", "Cookie"} == set(remembered.headers["vary"].split(", "))


def test_it_is_packed_for_those_who_can_unpack(reader: Reader, world: World) -> None:
    with told():
        packed = reader.read(address(world), HTTP_ACCEPT_ENCODING="gzip, br")
        plain = reader.read(address(world))
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert len(packed.body) < len(plain.body) / 2 and packed.text == plain.text
    assert packed.headers["content-length"] == str(len(packed.body))


def test_who_has_it_already_gets_no_body(reader: Reader, world: World) -> None:
    with told():
        etag = reader.read(address(world)).headers["etag"]
    with told(NOON + timedelta(seconds=10)):
        again = reader.read(address(world), HTTP_IF_NONE_MATCH=f'"other", {etag}')
        head = reader.read(address(world), method="HEAD")
    assert again.status == 304 and again.body == b"" and again.headers["etag"] == etag
    assert "content-length" not in again.headers and "cache-control" in again.headers
    assert head.status == 200 and head.body == b"" and int(head.headers["content-length"]) > 1000


def test_the_countdown_is_told_the_time_of_the_answer(reader: Reader, world: World) -> None:
    for seconds in (0, 3.5, 20):
        at = NOON + timedelta(seconds=seconds)
        with told(at):
            assert f'data-now="{int(at.timestamp() * 1000)}"' in reader.read(address(world)).text


def test_sold_out_shows_within_a_moment(reader: Reader, steady: Steady, world: World) -> None:
    with told():
        assert "Kuota sudah habis" not in reader.read(address(world)).text
        PieceCounter.objects.of(world.store).filter(variant=None).update(taken=50)
        steady.pass_by(0.3)
        page = reader.read(address(world))
    assert "Kuota sudah habis" in page.text


def test_it_opens_and_closes_at_the_very_instant_without_a_look(reader: Reader, world: World) -> None:
    end, begin, blink = closes_at(world), world.campaign.opens_at, timedelta(microseconds=1)
    assert begin
    for at, takes_orders in ((begin - blink, False), (begin, True), (end - blink, True), (end, False)):
        with told(at):
            page = reader.read(address(world))
            assert (address(world, "pesan/") in page.text) == takes_orders, at


def test_the_early_price_ends_at_the_very_instant_without_a_look(reader: Reader, world: World) -> None:
    until, blink = NOON + timedelta(hours=1), timedelta(microseconds=1)
    CampaignItem.objects.of(world.store).update(early_price=81_000)
    Campaign.objects.of(world.store).update(early_until=until)
    for at, price, words in ((until - blink, "Rp81.000", True), (until, "Rp95.000", False)):
        with told(at):
            page = reader.read(address(world)).text
            assert f'<span class="money money-xl">{price}</span>' in page, at
            assert ("Harga early bird sampai" in page) == words


def test_nobody_may_keep_a_page_over_its_end(reader: Reader, world: World) -> None:
    with told(closes_at(world) - timedelta(seconds=1)):
        assert "max-age=0" in reader.read(address(world)).headers["cache-control"]
    with told(closes_at(world) - timedelta(seconds=2)):
        assert "max-age=1" in reader.read(address(world)).headers["cache-control"]


@pytest.mark.postgres_only
@pytest.mark.parametrize("wrong", [-5, 5])
def test_the_databases_clock_counts_and_not_the_nodes(
    reader: Reader, world: World, monkeypatch: pytest.MonkeyPatch, wrong: int
) -> None:
    right = clock.now
    ends = right() + timedelta(seconds=wrong / 2)  # in 2.5 s, or 2.5 s ago: the node would say the opposite
    begins = ends - timedelta(days=1)
    Campaign.objects.of(world.store).update(closes_at=ends, opens_at=begins)
    monkeypatch.setattr(clock, "now", lambda: right() + timedelta(seconds=wrong))
    page = reader.read(address(world)).text
    assert (address(world, "pesan/") in page) == (wrong > 0)


def test_what_the_seller_changes_shows_within_a_moment(reader: Reader, steady: Steady, world: World) -> None:
    with told():
        assert "Katun 30s" not in reader.read(address(world)).text
        draft = TEE.__class__(**(TEE.__dict__ | {"description": "Katun 30s"}))
        save_product(
            actor=world.seller,
            at=NOON,
            store=world.store,
            draft=draft,
            product_id=world.product.pk,
            on_sale=True,
        )
        steady.pass_by(0.3)
        assert "Katun 30s" in reader.read(address(world)).text


def test_what_is_in_no_version_shows_when_the_page_grows_old(
    reader: Reader, steady: Steady, world: World
) -> None:
    with told():
        reader.read(address(world))
        Campaign.objects.of(world.store).update(title="Tanpa kejadian")
        steady.pass_by(31)
        assert "Tanpa kejadian" in reader.read(address(world)).text


def test_two_languages_do_not_mix(reader: Reader, world: World) -> None:
    with told():
        for _ in range(2):
            assert '<html lang="id">' in reader.read(address(world)).text
            assert (
                '<html lang="en">' in reader.read(address(world), HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.8").text
            )
            english = reader.read(address(world), HTTP_COOKIE="django_language=en")
            assert '<html lang="en">' in english.text and english.headers["content-language"] == "en"


@pytest.mark.parametrize(
    ("asked", "remembered"),
    [
        ({}, True),
        ({"query": "utm_source=ig&fbclid=IwAR2_x"}, True),
        ({"query": "kode=RAHASIA"}, False),
        ({"query": "utm_source=ig&kode=RAHASIA"}, False),
        ({"HTTP_COOKIE": "sessionid=abc"}, False),
        ({"HTTP_HOST": "evil.example"}, False),
        ({"method": "POST"}, False),
    ],
)
def test_only_a_strangers_plain_question_is_answered_from_memory(
    reader: Reader, world: World, asked: dict[str, str], remembered: bool
) -> None:
    with told():
        assert ("etag" in reader.read(address(world), **asked).headers) == remembered


def test_what_is_no_po_leaves_nothing_in_memory(reader: Reader, world: World) -> None:
    Campaign.objects.of(world.store).update(state="draft")
    for path in (address(world), "/toko-contoh/tidak-ada/", "/toko-saya/masuk/", "/nota/x/"):
        with told():
            reader.read(path)
    assert reader.read(address(world)).status == 404
    assert len(reader.application.shelf) == 0


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> Any:
    def away(*_: Any) -> None:
        raise OperationalError("the database system is shutting down")

    return lambda: monkeypatch.setattr(door, "look", away)


def test_readers_outlive_a_database_that_is_away(
    reader: Reader, steady: Steady, world: World, no_database: Any
) -> None:
    with told():
        first = reader.read(address(world))
        no_database()
        for seconds in (0.3, 60, 200):
            steady.pass_by(seconds)
            assert reader.read(address(world)).body == first.body
        steady.pass_by(60)
        assert "etag" not in reader.read(address(world)).headers  # Django's own answer now


def test_a_po_closes_on_time_even_while_the_database_is_away(
    reader: Reader, steady: Steady, world: World, no_database: Any
) -> None:
    with told(closes_at(world) - timedelta(minutes=2)):
        assert address(world, "pesan/") in reader.read(address(world)).text
        no_database()
        steady.pass_by(1)
        assert address(world, "pesan/") in reader.read(address(world)).text
    with told(closes_at(world)):
        steady.pass_by(119)
        page = reader.read(address(world))
    assert "etag" in page.headers and "PO sudah ditutup" in page.text


def test_memory_comes_back_with_the_database(
    reader: Reader, steady: Steady, world: World, monkeypatch: pytest.MonkeyPatch, no_database: Any
) -> None:
    with told():
        reader.read(address(world))
        with monkeypatch.context():
            right = door.look
            no_database()
            steady.pass_by(5)
            reader.read(address(world))
        monkeypatch.setattr(door, "look", right)
        PieceCounter.objects.of(world.store).filter(variant=None).update(taken=50)
        steady.pass_by(1.1)
        assert "Kuota sudah habis" in reader.read(address(world)).text
