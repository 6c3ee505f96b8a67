"""The pieces of an import as tables: the first option across, the others down, in the product's own order."""

from collections.abc import Mapping
from dataclasses import dataclass

from bukapo.orders.imports.shape import Product, Shape


@dataclass(frozen=True)
class PieceTable:
    """`rows` are (label, counts per column, total); `sums` per column, `total` of all."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    sums: tuple[int, ...]
    total: int


def piece_tables(pieces: Mapping[str, int], shape: Shape) -> list[PieceTable]:
    """Tables of a report's `pieces`; what no product of the PO explains any more is left out."""
    several = len(shape.products) > 1
    tables = []
    for product in shape.products:
        own: dict[tuple[str, ...], int] = {}
        for name, count in pieces.items():
            parts = tuple(name.split("|")) if name else ()
            if several:
                if not parts or parts[0] != product.name:
                    continue
                parts = parts[1:]
            if len(parts) == len(product.options):
                own[parts] = own.get(parts, 0) + count
        if own:
            tables.append(_table(product, own, several))
    return tables


def _table(product: Product, own: Mapping[tuple[str, ...], int], several: bool) -> PieceTable:
    across = product.options[0].surcharges if product.options else {"": 0}
    columns = tuple(value for value in across if any(key[:1] == (value,) or not key for key in own))
    orders = [list(option.surcharges) for option in product.options[1:]]
    rests = sorted(
        {key[1:] for key in own}, key=lambda rest: [o.index(v) for o, v in zip(orders, rest, strict=True)]
    )
    rows = []
    for rest in rests:
        counts = tuple(own.get((column, *rest) if product.options else (), 0) for column in columns)
        rows.append((" / ".join(rest), counts, sum(counts)))
    sums = tuple(sum(row[1][n] for row in rows) for n in range(len(columns)))
    return PieceTable(product.name if several else "", columns, tuple(rows), sums, sum(sums))
