"""A sheet of tracking numbers: which column is what, and what each line says. Pure but for the reading of bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop
from bukapo.kernel.sheets.refusals import SheetUnreadable
from bukapo.kernel.sheets.sheet import Sheet, SheetRow, read_sheet

MOST_LINES = 1000
_ORDER_NUMBER = re.compile(r"(?:PO[-\s_]?)?([0-9A-Z]{8})")
_SPOKEN = str.maketrans("OIL", "011")
"""Order numbers have no O, I and L: whoever typed one meant the digit."""
_DESTROYED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_OF_TWO = re.compile(r"([12]) ?(?:dari|of|/) ?2", re.IGNORECASE)
"""Which of an order's two parcels, as the template writes it. A bare number may count something else."""
_HEADS = (
    ("tracking", re.compile(r"\b(resi|awb|waybill|tracking|lacak)\b", re.IGNORECASE)),
    ("courier", re.compile(r"\b(kurir|courier|ekspedisi|expedisi|jasa kirim|logistik)\b", re.IGNORECASE)),
    ("number", re.compile(r"\b(pesanan|order|invoice|po)\b", re.IGNORECASE)),
    ("parcel", re.compile(r"\b(paket|parcel|koli)\b", re.IGNORECASE)),
)


class ColumnsMissing(SheetUnreadable):
    code = "tracking_columns_missing"
    sentence = gettext_noop(
        "Kolom nomor pesanan dan nomor resi tidak ketemu. Pakai contoh berkasnya, atau beri judul "
        "“Nomor pesanan” dan “Resi”."
    )


class TooManyLines(SheetUnreadable):
    code = "tracking_too_many_lines"
    sentence = gettext_noop("Paling banyak {most} baris sekali unggah. Bagi menjadi beberapa berkas.")


@dataclass(frozen=True)
class TrackingLine:
    """`row` as the spreadsheet counts; `number` is "" when the cell holds no order number (`written` is the cell).

    `parcel` 1 or 2 of an order's two; 0 where the sheet does not say.
    """

    row: int
    written: str
    number: str
    courier: str
    tracking: str
    parcel: int = 0

    @property
    def destroyed(self) -> bool:
        """A spreadsheet rounded the number away: `1,23E+11`."""
        return _DESTROYED.fullmatch(self.tracking) is not None


def read_tracking(data: bytes) -> list[TrackingLine]:
    """Every line with anything in it. Raises SheetUnreadable and its kinds."""
    sheet = read_sheet(data)
    columns = _columns_by_head(sheet.headers)
    rows: Sequence[SheetRow] = sheet.rows
    if "number" not in columns or "tracking" not in columns:
        columns, rows = _columns_by_values(sheet)
    if len(rows) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    return [_line(row, columns) for row in rows]


def order_number(text: str) -> str:
    """`po-7k3q9xm2`, `7K3Q 9XM2` -> `PO-7K3Q9XM2`; "" when it is none."""
    found = _ORDER_NUMBER.fullmatch(re.sub(r"\s+", "", text.upper()))
    return f"PO-{found[1].translate(_SPOKEN)}" if found else ""


def _columns_by_head(headers: Sequence[str]) -> dict[str, int]:
    """ "No. Resi" is a tracking number and no order's: the more telling word is looked for first."""
    columns: dict[str, int] = {}
    for place, head in enumerate(headers):
        kind = next((name for name, words in _HEADS if words.search(head)), None)
        if kind:
            columns.setdefault(kind, place)
    return columns


def _columns_by_values(sheet: Sheet) -> tuple[dict[str, int], Sequence[SheetRow]]:
    """A sheet without heads: order numbers are known by their shape, the tracking number is the last other column."""
    rows = (
        [SheetRow(0, sheet.headers), *sheet.rows]
        if any(map(_is_numbered, sheet.headers))
        else list(sheet.rows)
    )
    width = len(sheet.headers)
    number = next(
        (place for place in range(width) if rows and all(_is_numbered(r.cells[place]) for r in rows)), None
    )
    if number is None or width < 2:
        raise ColumnsMissing()
    others = [place for place in range(width) if place != number]
    columns = {"number": number, "tracking": others[-1]}
    if len(others) > 1:
        columns["courier"] = others[-2]
    first = rows[0]
    if first.number == 0:  # the line taken for a head was the first order
        rows[0] = SheetRow(max(1, sheet.rows[0].number - 1) if sheet.rows else 1, first.cells)
    return columns, rows


def _is_numbered(cell: str) -> bool:
    return cell.upper().replace(" ", "").startswith("PO") and bool(order_number(cell))


def _line(row: SheetRow, columns: dict[str, int]) -> TrackingLine:
    def cell(name: str) -> str:
        return row.cells[columns[name]].strip().lstrip("'").strip() if name in columns else ""

    of_two = _OF_TWO.fullmatch(cell("parcel"))
    return TrackingLine(
        row=row.number,
        written=cell("number")[:40],
        number=order_number(cell("number")),
        courier=cell("courier")[:40],
        tracking=cell("tracking")[:60],
        parcel=int(of_two[1]) if of_two else 0,
    )
