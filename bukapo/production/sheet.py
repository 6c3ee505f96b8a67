"""What is printed on a work order (SPK): everything a workshop needs, nothing it must not see.

There is no field for a price, a phone or an address, so none can slip onto the paper.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bukapo.production.recap_values import ProductCount


@dataclass(frozen=True, slots=True)
class SheetDesign:
    """A print or embroidery. `data` is its picture (JPEG, PNG, WebP), b"" if it can't be found, None without one.

    `size` as the trade writes it: "28 × 35 cm". `product` is "" for all of them.
    """

    place: str
    technique: str = ""
    size: str = ""
    caption: str = ""
    product: str = ""
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class SizeChart:
    """A table of measures; `columns[0]` is the size. Every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetStage:
    """One stage to tick off (potong, sablon, jahit, …), the day it should be done, and what to mind in it."""

    name: str
    due: date | None = None
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class WorkOrderSheet:
    """One SPK. Times UTC, shown in `zone`; `products` may be a part of the recap (several workshops).

    `specification` are (label, text) pairs in the order to print: Bahan, Sablon, Benang …; `groups` those of one
    product only. `before` is the work order whose pieces it goes on with.
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
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    designs: tuple[SheetDesign, ...] = ()
    size_charts: tuple[SizeChart, ...] = ()
    notes: str = ""
    url: str = ""
    recap_version: int = 1
    recap_seal: str = ""
    before: str = ""
    before_workshop: str = ""

    @property
    def total(self) -> int:
        return sum(product.total for product in self.products)
