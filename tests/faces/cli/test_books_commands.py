"""`bukapo qris`, `bukapo ledger` and `bukapo export-orders`, as a person runs them."""

import csv
import io
import sys
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from django.core.management import call_command
from PIL import Image
from python_calamine import CalamineWorkbook

from bukapo.journal import clock
from tests.payments.qris_codes import DYNAMIC, STATIC
from tests.till import asked, receive
from tests.world import NOON, World, make_world


class Typed:
    """Standard input holding `text`."""

    def __init__(self, text: bytes) -> None:
        self.buffer = io.BytesIO(text)


def qris(monkeypatch: pytest.MonkeyPatch, text: str | bytes, *arguments: str) -> int:
    """The exit code; 0 when it simply returned."""
    monkeypatch.setattr(sys, "stdin", Typed(text.encode() if isinstance(text, str) else text))
    try:
        call_command("qris", *arguments)
    except SystemExit as left:
        return int(str(left.code))
    return 0


class TestQris:
    def test_turns_the_static_code_into_the_dynamic_one(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "qris.png"
        arguments = ("--amount", "147356", "--reference", "PO2611A0042", "--png", str(path))
        assert qris(monkeypatch, f"{STATIC}\n", *arguments) == 0
        assert capsys.readouterr().out == f"{DYNAMIC}\n"
        (drawn,) = zxingcpp.read_barcodes(Image.open(path))
        assert drawn.text == DYNAMIC and [file.name for file in tmp_path.iterdir()] == ["qris.png"]

    @pytest.mark.parametrize(
        "text", ["", "halo", STATIC[:-1], STATIC.lower(), DYNAMIC, b"\xff\xfe\x00", "0" * 200_000]
    )
    def test_ends_with_3_and_a_sentence_for_anything_else(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Any, text: str | bytes
    ) -> None:
        assert qris(monkeypatch, text, "--amount", "1000") == 3
        told = capsys.readouterr()
        assert told.out == "" and len(told.err.splitlines()) == 1 and told.err.strip()

    @pytest.mark.parametrize("arguments", [("0",), ("-5",), ("10000001",), ("5", "--reference", "x" * 26)])
    def test_ends_with_2_for_an_amount_or_reference_that_cannot_be(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Any, arguments: tuple[str, ...]
    ) -> None:
        assert qris(monkeypatch, STATIC, f"--amount={arguments[0]}", *arguments[1:]) == 2
        assert capsys.readouterr().out == ""

    def test_ends_with_3_when_the_picture_cannot_be_written(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "tidak" / "ada.png"
        assert qris(monkeypatch, STATIC, "--amount", "5", "--png", str(path)) == 3
        assert "tidak bisa ditulis" in capsys.readouterr().err


@pytest.fixture
def world(transactional_db: None) -> World:
    world = make_world(at=NOON)
    with clock.told(NOON):
        order = world.place()
    receive(world, order, asked(order))
    return world


def refused(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        call_command(*arguments)
    return int(str(left.value.code))


class TestLedger:
    def test_writes_the_journal_as_csv(self, world: World, capfdbinary: Any) -> None:
        call_command("ledger", world.store.slug, "--format", "csv")
        head, *rows = csv.reader(io.StringIO(capfdbinary.readouterr().out.decode()))
        assert head[:4] == ["Tanggal", "No. entri", "Kode akun", "Nama akun"] and len(rows) == 6
        assert sum(int(row[4] or 0) - int(row[5] or 0) for row in rows) == 0

    def test_keeps_to_the_days_that_were_asked(self, world: World, capfdbinary: Any) -> None:
        for more, rows in (("--from", 0), ("--to", 6)):
            call_command("ledger", world.store.slug, more, "2026-11-23")
            assert len(capfdbinary.readouterr().out.decode().splitlines()) == rows + 1

    def test_writes_a_workbook_whole_or_not_at_all(self, world: World, tmp_path: Path, capsys: Any) -> None:
        path = tmp_path / "buku.xlsx"
        call_command("ledger", world.store.slug, "--format", "xlsx", "-o", str(path))
        assert CalamineWorkbook.from_path(path).sheet_names == ["Jurnal", "Buku besar", "Neraca saldo"]
        assert [file.name for file in tmp_path.iterdir()] == ["buku.xlsx"]
        assert refused("ledger", world.store.slug, "-o", str(tmp_path / "x" / "y.csv")) == 3

    def test_says_what_is_wrong_with_the_question(self, world: World, capsys: Any) -> None:
        assert refused("ledger", "tidak-ada") == 2 and "tidak-ada" in capsys.readouterr().err
        assert refused("ledger", world.store.slug, "--from", "kemarin") == 2
        assert refused("ledger", world.store.slug, "--from", "2026-12-01", "--to", "2026-11-01") == 2


class TestExportOrders:
    def test_writes_a_po_or_the_whole_store(self, world: World, tmp_path: Path, capfdbinary: Any) -> None:
        for which in (world.store.slug, f"{world.store.slug}/{world.campaign.slug}"):
            call_command("export-orders", which)
            assert len(capfdbinary.readouterr().out.decode().splitlines()) == 2
            path = tmp_path / "pesanan.xlsx"
            call_command("export-orders", which, "--format", "xlsx", "-o", str(path))
            assert CalamineWorkbook.from_path(path).sheet_names == ["Pesanan", "Rincian"]

    def test_names_what_is_not_there(self, world: World, capsys: Any) -> None:
        assert refused("export-orders", f"{world.store.slug}/tidak-ada") == 2
        assert "tidak-ada" in capsys.readouterr().err
