"""A window PO in two workshops: no signal, two of fifty defective, a day that moves, one refunded, one waiting.

Orders, payments and the closing are walked elsewhere; everything from the frozen recap on goes through the pages.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from bukapo.audit import audit
from bukapo.faces.ui.templatetags.ui import rupiah
from bukapo.messaging.models import Message
from bukapo.orders.models import Order
from bukapo.production.models import FrozenRecap, StageReport, WorkOrder
from bukapo.production.reads.account import piece_accounts
from tests.faces.production import enter, paid
from tests.journeys import late
from tests.journeys.conftest import NewPerson
from tests.journeys.days import MONDAY, Calendar
from tests.journeys.late import PO, PUBLIC
from tests.journeys.person import Person
from tests.journeys.worker import work
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True)]

ORDERED = [
    ("Rina", "M", 4), ("Budi", "L", 5), ("Citra", "S", 4), ("Deni", "S", 4), ("Eka", "M", 4), ("Fani", "M", 4),
    ("Gita", "L", 4), ("Hadi", "L", 4), ("Indra", "XL", 4), ("Joko", "XL", 4), ("Kiki", "L", 5), ("Lala", "XL", 4),
]  # fmt: skip
"""Twelve buyers, fifty pieces, in the order in which their money came. Kiki's are navy."""
LATE = "Mesin jahit di konveksi rusak, gantinya baru datang pekan depan."


def test_a_late_window_po_keeps_its_word_to_everybody(
    new_person: NewPerson, calendar: Calendar, complaints: list[str]
) -> None:
    world = make_world(at=MONDAY)
    orders = dict(ordered(world, calendar))
    calendar.at = world.campaign.closes_at + timedelta(minutes=5)
    work()
    seller = new_person("penjual", laptop=True)
    enter(seller.page, world)

    # The recap goes to two workshops; one of them asks before it begins.
    satu, dua = new_person("konveksi-satu"), new_person("konveksi-dua", scripts=False)
    first = late.gives_a_part(seller, "Konveksi Satu", percent="60", look="spk-bagian")
    second = late.gives_a_part(seller, "Konveksi Dua")
    late.asks_first(dua, second, "Jahitannya rantai atau obras?")
    late.answers(seller, "Konveksi Dua", "Jahitannya rantai atau obras?", "Obras benang lima.")
    for workshop, link in ((satu, first), (dua, second)):
        workshop.open(link)
        workshop.press("Terima SPK ini")
        workshop.sees("SPK diterima")
    sizes = WorkOrder.objects.of(world.store).order_by("id").values_list("pieces", flat=True)
    assert list(sizes) == [30, 20]

    calendar.at += timedelta(days=8)
    an_hour_without_a_signal(world, satu, first, calendar)
    complaints.clear()  # a phone without a signal says so on its console

    # A week later one has not cut a piece: the board says so before any date has passed.
    calendar.at += timedelta(days=4)
    work()
    assert calendar.at.date() < world.campaign.promises.get(what="produced").day
    seller.open("/toko-saya/toko-contoh/produksi/")
    seller.sees("diperkirakan lewat tenggat")
    seller.look("papan")
    late.moves_the_promise(seller, LATE)
    work()
    asked = Message.objects.of(world.store).filter(kind="order.delay_asked")
    assert Counter(asked.values_list("order__buyer_name", flat=True)) == dict.fromkeys(orders, 1)
    assert all(LATE in message.body for message in asked)

    rina, budi = new_person("rina", scripts=False), new_person("budi")
    late.chooses(
        rina, page(orders["Rina"]), "Uang kembali", "Ya, kembalikan uang saya", "Anda memilih uang kembali"
    )
    late.chooses(budi, page(orders["Budi"]), "Saya menunggu", "Ya, saya menunggu", "Anda memilih menunggu")
    seller.page.reload()
    seller.sees("Rina", "Budi")
    seller.look("jawaban")
    calendar.at += timedelta(days=4)
    work()
    late.writes_an_account(rina, page(orders["Rina"]), "Rina Contoh")
    assert {world.fresh(order).state for name, order in orders.items() if name != "Rina"} == {"confirmed"}
    late.pays_back(seller, "Rina", rupiah(world.fresh(orders["Rina"]).refunded))
    addendum(seller, world)

    # Quality control: two of fifty. One is put right, the other is lost.
    calendar.at += timedelta(days=2)
    satu.open(first)
    late.all_done(satu, "Jahit")
    satu.sees("Jahit: 30 pcs tercatat.")
    late.finds_a_fault(
        satu, first, "M / Hitam", "Jahitan lepas", "Diperbaiki", back_to="Jahit", look="periksa"
    )
    satu.look("periksa-belum-kembali")
    late.has_put_it_right(satu, first)
    late.finishes(satu, first)
    dua.open(second)
    for name in late.STAGES[:3]:
        late.all_done(dua, name)
        dua.sees(f"{name}: 20 pcs tercatat.")
    late.finds_a_fault(dua, second, "XL / Hitam", "Sablon/bordir cacat", "Tidak bisa dipakai")
    late.finishes(dua, second)
    work()

    # One XL is missing: it goes by the rule, and who lacks it is told and has the money back.
    calendar.at += timedelta(days=1)
    late.declares_and_gives_out(seller)
    work()
    short = Message.objects.of(world.store).filter(kind="order.pieces_short")
    assert list(short.values_list("order__buyer_name", flat=True)) == ["Lala"]
    lala = new_person("lala", scripts=False)
    lala.open(page(orders["Lala"]))
    lala.unfold("langkah sebelumnya")
    lala.sees("untuk 30 pcs", "untuk 20 pcs")
    lala.look("barang-kurang")
    lala.follow("Uang kembali, Rp100.000")
    lala.press("Ya, kembalikan uangnya")
    lala.sees("3 dari 4 pcs, 1 dikembalikan uangnya")
    late.pays_back(seller, "Lala", "Rp100.000")
    work()
    assert late.checks_the_allocation(budi) == ["COCOK"]
    budi.open(PUBLIC)
    budi.sees(LATE, "17 Desember 2026", "lewat 2 hari dari janji ini")
    budi.look("riwayat-janji")

    assert [str(breach) for _name, breaches in audit() for breach in breaches] == []
    account = {one.values: one for one in piece_accounts(world.campaign)}
    assert all(one.even and not one.to_make for one in account.values())
    sums = [
        sum(getattr(one, what) for one in account.values())
        for what in ("ordered", "made", "short", "cancelled")
    ]
    assert sums == [50, 45, 1, 4]
    assert (account["XL", "Hitam"].short, account["M", "Hitam"].cancelled) == (1, 4)


def ordered(world: World, calendar: Calendar) -> Any:
    """Name and order of each buyer, paid in full, ten minutes after one another."""
    for name, size, pieces in ORDERED:
        calendar.at += timedelta(minutes=10)
        line = world.line(size, "Navy" if name == "Kiki" else "Hitam", qty=pieces)
        yield name, paid(world, line, buyer_name=name)


def page(order: Order) -> str:
    return f"/p/{order.secret}/"


def an_hour_without_a_signal(world: World, workshop: Person, link: str, calendar: Calendar) -> None:
    """Size by size, then the rest; both stages wait on the phone and arrive once."""
    phone = workshop.page
    workshop.open(link)
    phone.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    phone.context.set_offline(True)
    cutting = late.stage(workshop, "Potong")
    late.all_done(workshop, "Potong")
    workshop.sees("1 laporan menunggu sinyal")
    printing = late.stage(workshop, "Sablon")
    printing.get_by_role("radio", name="L / Hitam dari 8", exact=True).check()
    printing.get_by_role("button", name="+5").click()
    workshop.sees("2 laporan menunggu sinyal")
    expect(cutting.locator("[data-total]")).to_have_text("30")
    workshop.look("tanpa-sinyal")
    assert not StageReport.objects.of(world.store).exists()
    calendar.at += timedelta(hours=1)
    phone.context.set_offline(False)
    workshop.sees("Sablon: 5 pcs tercatat.")
    rows = StageReport.objects.of(world.store).order_by("pk").values_list("stage__name", "count")
    assert list(rows) == [("Potong", 30), ("Sablon", 5)]
    late.all_done(workshop, "Sablon")
    workshop.sees("Sablon: 30 pcs tercatat.")
    workshop.look("dua-tahap")


def addendum(seller: Person, world: World) -> None:
    seller.open(f"{PO}/rekap/")
    seller.sees("Berubah sejak dikunci")
    seller.fill(("Kenapa rekapnya berubah?", "Rina memilih uang kembali"))
    seller.press("Kunci versi baru")
    seller.look("adendum")
    recaps = FrozenRecap.objects.of(world.store).order_by("version")
    assert [recap.content["totals"]["pieces"] for recap in recaps] == [50, 46]
