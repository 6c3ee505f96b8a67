"""What bench-export compares is the same workbook, written twice."""

from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bench import export, exporting
from bukapo.journal import clock
from tests.world import NOON, make_world


def texts(path: Path) -> list[list[Any]]:
    """Cells without dates' looks: `alone` writes them as the numbers they are."""
    book = CalamineWorkbook.from_path(path)
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return [[cell for cell in row if isinstance(cell, str) and cell] for row in rows]


@pytest.mark.django_db
def test_both_write_the_same_cells(tmp_path: Path) -> None:
    world = make_world(at=NOON)
    with clock.told(NOON):
        for _ in range(3):
            world.place(world.line("L", qty=2, name="BUDI 1"), world.line("M"))
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    facts = (world.store.pk, world.campaign.pk)
    assert exporting.product(*facts, one)[1] == exporting.alone(*facts, other)[1] > 100
    assert [row for row in texts(one) if "Nomor" not in row] == texts(other)


def test_the_report_judges_the_ratio_of_medians() -> None:
    runs = {
        who: [{"seconds": seconds, "cells": 10, "peak_mb": 100, "bytes": 1} for seconds in times]
        for who, times in {export.PRODUCT: (1.0, 6.0, 20.0), export.ALONE: (1.0, 1.0, 9.0)}.items()
    }
    told = export.report("sqlite", 5, runs)
    assert told["ratio"] == 6.0 and not told["limits"]["export x XlsxWriter alone"]["met"]
    assert told["limits"]["cells that differ"]["met"]
