"""A group's list of forty lines becomes orders: 37 at once, questions answered, one confirmed on the buyer's phone."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bukapo.audit import audit
from bukapo.orders.models import Order
from tests.faces.production import address, enter
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
DATA = Path(__file__).parents[1] / "data"
LIST, TRUTH = (DATA / "chat-40.txt").read_text(), json.loads((DATA / "chat-40.truth.json").read_text())


def test_a_pasted_list_becomes_orders_and_its_questions_are_answered(new_person: NewPerson) -> None:
    world, seller = make_world(), new_person("bendahara", laptop=True)
    enter(seller.page, world)
    seller.open(address(world, "tempel/"))
    seller.look("tempel-kosong")
    paste(seller)
    seller.sees("40 draf baru, 3 perlu dijawab dulu.", "Ukuran “XM” tidak bisa dipastikan.")
    seller.sees("Warna “hitam/navy” bisa dibaca lebih dari satu cara.", "katanya “lunas ✅”")
    seller.look("tempel-dibaca")
    answer_the_size(seller)
    link = asked_of_the_buyer(seller)
    seller.press("Jadikan 38 pesanan")
    seller.sees("38 pesanan masuk.")
    assert Order.objects.of(world.store).count() == TRUTH["drafts"] + 1

    buyer = new_person("vera", scripts=False)
    confirmed_over_the_link(buyer, link)
    vera = Order.objects.of(world.store).get(buyer_name="Vera")
    assert (vera.source, vera.fulfilment, vera.lines.get().label) == ("form", "courier", "L / Navy")

    seller.open(address(world, "tempel/"))
    paste(seller)
    seller.sees("40 baris sudah pernah ditempel.")
    assert Order.objects.of(world.store).count() == TRUTH["drafts"] + 2
    assert not [breach for _name, breaches in audit() for breach in breaches]


def paste(seller: Person) -> None:
    seller.fill(("Tempel chat atau daftar", LIST), ("Nomor WhatsApp untuk baris", "0812 9876 5432"))
    seller.press("Baca chat ini")


def answer_the_size(seller: Person) -> None:
    """Jihan meant M: the draft on the order form, kept as a draft."""
    seller.follow("Jihan")
    seller.sees("10. Jihan XM hitam 1")
    seller.look("cek-draf")
    seller.page.get_by_role("radio", name="M", exact=True).check()
    seller.press("Simpan sebagai draf")
    seller.sees("Draf tersimpan, siap jadi pesanan.")


def asked_of_the_buyer(seller: Person) -> str:
    """Vera said two colours: she gets a link, with the words ready for WhatsApp. Its path."""
    seller.press("Minta konfirmasi Vera")
    seller.sees("Menunggu konfirmasi pembeli")
    seller.look("minta-konfirmasi")
    whatsapp = seller.page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href") or ""
    assert urlsplit(whatsapp).netloc == "wa.me"
    (words,) = parse_qs(urlsplit(whatsapp).query)["text"]
    assert "Halo Vera" in words and "1 × Kaos, L / ?" in words
    return urlsplit(next(word for word in words.split() if "/k/" in word)).path


def confirmed_over_the_link(buyer: Person, link: str) -> None:
    """What is missing is filled in, price and rules are read, then confirmed; without a script."""
    buyer.open(link)
    buyer.sees("Ini pesanan Anda seperti yang kami baca dari chat.")
    buyer.page.get_by_role("radio", name="Navy").check()
    buyer.page.get_by_role("radio", name="Dikirim kurir").check()
    buyer.page.get_by_label("Wilayah pengiriman").select_option(index=1)
    buyer.fill(("Alamat lengkap", "Jl. Contoh 9, Bandung"))
    buyer.look("konfirmasi-form")
    buyer.press("Cek pesanan")
    buyer.sees("Cek dulu pesanan Anda", "Aturan PO ini")
    buyer.look("konfirmasi-cek")
    buyer.press("Konfirmasi pesanan")
    buyer.sees("Pesanan masuk.")
    again = buyer.page.request.get(link)
    assert again.status == 410 and "sudah dikonfirmasi" in again.text()
