"""What a campaign offers, as far as an answer from elsewhere can choose. The reader knows nothing else of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bukapo.orders.imports.limits import MAX_PIECES

Fulfilment = Literal["pickup", "courier"]


@dataclass(frozen=True)
class Value:
    """`surcharge`: rupiah per piece on the product's price."""

    name: str
    surcharge: int = 0
    is_default: bool = False


@dataclass(frozen=True)
class Option:
    """Ukuran, Warna, Lengan … with its values in order."""

    name: str
    values: tuple[Value, ...]

    @cached_property
    def default(self) -> str | None:
        """What a form without this question means: the declared default, or the only value there is."""
        declared = [value.name for value in self.values if value.is_default]
        if not declared and len(self.values) == 1:
            return self.values[0].name
        return declared[0] if declared else None

    @cached_property
    def surcharges(self) -> dict[str, int]:
        return {value.name: value.surcharge for value in self.values}


@dataclass(frozen=True)
class Field:
    """A personalization. `price`: rupiah per piece when filled. `alphabet`: characters allowed beyond letters,
    digits and space. `max_length` None: any length. `choices` only for kind choice."""

    name: str
    kind: Literal["text", "number", "choice"] = "text"
    max_length: int | None = 20
    price: int = 0
    required: bool = False
    alphabet: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Product:
    """`price`: rupiah per piece before surcharges. `sold`: value names in option order that can be ordered
    (None: every combination)."""

    name: str
    price: int
    options: tuple[Option, ...] = ()
    fields: tuple[Field, ...] = ()
    sold: frozenset[tuple[str, ...]] | None = None

    @cached_property
    def field_by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    def piece_price(self, values: tuple[str, ...], personalization: dict[str, str]) -> int:
        """Rupiah for one piece: price, surcharges of its values, price of every filled field."""
        surcharge = sum(option.surcharges[value] for option, value in zip(self.options, values, strict=True))
        return self.price + surcharge + sum(self.field_by_name[name].price for name in personalization)


@dataclass(frozen=True)
class Shape:
    """`ways`: how the campaign's goods reach the buyer. `max_pieces`: in one answer, more is doubtful."""

    products: tuple[Product, ...]
    ways: tuple[Fulfilment, ...] = ("pickup", "courier")
    max_pieces: int = MAX_PIECES
