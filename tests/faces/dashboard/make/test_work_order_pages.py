import io
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bukapo.catalog.models import Photo
from bukapo.production.models import Stage, WorkOrder
from tests.faces.production import accepted, address, closed, paid, produced, reported, seller, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = {
    "workshop_name": "Konveksi Contoh",
    "workshop_phone": "0812-0000-1111",
    "deadline": "2027-01-15",
    "specification": "Bahan: Cotton combed 24s\nLabel:\nJahitan rantai di bahu\n",
    "stages": "Potong\r\n\r\nSablon\r\nJahit",
    "note": "Lipat per ukuran.",
    "unit_cost": "47.500",
    "uncovered": "237500",
}


@pytest.fixture
def world() -> World:
    world = make_world()
    paid(world, world.line("L", qty=2, name="BUDI 10"))
    world.place(world.line("S", "Navy", qty=3))
    return closed(world)


def get(world: World, rest: str) -> Any:
    return seller(world).get(address(world, rest))


def post(world: World, rest: str, follow: bool = True, **data: Any) -> Any:
    return seller(world).post(address(world, rest), data, follow=follow)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


class TestANewWorkOrder:
    def test_is_made_from_what_was_typed(self, world: World) -> None:
        shown = text(post(world, "produksi/spk-baru/", **TYPED))
        order = WorkOrder.objects.of(world.store).get()
        assert order.specification == [
            ["Bahan", "Cotton combed 24s"],
            ["Keterangan", "Jahitan rantai di bahu"],
        ]
        assert (order.pieces, order.unit_cost, order.workshop_phone) == (5, 47_500, "+6281200001111")
        stages = Stage.objects.of(world.store).filter(work_order=order)
        assert list(stages.values_list("name", flat=True)) == ["Potong", "Sablon", "Jahit"]
        assert order.secret in shown
        assert "https://wa.me/6281200001111?text=Halo%20Konveksi%20Contoh" in shown
        assert order.secret in unquote(shown)

    def test_starts_from_the_stages_of_a_template(self, world: World) -> None:
        assert "Hias" in text(get(world, "produksi/spk-baru/?tahap=kue"))
        assert "Sablon" in text(get(world, "produksi/spk-baru/?tahap=apa%20saja"))

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("workshop_name", "", "Bagian ini perlu diisi."),
            ("workshop_phone", "0812", "Nomor HP tidak lengkap"),
            ("deadline", "2020-01-01", "sudah lewat"),
            ("deadline", "9999-01-01", "terlalu jauh"),
            ("deadline", "besok", "tidak terbaca"),
            ("stages", " \n ", "Bagian ini perlu diisi."),
            ("stages", "Jahit\nJAHIT", "ditulis dua kali"),
            ("unit_cost", "murah", "Isi dengan harga"),
            ("specification", "Bahan: " + "x" * 300, "terlalu panjang"),
            ("note", "a\x00b", "null"),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_keeps_the_rest(
        self, world: World, field: str, value: str, says: str
    ) -> None:
        response = post(world, "produksi/spk-baru/", **(TYPED | {field: value}))
        assert response.status_code == 422
        assert says.lower() in text(response).lower()
        assert "Jahitan rantai" in text(response) or field == "specification"
        assert not WorkOrder.objects.of(world.store).exists()

    def test_carries_an_uploaded_design(self, world: World) -> None:
        out = io.BytesIO()
        Image.new("RGB", (500, 500), "maroon").save(out, "PNG")
        post(world, "produksi/spk-baru/", **TYPED, photo=SimpleUploadedFile("desain.png", out.getvalue()))
        order = WorkOrder.objects.of(world.store).get()
        assert order.design is not None
        pdf = get(world, f"produksi/spk/{order.number}/cetak/")
        assert pdf["Content-Type"] == "application/pdf"
        assert b"/Image" in pdf.content

    def test_with_a_file_that_is_no_picture_keeps_nothing(self, world: World) -> None:
        response = post(world, "produksi/spk-baru/", **TYPED, photo=SimpleUploadedFile("x.png", b"bukan"))
        assert response.status_code == 422
        assert not WorkOrder.objects.of(world.store).exists()
        assert not Photo.objects.of(world.store).exists()

    def test_refused_throws_its_picture_away(self, world: World) -> None:
        out = io.BytesIO()
        Image.new("RGB", (500, 500), "maroon").save(out, "PNG")
        post(
            world, "produksi/spk-baru/", **(TYPED | {"workshop_phone": "1"}),
            photo=SimpleUploadedFile("desain.png", out.getvalue()),
        )  # fmt: skip
        assert not Photo.objects.of(world.store).exists()

    def test_may_take_a_photo_the_po_already_shows(self, world: World) -> None:
        photo = world.picture(place="product")
        Photo.objects.of(world.store).filter(pk=photo.pk).update(product=world.product)
        assert f'name="design" value="{photo.pk}" checked' in text(get(world, "produksi/spk-baru/"))
        post(world, "produksi/spk-baru/", **TYPED, design=str(photo.pk))
        order = WorkOrder.objects.of(world.store).get()
        assert order.design == photo
        # Its file is gone: the paper says so and is printed all the same.
        assert get(world, f"produksi/spk/{order.number}/cetak/").content.startswith(b"%PDF-")

    def test_does_not_take_another_stores_photo(self, world: World) -> None:
        stranger = make_world(slug="toko-lain")
        photo = stranger.picture(place="product")
        post(world, "produksi/spk-baru/", **TYPED, design=str(photo.pk))
        assert WorkOrder.objects.of(world.store).get().design is None

    def test_waits_for_the_closing(self) -> None:
        open_po = make_world()
        assert "Produksi mulai setelah PO ditutup" in text(post(open_po, "produksi/spk-baru/", **TYPED))
        assert not WorkOrder.objects.of(open_po.store).exists()

    def test_warns_when_all_pieces_are_already_with_somebody(self, world: World) -> None:
        order = sent(world)
        assert order.number in text(get(world, "produksi/spk-baru/"))


class TestOneWorkOrder:
    def test_shows_progress_cost_and_the_workshops_words(self, world: World) -> None:
        order = reported(accepted(sent(world)), 5, 2)
        shown = text(get(world, f"produksi/spk/{order.number}/"))
        for wanted in ("Rp237.500", "0812-0000-1111", "Sablon: 2 pcs", order.secret, "Dikerjakan"):
            assert wanted in shown

    def test_gets_a_new_link(self, world: World) -> None:
        order = sent(world)
        shown = text(post(world, f"produksi/spk/{order.number}/tautan/"))
        assert order.secret not in shown
        assert world.fresh(order).secret in shown

    def test_is_cancelled_with_a_reason(self, world: World) -> None:
        order = sent(world)
        refused = post(world, f"produksi/spk/{order.number}/batal/", reason=" ")
        assert refused.status_code == 422
        assert world.fresh(order).state == "sent"
        post(world, f"produksi/spk/{order.number}/batal/", reason="Pindah konveksi")
        assert world.fresh(order).state == "cancelled"

    def test_of_another_store_is_not_found(self, world: World) -> None:
        order = sent(world)
        stranger = make_world(slug="toko-lain")
        for rest in ("", "cetak/"):
            assert get(stranger, f"produksi/spk/{order.number}/{rest}").status_code == 404
        for rest in ("batal/", "tautan/"):
            assert post(stranger, f"produksi/spk/{order.number}/{rest}", reason="x").status_code == 404
        assert world.fresh(order).state == "sent"


class TestDeclaringProduced:
    def test_without_a_work_order_is_one_confirmed_tap(self, world: World) -> None:
        shown = text(post(world, "produksi/selesai/"))
        assert "Produksi dinyatakan selesai" in shown
        assert world.fresh(world.campaign).produced_at

    def test_with_a_work_order_under_way_asks_for_the_sellers_own_count(self, world: World) -> None:
        order = accepted(sent(world))
        assert "Sudah Anda hitung sendiri" in text(get(world, "produksi/"))
        assert order.number in text(post(world, "produksi/selesai/"))
        assert not world.fresh(world.campaign).produced_at
        post(world, "produksi/selesai/", lengkap="ya")
        assert world.fresh(world.campaign).produced_at

    def test_leads_on_to_sending(self, world: World) -> None:
        assert "Lanjut kirim" in text(get(produced(world), "produksi/"))


def test_the_list_tells_how_far_each_work_order_is(world: World) -> None:
    order = reported(accepted(sent(world)), 5, 2)
    shown = text(get(world, "produksi/"))
    assert order.number in shown
    assert "Sekarang: Sablon" in shown
    assert 'value="3500"' in shown
