"""What is printed on a work order (SPK): everything a workshop needs, nothing it must not see.

There is no field for a price, a phone or an address, so none can slip onto the paper.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bukapo.production.recap_values import ProductCount


@dataclass(frozen=True, slots=True)
class SheetPhoto:
    """A design picture as bytes of a JPEG, PNG or WebP."""

    data: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SizeChart:
    """A table of measures; `columns[0]` is the size. Every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetStage:
    """One stage to tick off (potong, sablon, jahit, …) and the day it should be done."""

    name: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class WorkOrderSheet:
    """One SPK. Times UTC, shown in `zone`; `products` may be a part of the recap (several workshops).

    `specification` are (label, text) pairs in the order to print: Bahan, Sablon, Benang …
    `url` is the workshop's own secret page and becomes the QR; `recap_seal` ties the sheet to its recap.
    """

    number: str
    store: str
    workshop: str
    campaign: str
    zone: str
    issued_at: datetime
    deadline: date | None
    products: tuple[ProductCount, ...]
    specification: tuple[tuple[str, str], ...] = ()
    stages: tuple[SheetStage, ...] = ()
    photos: tuple[SheetPhoto, ...] = ()
    size_charts: tuple[SizeChart, ...] = ()
    notes: str = ""
    url: str = ""
    recap_version: int = 1
    recap_seal: str = ""

    @property
    def total(self) -> int:
        return sum(product.total for product in self.products)
