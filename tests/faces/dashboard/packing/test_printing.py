import io
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.faces.production import address, paid, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = make_world()
    paid(
        world,
        world.line("XL", qty=2),
        world.line("M", name="BUDI 10"),
        courier=True,
        buyer_name="Siti Contoh",
    )
    paid(world, world.line("S", "Navy"), world.line("S"), buyer_name="Andi Contoh")
    world.place(world.line("3XL"))
    return world


def pages(response: Any) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]


def test_the_pick_list_goes_by_size_and_names_pieces_one_by_one(world: World) -> None:
    told = "".join(pages(seller(world).get(address(world, "kirim/ambil/"))))
    assert "5 pcs untuk 2 pesanan" in told
    assert told.index("S · Hitam") < told.index("S · Navy") < told.index("XL · Hitam") < told.index("BUDI 10")
    assert "Siti" not in told and "3XL" not in told
    sheet = seller(world).get(address(world, "kirim/ambil/?format=xlsx")).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet))
    plain = book.get_sheet_by_index(0).to_python()
    assert ["Kaos", "XL · Hitam", 2.0, f"V{world.variant('XL', 'Hitam')}"] in plain
    assert "BUDI 10" in str(book.get_sheet_by_index(1).to_python())


def test_every_piece_gets_a_sticker_and_a_named_one_its_own(world: World) -> None:
    (told,) = pages(seller(world).get(address(world, "kirim/stiker/")))
    assert told.count(f"V{world.variant('XL', 'Hitam')}") == 2
    assert told.count("BUDI 10") == 1 and "-1" in told
    assert seller(world).get(address(world, "kirim/stiker/?bagian=9")).status_code == 302


def test_four_labels_share_an_a4(world: World) -> None:
    for number in range(4):
        paid(world, courier=True, buyer_name=f"Pembeli A4 {number}")
    client = seller(world)
    sheets = pages(client.get(address(world, "kirim/label/?kertas=a4")))
    assert [text.count("Jl. Rahasia 12") for text in sheets] == [4, 1]
    assert len(pages(client.get(address(world, "kirim/label/")))) == 5
