"""CSV as it is really downloaded: comma, semicolon, tab or bar; UTF-8 with or without BOM, UTF-16, Windows-1252."""

import csv
import io
import re
from collections.abc import Iterator

from bukapo.kernel.refusal import gettext_noop
from bukapo.kernel.sheets.limits import MAX_ROWS
from bukapo.kernel.sheets.refusals import SheetOfOtherKind, SheetQuoteOpen, SheetTooLong

DELIMITERS = ",;\t|"
_BOMS = [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
_SAMPLE = 65_536
_MAX_LINES = 5 * MAX_ROWS  # blank ones included
_STATED_DELIMITER = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")


def read_delimited(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every record with its row number, starting at 1. Raises SheetUnreadable."""
    text = _decoded(data)
    stated = _STATED_DELIMITER.match(text)
    if stated:  # Excel's own first line; no spreadsheet counts it as a row
        text = text[stated.end() :]
    return _records(text, stated[1] if stated else _delimiter(text[:_SAMPLE]))


def _decoded(data: bytes) -> str:
    text = _text(data)
    sample = text[:_SAMPLE]
    if sample and len(_NOT_TEXT.findall(sample)) * 50 > len(sample):
        raise SheetOfOtherKind(kind=gettext_noop("file lain"))
    return text.replace("\x00", "")


def _text(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    sample = data[:2000]
    if len(sample) > 3 and sample[1::2].count(0) * 2 > len(sample[1::2]):
        return data.decode("utf-16-le", errors="replace")
    if len(sample) > 3 and sample[0::2].count(0) * 2 > len(sample[0::2]):
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(sample: str) -> str:
    """The one under which the rows are widest and most alike. A question may well hold commas of its own."""

    def likeness(delimiter: str) -> float:
        widths = []
        try:
            for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                widths.append(len(record))
        except csv.Error:
            pass
        widths = [width for width in widths if width]
        if not widths or widths[0] < 2:
            return 0.0
        return widths[0] * (sum(1 for width in widths if width == widths[0]) / len(widths)) ** 2

    return max(DELIMITERS, key=likeness)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    # strict: a stray quote would otherwise swallow whole rows into one cell, and nobody would notice
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            if number > _MAX_LINES:
                raise SheetTooLong(rows=MAX_ROWS)
            yield number, record
    except csv.Error:
        raise SheetQuoteOpen(row=number + 1) from None
