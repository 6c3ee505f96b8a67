"""A class of 32 fills its list and 30 pay: the coordinator sees the other two by name."""

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import expect
from pypdf import PdfReader

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.orders.models import Order, RosterMember
from tests.faces.cli.test_bank_import import klikbca
from tests.faces.production import enter, seller
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.orders.rosters.cast import make_class, number_field
from tests.orders.statements.bank import WIB
from tests.till import asked
from tests.world import World

CLASS = re.findall(
    r"\w+",
    "Adi Bayu Cahya Dewi Eka Fajar Gita Hana Intan Joko Kirana Laras Mega Nanda Oki Putri Qori Rani Sari Tegar Umi "
    "Vina Wulan Yudi Zaki Ayu Bagus Citra Dimas Endah Fitri Galih",
)
PASTED = "\n".join(
    [f"1. {CLASS[0]} - L - 10", f"2) {CLASS[1]}, m navy, 7", f"3. {CLASS[2]} - XL/L - 9"]
    + [f"{n}. {name}" for n, name in enumerate(CLASS[3:], start=4)]
)


def open_the_group(coordinator: Person, world: World) -> None:
    coordinator.open(f"/{world.store.slug}/{world.campaign.slug}/")
    coordinator.follow("Pesan ramai-ramai")
    coordinator.look("rombongan-buka")
    coordinator.fill(
        ("Nama rombongan", "Kelas XII IPA 1"),
        ("Nama Anda (koordinator)", "Bu Contoh"),
        ("Nomor WhatsApp Anda", "0812-0000-1111"),
        ("Alamat koordinator", "SMA Contoh, Jl. Contoh 1"),
    )
    coordinator.press("Buka rombongan")
    coordinator.sees("Pilih wilayah pengiriman supaya ongkirnya jelas.")
    expect(coordinator.page.get_by_label("Nama rombongan")).to_have_value("Kelas XII IPA 1")
    coordinator.page.get_by_label("Wilayah pengiriman").select_option(index=1)
    coordinator.press("Buka rombongan")
    coordinator.sees("Rombongan dibuka.")


def paste_the_list(coordinator: Person) -> None:
    coordinator.follow("Tempel daftar nama")
    coordinator.fill(("Tempel daftar", PASTED))
    coordinator.press("Cek dulu")
    coordinator.sees("32 baris terbaca", "1 meragukan", "Ukuran disebut lebih dari sekali.")
    coordinator.look("rombongan-daftar")
    coordinator.press("Simpan 32 nama")
    coordinator.sees("2 dari 32 sudah isi")


def fill_in(member: Person, join: str, name: str, number: str, phone: str) -> None:
    member.open(join)
    member.page.get_by_label("Nama", exact=True).fill(name)
    member.fill(("Nomor WhatsApp", phone), ("Nomor punggung", number))
    member.page.locator('input[name="pick-0-0"][value="L"]').check()
    member.press("Simpan")


def be_refused_a_number_then_order(member: Person, join: str) -> None:
    fill_in(member, join, CLASS[3], "10", "0813 1111 0003")
    member.sees("Nomor 10 sudah dipakai anggota lain. Pilih nomor lain.")
    member.sees_not(CLASS[0])  # whose it is is not theirs to know
    member.look("rombongan-nomor-dipakai")
    member.fill(("Nomor punggung", "11"))
    member.press("Simpan")
    member.sees("Data Anda tersimpan.")
    member.look("anggota-terisi")
    member.follow("Lanjut pesan")
    member.sees("Cek dulu pesanannya", "tanpa ongkir")
    member.look("anggota-cek")
    member.press("Kirim pesanan")
    member.sees("Pesanan masuk. Simpan tautan")
    member.look("anggota-pesanan")


def order_by_post(world: World, join: str, place: int) -> None:
    """What the same pages send, without a browser."""
    field, client = number_field(world), Client()
    sent: dict[str, Any] = {
        "name": CLASS[place],
        "phone": f"08131111{place:04}",
        "pick-0-0": "M",
        "pick-0-1": "Hitam",
    }
    known = RosterMember.objects.of(world.store).get(name=CLASS[place])
    number = known.number or f"{place + 20}"
    own = f"/rombongan/anggota/{known.secret}/"
    answer = client.post(own if known.state == "filled" else join, sent | {f"text-{field.pk}": number})
    assert answer.status_code == 303, answer.content.decode()[:2000]
    for _tap in range(1 + (place == 0)):  # the first one taps twice
        assert client.post(f"{own}pesan/", {"agreed": "95000"}).status_code == 303


def thirty_pay(world: World, tmp_path: Path) -> None:
    """One statement of the bank recognises them all."""
    orders = Order.objects.of(world.store).exclude(buyer_name__in=[CLASS[8], CLASS[19]]).order_by("pk")
    file = klikbca(tmp_path, *(asked(order) for order in orders), day=clock.now().astimezone(WIB).date())
    with open(file, "rb") as sheet:
        answer = seller(world).post(f"/toko-saya/{world.store.slug}/mutasi/", {"file": sheet}, follow=True)
    assert "30 pembayaran pasti" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_class_of_32_fills_its_list_and_30_pay(new_person: NewPerson, tmp_path: Path) -> None:
    world = make_class(at=clock.now())
    coordinator = new_person("koordinator", scripts=False)
    open_the_group(coordinator, world)
    paste_the_list(coordinator)
    join = urlsplit(coordinator.page.locator(".link-box").first.inner_text().strip()).path
    be_refused_a_number_then_order(new_person("siswa", scripts=False), join)
    for place in (n for n in range(32) if n != 3):
        order_by_post(world, join, place)
    thirty_pay(world, tmp_path)
    coordinator.page.reload()
    coordinator.sees("32 dari 32 sudah isi", "2 belum bayar")
    unpaid = coordinator.page.locator("section", has=coordinator.page.locator("#belum-bayar"))
    assert unpaid.locator(".member-name").all_inner_texts() == [CLASS[8], CLASS[19]]
    assert "Sekolah" not in coordinator.page.content() and world.counter().taken == 32
    coordinator.look("koordinator-lengkap")
    owner = new_person("penjual", laptop=True)
    enter(owner.page, world)
    owner.open(f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/rombongan/")
    owner.follow("Kelas XII IPA 1")
    owner.sees("30 pesanan lunas dan siap ikut.")
    owner.look("penjual-rombongan")
    pages = PdfReader(io.BytesIO(owner.file_behind("Daftar kemas"))).pages
    words = "\n".join(page.extract_text() for page in pages)
    assert [name for name in re.findall(r"\w+", words) if name in CLASS] == CLASS
    assert len(re.findall(r"jangan\s+ikut", words)) == 2
    assert [breach for _name, found in audit() for breach in found] == []
