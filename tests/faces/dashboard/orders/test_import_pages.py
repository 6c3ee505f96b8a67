"""The import step by step on screen: what is proposed, corrected, remembered and decided."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bukapo.accounts.models import User
from bukapo.orders.models import ImportFile, ImportRow, Order, SavedMapping
from bukapo.stores.models import STAFF, Membership
from tests.orders.form import HEADERS, reunion, sheet
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return reunion()


@pytest.fixture
def seller(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def at(world: World, name: str = "imports", *args: Any) -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug, world.campaign.slug, *args])


def send(seller: Client, world: World, content: bytes, name: str = "jawaban.csv") -> str:
    """Upload; returns the address of the columns page."""
    response = seller.post(at(world), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def uploads() -> set[str]:
    folder = Path(settings.PRIVATE_ROOT) / "imports"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def chosen(words: str, wire: str) -> str:
    """The value of the option selected in the select of this name."""
    select = words.split(f'name="{wire}"')[1].split("</select>")[0]
    return select.split(" selected")[0].rsplit('value="', 1)[1].split('"')[0]


def columns(**changes: str) -> dict[str, str]:
    """The columns form as it is posted when nothing is touched, with changes by header."""
    usual = [
        "timestamp", "name", "phone", "address", "option:Ukuran", "option:Warna", "option:Lengan", "quantity",
        "personalization:", "fulfilment",
    ]  # fmt: skip
    told = dict(zip(HEADERS, usual, strict=True)) | changes
    return {f"kolom-{n}": told[header] for n, header in enumerate(HEADERS)}


def test_a_file_goes_from_upload_to_orders_and_is_not_kept(world: World, seller: Client) -> None:
    before = uploads()
    page = send(seller, world, sheet({}, {"Ukuran": "XL (+5rb)"}, {"Ukuran": "entah"}))
    words = seller.get(page).content.decode()
    assert [chosen(words, f"kolom-{n}") for n in range(len(HEADERS))] == list(columns().values())
    check = seller.post(page, columns())
    assert check.status_code == 302
    seen = seller.get(check["Location"]).content.decode()
    assert "Masukkan 2 pesanan" in seen
    assert "Ukuran “entah” tidak bisa dipastikan." in seen
    assert Order.objects.of(world.store).count() == 0
    done = seller.post(check["Location"], follow=True)
    assert "2 pesanan masuk." in done.content.decode()
    assert Order.objects.of(world.store).count() == 2
    assert uploads() == before, "the file with people's addresses is gone"
    assert SavedMapping.objects.of(world.store).count() == 1


def test_a_column_and_its_odd_answers_are_corrected_and_remembered(world: World, seller: Client) -> None:
    content = sheet({"Ukuran": "jumbo"}, {"Ukuran": "jumbo"}, {}).replace(b"Ukuran", b"Pilihan kamu")
    page = send(seller, world, content)
    fixed = columns() | {"kolom-4": "option:Ukuran"}
    again = seller.post(page, fixed | {"action": "again"}).content.decode()
    assert "jumbo" in again
    meaning = {"jawaban-4-0": "jumbo", "arti-4-0": "3XL"}
    check = seller.post(page, fixed | meaning)["Location"]
    assert "Masukkan 3 pesanan" in seller.get(check).content.decode()
    seller.post(check)
    assert sorted(order.lines.get().values[0] for order in Order.objects.of(world.store)) == [
        "3XL",
        "3XL",
        "L",
    ]
    next_time = send(seller, world, content + content.splitlines()[1].replace(b"Orang 0", b"Orang 9") + b"\n")
    words = seller.get(next_time).content.decode()
    assert "cara bacanya sudah diisi" in words
    assert chosen(words, "kolom-4") == "option:Ukuran"
    assert "<option selected>3XL</option>" in words


def test_an_option_nobody_was_asked_gets_the_value_that_is_chosen(world: World, seller: Client) -> None:
    headers = [header for header in HEADERS if header != "Lengan"]
    page = send(seller, world, sheet({}, headers=headers))
    assert "Lengan untuk semua" in seller.get(page).content.decode()
    told = [value for header, value in zip(HEADERS, columns().values(), strict=True) if header != "Lengan"]
    data = {f"kolom-{n}": value for n, value in enumerate(told)} | {"bawaan-Lengan": "Panjang"}
    seller.post(seller.post(page, data)["Location"])
    assert Order.objects.of(world.store).get().lines.get().values == ["L", "Hitam", "Panjang"]


def test_duplicates_are_treated_as_chosen(world: World, seller: Client) -> None:
    twice = {"No. WhatsApp": "081234567890"}
    page = send(seller, world, sheet(twice, twice | {"Ukuran": "M"}))
    check = seller.post(page, columns() | {"ganda": "ask"})["Location"]
    assert "Nomor HP sama dengan jawaban di baris 2." in seller.get(check).content.decode()
    check = seller.post(page, columns() | {"ganda": "keep"})["Location"]
    assert "Masukkan 2 pesanan" in seller.get(check).content.decode()


def test_a_grid_keeps_its_meaning_when_its_row_is_not_touched(world: World, seller: Client) -> None:
    headers = ["Nama Lengkap", "No. WhatsApp", "Warna", "Lengan", "Jumlah [M]", "Jumlah [L]"]
    page = send(seller, world, sheet({"Jumlah [M]": "2", "Jumlah [L]": "1"}, headers=headers))
    words = seller.get(page).content.decode()
    told = {f"kolom-{n}": chosen(words, f"kolom-{n}") for n in range(len(headers))}
    assert told["kolom-4"] == "as-is"
    check = seller.post(page, told)["Location"]
    seller.post(check)
    lines = Order.objects.of(world.store).get().lines.order_by("position")
    assert [(line.values[0], line.qty) for line in lines] == [("M", 2), ("L", 1)]


def test_odd_posts_do_no_harm(world: World, seller: Client) -> None:
    page = send(seller, world, sheet({}))
    for odd in (
        {},
        {"kolom-0": "x" * 5000, "kolom-4": "option:Tidak ada", "ganda": "hapus", "urutan-tanggal": "ymd"},
        {"jawaban-4-0": "a" * 100_000, "arti-4-0": "3XL"},
        columns() | {"kolom-1": "phone", "kolom-2": "phone"},
    ):
        assert seller.post(page, odd).status_code == 302
        assert seller.get(f"{page}cek/").status_code in (200, 302)
    assert ImportFile.objects.of(world.store).count() == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "kosong.csv"), (b"%PDF-1.4", "bukti.pdf"), (b"\x89PNG\r\n", "foto.png"), (b"<html>", "form.html")],
)
def test_a_file_nobody_can_read_is_refused_in_words(
    world: World, seller: Client, content: bytes, name: str
) -> None:
    before = uploads()
    response = seller.post(at(world), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert "notice-stop" in response.content.decode()
    assert uploads() == before


def test_no_file_at_all_is_refused_in_words(world: World, seller: Client) -> None:
    response = seller.post(at(world))
    assert response.status_code == 422
    assert "Pilih filenya dulu." in response.content.decode()


def test_an_upload_belongs_to_one_person_and_one_po(world: World, seller: Client) -> None:
    page = send(seller, world, sheet({}))
    colleague = User.objects.create_user("s@example.com", "x", name="Staf")
    Membership.objects.create(store=world.store, user=colleague, role=STAFF)
    other, stranger = Client(), Client()
    other.force_login(colleague)
    stranger.force_login(make_world(slug="toko-lain").owner)
    for client in (other, stranger):
        assert client.get(page).status_code == 404
        assert client.post(f"{page}cek/").status_code == 404
    for wrong in ("0" * 32, "..", "abc"):
        assert seller.get(page.replace(page.rstrip("/").rsplit("/", 1)[1], wrong)).status_code == 404
    assert Order.objects.of(world.store).count() == 0


class TestADoubtfulAnswer:
    @pytest.fixture
    def row(self, world: World, seller: Client) -> ImportRow:
        page = send(seller, world, sheet({"Ukuran": "entah", "Warna": "Navy", "Nama Punggung": "BUDI 7"}))
        seller.post(seller.post(page, columns())["Location"])
        row: ImportRow = ImportRow.objects.of(world.store).get()
        return row

    def test_stands_on_the_form_with_what_was_understood(
        self, world: World, seller: Client, row: ImportRow
    ) -> None:
        words = seller.get(at(world, "import_row", row.pk)).content.decode()
        assert "Ukuran “entah” tidak bisa dipastikan." in words
        assert 'value="BUDI 7"' in words
        assert 'name="line-0-pick-1" value="Navy" checked' in words
        assert 'value="+62812' in words

    def test_asks_again_for_what_is_still_open(self, world: World, seller: Client, row: ImportRow) -> None:
        response = seller.post(at(world, "import_row", row.pk), self.typed(world, size=""))
        assert response.status_code == 422
        assert "Pilih ukuran dulu." in response.content.decode()
        assert Order.objects.of(world.store).count() == 0

    def test_becomes_an_order_once(self, world: World, seller: Client, row: ImportRow) -> None:
        for _ in range(2):
            response = seller.post(at(world, "import_row", row.pk), self.typed(world), follow=True)
            assert response.status_code == 200
        order = Order.objects.of(world.store).get()
        assert (order.source, order.lines.get().values[0]) == ("import", "XL")
        assert world.fresh(row).order_id == order.pk

    def test_is_laid_aside(self, world: World, seller: Client, row: ImportRow) -> None:
        seller.post(at(world, "import_row_dismiss", row.pk))
        assert world.fresh(row).state == "dismissed"
        assert "Perlu dicek" not in seller.get(at(world)).content.decode()

    def test_of_another_store_does_not_exist(self, world: World, row: ImportRow) -> None:
        other = make_world(slug="toko-lain")
        client = Client()
        client.force_login(other.owner)
        assert client.get(at(other, "import_row", row.pk)).status_code == 404
        assert client.post(at(other, "import_row_dismiss", row.pk)).status_code == 404
        assert world.fresh(row).state == "doubtful"

    def typed(self, world: World, size: str = "XL") -> dict[str, str]:
        return {
            "key": "x" * 32,
            "line-0-product": str(world.product.pk),
            "line-0-pick-0": size,
            "line-0-pick-1": "Navy",
            "line-0-pick-2": "Pendek",
            "line-0-qty": "1",
            "buyer_name": "Budi",
            "phone": "081299998888",
            "fulfilment": "courier",
            "address": "Jl. Tanpa Zona",
            "action": "save",
        }
