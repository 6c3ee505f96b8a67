"""Messages in a browser: tapped through on a phone, with and without a script; words changed while watching them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from bukapo.journal import clock, outbox
from bukapo.messaging.models import Message
from tests.faces.production import enter
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["Budi Santoso", "Siti Rahma Wulandari Kusumaningrum", "Agus", "Dewi"]


@pytest.fixture
def world() -> World:
    made = make_world(pay_mode="deposit", title="Kaos Reuni")
    for name in NAMES:
        made.place(made.line("L", qty=2, name="BUDI"), buyer_name=name, email="pembeli@example.com")
    while outbox.run_due(at=clock.now() + timedelta(seconds=1)):
        pass
    return made


def no_whatsapp_here(context: BrowserContext) -> list[str]:
    """Instead of WhatsApp opens an empty page; returns the addresses that were opened."""
    opened: list[str] = []

    def answer(route: Route) -> None:
        opened.append(route.request.url)
        route.fulfill(status=200, content_type="text/plain", body="WhatsApp")

    context.route("https://wa.me/**", answer)
    return opened


def states(world: World) -> list[str]:
    rows = Message.objects.of(world.store).filter(channel="whatsapp", order__isnull=False)
    return list(rows.order_by("pk").values_list("state", flat=True))


def test_one_tap_opens_whatsapp_marks_the_message_and_brings_the_next(
    world: World,
    page: Page,
    complaints: list[str],
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    opened = no_whatsapp_here(page.context)
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/pesan/")
    axe(page)
    shoot(page, "tell-queue")
    with page.context.expect_page() as popup:
        page.locator("[data-send]").first.click()
    popup.value.wait_for_load_state()
    popup.value.close()
    expect(page.get_by_text("Pesan ke Budi Santoso ditandai terkirim.")).to_be_visible()
    expect(page.get_by_text("1 / 4 pesan")).to_be_visible()
    expect(page.locator("h2").first).to_have_text(NAMES[1])
    assert opened[0].startswith("https://wa.me/62812")
    assert states(world) == ["sent", "ready", "ready", "ready"]
    shoot(page, "tell-queue-sent")
    page.get_by_role("button", name="Batal, kembalikan").click()
    expect(page.get_by_text("0 / 4 pesan")).to_be_visible()
    page.get_by_role("button", name="Lewati").first.click()
    expect(page.get_by_text("Pesan ke Budi Santoso dilewati.")).to_be_visible()
    assert states(world) == ["skipped", "ready", "ready", "ready"]
    # The other window asked another host, which is what it is for.
    complaints[:] = [each for each in complaints if "wa.me" not in each]


def test_without_a_script_the_button_beside_it_marks_the_message(
    world: World, new_context: Callable[..., Any], complaints: list[str]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    no_whatsapp_here(page.context)
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/pesan/")
    page.get_by_role("button", name="Tandai terkirim").first.click()
    expect(page.get_by_text("Pesan ke Budi Santoso ditandai terkirim.")).to_be_visible()
    assert states(world)[0] == "sent"


def test_a_message_stays_when_the_connection_is_gone(world: World, page: Page, complaints: list[str]) -> None:
    no_whatsapp_here(page.context)
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/pesan/")
    page.route("**/lewati/", lambda route: route.abort())
    page.get_by_role("button", name="Lewati").first.click()
    expect(page.locator(".letter-sending")).to_have_count(0)
    expect(page.get_by_text("0 / 4 pesan")).to_be_visible()
    assert states(world)[0] == "ready"


def test_words_are_changed_while_their_preview_follows(
    world: World, page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/pesan/kata/")
    axe(page)
    shoot(page, "tell-words")
    page.get_by_role("link", name=re.compile("WhatsApp.*Pesanan masuk$")).click()
    axe(page)
    shoot(page, "tell-word")
    box = page.get_by_label("Isi pesan")
    box.fill("Hai Kak ")
    page.get_by_role("button", name="{nama}", exact=True).click()
    expect(box).to_have_value("Hai Kak {nama}")
    expect(page.locator("[data-preview]")).to_contain_text("Hai Kak Budi")
    box.press_sequentially(" {tagihn}")
    expect(page.locator("[data-preview]")).to_contain_text("Isian {tagihn} tidak dikenal")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("#id_body_error")).to_contain_text("Isian {tagihn} tidak dikenal")
    shoot(page, "tell-word-wrong")
    box.fill("Hai Kak {nama}, lihat {tautan}")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Kata-katanya tersimpan")).to_be_visible()
    axe(page)
    shoot(page, "tell-word-own")


def test_the_mailbox_is_read_on_a_phone(
    world: World, page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    enter(page, world)
    page.goto(f"/toko-saya/{world.store.slug}/kotak-surat/")
    axe(page)
    shoot(page, "tell-mailbox")
    page.get_by_role("link", name="sudah kami terima").first.click()
    expect(page.get_by_text("Transfer tepat")).to_be_visible()
    axe(page)
    shoot(page, "tell-mail")
