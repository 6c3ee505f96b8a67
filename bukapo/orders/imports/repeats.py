"""Questions that a form asks several times: `Ukuran`, `Jumlah`, `Ukuran 2`, `Jumlah 2` are two shirts; a lone
`Nama Lengkap 2` is the same question moved by an edit, and the first answer counts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bukapo.orders.imports.headers import Header
from bukapo.orders.imports.mapping import Column

_OF_PIECES = ("option", "quantity", "personalization")


def numbered(columns: Sequence[Column], headers: Sequence[Header]) -> tuple[Column, ...]:
    """The columns with `item` set where the form describes several shirts one after the other."""
    counts: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
    numbers = [max(1, header.number, column.nth) for column, header in zip(columns, headers, strict=True)]
    for column, number in zip(columns, numbers, strict=True):
        if column.role in _OF_PIECES and not column.of:
            counts[column.asks].add(number)
    several = {asks: found for asks, found in counts.items() if len(found) > 1}
    chosen = [asks for asks in several if asks[0] == "option"]
    from_one = any(
        header.number == 1 and column.asks in chosen for column, header in zip(columns, headers, strict=True)
    )
    if not chosen or (len(several) < 2 and not from_one):
        return tuple(columns)
    return tuple(
        replace(column, item=number) if column.asks in several and not column.of else column
        for column, number in zip(columns, numbers, strict=True)
    )
