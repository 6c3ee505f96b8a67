"""The recap as a workshop reads it: sizes across, the other options down, totals at both edges."""

import re
from dataclasses import dataclass
from typing import TypeVar

from bukapo.production.recap_values import OptionAxis, ProductCount, Values, size_position

T = TypeVar("T")

GARMENT_SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL", "4XL", "5XL", "6XL", "7XL")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    labels: tuple[str, ...]
    cells: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """`columns` is empty when one option (or none) says it all; then every row carries only its total."""

    column_title: str
    columns: tuple[str, ...]
    row_titles: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    column_totals: tuple[int, ...]
    total: int


def matrix(product: ProductCount) -> Matrix:
    """All values of the column option stay visible, also with 0 pieces; rows without pieces are left out."""
    across = column_position(product.options)
    columns = product.options[across].values if across is not None else ()
    table: dict[Values, dict[str, int]] = {}
    for values, pieces in product.counts:
        cells = table.setdefault(_without(values, across), {})
        column = values[across] if across is not None else ""
        cells[column] = cells.get(column, 0) + pieces
    down = _without(product.options, across)
    rows = tuple(
        MatrixRow(labels, tuple(cells.get(column, 0) for column in columns), sum(cells.values()))
        for labels, cells in sorted(table.items(), key=lambda row: rank(row[0], down))
    )
    return Matrix(
        column_title=product.options[across].name if across is not None else "",
        columns=columns,
        row_titles=tuple(axis.name for axis in down),
        rows=rows,
        column_totals=tuple(sum(row.cells[place] for row in rows) for place in range(len(columns))),
        total=sum(row.total for row in rows),
    )


def column_position(options: tuple[OptionAxis, ...]) -> int | None:
    """The size; else, of several options, the one with fewest values. A lone flavour goes down."""
    size = size_position(options)
    if size is not None or len(options) < 2:
        return size
    return min(range(len(options)), key=lambda place: (len(options[place].values), -place))


def rank(values: Values, options: tuple[OptionAxis, ...]) -> tuple[int, ...]:
    """Sort key of a variant in the product's own order of values."""
    return tuple(axis.values.index(value) for axis, value in zip(options, values, strict=True))


def _without(items: tuple[T, ...], place: int | None) -> tuple[T, ...]:
    return tuple(item for position, item in enumerate(items) if position != place)


def natural_order(value: str) -> tuple[int, int, list[tuple[int, int, str]], str]:
    """Sort key for values nobody ordered: garment sizes as tailors count, then texts, numbers as numbers."""
    word = value.strip().upper()
    if word in GARMENT_SIZES:
        return (0, GARMENT_SIZES.index(word), [], value)
    chunks = re.findall(r"[0-9]+|[^0-9]+", value.casefold())
    return (1, 0, [(0, int(c), "") if c[0] in "0123456789" else (1, 0, c) for c in chunks], value)
