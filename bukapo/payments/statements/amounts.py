"""Amounts as banks write them: `147,356.00`, `147.356,00`, `147356`, `.00`, `+147.356,00`, `3,528,964.00 CR`.

Everything in sen (hundredths of a rupiah): interest has a fraction, and sums must come out.
"""

import re

INWARD = {"cr", "c", "k", "kr", "kredit", "credit", "+"}
OUTWARD = {"db", "d", "dr", "debet", "debit", "-"}
_WHOLE = re.compile(r"(\d{1,3}(?:,\d{3}){0,4}|\d{1,15})\.00", re.ASCII)
_NUMBER = re.compile(r"(\d{1,3}([.,])\d{3}(?:\2\d{3})*|\d*)(?:([.,])(\d+))?", re.ASCII)
_MOST_DIGITS = 15  # of whole rupiah; a longer number is an account or a barcode
_CURRENCY = re.compile(r"^(?:rp\.?|idr)\s*", re.IGNORECASE)


class Amounts:
    """Reads the amounts of one file, which writes them all in one style. Raises ValueError for what is no amount."""

    __slots__ = ("_decimal", "signed")

    def __init__(self) -> None:
        self._decimal = ""  # "." or ",", once an amount has shown it
        self.signed = False
        """Whether any amount so far carried a sign or a mark of its own."""

    def sen(self, text: str) -> int | None:
        """Sen, with its sign; None when the cell is empty (or a dash)."""
        if self._decimal != "," and (
            whole := _WHOLE.fullmatch(text)
        ):  # nearly every amount of nearly every bank
            self._decimal = "."
            return int(whole[1].replace(",", "")) * 100
        text = text.strip().replace("\u2212", "-")
        return None if text in ("", "-") else self._slowly(text)

    def marked(self, text: str) -> int | None:
        """Sen of an amount that says by a sign or a suffix (CR, DB, K, D) which way it went; without one: inward."""
        body, _, mark = text.strip().rpartition(" ")
        way = direction(mark) if body else 0
        if not way:
            body, mark = (text[:-2], text[-2:]) if text[-2:].casefold() in ("cr", "db") else (text, "")
            way = direction(mark)
        amount = self.sen(body)
        self.signed = self.signed or way != 0
        return None if amount is None else amount * (way or 1)

    def _slowly(self, text: str) -> int:
        sign = 1
        self.signed = self.signed or text[0] in "+-(" or text[-1] == "-"
        if text[0] == "(" and text[-1] == ")":
            text, sign = text[1:-1], -1
        text = _CURRENCY.sub("", text)
        if text[:1] in "+-":
            sign, text = (-sign if text[:1] == "-" else sign), _CURRENCY.sub("", text[1:].lstrip())
        elif text[-1:] == "-":
            sign, text = -sign, text[:-1].rstrip()
        if not text.isascii():
            raise ValueError(text)
        return sign * self._unsigned(text)

    def _unsigned(self, text: str) -> int:
        found = _NUMBER.fullmatch(text)
        if not found or not text or len(text) > 2 * _MOST_DIGITS:
            raise ValueError(text)
        whole, thousands, decimal, fraction = found.groups()
        if thousands:
            self._settle("," if thousands == "." else ".")
        if decimal:
            self._settle(decimal)
        digits = re.sub("[.,]", "", whole)
        if len(digits) > _MOST_DIGITS:
            raise ValueError(text)
        return int(digits or 0) * 100 + _hundredths(fraction or "")

    def _settle(self, decimal: str) -> None:
        if self._decimal and self._decimal != decimal:
            raise ValueError("two ways of writing numbers in one file")
        self._decimal = decimal


def direction(mark: str) -> int:
    """+1 for money in, -1 for money out, 0 when the mark says neither."""
    mark = mark.strip().rstrip(".").casefold()
    return 1 if mark in INWARD else -1 if mark in OUTWARD else 0


def _hundredths(fraction: str) -> int:
    """A spreadsheet's own sums carry dust (`…939.9600000001`); three digits after the mark are no amount."""
    if len(fraction) == 3:
        raise ValueError(fraction)
    return round(int(fraction) * 100 / 10 ** len(fraction)) if fraction else 0
