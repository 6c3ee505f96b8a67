"""Buyers: order, pay by transfer, send the proof, change one's mind while the PO is open."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import expect

from bukapo.faces.cli.demo import pictures
from tests.journeys.person import Person
from tests.journeys.shop import PUBLIC


@dataclass
class Wish:
    """What one buyer wants; a line is (size, colour, quantity, name on the back)."""

    name: str
    phone: str
    lines: list[tuple[str, str, int, str]]
    address: str = ""
    email: str = ""
    number: str = field(default="", init=False)
    link: str = field(default="", init=False)


def order(buyer: Person, wish: Wish, *, look: bool = False) -> None:
    """From the PO's page to the order's own page; a mistake on the way is corrected, nothing is typed twice."""
    buyer.open(PUBLIC)
    if look:
        buyer.look("halaman-po")
    buyer.page.get_by_role("link", name="Pesan", exact=True).last.click()
    for number, line in enumerate(wish.lines):
        if number:
            buyer.press("Tambah baris")
        _fill_line(buyer, number, *line)
    buyer.page.get_by_label("Nama", exact=True).fill(wish.name)
    buyer.fill(("E-mail", wish.email))
    buyer.press("Cek pesanan")
    buyer.sees("Ada isian yang perlu dibetulkan.")
    if look:
        buyer.look("pesan-kurang")
    buyer.fill(("Nomor WhatsApp", wish.phone))
    _choose_way(buyer, wish)
    if look:
        buyer.look("pesan-terisi")
    buyer.press("Cek pesanan")
    expect(buyer.page.get_by_role("heading", name="Cek dulu pesanan Anda")).to_be_visible()
    buyer.sees(wish.name, *([wish.address] if wish.address else []))
    if look:
        buyer.look("cek")
    buyer.press("Kirim pesanan")
    buyer.sees("Pesanan masuk. Simpan tautan")
    wish.number = buyer.page.locator(".serial").first.inner_text().strip()
    wish.link = re.sub(r"\?.*", "", buyer.page.url)
    if look:
        buyer.look("pesanan-masuk")


def _fill_line(buyer: Person, number: int, size: str, colour: str, quantity: int, name: str) -> None:
    def pick(place: int, value: str) -> None:
        buyer.page.locator(f'input[name="line-{number}-pick-{place}"][value="{value}"]').check()

    pick(0, size)
    pick(1, colour)
    buyer.page.locator(f'[name="line-{number}-qty"]').fill(str(quantity))
    buyer.page.locator(f'[name^="line-{number}-text-"]').fill(name)


def _choose_way(buyer: Person, wish: Wish) -> None:
    way = "courier" if wish.address else "pickup"
    buyer.page.locator(f'[name="fulfilment"][value="{way}"]').check()
    if wish.address:
        buyer.page.get_by_label("Wilayah pengiriman").select_option(index=1)
        buyer.fill(("Alamat lengkap", wish.address), ("Kota", "Sleman"), ("Kode pos", "55281"))


def asked_amount(buyer: Person, wish: Wish) -> int:
    """The exact amount to transfer, as it stands on the order's page."""
    buyer.open(wish.link)
    return int(re.sub(r"\D", "", buyer.page.locator(".pay-amount .money").first.inner_text()))


def pay(buyer: Person, wish: Wish, *, short: int = 0, when: str = "22/11/2026 14.00", look: str = "") -> int:
    """Transfer what is asked (less `short`) and send a picture of it. Returns the amount transferred."""
    amount = asked_amount(buyer, wish) - short
    if look:
        buyer.look(look)
    slip = pictures.transfer_slip(f"Rp{amount:,}".replace(",", "."), "BCA Sari Dewi", when)
    picture = {"name": "bukti.jpg", "mimeType": "image/jpeg", "buffer": slip}
    buyer.page.get_by_label("Foto atau tangkapan layar bukti transfer").set_input_files(picture)
    buyer.fill(("Jumlah yang ditransfer", str(amount)))
    buyer.press("Kirim bukti")
    buyer.sees("Bukti transfer sedang dicek")
    return amount


def change_size(buyer: Person, wish: Wish, *, line: int, size: str) -> None:
    """Before the PO closes: the same form, filled with what was ordered, and the check page again."""
    buyer.open(wish.link)
    buyer.follow("Ubah pesanan")
    expect(buyer.page.get_by_label("Nama", exact=True)).to_have_value(wish.name)
    buyer.page.locator(f'input[name="line-{line}-pick-0"][value="{size}"]').check()
    buyer.look("ubah-pesanan")
    buyer.press("Cek pesanan")
    buyer.press("Simpan perubahan")
    buyer.sees("Perubahan tersimpan.")


def step_back(buyer: Person, wish: Wish) -> None:
    """Cancel before anything was paid."""
    buyer.open(wish.link)
    buyer.press("Batalkan…")
    buyer.look("mau-batal")
    buyer.press("Ya, batalkan")
    buyer.sees("Pesanan sudah dibatalkan.")
