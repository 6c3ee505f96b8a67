"""Bytes of a statement as rows of texts with their numbers. The delimiter is decided later, by the row of titles."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop
from bukapo.kernel.sheets.kinds import OTHER_KINDS
from bukapo.kernel.sheets.refusals import SheetLocked, SheetTooBig, SheetTooLong, SheetUnreadable
from bukapo.kernel.sheets.workbook import read_workbook
from bukapo.payments.statements.limits import (
    MAX_BYTES,
    MAX_LINE,
    MAX_LINES,
    MAX_PAGE_BYTES,
    MAX_WORKBOOK_ROWS,
)
from bukapo.payments.statements.page import read_page
from bukapo.payments.statements.refusals import (
    StatementEmpty,
    StatementLocked,
    StatementOfOtherKind,
    StatementOldExcel,
    StatementQuoteOpen,
    StatementTooBig,
    StatementTooLong,
    StatementTruncated,
    StatementUnreadable,
)

Rows = Iterator[tuple[int, list[str]]]
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old .xls and of locked .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|table|meta|style|\?xml|div|font)\b", re.IGNORECASE)
_SAMPLE = 65_536
_NOT_TEXT = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Table:
    """Rows of a spreadsheet or page (`rows`), or else the lines of a text (`lines`), each to be consumed once.

    `whole`: the text ends with a line break, so its last line is not cut off.
    """

    rows: Rows | None = None
    lines: Iterator[str] | None = None
    whole: bool = True


def open_table(data: bytes) -> Table:
    """Raises StatementUnreadable for whatever is no table of texts."""
    if len(data) > MAX_BYTES:
        raise StatementTooBig(megabytes=MAX_BYTES // 1_000_000)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise StatementEmpty()
    _refuse_other_kinds(data)
    if data.startswith(b"PK\x03\x04"):
        return Table(rows=iter(_workbook(data)))
    data, encoding = _plain(data)
    if _PAGE.match(data[:500]):
        if len(data) > MAX_PAGE_BYTES:
            raise StatementTooBig(megabytes=MAX_PAGE_BYTES // 1_000_000)
        return Table(rows=read_page(data.decode(encoding)))
    return Table(lines=_lines(data, encoding), whole=data.endswith((b"\n", b"\r")))


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    """Decoded piece by piece: the text as a whole is never held a second time."""
    for number, line in enumerate(io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline=""), start=1):
        if len(line) > MAX_LINE:
            raise StatementOfOtherKind(kind=gettext_noop("file lain"))
        if number > MAX_LINES:
            raise StatementTooLong(lines=MAX_LINES)
        yield line


def _refuse_other_kinds(data: bytes) -> None:
    for signature, kind in OTHER_KINDS:
        if data.startswith(signature):
            raise StatementOfOtherKind(kind=kind)
    if data.startswith(_COMPOUND):
        raise StatementLocked() if _ENCRYPTED in data else StatementOldExcel()


def _workbook(data: bytes) -> Iterable[tuple[int, list[str]]]:
    try:
        return list(read_workbook(data, most_rows=MAX_WORKBOOK_ROWS))
    except SheetLocked:
        raise StatementLocked() from None
    except SheetTooLong:
        raise StatementTooLong(lines=MAX_WORKBOOK_ROWS) from None
    except SheetTooBig as refusal:
        raise StatementTooBig(megabytes=refusal.params["megabytes"]) from None
    except SheetUnreadable as refusal:
        raise StatementUnreadable() from refusal


def _plain(data: bytes) -> tuple[bytes, str]:
    """The text in an encoding of one byte per sign or in UTF-8, without byte order mark and NULs."""
    if wide := _wide(data):
        if len(data) % 2:
            raise StatementTruncated(row=data.count(b"\n") + 1)
        data = data.decode(wide, errors="replace").lstrip("\ufeff").encode()
    data = data.removeprefix(_UTF8_MARK)
    sample = data[:_SAMPLE]
    if len(_NOT_TEXT.findall(sample)) * 50 > len(sample) or sample.count(0) * 50 > len(sample):
        raise StatementOfOtherKind(kind=gettext_noop("file lain"))
    data = data.replace(b"\x00", b"")
    try:
        return data, "ascii" if data.isascii() else _utf8(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").encode(), "utf-8"


def _utf8(data: bytes) -> str:
    data.decode()
    return "utf-8"


def _wide(data: bytes) -> str:
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if data.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = data[:2000]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 3 and sample[offset::2].count(0) * 2 > len(sample[offset::2]):
            return encoding
    return ""


def records(lines: Iterable[str], delimiter: str, after: int) -> Rows:
    """The records of a delimited text below line `after`, each with the number of its first line."""
    # strict: a stray quote would otherwise swallow whole lines into one cell, and nobody would notice
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    row = after + 1
    try:
        for cells in reader:
            yield row, cells
            row = after + reader.line_num + 1
    except csv.Error:
        raise StatementQuoteOpen(row=row) from None
