"""The books on screen and to download."""

import io
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    cache.clear()
    world = make_world()
    order = world.place()
    receive(world, order, asked(order), at=NOON)
    return world


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def at(world: World, *args: str) -> str:
    name = "store_books_file" if args else "store_books"
    return reverse(f"dashboard:{name}", args=[world.store.slug, *args])


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_page_shows_where_every_rupiah_stands(seller: Client, world: World) -> None:
    page = seller.get(at(world)).content.decode()
    assert "Neraca saldo" in page and "1-1201" in page and "BCA 1234567890" in page and "2-1100" in page
    assert "PPN" not in page


def test_a_period_without_business_shows_what_came_before(seller: Client, world: World) -> None:
    page = seller.get(at(world), {"dari": "2030-01-01", "sampai": "2030-01-31"}).content.decode()
    assert "1 Januari 2030" in page and "BCA 1234567890" in page
    assert "Belum ada yang tercatat" in seller.get(at(world), {"sampai": "2020-01-01"}).content.decode()


@pytest.mark.parametrize(
    "period", [{"dari": "x"}, {"dari": "2026-12-01", "sampai": "2026-11-01"}, {"dari": "0001-01-01"}]
)
def test_a_wrong_period_is_explained(seller: Client, world: World, period: dict[str, str]) -> None:
    answer = seller.get(at(world), period)
    assert answer.status_code == 422 and 'class="error"' in answer.content.decode()
    assert seller.get(at(world, "all", "xlsx"), period).status_code == 404


def test_every_download_is_what_it_says(seller: Client, world: World) -> None:
    answer = seller.get(at(world, "all", "xlsx"), {"dari": "2020-01-01"})
    assert f'filename="buku-{world.store.slug}-2020-01-01.xlsx"' in answer["Content-Disposition"]
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(content(answer))).sheet_names) == 3
    for part in ("journal", "ledger", "balance"):
        answer = seller.get(at(world, part, "csv"))
        assert answer["Cache-Control"] == "private, no-store"
        assert content(answer).startswith(b"\xef\xbb\xbf")
    for part, kind in (("journal", "xlsx"), ("all", "csv"), ("lain", "csv")):
        assert seller.get(at(world, part, kind)).status_code == 404


def test_orders_can_be_had_as_a_file(seller: Client, world: World) -> None:
    for kind in ("csv", "xlsx"):
        path = reverse("dashboard:orders_file", args=[world.store.slug, world.campaign.slug, kind])
        answer = seller.get(path)
        assert answer.status_code == 200 and len(content(answer)) > 200


def test_a_stranger_finds_no_books(world: World) -> None:
    stranger = Client()
    stranger.force_login(make_world(slug="toko-lain").owner)
    orders = reverse("dashboard:orders_file", args=[world.store.slug, world.campaign.slug, "csv"])
    for path in (at(world), at(world, "all", "xlsx"), orders):
        assert stranger.get(path).status_code == 404
        assert Client().get(path).status_code == 302
