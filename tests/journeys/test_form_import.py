"""Last year's Google Form becomes this PO: through the screens, twice, to the last piece and rupiah."""

import pytest

from bukapo.audit import audit
from bukapo.faces.papers.recap_files import read_csv
from bukapo.orders.models import Order
from tests.faces.production import address, enter
from tests.journeys import making
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.journeys.till import rupiah
from tests.orders.form import CSV, TRUTH, reunion
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_forms_answers_become_a_recap_that_reads_back_equal(new_person: NewPerson) -> None:
    world, seller = reunion(title="Kaos Reuni"), new_person("bendahara", laptop=True)
    enter(seller.page, world)
    upload(seller, world)
    seller.look("cocokkan-kolom")
    seller.press("Lihat hasilnya")
    seller.sees(rupiah(TRUTH["rupiah"]), f"dari {TRUTH['rows']} jawaban")
    seller.look("hasil-baca")
    seller.press(f"Masukkan {TRUTH['orders']} pesanan")
    seller.sees(f"{TRUTH['orders']} pesanan masuk.")
    seller.look("impor-selesai")
    first = orders(world)
    assert sum(goods for *_, goods in first) == TRUTH["rupiah"]

    upload(seller, world)
    seller.press("Lihat hasilnya")
    seller.sees("File ini sudah pernah diimpor dengan cara yang sama.")
    seller.look("impor-lagi")
    seller.press("Selesai")
    assert orders(world) == first

    making.close_by_hand(seller, address(world).rstrip("/"))
    the_recap_is_the_truth(seller)
    assert not [breach for _name, breaches in audit() for breach in breaches]


def upload(seller: Person, world: World) -> None:
    seller.open(address(world, "impor/"))
    seller.page.get_by_label("Pilih file CSV atau XLSX").set_input_files(CSV)
    seller.press("Baca file ini")


def orders(world: World) -> list[tuple[int, int, int]]:
    """(id, version, goods) of every order: whatever changes one shows here."""
    return sorted(Order.objects.of(world.store).values_list("pk", "version", "goods"))


def the_recap_is_the_truth(seller: Person) -> None:
    """On screen the sum, in the files every single count."""
    seller.sees(f"{TRUTH['total_pieces']}", rupiah(TRUTH["rupiah"]))
    assert pieces(making.rows_of_workbook(seller.file_behind("Excel"))) == TRUTH["pieces"]
    assert pieces(read_csv(seller.file_behind("CSV"))) == TRUTH["pieces"]
    assert str(TRUTH["total_pieces"]) in making.text_of_pdf(seller.file_behind("PDF"))


def pieces(rows: list[list[str]]) -> dict[str, int]:
    """`SIZE|COLOUR|SLEEVE` -> pieces, as the truth counts them."""
    head, *body = rows
    assert head == ["Produk", "Ukuran", "Warna", "Lengan", "Jumlah"]
    return {"|".join(row[1:-1]): int(float(row[-1])) for row in body}
