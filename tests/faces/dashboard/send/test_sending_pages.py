import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order, PartShipment
from bukapo.shipping.models import Parcel
from tests.faces.production import address, closed, paid, produced, seller
from tests.orders.parts.cast import agreed, ordered
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def get(world: World, rest: str = "kirim/") -> Any:
    return seller(world).get(address(world, rest))


def post(world: World, rest: str, **data: Any) -> Any:
    return seller(world).post(address(world, f"kirim/{rest}"), data, follow=True)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def printed(response: Any) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]


def upload(world: World, content: str | bytes, name: str = "resi.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return post(world, "resi/", sheet=SimpleUploadedFile(name, data))


class TestThePage:
    def test_opens_at_what_is_ready_and_shows_what_still_owes(self, world: World) -> None:
        ready = paid(world, world.line("L", qty=2, name="BUDI 10"), courier=True, note="titip satpam")
        owing = world.place()
        shown = text(get(world))
        assert ready.number in shown
        assert "BUDI 10" in shown
        assert "titip satpam" in shown
        assert owing.number not in shown
        assert "Rp95." in text(get(world, "kirim/?tampil=belum"))

    def test_is_calm_when_there_is_nothing(self, world: World) -> None:
        assert "Belum ada yang siap" in text(get(world))

    @pytest.mark.parametrize(
        "query", ["tampil=x", "hal=abc", "hal=-1", "hal=999999999", "cari=%25%27", "hal=٣"]
    )
    def test_leaves_out_what_it_does_not_understand(self, world: World, query: str) -> None:
        assert get(world, f"kirim/?{query}").status_code == 200

    def test_costs_a_fixed_number_of_queries(self, world: World) -> None:
        client = seller(world)

        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                client.get(address(world, "kirim/"))
            return len(seen)

        paid(world, courier=True)
        first = queries()
        for _ in range(5):
            paid(world, courier=True)
        assert (
            queries() == first <= 20
        )  # groups from the tallies; six of them add what the worker has not counted yet


class TestPrinting:
    def test_slips_of_all_that_is_ready(self, world: World) -> None:
        paid(world, world.line("L", qty=2, name="BUDI 10"), courier=True, buyer_name="Siti Contoh")
        paid(world, buyer_name="Andi Contoh")
        world.place(buyer_name="Belum Bayar")
        told = "".join(printed(get(world, "kirim/slip/")))
        assert "Siti Contoh" in told
        assert "Andi Contoh" in told
        assert "BUDI 10" in told
        assert "Belum Bayar" not in told
        assert "Rp" not in told

    def test_only_what_was_ticked(self, world: World) -> None:
        chosen, _other = paid(world, buyer_name="Siti Contoh"), paid(world, buyer_name="Andi Contoh")
        told = "".join(printed(post(world, "slip/", pilih=[chosen.number])))
        assert "Siti Contoh" in told
        assert "Andi Contoh" not in told

    def test_a_label_per_parcel_and_none_for_pickups(self, world: World) -> None:
        order = paid(world, courier=True, buyer_name="Siti Contoh", phone="081234567890")
        paid(world, buyer_name="Andi Contoh")
        pages = printed(get(world, "kirim/label/"))
        assert len(pages) == 1
        for wanted in ("Siti Contoh", "Jl. Rahasia 12", "0812-3456-7890", order.number, "JNE"):
            assert wanted in pages[0]
        assert order.secret not in pages[0]

    def test_with_nothing_to_print_goes_back_with_a_sentence(self, world: World) -> None:
        for what in ("slip/", "label/"):
            assert "Belum ada pesanan lunas" in text(post(world, what))

    @pytest.mark.parametrize("chosen", ["PO-XXXXXXXX", "\x00", "'; drop", "PO-" + "9" * 400, "٣"])
    def test_takes_any_rubbish_as_nothing_chosen(self, world: World, chosen: str) -> None:
        paid(world)
        assert post(world, "slip/", pilih=[chosen]).status_code == 200
        assert post(world, "kemas/", pilih=[chosen]).status_code == 200
        assert not Parcel.objects.of(world.store).exists()

    def test_never_prints_another_stores_order(self, world: World) -> None:
        stranger = make_world(slug="toko-lain")
        order = paid(world, buyer_name="Siti Contoh")
        assert "Belum ada pesanan lunas" in text(post(stranger, "slip/", pilih=[order.number]))


class TestPacking:
    def test_ticks_the_chosen_and_a_second_time_changes_nothing(self, world: World) -> None:
        orders = [paid(world) for _ in range(3)]
        chosen = [order.number for order in orders[:2]]
        assert "2 pesanan ditandai dikemas" in text(post(world, "kemas/", pilih=chosen, tampil="ambil"))
        post(world, "kemas/", pilih=chosen)
        assert Parcel.objects.of(world.store).count() == 2
        assert EventRow.objects.filter(kind="order.packed").count() == 2

    def test_refuses_what_still_owes(self, world: World) -> None:
        owing = world.place()
        assert owing.number in text(post(world, "kemas/", pilih=[owing.number]))
        assert not Parcel.objects.of(world.store).exists()

    def test_asks_to_tick_something(self, world: World) -> None:
        assert "Centang dulu" in text(post(world, "kemas/"))


class TestATrackingNumberByHand:
    def test_ships_the_order(self, world: World) -> None:
        order = paid(world, courier=True)
        post(world, f"pesanan/{order.number}/resi/", courier="JNE", tracking_number="jne 0001 234")
        parcel = Parcel.objects.of(world.store).get()
        assert (parcel.courier, parcel.tracking_number, parcel.state) == ("JNE", "JNE0001234", "handed_over")
        assert world.fresh(order).state == "shipped"

    @pytest.mark.parametrize(
        ("courier", "number"),
        [("", "JNE0001"), ("JNE", ""), ("JNE", "x"), ("JNE", "é" * 8), ("JNE", "\x00" * 6)],
    )
    def test_that_is_wrong_says_so_at_its_order_and_keeps_what_was_typed(
        self, world: World, courier: str, number: str
    ) -> None:
        order = paid(world, courier=True)
        response = post(world, f"pesanan/{order.number}/resi/", courier=courier, tracking_number=number)
        assert response.status_code == 422
        assert 'class="error"' in text(response)
        assert world.fresh(order).state == "confirmed"

    def test_of_another_parcel_is_refused(self, world: World) -> None:
        first, second = paid(world, courier=True), paid(world, courier=True)
        post(world, f"pesanan/{first.number}/resi/", courier="JNE", tracking_number="JNE0001")
        shown = text(post(world, f"pesanan/{second.number}/resi/", courier="JNE", tracking_number="JNE0001"))
        assert "sudah dipakai pesanan lain" in shown
        assert world.fresh(second).state == "confirmed"

    def test_for_an_order_that_is_not_there_is_not_found(self, world: World) -> None:
        stranger = make_world(slug="toko-lain")
        order = paid(world, courier=True)
        for whose, number in ((stranger, order.number), (world, "PO-TIDAKADA")):
            response = post(whose, f"pesanan/{number}/resi/", courier="JNE", tracking_number="JNE0001")
            assert response.status_code == 404
        assert world.fresh(order).state == "confirmed"


class TestHandingOver:
    def test_ends_a_pickup(self, world: World) -> None:
        order = paid(world)
        assert "sudah mengambil pesanannya" in text(post(world, f"pesanan/{order.number}/serahkan/"))
        assert world.fresh(order).state == "received"

    def test_is_refused_to_who_still_owes_and_to_parcels(self, world: World) -> None:
        owing, parcel = world.place(), paid(world, courier=True)
        post(world, f"pesanan/{owing.number}/serahkan/")
        assert "lewat kurir" in text(post(world, f"pesanan/{parcel.number}/serahkan/"))
        assert {world.fresh(order).state for order in (owing, parcel)} == {"placed", "confirmed"}


class TestTrackingNumbersFromASheet:
    def test_are_recorded_line_by_line_and_reported(self, world: World) -> None:
        good, other = paid(world, courier=True), paid(world, courier=True)
        pickup, owing = (
            paid(world),
            world.place(fulfilment="courier", address="Jl. X 1", zone_id=world.zone.pk),
        )
        sheet = "\n".join(
            [
                "Nomor pesanan;Kurir;Resi",
                f"{good.number};SiCepat;000111222333",
                f"{other.number};;JNE0002",
                f"{pickup.number};JNE;JNE0003",
                f"{owing.number};JNE;JNE0004",
                "PO-7K3Q9XM2;JNE;JNE0005",
                "Budi;JNE;JNE0006",
                f"{good.number};SiCepat;000999",
                f"{other.number};JNE;",
            ]
        )
        shown = text(upload(world, sheet))
        parcels = Parcel.objects.of(world.store).order_by("order_id")
        assert [(p.order_id, p.courier, p.tracking_number) for p in parcels] == [
            (good.pk, "SiCepat", "000111222333"),
            (other.pk, "JNE", "JNE0002"),
        ]
        for why in (
            "diambil sendiri", "Tidak ada pesanan ini", "tidak terbaca", "Sudah dikirim dengan resi 000111222333",
        ):  # fmt: skip
            assert why in shown
        assert world.fresh(owing).state == "placed"

    def test_uploaded_again_change_nothing(self, world: World) -> None:
        order = paid(world, courier=True)
        sheet = f"Order,Kurir,Resi\n{order.number},JNE,JNE0001"
        upload(world, sheet)
        shown = text(upload(world, sheet))
        assert "Sudah tercatat" in shown
        assert EventRow.objects.filter(kind="order.shipped").count() == 1

    def test_in_a_template_that_was_filled_in_come_back(self, world: World) -> None:
        order = paid(world, courier=True, buyer_name="=HYPERLINK(1)")
        paid(world)
        content = get(world, "kirim/resi/contoh/").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content), delimiter=";"))
        assert rows[0] == ["Nomor pesanan", "Nama", "Kota", "Paket", "Kurir", "Resi"]
        assert rows[1:] == [[order.number, "'=HYPERLINK(1)", "Bandung", "", "JNE", ""]]
        rows[1][5] = "JNE0001"
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows(rows)
        upload(world, "\ufeff" + out.getvalue())
        assert Parcel.objects.of(world.store).get().tracking_number == "JNE0001"

    def test_of_a_part_ahead_go_to_the_parcel_they_are_of(self) -> None:
        world = make_world(at=NOON)
        with clock.told(NOON):
            order, whole = ordered(world), paid(world, courier=True)
            agreed(world, order)
            content = get(world, "kirim/resi/contoh/").content.decode("utf-8-sig")
            rows = {row[0]: row for row in csv.reader(io.StringIO(content), delimiter=";")}
            assert rows[order.number][3] == "1 dari 2" and rows[whole.number][3] == ""
            part = PartShipment.objects.of(world.store).filter(order=order)
            early = f"Order;Paket;Kurir;Resi\n{order.number};2 dari 2;JNE;JNE0002\n{whole.number};1 dari 2;JNE;JNE0009"
            shown = text(upload(world, early))
            assert "Kiriman sebagian pesanan ini belum selesai" in shown and "satu paket" in shown
            assert part.get().state == "agreed" and not Parcel.objects.of(world.store).exists()
            both = f"Order;Kurir;Resi\n{order.number};JNE;jne0001\n{order.number};SiCepat;SC02"
            shown = text(upload(world, both))
            assert "paket 1 dari 2" in shown and "paket 2 dari 2" in shown
            sent = part.get()
            assert (sent.state, sent.courier, sent.tracking_number) == ("sent", "JNE", "JNE0001")
            assert Parcel.objects.of(world.store).get(order=order).tracking_number == "SC02"
            assert world.fresh(order).state == "shipped"
            assert text(upload(world, both)).count("Sudah tercatat") == 2
            other = text(upload(world, f"Order;Paket;Resi\n{order.number};1 of 2;LAIN1"))
            assert "Sudah dikirim dengan resi JNE0001" in other and part.get().tracking_number == "JNE0001"

    def test_from_excel_are_read_too(self, world: World) -> None:
        import xlsxwriter

        order = paid(world, courier=True)
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["No Pesanan", "Ekspedisi", "No Resi"])
        sheet.write_row(1, 0, [order.number, "JNE", "001234567890"])
        book.close()
        upload(world, out.getvalue(), "resi.xlsx")
        assert Parcel.objects.of(world.store).get().tracking_number == "001234567890"

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"%PDF-1.4 x", "bukan tabel"),
            (b"Nama,Alamat\nA,B", "tidak ketemu"),
            (b"", "kosong"),
            (b"\xff\xd8\xff\xe0", "gambar"),
        ],
    )
    def test_in_a_file_of_another_kind_are_refused_with_a_sentence(
        self, world: World, content: bytes, says: str
    ) -> None:
        response = upload(world, content)
        assert response.status_code == 422
        assert says in text(response)

    def test_without_a_file_ask_for_one(self, world: World) -> None:
        assert "Pilih berkasnya dulu" in text(post(world, "resi/"))


class TestTheBooks:
    def test_say_what_is_still_open(self, world: World) -> None:
        order: Order = paid(world, buyer_name="Siti Contoh")
        shown = text(get(produced(closed(world)), "kirim/tutup-buku/"))
        assert "Siti Contoh" in shown
        assert "1 hal yang belum beres" in text(post(world, "tutup-buku/"))
        post(world, f"pesanan/{order.number}/serahkan/")
        assert "Semua beres" in text(get(world, "kirim/tutup-buku/"))
        assert "Tidak ada yang berutang lagi" in text(post(world, "tutup-buku/"))
        assert world.fresh(world.campaign).state == "finished"


def test_what_is_ticked_is_printed_as_a_pick_list_and_as_labels_on_a4(world: World) -> None:
    ticked, other = paid(world, courier=True), paid(world, courier=True)
    page = get(world, "kirim/").content.decode()
    for where, part in (("kirim/ambil/", ticked.number), ("kirim/label/?kertas=a4", ticked.number)):
        here = address(world, where)
        assert f'formaction="{here}"' in page
        paper = seller(world).post(here, {"pilih": [ticked.number]})
        told = PdfReader(io.BytesIO(paper.content)).pages[0]
        assert paper["Content-Type"] == "application/pdf" and other.number not in told.extract_text()
        assert part in told.extract_text() or where == "kirim/ambil/"
