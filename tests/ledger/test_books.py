"""The books an accountant gets: every entry balanced, every account's story, and a trial balance that agrees."""

import csv
import io
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bukapo.faces.papers import long_tables
from bukapo.faces.papers.books import PARTS, Books, books_csv, books_xlsx
from bukapo.faces.papers.long_tables import (
    DAY,
    MOMENT,
    MONEY,
    TEXT,
    WHOLE,
    Column,
    LongTable,
    write_csv,
    write_xlsx,
)
from bukapo.journal import clock
from bukapo.ledger import rules
from bukapo.ledger.books import Span, account_rows, journal, span_of, trial_balance_of
from bukapo.ledger.chart import chart
from bukapo.ledger.reads import trial_balance
from bukapo.orders.writes import pay, release, send
from tests.till import asked, receive
from tests.world import NOON, World, make_world

TODAY = date(2026, 11, 22)


@pytest.fixture
def world(db: None) -> World:
    """Two days of business: ordered and paid today, shipped, cancelled and refunded tomorrow."""
    world = make_world(at=NOON, pay_mode="deposit")
    with clock.told(NOON):
        first, second = world.place(), world.place()
    receive(world, first, asked(first))
    receive(world, second, asked(second) + 7_000)
    tomorrow = NOON + timedelta(days=1)
    facts: dict[str, Any] = {"store_id": world.store.pk, "actor": world.seller, "at": tomorrow}
    pay.ask_balance(order_id=first.pk, **facts)
    receive(world, first, asked(first), at=tomorrow)
    send.hand_over(order_id=first.pk, **facts)
    release.cancel_order(order_id=second.pk, reason="batal", **facts)
    return world


def whole(world: World, lang: str = "id") -> Books:
    return Books(world.store, Span(), NOON, lang)


class TestTheJournal:
    def test_balances_entry_by_entry(self, world: World) -> None:
        sums: dict[int, int] = defaultdict(int)
        for row in journal(world.store.pk, Span()):
            assert (row.debit == 0) != (row.credit == 0)
            sums[row.entry] += row.debit - row.credit
        assert len(sums) > 5 and set(sums.values()) == {0}

    def test_comes_to_the_ledgers_own_balances(self, world: World) -> None:
        balances: dict[str, int] = defaultdict(int)
        for row in journal(world.store.pk, Span()):
            balances[row.account.code] += row.debit - row.credit
        assert balances == trial_balance(store_id=world.store.pk)

    def test_of_a_day_holds_that_day_in_the_stores_zone(self, world: World) -> None:
        day = list(journal(world.store.pk, span_of(world.store, TODAY, TODAY)))
        rest = list(journal(world.store.pk, span_of(world.store, TODAY + timedelta(days=1), None)))
        assert day and rest and len(day) + len(rest) == len(list(journal(world.store.pk, Span())))
        assert span_of(world.store, TODAY, TODAY) == Span(
            datetime(2026, 11, 21, 17, tzinfo=UTC), datetime(2026, 11, 22, 17, tzinfo=UTC)
        )

    def test_shows_no_other_store(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        with clock.told(NOON):
            other.place()
        assert {row.order for row in journal(world.store.pk, Span())}.isdisjoint(
            {row.order for row in journal(other.store.pk, Span())}
        )


class TestTheAccounts:
    def test_carry_their_balance_from_before_the_period(self, world: World) -> None:
        span = span_of(world.store, TODAY + timedelta(days=1), TODAY + timedelta(days=1))
        trial = {row.account.code: row for row in trial_balance_of(world.store.pk, span)}
        last: dict[str, int] = {}
        for line in account_rows(world.store.pk, span):
            before = last.get(line.row.account.code, trial[line.row.account.code].opening)
            last[line.row.account.code] = line.balance
            assert line.balance == before + line.row.debit - line.row.credit
        assert last == {code: row.closing for code, row in trial.items() if code in last}

    def test_sum_to_zero_at_both_ends_of_any_period(self, world: World) -> None:
        for first, last in ((None, None), (TODAY, TODAY), (TODAY + timedelta(days=1), None), (None, TODAY)):
            rows = trial_balance_of(world.store.pk, span_of(world.store, first, last))
            assert rows and sum(row.opening for row in rows) == sum(row.closing for row in rows) == 0
            assert sum(row.debit for row in rows) == sum(row.credit for row in rows)

    def test_have_numbers_of_their_own(self) -> None:
        codes = [*rules.CODES, "cash:7", "cash:3", "gateway:xendit", "gateway:midtrans", "gateway:lain"]
        found = chart(codes, {3: "BCA 1", 7: "BRI 2"})
        numbers = [heading.number for heading in found.values()]
        assert len(set(numbers)) == len(numbers) and "9-9999" not in numbers
        assert (found["cash:3"].number, found["cash:7"].number) == ("1-1201", "1-1202")
        assert found["cash:7"].name == "BRI 2" and found["gateway:midtrans"].number == "1-1301"
        assert chart(["cash:7"], {3: "BCA 1", 7: "BRI 2"})["cash:7"].number == "1-1202"


def csv_of(books: Books, part: str, **how: Any) -> list[list[str]]:
    out = io.BytesIO()
    books_csv(out, books, part, **how)
    text = out.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if how.get("spreadsheet") else ","))


class TestTheFiles:
    def test_hold_the_journal_as_plain_numbers_and_days(self, world: World) -> None:
        head, *rows = csv_of(whole(world), "journal")
        assert head == [
            "Tanggal", "No. entri", "Kode akun", "Nama akun", "Debit", "Kredit", "Pesanan", "Keterangan",
            "Sebab", "Jam",
        ]  # fmt: skip
        assert sum(int(row[4] or 0) for row in rows) == sum(int(row[5] or 0) for row in rows) > 0
        assert (
            rows[0][0] == "2026-11-22" and rows[0][7] == "Pesanan masuk" and rows[0][8].startswith("charge:")
        )
        assert {row[7] for row in rows} <= {
            "Pesanan masuk", "Pembayaran diterima", "Pelunasan ditagih", "Pesanan diterima pembeli",
            "Pesanan dibatalkan",
        }  # fmt: skip

    def test_open_in_an_indonesian_excel(self, world: World) -> None:
        out = io.BytesIO()
        books_csv(out, whole(world), "balance", spreadsheet=True)
        assert out.getvalue().startswith(b"\xef\xbb\xbf")
        head, *rows = csv_of(whole(world), "balance", spreadsheet=True)
        assert head[0] == "Kode akun" and rows[-1] == ["", "Jumlah", "0", rows[-1][3], rows[-1][3], "0"]

    def test_are_one_workbook_that_reads_back_equal(self, world: World) -> None:
        out = io.BytesIO()
        books_xlsx(out, whole(world))
        book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
        assert book.sheet_names == ["Jurnal", "Buku besar", "Neraca saldo"]
        sheet = book.get_sheet_by_name("Jurnal").to_python()
        plain = csv_of(whole(world), "journal")
        assert len(sheet) == len(plain)
        for told, row in zip(plain[1:], sheet[1:], strict=True):
            assert row[0] == date.fromisoformat(told[0]) and int(row[1]) == int(told[1])
            assert [row[2], row[3]] == told[2:4]
            assert [str(int(cell)) if cell != "" else "" for cell in row[4:6]] == told[4:6]
            assert row[9].isoformat() == told[9][:19]

    def test_speak_english_too(self, world: World) -> None:
        rows = csv_of(whole(world, "en"), "balance")
        assert "Customer deposits" in {row[1] for row in rows} or "Deposits" in {row[1] for row in rows}

    def test_of_a_store_without_business_are_empty_but_whole(self, db: None) -> None:
        world = make_world(at=NOON)
        for part in PARTS:
            assert len(csv_of(whole(world), part)) == (2 if part == "balance" else 1)
        books_xlsx(io.BytesIO(), whole(world))


NASTY = ["=1+1", "+62", "-5", "@cmd", "\t=1", "'x", 'a;b,c"d', "émoji 🌸", "x" * 40_000]


class TestALongTable:
    def table(self, rows: list[list[Any]]) -> LongTable:
        kinds = (("a", TEXT), ("b", WHOLE), ("c", MONEY), ("d", DAY), ("e", MOMENT))
        return LongTable("Isi", [Column(title, kind) for title, kind in kinds], rows, "Asia/Makassar")

    def test_never_lets_a_buyers_text_become_a_formula(self) -> None:
        rows = [[text, 1, -5, None, None] for text in NASTY]
        out = io.BytesIO()
        write_xlsx(out, [self.table(rows)], title="t", author="a", made_at=NOON)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()
        assert [row[0] for row in sheet[1:]] == [text[:32_000] for text in NASTY]
        out = io.BytesIO()
        write_csv(out, self.table(rows))
        cells = [row[0] for row in csv.reader(io.StringIO(out.getvalue().decode(), newline=""))][1:]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
        assert [cell.removeprefix("'") if cell[:2] != "''" else cell[1:] for cell in cells] == NASTY

    def test_shows_times_in_its_zone(self) -> None:
        out = io.BytesIO()
        at = datetime(2026, 11, 22, 23, 30, 59, tzinfo=UTC)
        write_xlsx(out, [self.table([["x", 1, 2, TODAY, at]])], title="t", author="a", made_at=NOON)
        row = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()[1]
        assert row == ["x", 1.0, 2.0, TODAY, datetime(2026, 11, 23, 7, 30, 59)]  # noqa: DTZ001

    def test_goes_on_in_another_sheet_when_one_is_full(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(long_tables, "MOST_ROWS", 3)
        out = io.BytesIO()
        rows = [[f"r{n}", n, n, None, None] for n in range(8)]
        write_xlsx(out, [self.table(rows)], title="t", author="a", made_at=NOON)
        book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
        assert book.sheet_names == ["Isi", "Isi (2)", "Isi (3)"]
        found = [row[0] for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()[1:]]
        assert found == [f"r{n}" for n in range(8)]
