"""The seller divides a recap among workshops, page by page."""

import io
from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bukapo.catalog.models import Photo
from bukapo.faces.dashboard.make.work_order_form import WorkOrderForm, stage_of
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.giving.draft import DesignDraft, StageDraft
from bukapo.production.models import WorkOrder, Workshop
from bukapo.production.writes.answers import ask_about_work_order, refuse_work_order
from tests.faces.production import accepted, address, closed, reported, seller, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = {
    "workshop_name": "Konveksi Contoh",
    "deadline": "2027-01-15",
    "stages": "Potong 3/1: ikat per ukuran\nJahit",
    "uncovered": "1000000000",
}
NEW = "produksi/spk-baru/"


@pytest.fixture
def world() -> World:
    world = make_world()
    world.place(world.line("L", qty=2, name="BUDI"), world.line("L", qty=4))
    world.place(world.line("S", "Navy", qty=4))
    return closed(world)


def get(world: World, rest: str) -> str:
    content: str = seller(world).get(address(world, rest)).content.decode()
    return content


def post(world: World, rest: str, **data: Any) -> Any:
    return seller(world).post(address(world, rest), data, follow=True)


def orders(world: World) -> list[WorkOrder]:
    return list(WorkOrder.objects.of(world.store).order_by("pk"))


def jpeg() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (400, 500), "navy").save(out, "JPEG")
    return SimpleUploadedFile("depan.jpg", out.getvalue())


class TestDividing:
    def test_by_percent_says_what_goes_and_what_is_left(self, world: World) -> None:
        shown = get(world, f"{NEW}?beri=bagian&persen=60&nama=tanpa")
        assert "Yang diserahkan: 6 pcs" in shown
        post(world, NEW, **TYPED, beri="bagian", persen="60", nama="tanpa")
        assert [order.pieces for order in orders(world)] == [6]
        assert "Belum dibagi: 4 dari 10 pcs" in get(world, "produksi/")
        post(world, NEW, **TYPED | {"workshop": str(Workshop.objects.of(world.store).get().pk)})
        assert [order.pieces for order in orders(world)] == [6, 4]
        assert "Semua pcs di rekap sudah dibagi" in get(world, "produksi/")
        assert Workshop.objects.of(world.store).count() == 1

    def test_by_size_keeps_what_was_typed_until_it_fits(self, world: World) -> None:
        assert "u-0" in get(world, f"{NEW}?beri=ukuran")
        wrong = post(world, NEW, **TYPED, beri="ukuran", **{"u-0": "9", "u-1": "dua"})
        assert wrong.status_code == 422 and not orders(world)
        said = wrong.content.decode()
        assert "Tinggal 4." in said and 'value="dua"' in said and "Isi dengan angka saja" in said
        stale = post(world, NEW, **TYPED, beri="ukuran", rekap="7", **{"u-0": "1"})
        assert "Rekapnya sudah berganti versi" in stale.content.decode() and not orders(world)
        post(world, NEW, **TYPED, beri="ukuran", rekap="1", **{"u-0": "1", "u-1": "3"})
        assert [order.pieces for order in orders(world)] == [4]

    @pytest.mark.parametrize(
        ("asked", "says"),
        [
            ("beri=produk&produk=9", "Pilih produknya dulu."),
            ("beri=bagian&persen=banyak", "Tulis berapa persen"),
            ("beri=apa&setelah=SPK-XXXXXX&ganti=tidak&persen=%20", "Yang diserahkan: 10 pcs"),
        ],
    )
    def test_answers_calmly_to_any_choice(self, world: World, asked: str, says: str) -> None:
        assert says in get(world, f"{NEW}?{asked}")

    def test_goes_on_with_what_another_workshop_makes(self, world: World) -> None:
        first = accepted(sent(world, stages=["Potong", "Sablon"]))
        shown = get(world, f"{NEW}?setelah={first.number}")
        assert "Jahit\nQC" in shown and "Potong\nSablon" not in shown
        post(world, NEW, **TYPED | {"stages": "Jahit"}, setelah=first.number)
        second = orders(world)[1]
        assert second.after == first and second.pieces == 10
        assert second.number in get(world, f"produksi/spk/{first.number}/")
        reported(first, 10, 4)
        assert f"lanjutan {first.number}" in get(world, "produksi/")

    def test_gives_a_refused_part_to_another(self, world: World) -> None:
        order = sent(world)
        refuse_work_order(
            store_id=world.store.pk,
            work_order_id=order.pk,
            reason="Penuh",
            actor=WORKSHOP_ACTOR,
            at=clock.now(),
        )
        assert f"?ganti={order.number}" in get(world, f"produksi/spk/{order.number}/")
        post(world, NEW, **TYPED | {"workshop_name": "Konveksi Dua"}, ganti=order.number)
        assert orders(world)[1].pieces == order.pieces


class TestFilling:
    def test_keeps_prints_with_their_pictures_and_stages_with_their_days(self, world: World) -> None:
        prints = {"desain-0-place": "Depan", "desain-0-size": "28 × 35 cm", "desain-0-photo": jpeg()}
        post(world, NEW, **TYPED, **prints, beri="bagian", persen="50")
        order = orders(world)[0]
        design = order.designs.get()
        assert (design.place, design.size, design.photo is not None) == ("Depan", "28 × 35 cm", True)
        stage = order.stages.get(position=0)
        assert (stage.name, stage.due, stage.instruction) == ("Potong", date(2027, 1, 3), "ikat per ukuran")
        shown = get(world, f"{NEW}?isian={order.number}")
        assert "Potong: ikat per ukuran" in shown and f'value="{design.photo_id}"' in shown
        post(world, NEW, **TYPED, **{"desain-0-place": "Depan", "desain-0-keep": str(design.photo_id)})
        assert orders(world)[1].designs.get().photo_id == design.photo_id
        pdf = seller(world).get(address(world, f"produksi/spk/{order.number}/cetak/")).content
        assert pdf.count(b"/Subtype /Image") >= 1

    def test_takes_no_strangers_picture_and_forgets_those_of_a_refused_form(self, world: World) -> None:
        other = make_world(slug="toko-lain")
        other.place()
        closed(other)
        foreign = other.picture("campaign")
        sent(other, designs=[DesignDraft("Depan", photo=foreign)])
        post(world, NEW, **TYPED, **{"desain-0-place": "Depan", "desain-0-keep": str(foreign.pk)})
        assert orders(world)[0].designs.get().photo is None
        sent_none = post(world, NEW, **TYPED, **{"desain-0-photo": jpeg(), "desain-1-photo": jpeg()})
        assert "sudah dibagi" in sent_none.content.decode()  # nothing is left to give
        assert not Photo.objects.of(world.store).exists()


class TestAQuestion:
    def test_stands_on_the_page_until_it_is_answered(self, world: World) -> None:
        order = sent(world)
        ask_about_work_order(
            store_id=world.store.pk,
            work_order_id=order.pk,
            question="Benang apa?",
            actor=WORKSHOP_ACTOR,
            at=clock.now(),
        )
        assert "Benang apa?" in get(world, "produksi/")
        page = f"produksi/spk/{order.number}/"
        assert "Benang apa?" in get(world, page)
        assert post(world, f"{page}jawab/", answer=" ").status_code == 422
        assert world.fresh(order).state == "questioned"
        assert "Hitam saja" in post(world, f"{page}jawab/", answer="Hitam saja").content.decode()
        assert world.fresh(order).state == "sent"


def test_the_workshops_link_to_all_its_work_is_shown_and_renewed(world: World) -> None:
    order = sent(world)
    shop = order.workshop
    assert shop and shop.secret in get(world, f"produksi/spk/{order.number}/")
    shown = post(world, f"produksi/spk/{order.number}/tautan-konveksi/").content.decode()
    assert shop.secret not in shown and world.fresh(shop).secret in shown


@pytest.mark.parametrize(
    ("line", "stage"),
    [
        ("Potong", StageDraft("Potong")),
        ("Jahit: benang hitam, 9-11 SPI", StageDraft("Jahit", "benang hitam, 9-11 SPI")),
        ("Sablon 5/12: press 160°C", StageDraft("Sablon", "press 160°C", date(2026, 12, 5))),
        ("QC 2 lapis", StageDraft("QC 2 lapis")),
        ("Bordir nama 9 Jan", StageDraft("Bordir nama", "", date(2027, 1, 9))),
        ("Packing 3 Agustus 2027", StageDraft("Packing", "", date(2027, 8, 3))),
    ],
)
def test_a_stage_is_read_with_its_day_and_what_to_mind(line: str, stage: StageDraft) -> None:
    assert stage_of(line, date(2026, 11, 26)) == stage


@pytest.mark.parametrize("line", ["Potong 31/2", "Jahit: " + "x" * 201, "x" * 41])
def test_a_stage_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(forms.ValidationError):
        stage_of(line, date(2026, 11, 26))


def test_each_of_several_products_has_a_specification_of_its_own() -> None:
    typed = TYPED | {
        "specification": "Label: woven",
        "spec_0": "Model: lengan pendek",
        "spec_1": "salah\n" * 31,
    }
    form = WorkOrderForm(typed, today=date(2026, 11, 26), products=("Kaos", "Jaket"))
    assert not form.is_valid() and set(form.errors) == {"spec_1"}
    form = WorkOrderForm(typed | {"spec_1": ""}, today=date(2026, 11, 26), products=("Kaos", "Jaket"))
    assert form.is_valid()
    assert form.cleaned_data["groups"] == [("Kaos", [("Model", "lengan pendek")]), ("Jaket", [])]
