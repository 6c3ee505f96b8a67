"""An evaluation, and POs side by side, as workbooks a person reads: titles, tables, numbers that are numbers."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.evaluation_forms import Cell, DetailTable, Row
from bukapo.faces.papers.forms import EvaluationReport, Figure
from bukapo.faces.papers.recap_files import RISKY
from bukapo.faces.papers.recap_xlsx import CELL_LIMIT, INK, PALE, RULE, SEAL
from bukapo.faces.papers.words import moment, sureness, verdict
from bukapo.faces.ui.dates import short_day, span

WIDTHS = (40, 18, 18, 18, 18, 14, 14, 14)
GRID = {"font_color": INK, "valign": "top", "border": 1, "border_color": RULE, "text_wrap": True}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"font_color": INK, "bold": True, "font_size": 16},
    "soft": {"font_color": "#535A62", "text_wrap": True, "valign": "top"},
    "heading": {"font_color": SEAL, "bold": True, "font_size": 12},
    "head": {**GRID, "bold": True, "bg_color": PALE, "bottom": 2},
    "text": GRID,
    "risky": {**GRID, "quote_prefix": True},
    "rupiah": {**GRID, "num_format": '"Rp"#,##0;[Red]-"Rp"#,##0'},
    "percent": {**GRID, "num_format": "0.0%"},
    "stars": {**GRID, "num_format": "0.00"},
    "number": {**GRID, "num_format": "#,##0"},
    "pieces": {**GRID, "num_format": '#,##0" pcs"'},
    "orders": {**GRID, "num_format": "#,##0"},
    "days": {**GRID, "num_format": "#,##0"},
}


def evaluation_xlsx(report: EvaluationReport, *, lang: str = "id") -> bytes:
    """Sheets: Ringkasan, Pesanan, Jadwal, Pemasok, Kirim, Uang, Saran. Days are whole days, shares real percents."""
    with override(lang):
        sheets: tuple[tuple[str, Callable[[_Press], None]], ...] = (
            (_("Ringkasan"), lambda press: _summary(press, report)),
            (_("Pesanan"), lambda press: _orders(press, report)),
            (_("Jadwal"), lambda press: _schedule(press, report)),
            (_("Pemasok"), lambda press: _tables(press, report, "suppliers")),
            (_("Kirim"), lambda press: _tables(press, report, "sending")),
            (_("Uang"), lambda press: _tables(press, report, "money")),
            (_("Saran"), lambda press: _advice(press, report)),
        )
        title = f"{_('Evaluasi PO')} {report.campaign}"
        with _book(title, report.store.name, report.made_at) as (out, book, formats):
            for name, fill in sheets:
                press = _Press(book, formats, name)
                press.title(title if name == sheets[0][0] else f"{name} · {report.campaign}")
                fill(press)
        return out.getvalue()


def comparison_xlsx(table: DetailTable, *, store: str, made_at: datetime, lang: str = "id") -> bytes:
    """POs side by side, a row each."""
    with override(lang):
        with _book(table.title, store, made_at) as (out, book, formats):
            press = _Press(book, formats, _("Perbandingan"))
            press.title(table.title)
            press.table(table)
        return out.getvalue()


@contextmanager
def _book(title: str, author: str, made_at: datetime) -> Iterator[tuple[io.BytesIO, Any, dict[str, Any]]]:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        made = made_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "author": author, "created": made})
        hours = f'[<1]"{_("< 1 jam")}";#,##0"{_("%(n)s jam") % {"n": ""}}"'
        looks = {**FORMATS, "hours": {**GRID, "num_format": hours}}
        yield out, book, {name: book.add_format(look) for name, look in looks.items()}


class _Press:
    """Writes one sheet from the top down."""

    def __init__(self, book: Any, formats: dict[str, Any], name: str) -> None:
        self.formats, self.row = formats, 0
        self.sheet = book.add_worksheet(name)
        self.sheet.hide_gridlines(2)
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        for place, width in enumerate(WIDTHS):
            self.sheet.set_column(place, place, width)

    def title(self, text: str) -> None:
        self.sheet.write_string(self.row, 0, text, self.formats["title"])
        self.row += 2

    def say(self, text: str) -> None:
        if text:
            last = len(WIDTHS) - 4
            self.sheet.merge_range(self.row, 0, self.row, last, text[:CELL_LIMIT], self.formats["soft"])
            self.sheet.set_row(self.row, 15 * (1 + len(text) // 105))
            self.row += 1

    def table(self, table: DetailTable) -> None:
        """Heading, sentence, head, rows; a blank line after."""
        self.sheet.write_string(self.row, 0, table.title, self.formats["heading"])
        self.row += 1
        self.say(table.lead)
        for place, head in enumerate(table.heads):
            self.sheet.write_string(self.row, place, head, self.formats["head"])
        self.row += 1
        for row in table.rows:
            for place, cell in enumerate(row):
                self._cell(place, cell)
            self.row += 1
        self.row += 1

    def _cell(self, place: int, cell: str | Cell) -> None:
        if isinstance(cell, str):
            look = self.formats["risky" if cell.startswith(RISKY) else "text"]
            self.sheet.write_string(self.row, place, cell[:CELL_LIMIT], look)
        elif cell.value is None:
            self.sheet.write_string(self.row, place, "–", self.formats["text"])
        else:
            parts = {"percent": 10_000, "stars": 100}.get(cell.unit)
            value = cell.value / parts if parts else cell.value
            self.sheet.write_number(self.row, place, value, self.formats[cell.unit])


def _summary(press: _Press, report: EvaluationReport) -> None:
    zone = report.store.zone
    press.say(
        f"{report.store.name} · {span(report.opened_at, report.closed_at, zone)} · "
        + _("dihitung %(when)s") % {"when": moment(report.made_at, zone)}
    )
    press.say(report.note)
    press.row += 1
    rows: Sequence[Row] = [(one.question, verdict(one.verdict), one.sentence) for one in report.answers]
    heads = (_("Pertanyaan"), _("Jawaban"), _("Angkanya"))
    press.table(DetailTable("", _("Tiga pertanyaan"), heads, tuple(rows)))
    before = (report.previous_campaign,) if report.previous_campaign else ()
    for group in report.groups:
        figures = tuple(_figure(one, compared=bool(before)) for one in group.figures)
        press.table(DetailTable("", group.title, ("", _("PO ini"), *before), figures))
    if report.outcomes:
        told = tuple((one.setting, one.change, one.result) for one in report.outcomes)
        heads = (_("Saran waktu itu"), _("Perubahan"), _("Hasilnya"))
        press.table(DetailTable("", _("Saran PO sebelumnya"), heads, told))


def _figure(one: Figure, *, compared: bool) -> Row:
    row: Row = (one.label, Cell(one.value, one.unit))
    return (*row, Cell(one.previous, one.unit)) if compared else row


def _orders(press: _Press, report: EvaluationReport) -> None:
    _tables(press, report, "orders")
    if report.shares:
        rows: Sequence[Row] = [(one.label, Cell(one.pieces), Cell(one.previous)) for one in report.shares]
        heads = (report.shares_title or _("Ukuran"), _("Pcs"), _("PO sebelumnya"))
        press.table(DetailTable("", report.shares_title or _("Ukuran yang dipesan"), heads, tuple(rows)))
    if report.days:
        days: Sequence[Row] = [(day, Cell(pieces)) for day, pieces in report.days]
        press.table(DetailTable("", _("Pcs per hari"), (_("Hari"), _("Pcs")), tuple(days)))


def _schedule(press: _Press, report: EvaluationReport) -> None:
    zone = report.store.zone
    kept: Sequence[Row] = [
        (one.label, short_day(one.promised, zone), short_day(one.kept, zone) if one.kept else _("belum"),
         Cell(one.days_late, "days"))
        for one in report.promises
    ]  # fmt: skip
    heads = (_("Janji"), _("Dijanjikan"), _("Terjadi"), _("Hari terlambat"))
    if kept:
        press.table(DetailTable("", _("Janji dan kenyataan"), heads, tuple(kept)))
    gone: Sequence[Row] = [
        (one.label, Cell(one.planned, "days"), Cell(one.actual, "days"),
         Cell(None if one.actual is None else one.actual - one.planned, "days"))
        for one in report.legs
    ]  # fmt: skip
    if gone:
        heads = (_("Bagian"), _("Rencana (hari)"), _("Nyatanya (hari)"), _("Selisih (hari)"))
        press.table(DetailTable("", _("Ke mana harinya pergi"), heads, tuple(gone), report.legs_lead))
    _tables(press, report, "schedule")


def _tables(press: _Press, report: EvaluationReport, sheet: str) -> None:
    mine = [table for table in report.tables if table.sheet == sheet]
    for table in mine:
        press.table(table)
    if not mine and sheet != "schedule":
        press.say(_("Belum ada yang bisa dihitung."))


def _advice(press: _Press, report: EvaluationReport) -> None:
    if not report.advice:
        press.say(_("Tidak ada saran: belum ada angka yang cukup untuk mengusulkan perubahan."))
        return
    rows: Sequence[Row] = [
        (one.setting, one.proposal, sureness(one.sureness), one.reason) for one in report.advice
    ]
    heads = (_("Pengaturan"), _("Usul"), _("Keyakinan"), _("Alasan"))
    press.sheet.set_column(3, 3, 70)
    press.table(DetailTable("", _("Usul untuk PO berikutnya"), heads, tuple(rows)))
