"""What each column of a form asks. A value: proposed, corrected on screen, remembered by the form's layout."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from bukapo.orders.imports.dates import DateOrder
from bukapo.orders.imports.vocabulary import folded

Role = Literal[
    "timestamp",
    "name",
    "phone",
    "email",
    "address",
    "fulfilment",
    "note",
    "proof",
    "product",
    "option",
    "quantity",
    "items",
    "personalization",
    "wanted",
    "unoffered",
    "ignore",
]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Column:
    """One column, known by its header and, when that repeats, by which of them it is (`nth`, from 1).

    `option`: the option asked about, by name ("Ukuran") or kind ("size", "colour", "sleeve").
    `field`: the personalization asked about ("": the product's own, split or joined as needed).
    `part`: "number" for the number half of a personalization; "part" for a piece of an address (city, postcode).
    `product`: the column speaks of this product only. `of`: … of pieces with these option values (`Jumlah [XL]`).
    `item`: 0 for the whole answer, else the n-th shirt of a form that repeats its questions.
    Role "unoffered": a choice that the campaign does not have; whoever filled it in is asked.
    `values`: cell text -> what it means; read before anything else. `sure`: False when the proposal wants a look.
    """

    header: str
    nth: int = 1
    role: Role = "ignore"
    option: str = ""
    field: str = ""
    part: str = ""
    product: str = ""
    of: tuple[tuple[str, str], ...] = ()
    item: int = 0
    values: tuple[tuple[str, str], ...] = ()
    sure: bool = True

    @property
    def place(self) -> tuple[str, int]:
        return folded(self.header), self.nth

    @property
    def asks(self) -> tuple[str, str, str]:
        """Two columns that ask the same thing."""
        return self.role, self.option, self.field


@dataclass(frozen=True, slots=True)
class Mapping:
    """`date_order` "": decided from the column. `defaults`: option name -> value, for options nobody was asked."""

    columns: tuple[Column, ...] = ()
    date_order: DateOrder = ""
    defaults: tuple[tuple[str, str], ...] = ()

    def overridden_by(self, other: "Mapping") -> "Mapping":
        """What `other` says of a column or of a question counts; the rest stays as it is here."""
        places = {column.place for column in other.columns}
        decided = {column.asks for column in other.columns if column.role != "ignore"}
        kept = [c for c in self.columns if c.place not in places and c.asks not in decided]
        return Mapping(
            columns=(*kept, *other.columns),
            date_order=other.date_order or self.date_order,
            defaults=tuple((dict(self.defaults) | dict(other.defaults)).items()),
        )

    def placed(self, headers: Sequence[str]) -> list[tuple[int, Column]]:
        """Columns with their position in this sheet, left to right; those the sheet does not have are left out."""
        at = {place: position for position, place in enumerate(places_of(headers))}
        found = [(at[column.place], column) for column in self.columns if column.place in at]
        return sorted(found, key=lambda pair: pair[0])


def places_of(headers: Sequence[str]) -> list[tuple[str, int]]:
    """Each header folded, with the count of its earlier likes: (`ukuran`, 1), (`ukuran`, 2)."""
    seen: Counter[str] = Counter()
    places = []
    for header in headers:
        key = folded(header)
        seen[key] += 1
        places.append((key, seen[key]))
    return places


def layout_of(headers: Sequence[str]) -> str:
    """A fingerprint of the form's columns (SHA-256 hex), whatever their order: the key to remember a mapping by."""
    named = sorted(folded(header) for header in headers if header.strip())
    return hashlib.sha256("\n\n".join(named).encode()).hexdigest()
