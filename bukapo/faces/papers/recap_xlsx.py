"""The recap as a workbook a workshop can print and a seller can filter. Texts are always written as texts."""

import io
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.addendum import Addendum
from bukapo.faces.papers.addendum import table as changes_table
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.recap_files import RISKY, data_rows, field_names, option_names
from bukapo.faces.papers.words import moment, recap_line, recap_state
from bukapo.kernel.money import rupiah
from bukapo.production.recap import Matrix, Recap, matrix

INK, SEAL, PALE, RULE = "#1A1D21", "#B3261E", "#F6F8F9", "#CBD4DA"
A4 = 9
COUNT_WIDTH = 9
CELL_LIMIT = 32_000
"""Characters; Excel refuses a cell of 32,768."""

GRID = {"border": 1, "border_color": RULE, "valign": "vcenter", "text_wrap": True}
BIG = {**GRID, "font_size": 13}
TOTALS = {**BIG, "bold": True, "top": 5, "top_color": INK, "bg_color": PALE}
COUNT = {"num_format": "#,##0;-#,##0;–", "align": "center"}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "text_wrap": True, "valign": "top"},
    "soft": {"font_color": "#535A62", "text_wrap": True, "valign": "top"},
    "product": {"bold": True, "font_size": 14, "font_color": SEAL, "text_wrap": True, "valign": "top"},
    # The matrix, to be read at arm's length on a shop floor.
    "big_head": {**BIG, "bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": INK},
    "big_size": {**BIG, "bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": INK, "align": "center"},
    "label": BIG,
    "count": {**BIG, **COUNT},
    "edge": {**BIG, **COUNT, "bold": True},
    "foot": TOTALS,
    "foot_count": {**TOTALS, **COUNT},
    # The lists.
    "head": {**GRID, "bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": INK},
    "text": GRID,
    "risky": {**GRID, "quote_prefix": True},
    "number": {**GRID, "num_format": "#,##0", "align": "center"},
    "money": {**GRID, "num_format": '"Rp"#,##0'},
}
Cell = str | int


def recap_xlsx(recap: Recap, *, lang: str = "id", addendum: Addendum | None = None) -> bytes:
    """Sheets: Rekap (matrices to print), Nama & Nomor, Daftar Pesanan, Data (flat; sums to the same pieces).

    A later version gets a sheet Adendum: what it changed against the one before.

    Rupiah and buyers' names appear only when the recap has them: hand `recap.for_workshop()` to a workshop.
    """
    out = io.BytesIO()
    with override(lang):
        book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
        made = recap.made_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties(
            {"title": f"{_('Rekap PO')} {recap.campaign}", "author": recap.store, "created": made}
        )
        formats = {name: book.add_format({"font_color": INK, **look}) for name, look in FORMATS.items()}
        press = _Press(book, formats, recap)
        press.matrices()
        press.names()
        press.orders()
        press.data()
        if addendum:
            press.addendum(addendum)
        book.close()
    return out.getvalue()


class _Press:
    """Writes one workbook; a sheet per method."""

    def __init__(self, book: Any, formats: dict[str, Any], recap: Recap) -> None:
        self.book, self.formats, self.recap = book, formats, recap
        self.wide = 0
        self.label_widths: list[int] = []

    def matrices(self) -> None:
        sheet = self._sheet(_("Rekap"))
        tables = [(product.name, matrix(product.count())) for product in self.recap.products]
        labels = max((len(table.row_titles) or 1 for _name, table in tables), default=3)
        counts = max((len(table.columns) for _name, table in tables), default=5)
        self._label_widths(sheet, [table for _name, table in tables])
        sheet.set_column(labels, labels + counts, COUNT_WIDTH)
        self.wide = labels + counts
        row = first = self._head_of_recap(sheet)
        for name, table in tables:
            row = self._matrix(sheet, row, name, table)
        sheet.center_horizontally()
        if len(tables) == 1:
            # The head of sizes stays in sight; several products have different heads.
            sheet.freeze_panes(first + 2, labels)
            sheet.repeat_rows(0, first + 1)
        else:
            sheet.freeze_panes(first - 1, 0)
            sheet.repeat_rows(0, first - 2)

    def names(self) -> None:
        recap = self.recap
        fields, options = field_names(recap), option_names(recap)
        several = len(recap.products) > 1
        head = [_("No."), *([_("Produk")] if several else []), *fields, *options, _("Jumlah"), _("Pesanan")]
        rows: list[list[Cell]] = []
        for product in recap.products:
            axes = [axis.name for axis in product.options]
            for entry in product.count().names:
                texts, values = dict(entry.texts), dict(zip(axes, entry.values, strict=True))
                told = [*(texts.get(f, "") for f in fields), *(values.get(o, "") for o in options)]
                name = [product.name] if several else []
                rows.append([entry.number, *name, *told, entry.quantity, entry.order_number])
        self._list(_("Nama & Nomor"), head, rows)

    def orders(self) -> None:
        recap = self.recap
        fields, options = field_names(recap), option_names(recap)
        named = any(line.buyer_name for line in recap.lines)
        priced = recap.totals.goods is not None
        head = [_("Pesanan"), *([_("Nama")] if named else []), _("Produk"), *options, *fields, _("Jumlah")]
        head += [_("Pengambilan"), *([_("Harga satuan"), _("Nilai")] if priced else [])]
        rows: list[list[Cell]] = []
        for product in recap.products:
            axes = [axis.name for axis in product.options]
            for line in product.lines:
                texts, values = dict(line.texts), dict(zip(axes, line.values, strict=True))
                cells: list[Cell] = [line.order_number, *([line.buyer_name] if named else []), product.name]
                cells += [*(values.get(o, "") for o in options), *(texts.get(f, "") for f in fields)]
                cells += [line.quantity, line.fulfilment]
                if line.price:
                    cells += [line.price.unit + line.price.personalization, line.goods]
                rows.append(cells)
        rows.sort(key=lambda cells: str(cells[0]))
        self._list(_("Daftar Pesanan"), head, rows, money=2 if priced else 0)

    def data(self) -> None:
        head, *rows = data_rows(self.recap)
        self._list(_("Data"), [str(title) for title in head], rows)

    def addendum(self, addendum: Addendum) -> None:
        head, *rows = changes_table(addendum)
        self._list(_("Adendum"), [str(title) for title in head], rows)

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.hide_gridlines(2)
        sheet.set_header(f"&L&B{_in_margin(self.recap.store)}&B  {_in_margin(self.recap.campaign)}&R&A")
        seal = _in_margin(recap_line(self.recap))
        sheet.set_footer(f"&L{seal}&R&P/&N")
        return sheet

    def _head_of_recap(self, sheet: Any) -> int:
        recap, totals = self.recap, self.recap.totals
        closes = moment(recap.closes_at, recap.zone) if recap.closes_at else _("tanpa batas waktu")
        told = [recap_state(recap), f"{_('PO ditutup')} {closes}"]
        told.append(f"{_('dibuat')} {moment(recap.made_at, recap.zone)}")
        sums = [
            _("%(n)s pesanan") % {"n": dots(totals.orders)},
            _("%(n)s pcs") % {"n": dots(totals.pieces)},
            *([rupiah(totals.goods)] if totals.goods is not None else []),
            recap_line(recap),
        ]
        self._across(sheet, 0, f"{recap.store} – {recap.campaign}", "title", 18)
        self._across(sheet, 1, "  ·  ".join(told), "soft", 11)
        self._across(sheet, 2, "  ·  ".join(sums), "soft", 11)
        return 4

    def _across(self, sheet: Any, row: int, text: str, look: str, size: int) -> None:
        """One text over the whole width of the matrices, in as many lines as it takes."""
        room = sum(self.label_widths) + (self.wide + 1 - len(self.label_widths)) * COUNT_WIDTH
        sheet.set_row(row, _height([text], [room], size))
        sheet.merge_range(row, 0, row, self.wide, "", self.formats[look])
        self._put(sheet, row, 0, text, look)

    def _matrix(self, sheet: Any, row: int, name: str, table: Matrix) -> int:
        titles = table.row_titles or ("",)
        widths = [*self.label_widths[: len(titles)], *[COUNT_WIDTH] * (len(table.columns) + 1)]
        pieces = _("%(n)s pcs") % {"n": dots(table.total)}
        self._across(sheet, row, f"{name}  ·  {pieces}", "product", 14)
        self._row(
            sheet, row + 1, [*titles, *table.columns, _("Total")], ["big_head"] * len(titles), "big_size"
        )
        row += 2
        for line in table.rows:
            self._row(
                sheet, row, [*(line.labels or (_("Semua"),)), *line.cells], ["label"] * len(titles), "count"
            )
            self._put(sheet, row, len(titles) + len(table.columns), line.total, "edge")
            sheet.set_row(row, _height(line.labels, widths, 13))
            row += 1
        foot: list[Cell] = [_("Total"), *[""] * (len(titles) - 1), *table.column_totals, table.total]
        self._row(sheet, row, foot, ["foot"] * len(titles), "foot_count")
        sheet.set_row(row, _height([], widths, 13))
        return row + 2

    def _label_widths(self, sheet: Any, tables: list[Matrix]) -> None:
        """Label columns as wide as their longest value; the products share the columns."""
        widths: dict[int, int] = {}
        for table in tables:
            for place, title in enumerate(table.row_titles or ("",)):
                longest = max(
                    map(len, (title, "Semua", *(row.labels[place] for row in table.rows if row.labels)))
                )
                widths[place] = max(widths.get(place, 0), min(longest * 5 // 4 + 3, 40))
        for place, width in widths.items():
            sheet.set_column(place, place, width)
        self.label_widths = [widths[place] for place in sorted(widths)]

    def _list(self, name: str, head: list[str], rows: list[list[Cell]], *, money: int = 0) -> None:
        """A filterable list; the last `money` columns are rupiah."""
        sheet = self._sheet(name)
        widths = []
        for place, title in enumerate(head):
            longest = max((len(str(cells[place])) for cells in rows), default=0)
            widths.append(min(max(longest, len(title) + 2) + 3, 45))
            sheet.set_column(place, place, widths[-1])
        self._row(sheet, 0, list(head), [], "head")
        for number, cells in enumerate(rows, start=1):
            looks = ["number" if isinstance(cell, int) else "text" for cell in cells]
            self._row(sheet, number, cells, looks[: len(cells) - money], "money")
            sheet.set_row(number, _height(cells, widths, 11))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(head) - 1)

    def _row(self, sheet: Any, row: int, cells: Sequence[Cell], looks: list[str], rest: str) -> None:
        for place, cell in enumerate(cells):
            self._put(sheet, row, place, cell, looks[place] if place < len(looks) else rest)

    def _put(self, sheet: Any, row: int, column: int, cell: Cell, look: str) -> None:
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, self.formats[look])
        elif cell:
            text = cell if len(cell) <= CELL_LIMIT else f"{cell[:CELL_LIMIT]}…"
            look = "risky" if look == "text" and text.startswith(RISKY) else look
            # write_string, never write(): a name like "=1+1" stays a name.
            sheet.write_string(row, column, text, self.formats[look])
        else:
            sheet.write_blank(row, column, None, self.formats[look])


def _height(cells: Sequence[Cell], widths: Sequence[int], size: int) -> float:
    """Points. Rows are given their height: not every program grows a row to its wrapped text."""
    # A column width counts characters of 11 points, and some letters are wider than the average.
    per_line = [max(1, int(width * 11 / size * 0.95)) for width in widths]
    lines = [-(-len(str(cell)) // most) for cell, most in zip(cells, per_line, strict=False)]
    return size * 1.3 * max(1, *lines, 1) + size * 0.5


def _in_margin(text: str) -> str:
    """For the print header: `&` is its command character and 255 characters are all it holds."""
    return (text if len(text) <= 60 else f"{text[:59]}…").replace("&", "&&")
