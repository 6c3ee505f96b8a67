"""The evaluation answers first, then shows the numbers beside those of the earlier PO."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bukapo.faces.papers.evaluation_pdf import evaluation_pdf, told
from bukapo.faces.papers.forms import (
    Advice,
    Answer,
    EvaluationReport,
    Figure,
    FigureGroup,
    KeptPromise,
    Share,
)
from tests.faces.papers.reading import AT, FOREIGN, LONG, STORE, text

REPORT = EvaluationReport(
    store=STORE,
    campaign="Kaos Reuni",
    opened_at=AT - timedelta(days=14),
    closed_at=AT,
    made_at=AT,
    previous_campaign="Kaos Angkatan 10",
    groups=(
        FigureGroup(
            "Pesanan",
            (
                Figure("Pesanan", 166, "orders", 120, 150, "more"),
                Figure("Nilai barang", 28_570_000, "rupiah", 18_100_000, None, "more"),
                Figure("DP tepat waktu", 9_275, "percent", 8_800),
                Figure("Komplain", None, "number", 4, None, "less"),
            ),
        ),
    ),
    answers=(Answer("Apakah pesanan mencapai target?", "yes", "166 dari target 150."),),
    promises=(
        KeptPromise("Produksi selesai", date(2026, 12, 12), date(2026, 12, 14)),
        KeptPromise("Mulai dikirim", date(2026, 12, 18), date(2026, 12, 17)),
        KeptPromise("Semua sampai", date(2026, 12, 24), None),
    ),
    shares=(Share("S", 52, 20), Share("M", 48, 60)),
    advice=(Advice("Lama PO", "10 hari", "Setelah hari ke-10 sepi.", "fair"),),
)


def test_answers_figures_promises_and_advice_are_printed():
    printed = text(evaluation_pdf(REPORT))
    for part in (
        "8–22 November 2026",
        "Kaos Angkatan 10",
        "YA",
        "Pesanan 166 pesanan target 150 pesanan 120 pesanan +46 pesanan",
        "Rp28.570.000",
        "92,75% 88% +4,75 poin",
        "terlambat 2 hari",
        "lebih cepat 1 hari",
        "S · 52 pcs 52% 25% +27 poin",
        "Lama PO 10 hari Setelah hari ke-10 sepi. cukup yakin",
    ):
        assert part in printed, part


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1_250_000, "rupiah", "Rp1.250.000"),
        (1_250, "pieces", "1.250 pcs"),
        (-3, "days", "-3 hari"),
        (8_750, "percent", "87,5%"),
        (-50, "percent", "-0,5%"),
        (10_000, "percent", "100%"),
        (0, "percent", "0%"),
        (None, "rupiah", "–"),
    ],
)
def test_a_figure_is_told_with_its_unit(value, unit, words):
    assert told(value, unit) == words


def test_a_first_po_has_nothing_beside_it():
    first = replace(
        REPORT,
        previous_campaign="",
        groups=tuple(
            FigureGroup(group.title, tuple(replace(figure, previous=None) for figure in group.figures))
            for group in REPORT.groups
        ),
        shares=(Share("S", 0), Share("M", 0)),
    )
    printed = text(evaluation_pdf(first))
    assert "belum ada PO sebelumnya" in printed
    assert "poin" not in printed and "+46" not in printed and "PO ini" not in printed


def test_an_empty_and_an_overfull_report_are_printed():
    assert "Kaos Reuni" in text(
        evaluation_pdf(replace(REPORT, groups=(), answers=(), promises=(), shares=(), advice=()))
    )
    full = replace(
        REPORT,
        shares=tuple(Share(f"Ukuran {n} {LONG} {FOREIGN}", n, 50 - n) for n in range(50)),
        answers=tuple(Answer(LONG, "no", f"{LONG} " * 6) for _ in range(3)),
        advice=tuple(Advice(LONG, LONG, LONG * 5, "weak") for _ in range(12)),
    )
    printed = text(evaluation_pdf(full))
    assert all(f"Ukuran {n} Raden" in printed for n in range(50))
