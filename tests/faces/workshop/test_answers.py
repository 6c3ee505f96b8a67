"""A workshop asks, refuses, downloads, and sees all of its work."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from python_calamine import CalamineWorkbook

from bukapo.production.giving.draft import DesignDraft, StageDraft
from bukapo.production.giving.rules import CHOSEN, Wish
from bukapo.production.models import WorkOrder
from tests.faces.production import closed, sent
from tests.faces.workshop.test_work_order import HIDDEN, without_keys
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def world() -> World:
    world = make_world()
    world.place(
        world.line("L", qty=2, name="BUDI"),
        world.line("M"),
        buyer_name="Rahasia Sekali",
        phone="081277778888",
    )
    world.place(world.line("S", "Navy", qty=3))
    return closed(world)


def get(order: WorkOrder, rest: str = "") -> Any:
    return Client().get(f"/spk/{order.secret}/{rest}")


def post(order: WorkOrder, what: str, **data: Any) -> Any:
    return Client().post(f"/spk/{order.secret}/{what}/", data, follow=True)


def test_a_question_waits_on_the_page_and_a_second_tap_is_harmless(world: World) -> None:
    order = sent(world)
    assert "Kirim pertanyaan" in get(order, "tanya/").content.decode()
    assert post(order, "tanya", words=" ").status_code == 422
    for _ in range(2):
        shown = post(order, "tanya", words="Benangnya warna apa?").content.decode()
        assert "Benangnya warna apa?" in shown and "Menunggu jawaban pemesan." in shown
    assert world.fresh(order).state == "questioned"
    assert order.questions.count() == 1
    post(order, "terima")
    assert world.fresh(order).state == "accepted"


def test_a_refusal_tells_why_and_offers_nothing_more(world: World) -> None:
    order = sent(world)
    assert post(order, "tolak", words="").status_code == 422
    shown = post(order, "tolak", words="Mesin rusak").content.decode()
    assert "Anda menolak SPK ini." in shown and "Mesin rusak" in shown and "<form" not in shown
    assert world.fresh(order).state == "refused"


def test_all_the_work_stands_on_one_page_soonest_first_and_nothing_hidden_is_on_it(world: World) -> None:
    late = sent(world, wish=Wish(CHOSEN, pieces={("Kaos", ("M", "Hitam")): 1}))
    soon = sent(world, deadline=date(2027, 1, 2))
    assert late.workshop and late.workshop == soon.workshop
    page = Client().get(f"/spk/konveksi/{late.workshop.secret}/")
    shown = page.content.decode()
    assert shown.index(soon.number) < shown.index(late.number)
    assert page["Referrer-Policy"] == "same-origin" and "noindex" in page["X-Robots-Tag"]
    for order in (soon, late):
        shown = without_keys(shown, order)
    assert [word for word in HIDDEN if word in shown] == []
    post(soon, "tolak", words="Penuh")
    assert soon.number not in Client().get(f"/spk/konveksi/{late.workshop.secret}/").content.decode()
    assert Client().get("/spk/konveksi/tebak/").status_code == 404


def test_the_workbook_reads_back_equal_and_knows_no_price(world: World) -> None:
    order = sent(
        world,
        designs=[DesignDraft("Depan", "Plastisol", "28 cm")],
        stages=[StageDraft("Potong", "ikat", date(2027, 1, 3)), "Jahit"],
    )
    response = get(order, "excel/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    assert book.sheet_names == ["Ringkasan", "Ukuran", "Daftar nama", "Tahap"]
    sizes = book.get_sheet_by_name("Ukuran").to_python()
    assert sizes[0] == ["Produk", "Ukuran", "Warna", "Jumlah"]
    assert [tuple(row[1:]) for row in sizes[1:-1]] == [
        ("S", "Navy", 3.0), ("M", "Hitam", 1.0), ("L", "Hitam", 2.0),
    ]  # fmt: skip
    assert sizes[-1][-1] == 6.0
    names = book.get_sheet_by_name("Daftar nama").to_python()
    assert names[1][:3] == [1.0, "Kaos", "BUDI"]
    stages = book.get_sheet_by_name("Tahap").to_python()
    assert stages[1][1:5] == ["Potong", date(2027, 1, 3), "ikat", 6.0]
    facts = dict(row for row in book.get_sheet_by_name("Ringkasan").to_python()[1:])
    assert facts["Nomor SPK"] == order.number and facts["Jumlah (pcs)"] == 6.0
    assert facts["Desain 1"] == "Depan · Plastisol · 28 cm"
    told = without_keys(str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names]), order)
    assert [word for word in HIDDEN if word in told] == []
