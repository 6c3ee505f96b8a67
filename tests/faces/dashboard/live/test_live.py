"""A PO watched while it runs: drawn, kept true while open, in a fixed number of queries."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import Page, expect

from bench.seed import insert_old_orders
from bukapo.campaigns.links.writes import make_link
from bukapo.campaigns.models import Campaign, LinkDay
from bukapo.faces.dashboard.live import pages
from bukapo.faces.dashboard.live.drawn import heat_table
from bukapo.faces.ui.fans import MOST_POINTS, fan, thinned
from bukapo.insights.forecast.due import keep_forecasts
from bukapo.insights.forecast.reads import accuracy_of, judged
from bukapo.insights.live.values import Heat
from bukapo.insights.models import ForecastMade, HourTally
from bukapo.insights.tallies.anew import recount
from bukapo.insights.tallies.reads import MOST_FRESH
from bukapo.journal import clock
from tests.faces.production import enter
from tests.till import asked, receive
from tests.world import NOON, World, make_world

LATER = NOON + timedelta(days=2)


def at(world: World, name: str = "live") -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, world.campaign.slug])


def watched(now: datetime = NOON) -> World:
    """A PO in its third day with a cap, a target and a link, sixteen orders, and a PO before it."""
    world = make_world(at=now - timedelta(days=2), cap=60, target=50)
    for place in range(16):
        with clock.told(now - timedelta(days=2) + timedelta(hours=3 * place)):
            order = world.place(
                world.line(("S", "M", "L", "XL")[place % 4], ("Hitam", "Navy")[place % 2], qty=2)
            )
            if place % 3 == 0:
                receive(world, order, asked(order))
    link = make_link(
        actor=world.seller, at=now, store=world.store, source="ig", campaign_id=world.campaign.pk
    )
    LinkDay.objects.create(store=world.store, link_id=link.link_id, day=now.date(), people=120)
    opens = now - timedelta(days=40)
    old = Campaign.objects.create(
        store=world.store, slug="kaos-lama", title="Kaos Lama", created_at=opens, state="finished",
        opens_at=opens, closes_at=opens + timedelta(days=8), closed_at=opens + timedelta(days=8),
    )  # fmt: skip
    hour = opens.replace(minute=0, second=0, microsecond=0)
    HourTally.objects.bulk_create(
        HourTally(
            store=world.store, campaign=old, hour=hour + timedelta(hours=6 * n), source="form", placed=1, held=1,
            pieces=1 + n % 4,
        )
        for n in range(32)
    )  # fmt: skip
    return world


def keep_middle(world: World) -> None:
    """What was foreseen of the PO before when half of its window was over: 60 of 80."""
    old = Campaign.objects.of(world.store).get(slug="kaos-lama")
    assert old.opens_at
    ForecastMade.objects.create(
        store=world.store, campaign=old, made_at=old.opens_at + timedelta(days=4), share=5_000, pieces=40,
        low=50, median=60, high=90, straight=80,
    )  # fmt: skip


def grow(world: World, count: int) -> None:
    """So many old orders more, past the verbs."""
    with connection.cursor() as cursor:

        def run(statement: str) -> Any:
            cursor.execute(statement)
            return cursor

        insert_old_orders(run, connection.vendor, world.store.pk, world.campaign.pk, count)


@pytest.mark.django_db
class TestThePage:
    def test_tells_and_draws_how_the_po_goes(self) -> None:
        world = watched()
        client = Client()
        client.force_login(world.owner)
        keep_middle(world)
        with clock.told(NOON):
            shown = client.get(at(world)).content.decode()
        for words in (
            "perkiraan di tengah PO meleset 25% dan kisarannya tepat",
            "dari kuota 60", "10 belum dibayar", "Perkiraan akhir", "8 dari 10 kemungkinan", "PO lalu: Kaos Lama",
            "Belajar dari jalannya 1 PO", "Kunjungan lewat link pendek", "38% dari langkah sebelumnya", "Form PO",
            "Per 12.00.00 WIB", "Ukuran", "Navy", 'class="fan-band"', 'class="fan-before"', "Rp", "heat-5",
        ):  # fmt: skip
            assert words in shown, words
        with clock.told(NOON):
            home = client.get(reverse("dashboard:store", args=[world.store.slug])).content.decode()
        assert "14 hari terakhir" in home
        assert "kemarin" in home

    def test_takes_as_many_queries_for_a_thousand_orders_as_for_ten(self) -> None:
        world = watched()
        client = Client()
        client.force_login(world.owner)
        home = reverse("dashboard:store", args=[world.store.slug])
        addresses = [home, *(at(world, name) for name in ("campaign", "live", "live_now", "money", "orders"))]
        asked_for: dict[str, list[int]] = {address: [] for address in addresses}
        for more in (10, 990):
            grow(world, more)
            with clock.told(NOON):
                told = {address: client.get(address).content.decode() for address in addresses}
            busy = "Sedang ramai" in told[at(world, "campaign")]
            assert busy == (more > MOST_FRESH), "what is not counted yet is said"
            assert busy == ("Sedang ramai" in told[at(world, "money")])
            recount()
            for address, counts in asked_for.items():
                with clock.told(NOON), CaptureQueriesContext(connection) as queries:
                    assert client.get(address).status_code == 200
                counts.append(len(queries))
        assert all(few == many for few, many in asked_for.values()), asked_for
        most = (20, 34, 27, 7, 40, 12)
        assert [few <= least for (few, _many), least in zip(asked_for.values(), most, strict=True)] == [
            True
        ] * 6

    def test_an_open_page_hears_only_what_is_new(self) -> None:
        world = watched()
        client = Client()
        client.force_login(world.owner)
        first = client.get(at(world, "live_now"))
        assert first.status_code == 200
        word = first.content.decode()
        assert client.get(at(world, "live_now"), {"v": word}).status_code == 204
        with clock.told(NOON):
            world.place()
        assert client.get(at(world, "live_now"), {"v": word}).status_code == 200
        store = reverse("dashboard:store_now", args=[world.store.slug])
        assert client.get(store, {"v": client.get(store).content.decode()}).status_code == 204
        stranger = make_world(slug="toko-lain").owner
        client.force_login(stranger)
        assert client.get(at(world, "live_now")).status_code == 404
        assert client.get(at(world)).status_code == 404


@pytest.mark.django_db
def test_forecasts_are_kept_now_and_then_and_judged_at_the_end() -> None:
    world = watched()
    assert keep_forecasts(NOON) == 1
    assert keep_forecasts(NOON + timedelta(minutes=20)) == 0
    assert keep_forecasts(NOON + timedelta(hours=10)) == 1
    rows = list(ForecastMade.objects.of(world.store))
    assert [row.pieces for row in rows] == [32, 32]
    assert all(row.low <= row.median <= row.high <= 60 for row in rows)
    told = judged(rows, 40)
    assert [one.share for one in told] == [rows[-1].share] or len(told) <= 2
    assert accuracy_of(world.campaign, final=0) == ()
    row = ForecastMade(share=5_000, made_at=NOON, low=90, median=110, high=130, straight=50)
    (one,) = judged([row], 100)
    assert (one.off, one.straight_off, one.held) == (1_000, 5_000, True)


def test_a_fan_stays_within_its_frame_and_keeps_its_words_apart() -> None:
    window = (NOON, NOON + timedelta(days=4))
    drawn = fan(
        "x",
        window=window,
        so_far=[(NOON, 0), (LATER, 50)],
        ahead=[(window[1], 60, 70, 90)],
        across=[("Kuota", 100, "cap"), ("Target", 99, "target")],
        now=LATER,
    )
    assert [line.at for line in drawn.across] == ["start", "end"]
    assert (drawn.dot or (0, 0))[0] == 180.0
    assert drawn.middle.startswith("180.0,")
    assert all(22 <= float(pair.split(",")[1]) <= 196 for pair in drawn.band.split())
    assert len(thinned([(n, n) for n in range(1000)])) <= MOST_POINTS + 1


def test_heat_is_stepped_by_the_fullest_cell() -> None:
    heat = Heat(
        "Kaos", "Warna", "Ukuran", ("Hitam",), ("S", "M", "L"), {("Hitam", "M"): 50, ("Hitam", "L"): 1}
    )
    assert heat_table(heat).rows == (("Hitam", ((0, 0), (50, 5), (1, 1)), 51),)


@pytest.mark.django_db(transaction=True)
def test_an_open_page_grows_by_itself(
    page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None], monkeypatch: Any
) -> None:
    monkeypatch.setattr(pages, "FIRST_MS", 300)
    world = watched(datetime.now(ZoneInfo("UTC")))
    keep_middle(world)
    enter(page, world)
    page.goto(at(world))
    expect(page.locator(".figure dd").first).to_contain_text("32")
    axe(page)
    page.locator("summary", has_text="Angkanya per hari").click()
    world.place(world.line("L", qty=3))
    expect(page.locator(".figure dd").first).to_contain_text("35")
    expect(page.get_by_role("status")).to_contain_text("Baru saja diperbarui: Per")
    expect(page.get_by_role("columnheader", name="Kisaran")).to_be_visible()
    shoot(page, "live")
    page.goto(reverse("dashboard:store", args=[world.store.slug]))
    axe(page)
    shoot(page, "live-store")
