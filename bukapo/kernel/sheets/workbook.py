"""The first sheet of an XLSX (ECMA-376 SpreadsheetML), read cell by cell.

Not by python-calamine: it lays the cells out as a dense rectangle, so a 5 KB file with one cell at XFD1048576 asks for
512 GB and the whole process dies. Here only cells that hold something cost memory.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat

from bukapo.kernel.refusal import gettext_noop
from bukapo.kernel.sheets.limits import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES
from bukapo.kernel.sheets.refusals import (
    SheetLocked,
    SheetOfOtherKind,
    SheetTooBig,
    SheetTooLong,
    SheetTooWide,
    SheetUnreadable,
)
from bukapo.kernel.sheets.serials import date_format, from_serial

_LAST_ROW = 1_048_576
_DATE_1904 = 1462  # days from Excel's usual epoch to the old Macintosh one


def read_workbook(data: bytes, most_rows: int = MAX_ROWS) -> Iterator[tuple[int, list[str]]]:
    """Non-empty rows of the first visible sheet with their row numbers. Raises SheetUnreadable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            return iter(_Book(parts).rows(most_rows))
    except SheetUnreadable:
        raise
    except Exception as error:  # zipfile, zlib and expat each have their own dozen ways to say "broken"
        raise SheetUnreadable() from error


class _Book:
    def __init__(self, parts: zipfile.ZipFile) -> None:
        self.parts = parts
        self.names = set(parts.namelist())
        if "xl/workbook.xml" not in self.names:
            raise SheetOfOtherKind(kind=gettext_noop("file lain"))
        self.epoch_shift = 0
        self.sheets: list[str] = []

    def rows(self, most: int) -> list[tuple[int, list[str]]]:
        _parse(self._part("xl/workbook.xml"), start=self._workbook_element)
        if not self.sheets:
            raise SheetUnreadable()
        strings = self._shared_strings()
        dated = self._date_styles()
        reader = _SheetReader(strings, dated, self.epoch_shift, most)
        _parse(self._part(self._path_of(self.sheets[0])), reader.start, reader.end, reader.text)
        return [(number, _spread(cells)) for number, cells in sorted(reader.rows.items())]

    def _part(self, name: str) -> bytes:
        info = self.parts.getinfo(name)
        if info.flag_bits & 1:
            raise SheetLocked()
        if info.file_size > MAX_UNPACKED_BYTES:
            raise SheetTooBig(megabytes=MAX_UNPACKED_BYTES // 1_000_000)
        with self.parts.open(info) as stream:  # reads at most the stated size, whatever is packed
            return stream.read()

    def _workbook_element(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch_shift = _DATE_1904
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append(attributes.get("id", ""))

    def _path_of(self, relation: str) -> str:
        targets: dict[str, str] = {}

        def element(name: str, attributes: dict[str, str]) -> None:
            if name == "Relationship":
                targets[attributes.get("Id", "")] = attributes.get("Target", "")

        _parse(self._part("xl/_rels/workbook.xml.rels"), start=element)
        target = targets[relation]
        return (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        )

    def _shared_strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.names:
            return []
        reader = _StringReader()
        _parse(self._part("xl/sharedStrings.xml"), reader.start, reader.end, reader.text)
        return reader.strings

    def _date_styles(self) -> list[bool]:
        """For each cell style, whether its number format shows a date."""
        if "xl/styles.xml" not in self.names:
            return []
        formats: dict[str, str] = {}
        styles: list[bool] = []
        within: list[str] = []

        def element(name: str, attributes: dict[str, str]) -> None:
            if name in ("cellXfs", "cellStyleXfs"):
                within[:] = [name]
            if name == "numFmt":
                formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if name == "xf" and within == ["cellXfs"]:
                number = attributes.get("numFmtId", "0")
                styles.append(date_format(number, formats.get(number, "")))

        _parse(self._part("xl/styles.xml"), start=element)
        return styles


class _StringReader:
    """Shared strings: the texts of one `si` joined, without the phonetic guides."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._in_phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        self._in_text = name == "t"
        self._in_phonetic = self._in_phonetic or name == "rPh"

    def end(self, name: str) -> None:
        self._in_text = False
        if name == "rPh":
            self._in_phonetic = False
        if name == "si":
            self.strings.append("".join(self._pieces))

    def text(self, characters: str) -> None:
        if self._in_text and not self._in_phonetic:
            self._pieces.append(characters)


class _SheetReader:
    """One worksheet: {row number: {column index: text}}, sparse."""

    def __init__(self, strings: list[str], dated: list[bool], epoch_shift: int, most: int) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self._strings, self._dated, self._epoch_shift, self._most = strings, dated, epoch_shift, most
        self._row, self._column = 0, -1
        self._kind, self._style = "n", 0
        self._value: list[str] = []
        self._listening = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
        elif name == "c":
            self._column = _column(attributes["r"]) if "r" in attributes else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._value = []
        self._listening = name in ("v", "t")

    def text(self, characters: str) -> None:
        if self._listening:
            self._value.append(characters)

    def end(self, name: str) -> None:
        self._listening = False
        if name == "c" and self._value:
            text = self._shown("".join(self._value))
            if text.strip():
                self._keep(text)

    def _keep(self, text: str) -> None:
        if self._column >= MAX_COLUMNS:
            raise SheetTooWide(columns=MAX_COLUMNS)
        if self._column < 0 or not 0 < self._row <= _LAST_ROW:
            raise SheetUnreadable()
        self.rows.setdefault(self._row, {})[self._column] = text
        if len(self.rows) > self._most + 10:  # the ten may be titles above the header
            raise SheetTooLong(rows=self._most)

    def _shown(self, value: str) -> str:
        if self._kind == "s":
            return self._strings[int(value)]
        if self._kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if self._kind != "n":
            return value
        number = float(value)
        if self._style < len(self._dated) and self._dated[self._style]:
            moment = from_serial(number + self._epoch_shift)
            if moment:
                return moment.isoformat()
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _parse(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def started(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()})

    parser.StartElementHandler = started
    if end:
        ended = end
        parser.EndElementHandler = lambda name: ended(name.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(xml, True)


def _refuse_doctype(*_: Any) -> None:
    """No spreadsheet declares entities; a file that does wants to grow."""
    raise SheetUnreadable()


def _column(reference: str) -> int:
    """`C7` -> 2."""
    index = 0
    for letter in reference:
        if not letter.isalpha():
            break
        index = index * 26 + ord(letter.upper()) - ord("A") + 1
    return index - 1


def _spread(cells: dict[int, str]) -> list[str]:
    row = [""] * (max(cells) + 1)
    for column, text in cells.items():
        row[column] = text
    return row
