"""When money may come, how far an amount may be off, what a description may hold. Pure."""

import re
from datetime import date, timedelta

BEFORE = timedelta(days=1)
"""A bank may book a transfer under the day before the order, as far as the store's zone says."""
AHEAD = timedelta(days=3)
"""Weekend transfers carry the next bank day."""
NOTED_WITHIN = timedelta(days=3)
"""Between the day of the bank and the day a person wrote the payment down."""
LATE_WITHIN = timedelta(days=60)
"""For so long after its release an order's old amount still says something."""

FEES = (2_500, 6_500)
"""Rupiah of an interbank transfer: BI-FAST, online."""
MOST_CODE = 999
MOST_CANDIDATES = 6

_NUMBER = re.compile(r"PO[-\s]?(?=([0-9A-TV-Z]{8}))")
_READ_AS = str.maketrans("ILO", "110")  # as Crockford's alphabet wants misread letters taken
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)8\d{7,11}(?!\d)")
_BANK = re.compile(r"\b(BUNGA|JASA GIRO|INTEREST|PAJAK|BIAYA ADM\w*)\b")


def may_be_paid(day: date, *, opened: date, today: date) -> bool:
    """Whether money of `day` can be for what was asked on `opened`."""
    return opened - BEFORE <= day <= today + AHEAD


def numbers_in(description: str) -> tuple[str, ...]:
    """What may be order numbers (`PO-7K3Q9XM2`), also glued to other words. Whoever asks looks them up."""
    text = description.upper()
    if "PO" not in text:
        return ()
    return tuple(dict.fromkeys(f"PO-{found.translate(_READ_AS)}" for found in _NUMBER.findall(text)))


def phones_in(description: str) -> tuple[str, ...]:
    """Mobile numbers in a description, as `+62…`."""
    if "8" not in description:
        return ()
    digits = (re.sub(r"\D", "", found) for found in _PHONE.findall(description))
    return tuple(f"+62{number.removeprefix('62').removeprefix('0')}" for number in digits)


def of_the_bank(description: str) -> bool:
    """Interest and the like."""
    return bool(_BANK.search(description.upper()))


def is_rounded(amount: int, asked: int) -> bool:
    """Whether somebody may have rounded `asked` to `amount`: to hundreds at least, less than a thousand off."""
    return amount != asked and abs(amount - asked) <= MOST_CODE and amount % 100 == 0
