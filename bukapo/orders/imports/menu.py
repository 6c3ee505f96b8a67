"""Free text about several products: "Nastar 2, Kastengel x1", "Kaos L hitam 2; Hoodie XL 1"."""

import re
from collections.abc import Sequence

from bukapo.orders.imports.cells import CellReader, Item, Reading
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.quantities import read_quantity
from bukapo.orders.imports.vocabulary import plain

_BETWEEN = re.compile(r"[,;\n+]|\bdan\b", re.IGNORECASE)


def read_menu(text: str, readers: Sequence[CellReader]) -> dict[int, Reading] | None:
    """The items of each product that the text names; None when a part of it names no product, or nothing readable."""
    items: dict[int, list[Item]] = {}
    for part in _BETWEEN.split(without_prices(text)):
        if not part.strip():
            continue
        named = _named(plain(part), readers)
        if named is None:
            return None
        product, rest = named
        item = _item(rest, readers[product])
        if item is None:
            return None
        items.setdefault(product, []).append(item)
    return {product: Reading((tuple(found),), told=text) for product, found in items.items()} or None


def _named(part: str, readers: Sequence[CellReader]) -> tuple[int, str] | None:
    """The longest product name in the part, and the part without it."""
    found = []
    for product, reader in enumerate(readers):
        name = plain(reader.book.product.name)
        for spelling in (name, *_own_words(product, readers)):
            if re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", part):
                found.append((len(spelling), product, spelling))
    if not found or len({product for length, product, _ in found if length == max(found)[0]}) > 1:
        return None
    _, product, spelling = max(found)
    return product, " ".join(re.sub(rf"(?<!\w){re.escape(spelling)}(?!\w)", " ", part, count=1).split())


def _own_words(product: int, readers: Sequence[CellReader]) -> list[str]:
    """Words of a product's name that no other product has: `hoodie` of "Hoodie Reuni"."""
    words = [set(plain(reader.book.product.name).split()) for reader in readers]
    others = set().union(*(w for n, w in enumerate(words) if n != product))
    return sorted(word for word in words[product] - others if len(word) > 3)


def _item(rest: str, reader: CellReader) -> Item | None:
    if not rest:
        return Item()
    count = read_quantity(rest)
    if count is not None:
        return Item((), count)
    ways = reader.read(rest, None).ways
    return ways[0][0] if len(ways) == 1 and len(ways[0]) == 1 else None
