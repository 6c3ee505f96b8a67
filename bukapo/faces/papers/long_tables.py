"""Tables of any length as CSV or XLSX, written row by row: memory does not grow with them.

Texts are always written as texts: nothing a buyer typed is ever run as a formula.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import xlsxwriter

from bukapo.faces.papers.recap_files import BYTE_ORDER_MARK, RISKY, guarded
from bukapo.faces.papers.recap_xlsx import CELL_LIMIT, INK, PALE

TEXT, WHOLE, MONEY, DAY, MOMENT = "text", "whole", "money", "day", "moment"
MOST_ROWS = 1_048_575
"""Rows below the head that a sheet can have; what is more goes on in the next sheet."""
EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
SECONDS_A_DAY = 86_400

Cell = str | int | date | datetime | None
"""None is an empty cell. Times are aware."""


@dataclass(frozen=True)
class Column:
    """`kind`: TEXT, WHOLE, MONEY (rupiah), DAY or MOMENT (in the table's zone). `width` in characters."""

    title: str
    kind: str = TEXT
    width: int = 14


@dataclass(frozen=True)
class LongTable:
    """`rows` are read once, in order; each has a cell per column."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    zone: str = "Asia/Jakarta"


def write_csv(out: BinaryIO, table: LongTable, *, spreadsheet: bool = False) -> None:
    """Head and rows, UTF-8, CRLF. Days as 2026-11-22, times with their offset, money as plain digits.

    For programs: commas. `spreadsheet`: byte order mark and semicolons, as an Indonesian Excel opens them.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    if spreadsheet:
        out.write(BYTE_ORDER_MARK)
    zone = ZoneInfo(table.zone)
    writer = csv.writer(text, delimiter=";" if spreadsheet else ",")
    writer.writerow([column.title for column in table.columns])
    spoken = [_spoken(column.kind, zone, plain=spreadsheet) for column in table.columns]
    for row in table.rows:
        writer.writerow([say(cell) for say, cell in zip(spoken, row, strict=True)])
    text.flush()
    text.detach()


def _spoken(kind: str, zone: tzinfo, *, plain: bool) -> Callable[[Any], object]:
    if kind in (WHOLE, MONEY):
        return lambda cell: "" if cell is None else cell
    if kind == DAY:
        return lambda cell: "" if cell is None else cell.isoformat()
    if kind == MOMENT:
        form = "%Y-%m-%d %H:%M" if plain else "%Y-%m-%dT%H:%M:%S%z"
        return lambda cell: "" if cell is None else cell.astimezone(zone).strftime(form)
    return lambda cell: guarded(cell or "")


def write_xlsx(
    out: BinaryIO, tables: Iterable[LongTable], *, title: str, author: str, made_at: datetime
) -> None:
    """One sheet per table: real dates and numbers, a head that stays, filters."""
    options = {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(out, options) as book:
        made = made_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "author": author, "created": made})
        press = _Press(book)
        for table in tables:
            press.table(table)


class _Press:
    def __init__(self, book: Any) -> None:
        self.book = book
        look = {"font_color": INK, "valign": "top"}
        self.head = book.add_format({**look, "bold": True, "bg_color": PALE, "bottom": 2, "text_wrap": True})
        self.text = book.add_format(look)
        self.risky = book.add_format({**look, "quote_prefix": True})
        numbers = {WHOLE: "#,##0", MONEY: "#,##0;[Red]-#,##0", DAY: "dd/mm/yyyy", MOMENT: "dd/mm/yyyy hh:mm"}
        self.formats = {kind: book.add_format({**look, "num_format": form}) for kind, form in numbers.items()}

    def table(self, table: LongTable) -> None:
        sheet, part = self._sheet(table, 1), 1
        put = self._writers(sheet, table)
        row = 0
        for cells in table.rows:
            row += 1
            if row > MOST_ROWS:
                sheet.autofilter(0, 0, MOST_ROWS, len(table.columns) - 1)
                part, row = part + 1, 1
                sheet = self._sheet(table, part)
                put = self._writers(sheet, table)
            for column, cell in enumerate(cells):
                if cell is not None and cell != "":
                    put[column](row, column, cell)
        if row:
            sheet.autofilter(0, 0, row, len(table.columns) - 1)

    def _sheet(self, table: LongTable, part: int) -> Any:
        sheet = self.book.add_worksheet(table.name if part == 1 else f"{table.name} ({part})")
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.title, self.head)
        return sheet

    def _writers(self, sheet: Any, table: LongTable) -> list[Callable[[int, int, Any], object]]:
        zone = ZoneInfo(table.zone)
        return [self._writer(sheet, column.kind, zone) for column in table.columns]

    def _writer(self, sheet: Any, kind: str, zone: tzinfo) -> Callable[[int, int, Any], object]:
        string, number = sheet.write_string, sheet.write_number
        if kind == TEXT:
            text, risky = self.text, self.risky

            def write_text(row: int, column: int, cell: str) -> object:
                # write_string, never write(): a name like "=1+1" stays a name.
                return string(row, column, cell[:CELL_LIMIT], risky if cell.startswith(RISKY) else text)

            return write_text
        look = self.formats[kind]
        if kind == DAY:
            return lambda row, column, cell: number(row, column, (cell - EPOCH.date()).days, look)
        if kind == MOMENT:
            return lambda row, column, cell: number(row, column, _serial(cell, zone), look)
        return lambda row, column, cell: number(row, column, cell, look)


def _serial(at: datetime, zone: tzinfo) -> float:
    """Excel's number of a moment: days since its epoch, to the second, in the zone."""
    there = at.astimezone(zone).replace(tzinfo=UTC, microsecond=0)
    return (there - EPOCH).total_seconds() / SECONDS_A_DAY


def as_written(table: LongTable) -> Iterator[list[str | float | None]]:
    """The rows as the workbook holds them, without the head: texts, numbers, None for an empty cell."""
    zone = ZoneInfo(table.zone)
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        yield [_held(cell, kind, zone) for cell, kind in zip(row, kinds, strict=True)]


def _held(cell: Any, kind: str, zone: tzinfo) -> str | float | None:
    if cell is None or cell == "":
        return None
    if kind == DAY:
        return int((cell - EPOCH.date()).days)
    return _serial(cell, zone) if kind == MOMENT else cell
