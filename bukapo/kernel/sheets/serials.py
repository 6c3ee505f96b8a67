"""Spreadsheet dates: days since 1899-12-30, the time of day as the fraction."""

import re
from datetime import datetime, timedelta

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
EARLIEST, LATEST = 32_874, 73_050  # 1990 to 2099: anything else in a date column is some other number
_BUILT_IN = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


def from_serial(number: float) -> datetime | None:
    """Naive local time to the second, or None when no form was answered then."""
    if not EARLIEST <= number < LATEST:
        return None
    return EPOCH + timedelta(seconds=round(number * 86_400))


def date_format(number: str, code: str) -> bool:
    """Whether a number format (its id and its code, "" when built in) shows a date."""
    if number.isdigit() and int(number) in _BUILT_IN:
        return True
    return bool(re.search(r"[dmyh]", _NOT_CODE.sub("", code).casefold().replace("general", "")))
