"""One rule of a PO as data: what it is about, its values, its sentence. Pure.

The Indonesian sentence is the contract (UU 24/2009 Pasal 31); the English one only helps to read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Clause:
    """`key` names the rule and never changes its meaning; `about` tells clauses of one key apart (a product's name).

    `data` holds its values as JSON knows them, without floats: rupiah, days, hours, basis points, ISO dates.
    """

    key: str
    text: str
    english: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the document of the terms keeps it."""
        return {
            "key": self.key,
            "about": self.about,
            "text": self.text,
            "english": self.english,
            "data": dict(self.data),
        }


def plain_clauses(key: str, lines: Sequence[str], english: Sequence[str] = ()) -> list[Clause]:
    """Lines that have no values of their own, told apart by their number."""
    reading = [*english, *[""] * (len(lines) - len(english))]
    return [
        Clause(key, line, reading[place], {}, about=str(place + 1) if len(lines) > 1 else "")
        for place, line in enumerate(lines)
    ]
