import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from bukapo.accounts.models import User
from bukapo.journal import clock
from bukapo.orders.writes.release import cancel_order
from bukapo.production.models import FrozenRecap
from tests.faces.production import address, closed, paid, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = make_world()
    paid(world, world.line("L", qty=2, name="BUDI 10"), buyer_name="Siti Contoh")
    world.place(world.line("S", "Navy", qty=3))
    return world


def get(world: World, rest: str) -> Any:
    return seller(world).get(address(world, rest))


def post(world: World, rest: str, **data: str) -> Any:
    return seller(world).post(address(world, rest), data, follow=True)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


class TestTheLivePage:
    def test_is_marked_as_not_final_and_says_who_has_not_paid(self, world: World) -> None:
        shown = text(get(world, "rekap/"))
        assert "Sementara" in shown
        assert "1 belum bayar (3 pcs)" in shown
        assert "BUDI 10" in shown
        assert "Tutup sekarang" in shown

    def test_costs_a_fixed_number_of_queries(self, world: World) -> None:
        client = seller(world)

        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                client.get(address(world, "rekap/"))
            return len(seen)

        first = queries()
        for _ in range(5):
            world.place(world.line("M", name="ANI"))
        assert (
            queries() == first <= 24
        )  # from the tallies; five of them add what the worker has not counted yet

    def test_is_calm_before_the_first_order(self) -> None:
        empty = make_world()
        assert "Belum ada yang dipesan" in text(get(empty, "rekap/"))
        for kind in ("xlsx", "csv", "pdf"):
            assert get(empty, f"rekap/unduh/{kind}/").status_code == 200


class TestClosingByHand:
    def test_freezes_the_recap_and_shows_its_code(self, world: World) -> None:
        shown = text(post(world, "rekap/tutup/"))
        assert "PO ditutup. Rekap terkunci: 2 pesanan, 5 pcs." in shown
        digest = FrozenRecap.objects.of(world.store).get().digest
        assert f"{digest[:4]} {digest[4:8]}" in shown
        assert "Tutup sekarang" not in shown
        assert world.fresh(world.campaign).state == "closed"

    def test_twice_says_why_not(self, world: World) -> None:
        post(world, "rekap/tutup/")
        assert "sudah tidak bisa dilakukan" in text(post(world, "rekap/tutup/"))
        assert FrozenRecap.objects.of(world.store).count() == 1

    def test_needs_a_post(self, world: World) -> None:
        assert get(world, "rekap/tutup/").status_code == 405
        assert world.fresh(world.campaign).state == "published"


class TestAmending:
    @pytest.fixture
    def changed(self, world: World) -> World:
        gone = world.place(world.line("3XL"))
        closed(world)
        cancel_order(
            store_id=world.store.pk, order_id=gone.pk, reason="batal", actor=world.seller, at=clock.now()
        )
        return world

    def test_is_offered_with_what_changed(self, changed: World) -> None:
        shown = text(get(changed, "rekap/"))
        assert "Berubah sejak dikunci" in shown
        assert "3XL / Hitam" in shown

    def test_freezes_version_2_and_the_first_stays_readable(self, changed: World) -> None:
        shown = text(post(changed, "rekap/versi-baru/", reason="1 pesanan batal"))
        assert "Rekap versi 2 sudah dikunci." in shown
        assert "1 pesanan keluar" in shown
        assert "Terkunci v2" in shown
        first = text(get(changed, "rekap/?versi=1"))
        assert "Ini versi 1" in first

    def test_without_a_reason_says_so_at_the_field(self, changed: World) -> None:
        response = seller(changed).post(address(changed, "rekap/versi-baru/"), {"reason": "  "})
        assert response.status_code == 422
        assert "Tulis alasannya" in text(response)
        assert FrozenRecap.objects.of(changed.store).count() == 1

    @pytest.mark.parametrize("version", ["7", "0", "x", "-1", "99999999999"])
    def test_a_version_that_is_not_there_breaks_nothing(self, changed: World, version: str) -> None:
        assert get(changed, f"rekap/?versi={version}").status_code in (200, 404)
        assert get(changed, f"rekap/unduh/pdf/?versi={version}").status_code in (200, 404)


class TestDownloads:
    def test_xlsx_reads_back_equal_and_names_the_buyers(self, world: World) -> None:
        closed(world)
        response = get(world, "rekap/unduh/xlsx/")
        assert 'filename="rekap-kaos-contoh-v1.xlsx"' in response["Content-Disposition"]
        book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        rows = book.get_sheet_by_name("Data").to_python()[1:]
        assert {(row[1], row[2]): row[3] for row in rows} == {("L", "Hitam"): 2, ("S", "Navy"): 3}
        assert "Siti Contoh" in str(book.get_sheet_by_name("Daftar Pesanan").to_python())

    def test_csv_opens_in_an_indonesian_excel(self, world: World) -> None:
        content = get(world, "rekap/unduh/csv/").content.decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(content), delimiter=";"))[0] == [
            "Produk",
            "Ukuran",
            "Warna",
            "Jumlah",
        ]

    def test_pdf_is_one(self, world: World) -> None:
        assert get(world, "rekap/unduh/pdf/").content.startswith(b"%PDF-")

    def test_of_another_kind_is_not_found(self, world: World) -> None:
        assert get(world, "rekap/unduh/docx/").status_code == 404


class TestAStranger:
    PAGES = (
        "rekap/",
        "rekap/unduh/xlsx/",
        "produksi/",
        "produksi/spk-baru/",
        "kirim/",
        "kirim/slip/",
        "kirim/resi/",
    )
    DEEDS = ("rekap/tutup/", "rekap/versi-baru/", "produksi/selesai/", "kirim/kemas/", "kirim/tutup-buku/")

    def test_sees_none_of_it(self, world: World) -> None:
        other = Client()
        other.force_login(User.objects.create_user("orang@example.com", "rahasia-lain", name="Orang"))
        assert {other.get(address(world, page)).status_code for page in self.PAGES} == {404}
        assert {other.post(address(world, deed)).status_code for deed in self.DEEDS} == {404}
        assert world.fresh(world.campaign).state == "published"

    def test_who_is_not_logged_in_is_asked_to(self, world: World) -> None:
        assert {Client().get(address(world, page)).status_code for page in self.PAGES} == {302}

    def test_of_another_store_does_not_find_this_po(self, world: World) -> None:
        other = make_world(slug="toko-lain")
        client = seller(other)
        assert client.get(address(world, "rekap/")).status_code == 404
        assert client.get(f"/toko-saya/toko-lain/po/{world.campaign.slug}x/rekap/").status_code == 404


def test_an_altered_recap_says_so_instead_of_showing_numbers(world: World) -> None:
    closed(world)
    frozen = FrozenRecap.objects.of(world.store).get()
    frozen.content["products"][0]["lines"][0]["quantity"] = 50
    frozen.save()
    response = get(world, "rekap/")
    assert response.status_code == 500
    assert "pernah diubah di luar BukaPO" in text(response)
