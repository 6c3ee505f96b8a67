"""The values a recap is made of. Frozen, ordered, no Django; rupiah are whole ints, times are aware UTC."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

State = Literal["live", "frozen"]
Values = tuple[str, ...]
Texts = tuple[tuple[str, str], ...]
"""Personalization as (field, text) in the product's field order, empty texts left out."""
SIZE_WORDS = re.compile(r"\b(ukuran|size|uk)\b", re.IGNORECASE)


class RecapError(ValueError):
    """These facts cannot be a recap: a bad quantity, a value without its option, a line told twice."""


@dataclass(frozen=True, slots=True)
class OptionAxis:
    """One option of a product with its values in the seller's own order (S before XL, not L before M)."""

    name: str
    values: Values

    @property
    def is_size(self) -> bool:
        return SIZE_WORDS.search(self.name) is not None


@dataclass(frozen=True, slots=True)
class ProductLayout:
    """How a product is laid out: options and personalization fields in the product's order."""

    name: str
    options: tuple[OptionAxis, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Of the options."""
        return tuple(axis.name for axis in self.options)


@dataclass(frozen=True, slots=True)
class ConfirmedLine:
    """One line of a confirmed order, as the order knows it.

    `unit_price` is rupiah per piece with the variant's surcharge and without personalization;
    `personalization_price` is rupiah per piece too. Goods of the line = quantity x (both).
    """

    order_number: str
    buyer_name: str
    line_id: int
    product: str
    options: tuple[str, ...]
    values: Values
    quantity: int
    unit_price: int
    personalization: Mapping[str, str]
    personalization_price: int
    fulfilment: str


@dataclass(frozen=True, slots=True)
class LinePrice:
    """Rupiah per piece: the goods, and the personalization on top."""

    unit: int
    personalization: int


@dataclass(frozen=True, slots=True)
class RecapLine:
    """A line inside its product. `price` is None in the workshop's copy, `buyer_name` "" unless attached."""

    order_number: str
    line_id: int
    values: Values
    quantity: int
    texts: Texts
    fulfilment: str
    price: LinePrice | None
    buyer_name: str = ""

    @property
    def goods(self) -> int:
        """Rupiah of the whole line; 0 in the workshop's copy, which knows no prices."""
        return self.quantity * (self.price.unit + self.price.personalization) if self.price else 0


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One row of the personalization list: what is printed on which variant, how often, for which order."""

    number: int
    texts: Texts
    values: Values
    quantity: int
    order_number: str


@dataclass(frozen=True, slots=True)
class ProductCount:
    """What a workshop has to make of one product. Has no place for a price, a phone or an address."""

    name: str
    options: tuple[OptionAxis, ...]
    fields: tuple[str, ...]
    counts: tuple[tuple[Values, int], ...]
    names: tuple[NameEntry, ...] = ()

    @property
    def total(self) -> int:
        return sum(pieces for _, pieces in self.counts)


@dataclass(frozen=True, slots=True)
class RecapProduct:
    """One product with its lines, sorted by variant in the product's order, then by order number."""

    name: str
    options: tuple[OptionAxis, ...]
    fields: tuple[str, ...]
    lines: tuple[RecapLine, ...]

    @property
    def total(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def pieces(self) -> dict[str, int]:
        """{"XL|Hitam|Panjang": n}: pieces per variant by option values in the product's order; no zeros."""
        return {piece_key(values, self.name): pieces for values, pieces in self.counts()}

    def counts(self) -> tuple[tuple[Values, int], ...]:
        """Pieces per variant. Lines are sorted by variant, so their order is the product's."""
        counts: Counter[Values] = Counter()
        for line in self.lines:
            counts[line.values] += line.quantity
        return tuple(counts.items())

    def count(self) -> ProductCount:
        """The same product as bare counts and names, fit for a workshop. Names are numbered size by size."""
        size = size_position(self.options)
        named = [line for line in self.lines if line.texts]
        if size is not None:
            named.sort(key=lambda line: self.options[size].values.index(line.values[size]))
        entries = tuple(
            NameEntry(n, line.texts, line.values, line.quantity, line.order_number)
            for n, line in enumerate(named, start=1)
        )
        return ProductCount(self.name, self.options, self.fields, self.counts(), entries)


@dataclass(frozen=True, slots=True)
class RecapTotals:
    """Rupiah are None in the workshop's copy. `goods` includes `personalization`, never shipping."""

    orders: int
    pieces: int
    personalized_orders: int
    personalized_pieces: int
    goods: int | None
    personalization: int | None


@dataclass(frozen=True, slots=True)
class Recap:
    """What was ordered in one PO. `seal` is the digest of the seller's content, in every copy."""

    version: int
    store: str
    campaign: str
    state: State
    made_at: datetime
    closes_at: datetime | None
    zone: str
    products: tuple[RecapProduct, ...]
    seal: str = ""

    @property
    def lines(self) -> tuple[RecapLine, ...]:
        return tuple(line for product in self.products for line in product.lines)

    @property
    def totals(self) -> RecapTotals:
        orders: set[str] = set()
        named_orders: set[str] = set()
        pieces = named_pieces = goods = personalization = 0
        priced = True
        for line in self.lines:  # one walk: a big PO has a hundred thousand
            orders.add(line.order_number)
            pieces += line.quantity
            if line.texts:
                named_orders.add(line.order_number)
                named_pieces += line.quantity
            if line.price is None:
                priced = False
            else:
                goods += line.quantity * (line.price.unit + line.price.personalization)
                personalization += line.quantity * line.price.personalization
        return RecapTotals(
            orders=len(orders),
            pieces=pieces,
            personalized_orders=len(named_orders),
            personalized_pieces=named_pieces,
            goods=goods if priced else None,
            personalization=personalization if priced else None,
        )

    @property
    def pieces(self) -> dict[str, int]:
        """Pieces per variant of the whole PO. With several products a key starts with the product's name."""
        if len(self.products) == 1:
            return self.products[0].pieces
        whole: Counter[str] = Counter()
        for product in self.products:
            for values, pieces in product.counts():
                whole[piece_key((product.name, *values), product.name)] += pieces
        return dict(whole)

    def for_workshop(self) -> "Recap":
        """The same recap without prices and buyers' names: what is never there can never leak."""
        return self._with_lines(lambda line: replace(line, price=None, buyer_name=""))

    def with_buyers(self, names: Mapping[str, str]) -> "Recap":
        """The same recap with names by order number; frozen content holds none, so they stay erasable."""
        return self._with_lines(lambda line: replace(line, buyer_name=names.get(line.order_number, "")))

    def _with_lines(self, change: Callable[[RecapLine], RecapLine]) -> "Recap":
        products = (replace(p, lines=tuple(change(line) for line in p.lines)) for p in self.products)
        return replace(self, products=tuple(products))


def size_position(options: tuple[OptionAxis, ...]) -> int | None:
    """Where the size is among the options, by its name (Ukuran, Size); None when the product has no size."""
    return next((place for place, axis in enumerate(options) if axis.is_size), None)


def piece_key(values: Values, product: str) -> str:
    """`XL|Hitam|Panjang`; `|` or `\\` inside a value is escaped. Without options: the product's name."""
    return "|".join(re.sub(r"([\\|])", r"\\\1", value) for value in values or (product,))
