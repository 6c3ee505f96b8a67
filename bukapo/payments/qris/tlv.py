"""Fields of two digits tag, two digits length, value: the grammar of the whole code and of its templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from bukapo.payments.qris.refusals import LengthMismatch, NotANumber, OutOfOrder, TooLong

MOST = 99
"""Characters a value can have: its length has two digits."""


@dataclass(frozen=True, slots=True)
class Field:
    tag: str
    value: str

    def written(self) -> str:
        """The field as text. Raises TooLong."""
        if len(self.value) > MOST:
            raise TooLong()
        return f"{self.tag}{len(self.value):02d}{self.value}"


def read_fields(text: str, *, inside: str = "", at: int = 0) -> tuple[Field, ...]:
    """Every field of `text` in its order, each tag once and ascending; the checksum (63) may follow a higher one.

    `inside` names the template that is read ("62") and `at` where it begins, both for the sentence. Raises
    NotANumber, LengthMismatch, OutOfOrder.
    """
    found: list[Field] = []
    place, last = 0, -1
    while place < len(text):
        head = text[place : place + 4]
        if len(head) < 4:
            raise LengthMismatch(tag=f"{inside}{head[:2]}")
        if not (head.isascii() and head.isdigit()):
            odd = next(n for n, sign in enumerate(head) if not (sign.isascii() and sign.isdigit()))
            raise NotANumber(place=at + place + odd + 1)
        tag, length = head[:2], int(head[2:])
        value = text[place + 4 : place + 4 + length]
        if length == 0 or len(value) < length:
            raise LengthMismatch(tag=f"{inside}{tag}")
        if int(tag) <= last and not (tag == "63" and not inside):
            raise OutOfOrder(tag=f"{inside}{tag}")
        found.append(Field(tag, value))
        place, last = place + 4 + length, int(tag)
    return tuple(found)


def written(fields: Iterable[Field]) -> str:
    """The fields as text. Raises TooLong."""
    return "".join(field.written() for field in fields)
