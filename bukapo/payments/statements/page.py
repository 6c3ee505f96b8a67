"""The tables of a web page, as banks sell them for ".xls". Only rows and cells matter.

Not by html.parser: it takes a minute over 60 KB of `<!--` or `<td ` repeated, and this file comes from a stranger.
"""

import html
import re
from collections.abc import Iterator

from bukapo.payments.statements.limits import MAX_LINES
from bukapo.payments.statements.refusals import StatementTooLong, StatementTruncated

# Possessive: the time is linear in the length, whatever is written.
_TAG = re.compile(r"<(/?)([a-z!?][a-z0-9]*+)[^<>]*+>", re.IGNORECASE)
_HIDDEN = ("script", "style")


def read_page(page: str) -> Iterator[tuple[int, list[str]]]:
    """Rows numbered from 1 through all tables. Raises StatementTruncated when a table does not end."""
    reader = _Page()
    end = 0
    for tag in _TAG.finditer(page):
        reader.text(page[end : tag.start()])
        end = tag.end()
        name = tag[2].casefold()
        reader.close(name) if tag[1] else reader.open(name)
    if reader.open_tables or not reader.rows:
        raise StatementTruncated(row=len(reader.rows))
    return iter(enumerate(reader.rows, start=1))


class _Page:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.open_tables = 0
        self._cells: list[str] | None = None
        self._pieces: list[str] | None = None
        self._hidden = ""

    def open(self, name: str) -> None:
        if self._hidden:
            return
        if name in _HIDDEN:
            self._hidden = name
        elif name == "table":
            self.open_tables += 1
        elif name == "tr":
            self._end_row()
            self._cells = []
        elif name in ("td", "th") and self._cells is not None:
            self._end_cell()
            self._pieces = []
        elif name in ("br", "p", "div"):
            self.text(" ")

    def close(self, name: str) -> None:
        if name == self._hidden:
            self._hidden = ""
        elif name in ("td", "th"):
            self._end_cell()
        elif name in ("tr", "table"):
            self._end_row()
            self.open_tables -= name == "table"

    def text(self, text: str) -> None:
        if self._pieces is not None and not self._hidden:
            self._pieces.append(text)

    def _end_cell(self) -> None:
        if self._cells is not None and self._pieces is not None:
            self._cells.append(html.unescape("".join(self._pieces)).replace("\xa0", " ").strip())
        self._pieces = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self.rows.append(self._cells)
            if len(self.rows) > MAX_LINES:
                raise StatementTooLong(lines=MAX_LINES)
        self._cells = None
