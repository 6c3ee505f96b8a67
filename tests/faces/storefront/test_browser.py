"""The buyer's way on a cheap phone: without scripts, with them, over a reload, with a wrong clock."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from bukapo.journal import clock
from bukapo.orders.models import Order
from tests.faces.storefront.forms import address
from tests.trust.cast import received
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world(cap=50)


def choose(page: Page, wire: str, value: str) -> None:
    page.locator(f'input[name="{wire}"][value="{value}"]').check()


def order_one(page: Page, world: World) -> None:
    page.goto(address(world))
    page.get_by_role("link", name="Pesan", exact=True).last.click()
    choose(page, "line-0-pick-0", "XL")
    choose(page, "line-0-pick-1", "Navy")
    page.get_by_label("Nama", exact=True).fill("Rina Contoh")
    page.get_by_label("Nomor WhatsApp").fill("0812 3456 7890")
    page.locator('[name="fulfilment"][value="pickup"]').check()
    page.get_by_role("button", name="Cek pesanan").last.click()
    expect(page.get_by_role("heading", name="Cek dulu pesanan Anda")).to_be_visible()


def test_an_order_needs_no_script(
    new_context: Callable[..., Any], world: World, axe: Callable[[Page], None]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address(world))
    expect(page.get_by_text("Ditutup", exact=False).first).to_be_visible()
    expect(page.locator(".countdown-cells")).to_be_hidden()
    order_one(page, world)
    page.get_by_role("button", name="Ubah").click()
    page.get_by_role("button", name="Tambah baris").click()
    choose(page, "line-1-pick-0", "S")
    choose(page, "line-1-pick-1", "Hitam")
    page.get_by_role("button", name="Cek pesanan").last.click()
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_text("Pesanan masuk. Simpan tautan")).to_be_visible()
    assert Order.objects.of(world.store).get().pieces == 2


def test_every_page_of_the_way_is_open_to_everybody(
    page: Page, world: World, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    for path, name in (("/", "front"), (f"/{world.store.slug}/", "store"), (address(world), "campaign")):
        page.goto(path)
        axe(page)
        shoot(page, name)
    order_one(page, world)
    axe(page)
    shoot(page, "check")
    page.get_by_role("button", name="Kirim pesanan").click()
    axe(page)
    shoot(page, "order")
    page.get_by_role("link", name="Ubah pesanan").click()
    axe(page)
    shoot(page, "change")
    review = f"/p/{received(world, at=clock.now()).secret}/"  # its form is there
    for path, name in ((review, "review"), (f"/{world.store.slug}/rekam/", "record")):
        page.goto(path)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            axe(page)
        shoot(page, name)


def test_no_page_scrolls_sideways_on_a_small_phone(page: Page, world: World) -> None:
    order = world.place()
    page.set_viewport_size({"width": 320, "height": 640})
    for path in (
        "/",
        address(world),
        address(world, "pesan/"),
        f"/p/{order.secret}/",
        f"/p/{order.secret}/ubah/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_form_adds_up_while_choosing(page: Page, world: World) -> None:
    page.goto(address(world, "pesan/"))
    choose(page, "line-0-pick-0", "XL")
    choose(page, "line-0-pick-1", "Navy")
    page.get_by_role("button", name="Tambah", exact=True).click()
    page.get_by_label(re.compile("Nama punggung")).fill("RINA")
    page.locator('[value="courier"]').check()
    page.get_by_label("Wilayah pengiriman").select_option(index=1)
    expect(page.locator("[data-total]")).to_have_text("Rp248.000")


def test_a_form_survives_a_reload_with_all_its_lines_and_its_key(page: Page, world: World) -> None:
    page.goto(address(world, "pesan/"))
    choose(page, "line-0-pick-0", "L")
    page.get_by_role("button", name="Tambah baris").click()
    page.get_by_label("Nama", exact=True).fill("Rina Contoh")
    page.locator('[name="line-1-qty"]').fill("3")
    key = page.locator('[name="key"]').input_value()
    page.goto(address(world, "pesan/"))
    expect(page.locator('[name="line-1-qty"]')).to_have_value("3")
    expect(page.get_by_label("Nama", exact=True)).to_have_value("Rina Contoh")
    expect(page.locator('[name="line-0-pick-0"][value="L"]')).to_be_checked()
    expect(page.locator('[name="key"]')).to_have_value(key)


def test_a_sent_order_leaves_no_draft_behind(page: Page, world: World) -> None:
    order_one(page, world)
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_text("Pesanan masuk. Simpan tautan")).to_be_visible()
    page.wait_for_load_state()  # the script that forgets the draft runs after the text is there
    page.goto(address(world, "pesan/"))
    expect(page.get_by_label("Nama", exact=True)).to_have_value("")


def test_the_countdown_is_right_on_a_phone_with_a_wrong_clock(page: Page, world: World) -> None:
    assert world.campaign.closes_at
    page.clock.install(time=world.campaign.closes_at + timedelta(days=400))
    page.goto(address(world))
    days = page.locator(".countdown-cells b").first
    expect(days).to_have_text(re.compile("0[67]"))


def test_a_countdown_in_a_page_that_the_browser_only_confirmed_asks_for_the_time(
    page: Page, world: World
) -> None:
    def kept_long_ago(route: Route) -> None:
        if route.request.method == "HEAD":
            return route.continue_()
        answer = route.fetch()
        return route.fulfill(
            response=answer, body=re.sub(r'data-now="\d+"', 'data-now="1000"', answer.text())
        )

    page.add_init_script(
        "performance.getEntriesByType = () =>"
        " [{ type: 'navigate', responseStart: 0, transferSize: 300, encodedBodySize: 9000 }]"
    )
    page.route(f"**{address(world)}", kept_long_ago)
    page.goto(address(world))
    expect(page.locator(".countdown-cells b").first).to_have_text(re.compile("0[67]"))
