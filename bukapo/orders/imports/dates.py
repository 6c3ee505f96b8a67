"""When an answer was given. A column is read as one: whether 03/11 is 3 November is decided by all its rows."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from bukapo.kernel.sheets.serials import from_serial

DateOrder = Literal["", "dmy", "mdy"]
_TIME = (
    r"(?:[\sT,]+(?:pukul\s+|jam\s+)?(?P<h>\d{1,2})[:.](?P<mi>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?"
)
_ZONE = r"(?:\s*(?:wib|wita|wit|z|(?:gmt|utc)?\s*[+\-−]\s*\d{1,2}(?::?\d{2})?|gmt|utc))?"
_DAY_NAME = r"(?:[a-z]{3,9}['’]?[a-z]*\.?\s*,?\s+)?"
_NUMERIC = re.compile(
    rf"{_DAY_NAME}(?P<a>\d{{1,2}})[/.\-](?P<b>\d{{1,2}})[/.\-](?P<y>\d{{4}}|\d{{2}}){_TIME}{_ZONE}", re.I
)
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[/.\-](?P<m>\d{{1,2}})[/.\-](?P<d>\d{{1,2}}){_TIME}{_ZONE}", re.I)
_NAMED = re.compile(
    rf"{_DAY_NAME}(?P<d>\d{{1,2}})[\s\-]+(?P<name>[a-z]{{3,9}})\.?[\s,\-]+(?P<y>\d{{4}}){_TIME}{_ZONE}", re.I
)
_NAMED_FIRST = re.compile(
    rf"{_DAY_NAME}(?P<name>[a-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}}){_TIME}{_ZONE}", re.I
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_MONTH_NAMES = [
    "jan",
    "feb peb",
    "mar",
    "apr",
    "mei may",
    "jun",
    "jul",
    "agu agt ags aug",
    "sep",
    "okt oct",
    "nov nop",
    "des dec",
]
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}


def read_date(text: str, order: DateOrder = "dmy") -> datetime | None:
    """Naive local time as the sheet shows it, to the second; None when `text` is no date.

    `order` matters only where day and month are both numbers up to 12 and stand before the year.
    """
    text = " ".join(text[:60].split())
    if _SERIAL.fullmatch(text):
        return from_serial(float(text.replace(",", ".")))
    match = _NUMERIC.fullmatch(text)
    if match:
        first, second = int(match["a"]), int(match["b"])
        day_first = second <= 12 and (order != "mdy" or first > 12)
        day, month = (first, second) if day_first else (second, first)
        return _moment(match, _year(match["y"]), month, day)
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _moment(match, int(match["y"]), int(match["m"]), int(match["d"]))
    match = _NAMED.fullmatch(text) or _NAMED_FIRST.fullmatch(text)
    if match:
        return _moment(match, int(match["y"]), _MONTHS.get(match["name"].lower()[:3], 0), int(match["d"]))
    return None


def date_order(texts: Sequence[str], header: str = "") -> tuple[DateOrder, bool]:
    """Which number is the day, and whether that is certain.

    Evidence, strongest first: a number above 12; rows that run forward in time only one way (a form appends); the
    Indonesian words of the header. Else the way that spans fewer days, not certain.
    """
    pairs = [
        (int(match["a"]), int(match["b"])) for match in map(_NUMERIC.fullmatch, _trimmed(texts)) if match
    ]
    if not pairs or all(a == b for a, b in pairs):
        return "dmy", True
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if day_first != month_first:
        return ("dmy" if day_first else "mdy"), True
    forward = {order: _runs_forward(read_date(text, order) for text in texts) for order in _ORDERS}
    if forward["dmy"] != forward["mdy"] and not day_first:
        return ("dmy" if forward["dmy"] else "mdy"), True
    if any(word in header.casefold() for word in ("stempel", "cap waktu", "waktu", "tanggal")):
        return "dmy", not day_first
    return min(_ORDERS, key=lambda order: _span(read_date(text, order) for text in texts)), False


_ORDERS: tuple[DateOrder, DateOrder] = ("dmy", "mdy")


def _trimmed(texts: Iterable[str]) -> Iterable[str]:
    return (" ".join(text[:60].split()) for text in texts)


def _runs_forward(moments: Iterable[datetime | None]) -> bool:
    known = [moment for moment in moments if moment]
    return len(known) > 1 and all(earlier <= later for earlier, later in zip(known, known[1:], strict=False))


def _span(moments: Iterable[datetime | None]) -> float:
    known = [moment for moment in moments if moment]
    return (max(known) - min(known)).total_seconds() if known else 0.0


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _moment(match: re.Match[str], year: int, month: int, day: int) -> datetime | None:
    hour, minute, second = (int(match[part] or 0) for part in ("h", "mi", "s"))
    half = (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the sheet's own wall clock
    except ValueError:
        return None
