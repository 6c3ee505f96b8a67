"""Bytes of a downloaded form, as one table of texts: CSV in any habitual delimiter and encoding, or XLSX."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop
from bukapo.kernel.sheets.delimited import read_delimited
from bukapo.kernel.sheets.kinds import OTHER_KINDS
from bukapo.kernel.sheets.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from bukapo.kernel.sheets.refusals import (
    SheetEmpty,
    SheetOfOtherKind,
    SheetTooBig,
    SheetTooLong,
    SheetTooWide,
)
from bukapo.kernel.sheets.workbook import read_workbook

_WEB_PAGE = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LINE_BREAK = re.compile(r"_x000a_|\r\n|\r", re.IGNORECASE)
_TITLE_ROWS = 10


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`number` as the spreadsheet shows it (the header is usually 1); as many cells as there are headers."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Only rows with something in them; `empty_rows` counts the blank ones between them."""

    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    empty_rows: int = 0


def read_sheet(data: bytes) -> Sheet:
    """The table in `data`. Raises SheetUnreadable with a sentence for the person; never anything else."""
    if len(data) > MAX_BYTES:
        raise SheetTooBig(megabytes=MAX_BYTES // 1_000_000)
    _refuse_other_kinds(data)
    found = read_workbook(data) if data.startswith(b"PK\x03\x04") else read_delimited(data)
    return _table(found)


def _refuse_other_kinds(data: bytes) -> None:
    for signature, kind in OTHER_KINDS:
        if data.startswith(signature):
            raise SheetOfOtherKind(kind=kind)
    if _WEB_PAGE.match(data[:500]):
        raise SheetOfOtherKind(kind=gettext_noop("halaman web"))


def _table(found: Iterable[tuple[int, list[str]]]) -> Sheet:
    rows = [(number, [_clean(cell) for cell in cells]) for number, cells in found]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if not rows:
        raise SheetEmpty()
    start = _header_position([cells for _, cells in rows[:_TITLE_ROWS]])
    (header_number, headers), body = rows[start], rows[start + 1 :]
    if len(body) > MAX_ROWS:
        raise SheetTooLong(rows=MAX_ROWS)
    width = max(_width(cells) for _, cells in rows[start:])
    if width > MAX_COLUMNS:
        raise SheetTooWide(columns=MAX_COLUMNS)
    last = body[-1][0] if body else header_number
    return Sheet(
        headers=tuple(_fitted(headers, width)),
        rows=tuple(SheetRow(number, tuple(_fitted(cells, width))) for number, cells in body),
        empty_rows=last - header_number - len(body),
    )


def _header_position(first_rows: list[list[str]]) -> int:
    """A title above the table ("REKAP PO KAOS") is one lonely cell; the header is the first row that is not."""
    filled = [sum(1 for cell in cells if cell) for cells in first_rows]
    if max(filled) < 3:
        return 0
    return next(position for position, count in enumerate(filled) if count > 1)


def _clean(cell: str) -> str:
    return _LINE_BREAK.sub("\n", cell).replace("\x00", "").replace("\u00a0", " ").strip()


def _width(cells: list[str]) -> int:
    return max((position + 1 for position, cell in enumerate(cells) if cell), default=0)


def _fitted(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * width)[:width]
