"""Packing, sending, handing over; then the books are closed and read."""

import re

from playwright.sync_api import Locator

from tests.journeys.buying import Wish
from tests.journeys.making import text_of_pdf
from tests.journeys.person import Person
from tests.journeys.shop import PO, photo


def print_slips_and_labels(seller: Person, parcels: list[Wish], pickups: list[Wish]) -> None:
    seller.open(f"{PO}/kirim/")
    seller.sees(*[wish.name for wish in parcels])
    seller.look("kirim")
    slips, labels = (
        text_of_pdf(seller.get(f"{PO}/kirim/slip/")),
        text_of_pdf(seller.get(f"{PO}/kirim/label/")),
    )
    for wish in parcels:
        assert wish.number in slips and wish.number in labels and wish.address in labels
        assert wish.address not in slips
    for wish in pickups:
        assert wish.number in slips and wish.number not in labels


def pack_all(seller: Person) -> None:
    seller.page.get_by_label("Semua", exact=True).check()
    seller.press("Dikemas")
    seller.sees("ditandai dikemas")
    seller.look("dikemas")


def _row(seller: Person, name: str) -> Locator:
    return seller.page.get_by_role("listitem").filter(has_text=name)


def send_by_hand(seller: Person, name: str, tracking: str, po: str = PO) -> None:
    seller.open(f"{po}/kirim/")
    row = _row(seller, name)
    seller.unfold("Isi resi", within=row)
    seller.fill(("Kurir", "JNE"), ("Nomor resi", tracking), within=row)
    seller.press("Simpan, sudah dikirim", within=row)
    seller.sees(f"{name}: resi tercatat")


def send_by_sheet(seller: Person, wish: Wish, tracking: str) -> None:
    seller.follow("Unggah resi")
    seller.look("unggah-resi")
    sheet = f"Nomor pesanan;Kurir;Resi\n{wish.number};SiCepat;{tracking}\n".encode()
    seller.page.get_by_label("Berkas resi").set_input_files(
        {"name": "resi.csv", "mimeType": "text/csv", "buffer": sheet}
    )
    seller.press("Unggah")
    seller.sees("Baru tercatat", tracking)
    seller.look("resi-terunggah")


def hand_over(seller: Person, name: str, po: str = PO) -> None:
    seller.open(f"{po}/kirim/?tampil=ambil")
    seller.look("siap-diambil")
    row = _row(seller, name)
    seller.unfold("Serahkan", within=row)
    seller.press("Ya, sudah diambil", within=row)
    seller.sees("diambil")


def receive(buyer: Person, wish: Wish, *, tracking: str = "") -> None:
    buyer.open(wish.link)
    if tracking:
        buyer.sees(tracking)
    buyer.press("Ya, sudah saya terima")
    buyer.sees("Terima kasih sudah mengabari.")


def review(buyer: Person, stars: int, words: str, *, with_photo: bool = True) -> None:
    buyer.page.locator(f'input[name="stars"][value="{stars}"]').check(force=True)
    buyer.fill(("Cerita Anda", words))
    if with_photo:
        buyer.page.get_by_label("Foto barangnya").set_input_files(photo("JADI"))
    buyer.look("testimoni")
    buyer.press("Kirim testimoni")
    buyer.sees("testimoni Anda sudah tampil", words)


def close_the_books(seller: Person) -> None:
    seller.open(f"{PO}/kirim/")
    seller.follow("Tutup buku PO ini")
    seller.sees("Semua beres")
    seller.look("tutup-buku")
    seller.unfold("Tutup buku")
    seller.press("Ya, tutup buku")
    seller.sees("Tidak ada yang berutang lagi.")


def read_the_evaluation(seller: Person) -> None:
    seller.open(f"{PO}/evaluasi/")
    seller.sees(
        "Pesanannya sesuai target?", "Produksi dan kirim tepat waktu?", "Kiriman lancar dan pembeli puas?"
    )
    seller.look("evaluasi")
    paper = text_of_pdf(seller.get(re.sub(r"/$", ".pdf", f"{PO}/evaluasi/")))
    assert "Kaos Senja Batch 3" in paper and "Pesanannya sesuai target?" in paper
