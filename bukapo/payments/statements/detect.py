"""Which layout a file has, and where its lines begin: the first row whose titles are those of a known export."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bukapo.payments.statements.columns import Layout, titles
from bukapo.payments.statements.layouts.every import LAYOUTS, NAMES
from bukapo.payments.statements.limits import HEAD_LINES
from bukapo.payments.statements.refusals import StatementOfOtherBank, StatementUnknownLayout
from bukapo.payments.statements.table import Rows, Table, records

DELIMITERS = ",;\t|"
Match = Callable[[Sequence[str]], Layout | None]


@dataclass(frozen=True, slots=True)
class Located:
    layout: Layout
    titles: list[str]
    head: list[list[str]]
    """The rows above the titles, cut at the table's own delimiter."""
    rows: Rows


def layout_of(found: list[str]) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout.fits(found)), None)


def match_for(bank: str) -> Match:
    """What finds the layout of a row of titles: any bank's for `auto`. Raises StatementOfOtherBank."""

    def match(found: Sequence[str]) -> Layout | None:
        layout = layout_of(list(found))
        if layout and bank not in ("auto", layout.bank) and not layout.plain:
            raise StatementOfOtherBank(found=NAMES.get(layout.bank, layout.bank), asked=NAMES.get(bank, bank))
        return layout

    return match


def locate(table: Table, match: Match, name: str) -> Located:
    """Raises StatementUnknownLayout."""
    located = _in_lines(table, match) if table.lines else _in_rows(table.rows or iter(()), match)
    if not located:
        raise StatementUnknownLayout(name=name)
    return located


def _in_lines(table: Table, match: Match) -> Located | None:
    assert table.lines
    above: list[str] = []
    for number in range(1, HEAD_LINES + 1):
        line = table.lines.readline()
        if not line:
            break
        for delimiter in DELIMITERS:
            found = titles(_cells(line, delimiter)) if delimiter in line else []
            layout = match(found) if len(found) > 2 else None
            if layout:
                head = [_cells(each, delimiter) for each in above]
                return Located(layout, found, head, records(table.lines, delimiter, number))
        above.append(line)
    return None


def _in_rows(rows: Rows, match: Match) -> Located | None:
    head: list[list[str]] = []
    for _, (_, cells) in zip(range(HEAD_LINES), rows, strict=False):
        found = titles(cells)
        layout = match(found) if len(found) > 2 else None
        if layout:
            return Located(layout, found, head, rows)
        head.append(cells)
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    """A title like `"Nama : PT CONTOH, TBK"` may or may not be quoted; what is not one cell is joined again."""
    line = line.rstrip("\r\n")
    cells: list[str] = next(_read(line, delimiter), [])
    if delimiter == "," and ":" in cells[0] if cells else False:
        return [",".join(cells).rstrip(", ")]
    return cells


def _read(line: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader([line], delimiter=delimiter)
    except csv.Error:
        return
