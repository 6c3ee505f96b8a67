"""What bench-recap compares is the same recap, put together twice."""

from pathlib import Path

import pytest

from bench import recap, recapping
from bukapo.journal import clock
from tests.world import NOON, make_world


@pytest.mark.django_db
def test_both_count_the_same_pieces_and_write_the_same_cells(tmp_path: Path) -> None:
    world = make_world(at=NOON)
    with clock.told(NOON):
        for _ in range(3):
            world.place(world.line("L", qty=2, name="BUDI 1"), world.line("M"))
        facts = (world.store.pk, world.campaign.pk, tmp_path / "out.xlsx")
        one, other = recapping.product(*facts), recapping.alone(*facts)
    assert (one["cells"], one["pieces"]) == (other["cells"], other["pieces"]) == (57, 9)


def test_the_report_judges_the_ratio_of_medians() -> None:
    runs = {
        who: [{"seconds": seconds, "cells": 10, "pieces": 5, "peak_mb": 100} for seconds in times]
        for who, times in {recap.PRODUCT: (1.0, 4.0, 20.0), recap.ALONE: (1.0, 1.0, 9.0)}.items()
    }
    told = recap.report("sqlite", 5, runs)
    limits = told["limits"]
    assert told["ratio"] == 4.0 and not limits["freezing x GROUP BY and XlsxWriter"]["met"]
    assert limits["cells that differ"]["met"] and limits["pieces that differ"]["met"]
