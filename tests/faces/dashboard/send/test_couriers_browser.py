"""On a phone: an address found by typing a part of it, then the seller's rates and parcels."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect

from bukapo.journal import clock
from bukapo.shipping.areas.book import ready
from bukapo.shipping.tariffs.due import PACE, ask_for_fees
from tests.contracts.couriers.dispatch import ORIGIN, paid_order
from tests.emulators import biteship
from tests.emulators.biteship import BiteshipEmulator
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, world: World) -> None:
    client = Client()
    client.force_login(world.owner)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": urljoin(page.url, "/")}]
    )


def test_an_address_is_found_and_its_parcel_booked(
    page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None], monkeypatch: Any
) -> None:
    cache.clear()
    ready()
    world = make_world(at=clock.now(), pay_mode="full")
    page.goto(f"/{world.store.slug}/{world.campaign.slug}/pesan/")
    page.get_by_text("Dikirim kurir", exact=True).click()
    search = page.get_by_role("combobox", name=re.compile("Cari daerah"))
    search.press_sequentially("dago cobl")
    expect(page.locator("#daftar_daerah").get_by_role("option")).to_have_count(1)
    shoot(page, "area-search")
    axe(page)
    search.press("ArrowDown")
    search.press("Enter")
    expect(page.locator("#id_postal_code")).to_have_value("40135")
    expect(page.locator("#id_city")).to_have_value("Dago, Coblong, Kota Bandung")
    expect(page.get_by_label("Wilayah pengiriman")).to_have_value(str(world.zone.pk))

    with BiteshipEmulator().running() as running:
        monkeypatch.setattr(settings, "GATEWAY_URLS", {"biteship": running.url})
        with clock.told(clock.now()):
            paid_order(world)
            paid_order(world)
        sign_in(page, world)
        page.goto(f"/toko-saya/{world.store.slug}/pengaturan/kurir/")
        page.get_by_text("Pasang Biteship").click()
        page.get_by_label("API Key", exact=True).first.fill(biteship.KEY)
        page.locator("#biteship_from_address").fill(ORIGIN.address)
        page.locator("#biteship_postal_code").fill("40132")
        shoot(page, "courier-settings")
        axe(page)
        page.locator("#biteship").get_by_role("button", name="Simpan & coba").click()
        expect(page.get_by_text("Tersambung. Kuncinya benar.")).to_be_visible()
        page.goto(f"/toko-saya/{world.store.slug}/ongkir/")
        page.get_by_role("link", name="Isi tabel ongkir dari kurir").click()
        page.get_by_role("button", name="Ambil tarifnya").click()
        expect(page.get_by_text("Daerah terjawab")).to_be_visible()
        at = clock.now()
        while ask_for_fees(at := at + PACE):
            continue
        expect(page.get_by_text("Jawa (ekspres)").first).to_be_visible()  # by itself
        shoot(page, "fees-from-courier")
        axe(page)
        page.get_by_role("button", name="Pakai sebagai tabel ongkir").click()
        expect(page.get_by_text("Tabel ongkir sudah diganti.")).to_be_visible()
        page.goto(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/kirim/")
        for box in page.locator(".pick").all():
            box.click()
        shoot(page, "sending-with-couriers")
        page.get_by_role("button", name="Tarif").click()
        expect(page.get_by_text("ekspres").first).to_be_visible()
        shoot(page, "courier-rates")
        axe(page)
        page.get_by_role("button", name="Pesan kurir untuk 2 paket").click()
        expect(page.get_by_text("2 paket sudah dipesankan kurir.")).to_be_visible()
        shoot(page, "courier-parcels")
        axe(page)
