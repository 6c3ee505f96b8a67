"""A package on a cheap phone: seen on the PO's page, chosen piece by piece, added up while choosing, sent."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bukapo.audit import audit
from bukapo.kernel.money import rupiah
from bukapo.orders.models import Order
from tests.bundled import FAMILY, make_bundled
from tests.faces.production import enter
from tests.faces.storefront.forms import address
from tests.faces.storefront.test_browser import choose

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[str], None]


@pytest.fixture
def look(page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> Look:
    """Judge the open page and take its picture; it may not scroll sideways."""

    def judge(name: str) -> None:
        axe(page)
        shoot(page, f"bundles-{name}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return judge


def test_from_the_card_to_the_nota_and_the_seller_who_made_it(page: Page, look: Look) -> None:
    shop = make_bundled()
    page.goto(address(shop))
    look("po")
    page.get_by_role("link", name="Pesan Keluarga").click()
    total = page.locator("[data-total]")
    expect(total).to_have_text(rupiah(FAMILY))
    choose(page, "pack-0-slot-0-pick-0", "XL")
    choose(page, "pack-0-slot-0-pick-1", "Hitam")
    choose(page, "pack-0-slot-1-pick-0", "M")
    choose(page, "pack-0-slot-1-pick-1", "Navy")
    page.locator(f'[name="pack-0-slot-1-text-{shop.name_field.pk}"]').fill("SITI")
    page.locator('[name="pack-0-qty"]').fill("2")
    expect(total).to_have_text(rupiah(2 * (FAMILY + 5_000 + 15_000)))
    look("form")
    page.get_by_label("Nama", exact=True).fill("Rina Contoh")
    page.get_by_label("Nomor WhatsApp").fill("0812 3456 7890")
    choose(page, "fulfilment", "pickup")
    page.reload()  # a phone that loses the page keeps the package
    expect(page.locator('[name="pack-0-qty"]')).to_have_value("2")
    expect(total).to_have_text(rupiah(2 * (FAMILY + 5_000 + 15_000)))
    page.get_by_role("button", name="Cek pesanan").last.click()
    look("check")
    page.get_by_role("button", name="Kirim pesanan").click()
    expect(page.get_by_text("2 × Keluarga")).to_be_visible()
    look("order")
    order = Order.objects.of(shop.store).get()
    assert (order.goods, order.pieces) == (2 * (FAMILY + 5_000 + 15_000), 6)
    enter(page, shop)
    for name, tail in (("list", "paket/"), ("hub", ""), ("recap", "rekap/")):
        page.goto(f"/toko-saya/{shop.store.slug}/po/{shop.campaign.slug}/{tail}")
        look(name)
    page.goto(f"/toko-saya/{shop.store.slug}/pesanan/{order.number}/")
    look("seller-order")
    assert [str(breach) for _name, found in audit() for breach in found] == []
