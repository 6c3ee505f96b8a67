"""From a teaser to an open PO: signed up by e-mail and by phone, early by an own link, then everybody."""

import re
from datetime import timedelta

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Interest
from bukapo.orders.models import Order
from tests.faces.production import enter
from tests.journeys.conftest import NewPerson
from tests.journeys.days import MONDAY, Calendar
from tests.journeys.person import Person
from tests.journeys.worker import work
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True)]

HOME, OPENS, EARLY = "/toko-saya/toko-contoh", MONDAY + timedelta(hours=6), MONDAY + timedelta(hours=4)
PO, PUBLIC = f"{HOME}/po/kaos-contoh", "/toko-contoh/kaos-contoh/"


def test_a_teaser_leads_to_early_and_then_to_all_orders(new_person: NewPerson, calendar: Calendar) -> None:
    world, seller = (
        make_world(at=MONDAY, opens_at=OPENS, early_opens_at=EARLY),
        new_person("penjual", laptop=True),
    )
    makes_the_teaser(seller, world)

    rina, budi, sari = new_person("rina"), new_person("budi", scripts=False), new_person("sari")
    signs_up(rina, "rina@example.com", "Rina Contoh", look=True)
    rina.sees("Satu langkah lagi: cek email Anda")
    signs_up(budi, "0812-0000-2222", "Budi Contoh")
    budi.sees("Nomor Anda kami catat")
    work()
    rina.open(link_in_the_mailbox(seller, "rina@example.com"))
    rina.look("konfirmasi")
    rina.press("Ya, kabari saya")
    rina.sees("email Anda sudah terkonfirmasi", "Dibuka untuk Anda")
    rina.look("halaman-pribadi")
    work()
    seller.open(f"{PO}/teaser/")
    seller.look("hasil-teaser")

    calendar.at = EARLY
    work()
    assert world.campaign.reminders.get().what == "opens_early"
    sari.open(PUBLIC)
    sari.sees("Kaos baru yang adem.")
    sari.open(f"{PUBLIC}pesan/?awal=1-00000000000000000000")  # a code of her own making: back to the teaser
    sari.sees("Kabari saya waktu dibuka")
    rina.page.reload()
    rina.press("Pesan sekarang")
    orders(rina, "Rina Contoh", "0812-0000-1111")
    assert Order.objects.of(world.store).get().early

    calendar.at = OPENS
    sari.open(PUBLIC)
    sari.sees_not("Kaos baru yang adem.")
    sari.page.get_by_role("link", name="Pesan", exact=True).last.click()
    orders(sari, "Sari Contoh", "0812-0000-3333")
    budi.open(f"/t/{Interest.objects.of(world.store).get(way='phone').secret}/")
    budi.press("Pesan sekarang")
    orders(budi, "Budi Contoh", "0812-0000-4444")  # another number: it is his by the code
    work()
    seller.open(f"{PO}/teaser/")
    seller.sees("2 dari 3 pesanan datang dari pendaftar, 2 pcs.", "Ini hasil teasernya")
    seller.look("corong")
    assert not [breach for _name, breaches in audit() for breach in breaches]


def makes_the_teaser(seller: Person, world: World) -> None:
    enter(seller.page, world)
    seller.open(f"{PO}/teaser/")
    seller.fill(("Teks teaser", "Kaos baru yang adem."), ("Bonus", "Stiker gratis"))
    seller.press("Simpan teaser")
    seller.sees("Teaser tersimpan.")
    for name in ("Gunung", "Ombak"):
        seller.fill(("Nama desain", name))
        seller.press("Tambah desain")
    seller.look("teaser")
    seller.press("Tampilkan sekarang")
    seller.sees("Teaser tampil di alamat PO ini.")


def signs_up(buyer: Person, address: str, name: str, *, look: bool = False) -> None:
    buyer.open(PUBLIC)
    if look:
        buyer.look("teaser")
    buyer.fill(("E-mail atau nomor WhatsApp", address), ("Nama panggilan", name))
    buyer.page.get_by_label("Gunung").check()
    buyer.page.locator('[name="suka-1"][value="Navy"]').check()
    buyer.page.get_by_label("Saya mau dikabari").check()
    buyer.press("Kabari saya")


def link_in_the_mailbox(seller: Person, address: str) -> str:
    seller.open(f"{HOME}/kotak-surat/")
    seller.page.get_by_role("listitem").filter(has_text=address).first.get_by_role("link").first.click()
    seller.sees("Kalau itu Anda, buka tautan ini")
    found = re.search(r"/t/[-\w]+/", seller.page.locator("body").inner_text())
    assert found
    return found[0]


def orders(buyer: Person, name: str, phone: str) -> None:
    """From the form to the order's own page."""
    buyer.page.locator('input[name="line-0-pick-0"][value="L"]').check()
    buyer.page.get_by_label("Nama", exact=True).fill(name)
    buyer.fill(("Nomor WhatsApp", phone))
    buyer.page.locator('[name="fulfilment"][value="pickup"]').check()
    buyer.press("Cek pesanan")
    buyer.press("Kirim pesanan")
    buyer.sees("Pesanan masuk. Simpan tautan")
