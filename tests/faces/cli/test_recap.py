import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from bukapo.journal import clock
from bukapo.production.models import FrozenRecap
from bukapo.production.writes.close import close_campaign
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "toko-contoh/kaos-contoh"
PIECES = {"S|Navy": 3, "L|Hitam": 2}


@pytest.fixture
def world() -> World:
    world = make_world()
    world.place(world.line("S", "Navy", qty=3), world.line("L", name="BUDI 10"))
    world.place(world.line("L"))
    return world


def close(world: World) -> None:
    close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=clock.now())


def run(capfdbinary: Any, *args: str) -> bytes:
    call_command("recap", *args)
    out: bytes = capfdbinary.readouterr().out
    return out


def refused(*args: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        call_command("recap", *args)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


class TestAnOpenPo:
    def test_is_told_as_it_stands_and_marked_so(self, world: World, capfdbinary: Any) -> None:
        told = json.loads(run(capfdbinary, ADDRESS, "--format", "json"))
        assert told["status"] == told["state"] == "live"
        assert told["pieces"] == PIECES
        assert (told["total_pieces"], told["orders"], told["personalized_orders"]) == (5, 2, 1)
        assert (told["unpaid_orders"], told["unpaid_pieces"]) == (2, 5)
        assert told["rupiah"] == 5 * 95_000 + 15_000
        assert list(told["pieces"]) == ["S|Navy", "L|Hitam"]

    def test_says_so_when_nobody_has_ordered(self, capfdbinary: Any) -> None:
        make_world(slug="toko-sepi")
        told = json.loads(run(capfdbinary, "toko-sepi/kaos-contoh"))
        assert (told["pieces"], told["total_pieces"]) == ({}, 0)


class TestAClosedPo:
    def test_is_told_as_it_was_frozen(self, world: World, capfdbinary: Any) -> None:
        close(world)
        told = json.loads(run(capfdbinary, ADDRESS, "--format", "json"))
        frozen = FrozenRecap.objects.of(world.store).get()
        assert (told["status"], told["version"], told["digest"]) == ("frozen", 1, frozen.digest)
        assert told["pieces"] == PIECES

    def test_that_was_altered_is_refused_with_3(self, world: World, capsys: Any) -> None:
        close(world)
        frozen = FrozenRecap.objects.of(world.store).get()
        frozen.content["products"][0]["lines"][0]["quantity"] = 30
        frozen.save()
        assert refused(ADDRESS) == 3
        assert "versi 1" in capsys.readouterr().err


class TestEveryFormat:
    def test_csv_reads_back_equal(self, world: World, capfdbinary: Any) -> None:
        text = run(capfdbinary, ADDRESS, "--format", "csv").decode()
        head, *rows = csv.reader(io.StringIO(text))
        assert head == ["Produk", "Ukuran", "Warna", "Jumlah"]
        assert {f"{row[1]}|{row[2]}": int(row[3]) for row in rows} == PIECES

    def test_xlsx_reads_back_equal(self, world: World, tmp_path: Path) -> None:
        path = tmp_path / "rekap.xlsx"
        call_command("recap", ADDRESS, "--format", "xlsx", "-o", str(path))
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Data").to_python()
        assert {f"{row[1]}|{row[2]}": int(row[3]) for row in sheet[1:]} == PIECES

    def test_pdf_is_one(self, world: World, tmp_path: Path) -> None:
        path = tmp_path / "rekap.pdf"
        call_command("recap", ADDRESS, "--format", "pdf", "--output", str(path))
        assert path.read_bytes().startswith(b"%PDF-")
        assert [file.name for file in tmp_path.iterdir()] == ["rekap.pdf"]


class TestBadUsage:
    @pytest.mark.parametrize(
        "address",
        ["kaos-contoh", "/kaos-contoh", "toko-contoh/", "toko-contoh/lain", "lain/kaos-contoh", "a/b/c"],
    )
    def test_names_what_is_not_there(self, world: World, address: str, capsys: Any) -> None:
        assert refused(address) == 2
        assert address in capsys.readouterr().err

    def test_of_an_unknown_format_is_2(self, world: World) -> None:
        import subprocess
        import sys

        done = subprocess.run(
            [sys.executable, "-m", "bukapo", "recap", ADDRESS, "--format", "docx"], capture_output=True
        )
        assert done.returncode == 2
        assert b"docx" in done.stderr

    def test_a_file_that_cannot_be_written_is_3(self, world: World, tmp_path: Path, capsys: Any) -> None:
        assert refused(ADDRESS, "-o", str(tmp_path / "tidak" / "ada.json")) == 3
        assert "tidak bisa ditulis" in capsys.readouterr().err
