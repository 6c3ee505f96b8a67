"""All orders as a file: their money is what the orders say, their texts are texts."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bukapo.faces.papers.orders_file import Asked, orders_csv, orders_xlsx
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.reads.export import lines_to_export, orders_to_export
from bukapo.orders.writes import pay, release
from tests.orders.test_tax import pkp
from tests.till import asked, receive
from tests.world import NOON, World, make_world


@pytest.fixture
def world(db: None) -> World:
    world = make_world(at=NOON, pay_mode="deposit")
    with clock.told(NOON):
        first = world.place(world.line("L", qty=2, name="BUDI 1"), world.line("M"), note="=1+1")
        second, _third = world.place(), world.place(buyer_name="@Rina")
    receive(world, first, asked(first))
    pay.ask_balance(store_id=world.store.pk, order_id=first.pk, actor=world.seller, at=NOON)
    receive(world, second, asked(second))
    release.cancel_order(store_id=world.store.pk, order_id=second.pk, reason="", actor=world.seller, at=NOON)
    return world


def orders(world: World) -> list[Order]:
    return list(Order.objects.of(world.store).order_by("pk"))


def whole(world: World, **how: Any) -> Asked:
    return Asked(world.store, world.campaign.pk, "Kaos", NOON, **how)


class TestEveryOrder:
    def test_is_told_with_its_money(self, world: World) -> None:
        told = list(orders_to_export(store_id=world.store.pk))
        for one, order in zip(told, orders(world), strict=True):
            codes = sum(c.code for c in order.charges.exclude(state="void"))
            assert (one.number, one.code, one.charged, one.paid, one.refunded, one.outstanding, one.ppn) == (
                order.number, codes, order.charged, order.paid, order.refunded, order.outstanding, 0
            )  # fmt: skip
            if order.state != "cancelled":
                assert one.goods + one.shipping_fee + one.code - one.discount - one.forgiven == one.charged

    def test_of_one_po_leaves_out_the_others(self, world: World) -> None:
        assert not list(orders_to_export(store_id=world.store.pk, campaign_id=world.campaign.pk + 1))
        other = make_world(slug="toko-lain", at=NOON)
        assert not list(orders_to_export(store_id=other.store.pk))

    def test_of_a_pkp_store_shows_what_it_owes_the_state(self, db: None) -> None:
        world = pkp(make_world(at=NOON))
        with clock.told(NOON + timedelta(minutes=1)):
            order = world.place()
        receive(world, order, 111_000)
        assert [one.ppn for one in orders_to_export(store_id=world.store.pk)] == [11_000]

    def test_has_its_lines(self, world: World) -> None:
        lines = list(lines_to_export(store_id=world.store.pk, campaign_id=world.campaign.pk))
        assert len(lines) == sum(order.lines.count() for order in orders(world))
        assert lines[0].texts == {"Nama punggung": "BUDI 1"}
        assert sum(line.total for line in lines) == sum(order.goods for order in orders(world))

    def test_takes_a_fixed_number_of_queries(self, world: World, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(4):
            list(orders_to_export(store_id=world.store.pk))


class TestTheFile:
    def test_reads_back_equal(self, world: World) -> None:
        out = io.BytesIO()
        orders_xlsx(out, whole(world))
        book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
        assert book.sheet_names == ["Pesanan", "Rincian"]
        head, *rows = book.get_sheet_by_name("Pesanan").to_python()
        assert "PPN" not in head
        cells = [dict(zip(head, row, strict=True)) for row in rows]
        assert [row["Nomor"] for row in cells] == [order.number for order in orders(world)]
        assert [row["Dibayar"] for row in cells] == [order.paid for order in orders(world)]
        assert [row["Keadaan"] for row in cells] == ["DP", "Batal", "Belum bayar"]
        assert cells[0]["Catatan"] == "=1+1" and cells[2]["Nama"] == "@Rina"
        assert cells[0]["Masuk"].isoformat() == "2026-11-22T12:00:00"

    def test_as_csv_guards_what_a_spreadsheet_would_run(self, world: World) -> None:
        out = io.BytesIO()
        orders_csv(out, whole(world), spreadsheet=True)
        rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig")), delimiter=";"))
        assert rows[1][-1] == "'=1+1" and rows[3][5] == "'@Rina" and rows[1][6].startswith("0812-")
        out = io.BytesIO()
        orders_csv(out, whole(world, lang="en"), lines=True)
        assert len(list(csv.reader(io.StringIO(out.getvalue().decode())))) == 5

    def test_of_nothing_is_a_head(self, db: None) -> None:
        world = make_world(at=NOON)
        out = io.BytesIO()
        orders_csv(out, whole(world))
        assert len(out.getvalue().decode().splitlines()) == 1
