"""The pages on which goods are checked: nothing typed is lost, nobody reaches another's, the workshop sees no costs."""

import io
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bukapo.catalog.models import Photo
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.models import Defect, Inspection, QualityCount, WorkOrder
from bukapo.production.writes.stages import report_stage
from tests.faces.production import accepted, address, closed, paid, reported, seller, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
STAGES = ["Potong", "Jahit", "QC", "Packing"]


@pytest.fixture
def world() -> World:
    cache.clear()
    world = make_world()
    paid(world, world.line("L", qty=4), buyer_name="Rahasia Sekali", phone="081277778888")
    world.place(world.line("S", "Navy", qty=3))
    return closed(world)


@pytest.fixture
def order(world: World) -> WorkOrder:
    """S / Navy is the first size (0), L / Hitam the second (1); all are sewn."""
    return reported(accepted(sent(world, stages=STAGES)), 7, 7)


def jpeg() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "navy").save(out, "JPEG")
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


def check(order: WorkOrder, **typed: Any) -> Any:
    return Client().post(f"/spk/{order.secret}/periksa/", typed)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


FAULT = {"cacat-0-size": "1", "cacat-0-pieces": "1", "cacat-0-reason": "seam", "cacat-0-remedy": "rework"}


def test_a_workshop_checks_with_pictures_and_counts_back_in(world: World, order: WorkOrder) -> None:
    typed = {"size-0": "3", "size-1": "4", **FAULT, "cacat-0-back_to": "1", "note": "rapi"}
    assert check(order, **typed, photo=jpeg(), photos=[jpeg(), jpeg()]).status_code == 302
    row = Inspection.objects.of(world.store).get()
    assert (row.state, row.note, row.photos.count()) == ("open", "rapi", 2)
    assert row.photo and row.photo.place == "progress"
    shown = text(Client().get(f"/spk/{order.secret}/periksa/"))
    assert "Belum kembali" in shown and "diperbaiki di Jahit" in shown and "Rp" not in shown
    defect = Defect.objects.of(world.store).get()
    back = f"/spk/{order.secret}/periksa/kembali/{defect.pk}/"
    wrong = Client().post(back, {"passed": "2", "scrapped": ""})
    assert wrong.status_code == 422 and 'value="2"' in text(wrong) and "tinggal 1 pcs" in text(wrong)
    assert Client().post(back, {"passed": "1"}).status_code == 302
    assert world.fresh(row).state == "settled"
    buyer = text(Client().get(f"/p/{world.campaign.orders.first().secret}/"))
    assert (
        "Lolos pemeriksaan (QC)" in buyer
        and row.photo.key in buyer
        and "dari 7" not in buyer.split("Lolos")[1]
    )


def test_buttons_add_a_row_or_fill_all_and_keep_what_was_typed(order: WorkOrder) -> None:
    more = text(check(order, **{"size-0": "dua"}, **FAULT, baris="1", langkah="tambah"))
    assert 'value="dua"' in more and 'name="cacat-1-pieces"' in more and "notice-stop" not in more
    filled = text(check(order, **FAULT, langkah="semua"))
    assert 'name="size-0" value="3"' in filled and 'name="size-1" value="4"' in filled
    assert 'value="seam" selected' in filled
    assert not Inspection.objects.of(order.store_id).exists()


WRONG: list[tuple[dict[str, str], str]] = [
    ({}, "Isi dulu berapa yang diperiksa."),
    ({"size-0": "9"}, "paling banyak 3 pcs"),
    ({"size-0": "3", "cacat-0-pieces": "1"}, "Pilih kenapa."),
    ({"size-1": "1", **FAULT, "cacat-0-reason": "other"}, "Tulis apa yang salah."),
    ({"size-1": "1", **FAULT, "cacat-0-back_to": "7"}, "cacat-0-back_to"),
    ({"size-1": "x" * 40, "baris": "999999", "langkah": "gaib", "key": "k" * 999}, "angka"),
    ({"size-1": "4", "photo": "bukan berkas", "cacat-0-size": "\x00", "cacat-0-pieces": "1"}, "Pilih"),
]


def test_a_check_that_is_wrong_says_why_and_changes_nothing(order: WorkOrder) -> None:
    for typed, words in WRONG:
        answer = check(order, **typed)
        assert answer.status_code == 422 and words in text(answer), typed
    assert not QualityCount.objects.of(order.store_id).exists()
    assert not Photo.objects.of(order.store_id).exists()


def test_the_seller_checks_what_arrived_and_says_what_it_cost(world: World, order: WorkOrder) -> None:
    client, path = seller(world), address(world, f"produksi/spk/{order.number}/periksa/")
    assert client.get(path).status_code == 200
    reported_on = reported_last(order)
    assert client.post(path, {"size-1": "4", **FAULT}).status_code == 302
    defect = Defect.objects.of(world.store).get()
    assert client.post(f"{path}ongkos/{defect.pk}/", {"cost": "lima", "bearer": "store"}).status_code == 422
    assert (
        client.post(f"{path}ongkos/{defect.pk}/", {"cost": "15.000", "bearer": "workshop"}).status_code == 302
    )
    assert "Rp15.000" in text(client.get(path))
    shop = text(Client().get(f"/spk/{reported_on.secret}/periksa/"))
    assert "Diperiksa penjual" in shop and "15.000" not in shop and "1 belum kembali" in shop
    for what in (
        f"kembali/{defect.pk}",
        f"{defect.inspection_id}/batal",
    ):  # what the store found is the store's
        assert (
            Client().post(f"/spk/{order.secret}/periksa/{what}/", {"passed": "1", "reason": "x"}).status_code
            == 404
        )
    other = make_world(slug="toko-lain")
    theirs = f"/toko-saya/toko-lain/po/{other.campaign.slug}/produksi/spk/{order.number}/periksa/"
    assert seller(other).get(theirs).status_code == 404
    assert client.post(f"{path}{defect.inspection_id}/batal/", {"reason": "salah hitung"}).status_code == 302
    assert world.fresh(defect.inspection).state == "withdrawn"


def reported_last(order: WorkOrder) -> WorkOrder:
    """The rest of the stages, too."""
    for position in (2, 3):
        report_stage(
            store_id=order.store_id, work_order_id=order.pk, position=position, count=7, actor=WORKSHOP_ACTOR,
            at=clock.now(),
        )  # fmt: skip
    return order
