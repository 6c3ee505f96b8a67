"""A broadcast in a browser: the preview follows the typing, the count is confirmed, the bar moves by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.messaging.broadcasts.due import write_broadcasts
from bukapo.messaging.models import Update
from bukapo.messaging.updates.writes import draft_update
from tests.faces.production import accepted, address, closed, enter, paid, reported, sent
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Siti Rahma Wulandari Kusumaningrum"


def test_many_are_told_with_the_words_seen_while_they_are_typed(
    page: Page,
    complaints: list[str],
    axe: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    world = make_world(title="Kaos Reuni Angkatan 2009")
    paid(world, world.line("L", qty=2), buyer_name="Budi", email="budi@example.com")
    paid(world, world.line("M"), buyer_name=LONG)
    world.place(world.line("S"), buyer_name="Cici")
    enter(page, world)
    page.goto(address(world, "siaran/baru/"))
    body, preview = page.get_by_label("Isi pesan"), page.locator("[data-preview]")
    body.fill("Halo {nama}, kain sudah datang. Pesanan ")
    body.press("End")
    page.get_by_role("button", name="{nomor}", exact=True).click()
    expect(preview).to_contain_text("Halo Budi, kain sudah datang. Pesanan PO-")
    expect(preview).to_contain_text(f"Halo {LONG}")
    page.get_by_label("Untuk siapa").select_option(label="Belum bayar (DP atau pembayaran pertama)")
    expect(preview).to_contain_text("Halo Cici")
    body.press_sequentially(" {resi}")
    expect(preview).to_contain_text("{resi} tidak dikenal")
    body.fill("Halo {nama}, kain untuk {judul_po} sudah datang.\nPesanan {nomor}: {tautan}")
    page.get_by_label("Untuk siapa").select_option(label="Semua pembeli PO ini")
    expect(preview).to_contain_text("Halo Budi, kain untuk Kaos")
    axe(page)
    shoot(page, "news-new")
    page.get_by_role("button", name="Periksa dulu").click()
    axe(page)
    shoot(page, "news-check")
    page.get_by_role("button", name="Kirim ke 3 orang").click()
    expect(page.get_by_text("0 / 3")).to_be_visible()
    write_broadcasts(clock.now())
    expect(page.get_by_text("3 / 3")).to_be_visible(timeout=8_000)
    axe(page)
    shoot(page, "news-broadcast")
    closed(world)
    reported(accepted(sent(world, stages=["Potong", "Sablon", "Jahit"])), 4, 2)
    world.campaign = world.fresh(world.campaign)
    draft_update(
        campaign=world.campaign, week=None, actor=world.seller, at=clock.now() + timedelta(seconds=1)
    )
    page.goto(address(world, "kabar/"))
    axe(page)
    shoot(page, "news-update")
    page.get_by_role("button", name="Kirim ke 3 pembeli").click()
    expect(page.get_by_role("heading", name="Sudah dikabarkan")).to_be_visible()
    assert Update.objects.of(world.store).get().state == "sent"
    write_broadcasts(clock.now())
    page.goto(address(world, "laporan-pesan/"))
    axe(page)
    shoot(page, "news-report")
    order = world.campaign.orders.get(buyer_name="Cici")
    page.goto(f"/p/{order.secret}/")
    shoot(page, "news-order")
    page.goto(f"/{world.store.slug}/{world.campaign.slug}/")
    expect(page.get_by_role("heading", name="Kabar", exact=True)).to_be_visible()
    shoot(page, "news-campaign")
    assert complaints == []
