"""The connection drops when the order is in and its answer on the way: the buyer has one order, and knows it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from bukapo.faces.storefront.shown import too_late
from bukapo.kernel.protocol import Busy
from bukapo.orders.intake.door import DOOR
from bukapo.orders.models import Order
from tests.faces.storefront.forms import address
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
SENDING = "**/pesan/kirim/"


@pytest.fixture
def world() -> World:
    return make_world(cap=50)


def fill_in(page: Page, world: World) -> None:
    """Up to the page that repeats everything."""
    page.goto(address(world, "pesan/"))
    page.locator('input[name="line-0-pick-0"][value="L"]').check()
    page.locator('input[name="line-0-pick-1"][value="Hitam"]').check()
    page.get_by_label("Nama", exact=True).fill("Rina Contoh")
    page.get_by_label("Nomor WhatsApp").fill("0812 3456 7890")
    page.locator('[name="fulfilment"][value="pickup"]').check()
    page.get_by_role("button", name="Cek pesanan").last.click()
    expect(page.get_by_role("heading", name="Cek dulu pesanan Anda")).to_be_visible()


def lose_answers(page: Page, world: World, *, times: int = 1) -> None:
    """The next posts reach the server and are answered by it; what it answers never arrives."""

    def cut(route: Route) -> None:
        before = Order.objects.of(world.store).count()
        answer = route.fetch(max_redirects=0)
        assert answer.status == 303 and Order.objects.of(world.store).count() == max(before, 1)
        route.abort("connectionreset")

    page.route(SENDING, cut, times=times)


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim pesanan").click(no_wait_after=True)


def has_one_order_and_knows_it(page: Page, world: World) -> None:
    expect(page.get_by_text("Pesanan masuk. Simpan tautan")).to_be_visible()
    order = Order.objects.of(world.store).get()
    assert f"/p/{order.secret}/" in page.url
    expect(page.get_by_text(order.number).first).to_be_visible()
    assert world.counter().taken == 1


def lost(page: Page, world: World, *, times: int = 1) -> None:
    """The buyer has pressed send and sees the browser's own page of failure."""
    fill_in(page, world)
    lose_answers(page, world, times=times)
    with page.expect_event("requestfailed"):
        send(page)
    page.wait_for_url(re.compile("^chrome-error:"))
    assert Order.objects.of(world.store).count() == 1


def test_a_reload_shows_the_order(page: Page, world: World) -> None:
    lost(page, world)
    page.reload()
    has_one_order_and_knows_it(page, world)


def test_going_back_and_sending_again_shows_the_order(page: Page, world: World) -> None:
    lost(page, world, times=2)
    page.go_back()
    with page.expect_event("requestfailed"):
        send(page)
    page.wait_for_url(re.compile("^chrome-error:"))
    page.go_back()
    send(page)
    has_one_order_and_knows_it(page, world)


def test_it_needs_no_script(new_context: Callable[..., Any], world: World) -> None:
    page = new_context(java_script_enabled=False).new_page()
    lost(page, world)
    page.go_back()
    send(page)
    has_one_order_and_knows_it(page, world)


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch, complaints: list[str]) -> Callable[[int], list[str]]:
    """The server is too busy so many times; the list tells the key of everything that was sent."""

    def for_the_next(times: int) -> list[str]:
        keys: list[str] = []
        place = DOOR.place

        def sometimes(offer: Any, wanted: Any) -> Any:
            keys.append(wanted.key)
            if len(keys) <= times:
                raise Busy()
            return place(offer, wanted)

        monkeypatch.setattr(DOOR, "place", sometimes)
        monkeypatch.setattr(too_late, "RETRY_SECONDS", 1)
        return keys

    return for_the_next


def forgive(complaints: list[str]) -> None:
    """A 503 is what the test is about."""
    complaints[:] = [each for each in complaints if not each.startswith("503 for")]


def test_a_busy_server_is_asked_again_by_the_page_itself(
    page: Page, world: World, busy: Callable[[int], list[str]], complaints: list[str]
) -> None:
    keys = busy(2)
    fill_in(page, world)
    send(page)
    expect(page.get_by_text("Sedang ramai, sebentar ya")).to_be_visible()
    has_one_order_and_knows_it(page, world)
    assert len(keys) == 3 and len(set(keys)) == 1  # busy, busy, taken
    forgive(complaints)


def test_an_answer_lost_while_the_page_tries_again_is_found_by_the_next_try(
    page: Page, world: World, busy: Callable[[int], list[str]], complaints: list[str]
) -> None:
    keys = busy(1)
    fill_in(page, world)
    send(page)
    expect(page.get_by_text("Sedang ramai, sebentar ya")).to_be_visible()
    lose_answers(page, world)
    has_one_order_and_knows_it(page, world)
    assert len(set(keys)) == 1
    forgive(complaints)
