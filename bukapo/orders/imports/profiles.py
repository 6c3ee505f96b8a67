"""What a column's values say it is: the share of its filled cells that read as a date, a phone, a size …"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bukapo.kernel.phone import PhoneDestroyed, PhoneUnusable, normalise_phone
from bukapo.orders.imports.cells import CellReader
from bukapo.orders.imports.dates import read_date
from bukapo.orders.imports.menu import read_menu
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.quantities import read_quantity
from bukapo.orders.imports.vocabulary import COURIER, NO, PICKUP, YES, folded, plain, says_nothing

SAMPLE = 400
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_LINK = re.compile(r"https?://|\.(?:jpe?g|png|pdf|heic)\b", re.IGNORECASE)
_MOST_COUNT = 200


@dataclass(frozen=True)
class Profile:
    """Shares are of the cells that say something (0.0 when none does). `options[product][option]`.

    `several`: cells that name values of two options at once ("L hitam"). `distinct`: the folded cells themselves.
    """

    filled: int
    date: float
    email: float
    phone: float
    link: float
    count: float
    way: float
    yes_no: float
    several: float
    options: tuple[tuple[float, ...], ...]
    product: float
    distinct: frozenset[str]


def profile(cells: Sequence[str], readers: Sequence[CellReader]) -> Profile:
    """Of at most the first 400 cells that say something; equal cells are looked at once."""
    spoken = Counter([cell for cell in cells if any(map(str.isalnum, cell))][:SAMPLE])
    told = Counter({cell: n for cell, n in spoken.items() if not says_nothing(cell)})

    several = partial(_names_several, readers)

    def share(test: Callable[[str], object], among: Counter[str] = told) -> float:
        return sum(n for cell, n in among.items() if test(cell)) / max(1, among.total())

    return Profile(
        filled=told.total(),
        date=share(lambda cell: read_date(cell) is not None),
        email=share(_EMAIL.fullmatch),
        phone=share(_phone_like),
        link=share(_LINK.search),
        count=share(_count_like),
        way=share(lambda cell: bool(PICKUP.search(plain(cell)) or COURIER.search(plain(cell)))),
        yes_no=share(lambda cell: folded(without_prices(cell)) in YES | NO, spoken),
        several=share(several),
        options=tuple(
            tuple(share(partial(_names, reader, option)) for option in range(len(reader.book.kinds)))
            for reader in readers
        ),
        product=share(
            lambda cell: any(_is_product(reader, cell) for reader in readers) and not several(cell)
        ),
        distinct=frozenset(folded(without_prices(cell)) for cell in spoken),
    )


def _phone_like(cell: str) -> bool:
    try:
        normalise_phone(cell)
    except PhoneDestroyed:
        return True
    except PhoneUnusable:
        return False
    return True


def _count_like(cell: str) -> bool:
    count = read_quantity(cell)
    return count is not None and count <= _MOST_COUNT


def _names(reader: CellReader, option: int, cell: str) -> bool:
    """Whether the cell, read on its own, names this option; a size of the world that is not offered counts too."""
    return any(option in dict(item.choices) for way in reader.read(cell, option).ways for item in way)


def _names_several(readers: Sequence[CellReader], cell: str) -> bool:
    """Two options at once, or several products: an order told in one text."""
    if len(readers) > 1:
        menu = (read_menu(cell, readers) or {}).values()
        items = [item for reading in menu for way in reading.ways for item in way]
        return len(items) > 1 or any(item.choices or item.count for item in items)
    return any(
        len(item.choices) > 1 for reader in readers for way in reader.read(cell, None).ways for item in way
    )


def _is_product(reader: CellReader, cell: str) -> bool:
    name, told = set(plain(reader.book.product.name).split()), set(plain(without_prices(cell)).split())
    return bool(told) and (told <= name or name <= told)
