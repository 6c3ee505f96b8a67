"""A PO that is late, and whose ladder pays by itself: nobody asks for anything, and the books stay whole."""

from datetime import datetime, timedelta

import pytest

from bukapo.audit import audit
from bukapo.kernel.money import rupiah
from bukapo.messaging.models import Message
from bukapo.orders.models import Order
from bukapo.payments.models import Credit, Refund
from tests.faces.production import enter, paid
from tests.journeys import late
from tests.journeys.conftest import NewPerson
from tests.journeys.days import MONDAY, Calendar
from tests.journeys.late import PO, PUBLIC
from tests.journeys.person import Person
from tests.journeys.worker import work
from tests.world import make_world

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_a_late_po_whose_ladder_pays_by_itself(
    new_person: NewPerson, calendar: Calendar, complaints: list[str]
) -> None:
    world = make_world(at=MONDAY, cap=100)
    seller = new_person("penjual", laptop=True)
    enter(seller.page, world)
    declares(seller)
    rina, budi = new_person("rina", scripts=False), new_person("budi")
    budi.open(PUBLIC)
    budi.sees("Kalau terlambat, tanpa diminta", "Saldo Rp10.000 untuk belanja berikutnya", "Ongkir kembali")
    budi.look("garansi-po")
    orders = {
        name: paid(world, world.line("L", qty=2), courier=True, buyer_name=name) for name in ("Rina", "Budi")
    }

    # Three days late: credit, on the page and told, without a word from anybody.
    calendar.at = morning_after(3)
    work()
    assert {row.amount for row in Credit.objects.of(world.store)} == {10_000}
    code = Credit.objects.of(world.store).get(order=orders["Rina"]).code
    rina.open(page(orders["Rina"]))
    rina.sees("Saldo Rp10.000 untuk belanja berikutnya", code)
    rina.look("saldo")
    told = Message.objects.of(world.store).filter(kind="order.guarantee_given", order=orders["Rina"])
    assert code in told.get().body
    seller.open("/toko-saya/toko-contoh/")
    seller.sees("2 pesanan sudah lewat tanggal kirimnya.", "Sudah diberikan Rp20.000 ke 2 pesanan.")
    seller.look("tiap-pagi")

    # A week: the shipping fee, as money owed.
    calendar.at = morning_after(7)
    work()
    assert [row.amount for row in Refund.objects.of(world.store)] == [orders["Rina"].shipping_fee] * 2
    budi.open(page(orders["Budi"]))
    budi.sees("Ongkir Rp18.000 kembali")

    # Two weeks: all of the money is offered. One takes it, one waits.
    calendar.at = morning_after(14)
    work()
    asked = Message.objects.of(world.store).filter(kind="order.guarantee_offered")
    assert asked.count() == 2 and all("Ambil uang kembali" in message.body for message in asked)
    answers(rina, orders["Rina"], "Ambil uang kembali", "Ya, kembalikan uang saya", "Pesanan dibatalkan.")
    answers(budi, orders["Budi"], "Tetap menunggu", "Ya, saya menunggu", "Anda menunggu barangnya")
    work()
    now = {name: world.fresh(order) for name, order in orders.items()}
    assert (now["Rina"].state, now["Rina"].refunded) == ("cancelled", orders["Rina"].paid)
    assert (now["Budi"].state, now["Budi"].refunded) == ("confirmed", orders["Budi"].shipping_fee)
    late.writes_an_account(rina, page(orders["Rina"]), "Rina Contoh")
    seller.open(f"{PO}/")
    held = rupiah(now["Budi"].paid - now["Budi"].refunded)
    seller.sees(f"1 pembeli boleh mengambil uangnya, semuanya {held}.")
    seller.look("po-terlambat")

    calendar.at += timedelta(days=30)
    work()
    assert [str(breach) for _name, breaches in audit() for breach in breaches] == []
    assert Credit.objects.of(world.store).count() == 2 and Refund.objects.of(world.store).count() == 3


def declares(seller: Person) -> None:
    seller.open(f"{PO}/garansi/")
    seller.page.locator("#id_days_1").fill("3")
    seller.page.locator("#id_gift_1").fill("10.000")
    seller.page.locator("#id_shipping_days").fill("7")
    seller.press("Simpan")
    seller.sees("Garansi PO ini tersimpan.", "Telat 7 hari")
    seller.look("garansi")


def answers(buyer: Person, order: Order, way: str, yes: str, then: str) -> None:
    buyer.open(page(order))
    buyer.sees("Terlambat. Ambil uangnya, atau tetap menunggu?", "Sudah Anda dapat")
    buyer.look("ditawari")
    buyer.follow(way)
    buyer.look("yakin")
    buyer.press(yes)
    buyer.sees(then)


def morning_after(days: int) -> datetime:
    """The morning on which an order is so many days late: it was to be sent 26 days after MONDAY."""
    return MONDAY + timedelta(days=26 + days + 1)


def page(order: Order) -> str:
    return f"/p/{order.secret}/"
