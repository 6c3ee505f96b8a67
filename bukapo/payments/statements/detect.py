"""Which layout a file has, and where its lines begin: the first row whose titles are those of a known export."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from bukapo.payments.statements.columns import Layout, title, titles
from bukapo.payments.statements.days import Days
from bukapo.payments.statements.layouts.every import LAYOUTS, NAMES
from bukapo.payments.statements.layouts.generic import generic_layout, layout_by, roles_of
from bukapo.payments.statements.limits import HEAD_LINES
from bukapo.payments.statements.mapping import Headers, Mapping
from bukapo.payments.statements.refusals import (
    StatementOfOtherBank,
    StatementUnknownLayout,
)
from bukapo.payments.statements.table import Rows, Table, records

DELIMITERS = ",;\t|"
Match = Callable[[list[str]], Layout | None]
_SAMPLES = 5
_NOBODY = Layout("", "", ())


@dataclass(frozen=True, slots=True)
class Located:
    layout: Layout
    titles: list[str]
    head: list[list[str]]
    """The rows above the titles, cut at the table's own delimiter."""
    rows: Rows
    cells: list[str]
    """The row of titles as it stands, and its number."""
    row: int


def match_for(bank: str) -> Match:
    """What finds the layout of a row of titles: any bank's for `auto`. Raises StatementOfOtherBank."""

    def match(found: list[str]) -> Layout | None:
        fitting = [layout for layout in LAYOUTS if layout.fits(found)]
        own = [layout for layout in fitting if bank in ("auto", layout.bank)]
        if own:
            return own[0]
        for layout in fitting:
            if not layout.plain:
                raise StatementOfOtherBank(found=NAMES[layout.bank], asked=NAMES.get(bank, bank))
        return generic_layout(found)

    return match


def locate(table: Table, match: Match, name: str) -> Located:
    """Raises StatementUnknownLayout."""
    located = _in_lines(table, match) if table.lines else _in_rows(table.rows or iter(()), match)
    if not located:
        raise StatementUnknownLayout(name=name)
    return located


def locate_by(table: Table, mapping: Mapping, name: str) -> Located:
    """The table under its widest row of titles, by what a person said of its columns."""
    located = _widest(table, name)
    roles = mapping.roles(len(located.titles))
    rows = located.rows
    if Days(None, None, None).day(located.cells[mapping.day]):  # no titles: the first row is a line already
        rows = chain([(located.row, located.cells)], rows)
    return Located(
        layout_by(roles, located.titles), located.titles, located.head, rows, located.cells, located.row
    )


def headers(table: Table, name: str) -> Headers:
    """Raises StatementUnknownLayout when the file is no table at all."""
    located = _widest(table, name)
    samples = [tuple(cells) for _, cells in islice(located.rows, _SAMPLES)]
    return Headers(
        row=located.row,
        titles=tuple(cell.strip() for cell in located.cells),
        roles=tuple(roles_of(located.titles)),
        samples=tuple(samples),
    )


def _in_lines(table: Table, match: Match) -> Located | None:
    assert table.lines
    above: list[str] = []
    for number, line in enumerate(islice(table.lines, HEAD_LINES), start=1):
        for delimiter in DELIMITERS:
            cells = _cells(line, delimiter) if delimiter in line else []
            found = titles(cells)
            layout = match(found) if len(found) > 2 else None
            if layout:
                head = [_titled(each, delimiter) for each in above]
                rows = records(table.lines, delimiter, number)
                return Located(layout, found, head, rows, cells, number)
        above.append(line)
    return None


def _in_rows(rows: Rows, match: Match) -> Located | None:
    head: list[list[str]] = []
    for number, cells in islice(rows, HEAD_LINES):
        found = titles(cells)
        layout = match(found) if len(found) > 2 else None
        if layout:
            return Located(layout, found, head, rows, cells, number)
        head.append(cells)
    return None


def _widest(table: Table, name: str) -> Located:
    """The first of the rows that are as wide as most: where titles would stand if there were any."""
    if table.lines:
        first = list(islice(table.lines, HEAD_LINES))
        cut = {delimiter: [_cells(line, delimiter) for line in first] for delimiter in DELIMITERS}
        delimiter = max(cut, key=lambda each: _likeness(cut[each]))
        at = _first_wide(cut[delimiter], name)
        rows = records(chain(first[at + 1 :], table.lines), delimiter, at + 1)
        return _unnamed(cut[delimiter][at], cut[delimiter][:at], rows, at + 1)
    numbered = list(islice(table.rows or iter(()), HEAD_LINES))
    at = _first_wide([cells for _, cells in numbered], name)
    rows = chain(numbered[at + 1 :], table.rows or iter(()))
    return _unnamed(numbered[at][1], [cells for _, cells in numbered[:at]], rows, numbered[at][0])


def _unnamed(cells: list[str], head: list[list[str]], rows: Rows, number: int) -> Located:
    return Located(_NOBODY, [title(cell) for cell in cells], head, rows, cells, number)


def _likeness(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows are of the width most rows have, and that width; widths under three do not count."""
    widths = Counter(len(cells) for cells in rows if len(cells) > 2)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _first_wide(rows: Sequence[Sequence[str]], name: str) -> int:
    width = _likeness(rows)[1]
    for at, cells in enumerate(rows):
        if width and len(cells) == width and sum(1 for cell in cells if cell.strip()) > 2:
            return at
    raise StatementUnknownLayout(name=name)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []


def _titled(line: str, delimiter: str) -> list[str]:
    """A row above the titles. `Nama : PT CONTOH, TBK` need not be quoted: behind a colon the rest is one cell."""
    cells = _cells(line, delimiter)
    if cells and delimiter == "," and ":" in cells[0]:
        return [",".join(cells).rstrip(", ")]
    return cells
