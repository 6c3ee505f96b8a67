"""The SPK as a workbook, for workshops that type it over: Ringkasan, Ukuran, Daftar nama, Tahap. No prices."""

import io
from collections.abc import Sequence
from datetime import UTC, date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter.utility import xl_col_to_name

from bukapo.faces.papers.recap_files import RISKY
from bukapo.faces.papers.recap_xlsx import A4, CELL_LIMIT, FORMATS, INK
from bukapo.faces.papers.words import moment, seal_line
from bukapo.faces.ui.dates import long_day
from bukapo.production.sheet import WorkOrderSheet

Cell = str | int | date
WIDEST = 60
"""Characters of the widest column; longer texts wrap."""


def work_order_xlsx(sheet: WorkOrderSheet, *, lang: str = "id") -> bytes:
    """One row per fact, size, name and stage; numbers are numbers, days are days."""
    out = io.BytesIO()
    with override(lang):
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        made = sheet.issued_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": sheet.number, "author": sheet.store, "created": made})
        press = _Press(book, sheet)
        press.table(_("Ringkasan"), [_("Hal"), _("Isi")], _summary(sheet), filtered=False)
        press.table(_("Ukuran"), *_sizes(sheet), total=True)
        press.table(_("Daftar nama"), *_names(sheet))
        press.table(_("Tahap"), *_stages(sheet))
        book.close()
    return out.getvalue()


def _summary(sheet: WorkOrderSheet) -> list[list[Cell]]:
    before = f"{sheet.before} ({sheet.before_workshop})" if sheet.before else ""
    facts: list[tuple[str, Cell]] = [
        (_("Nomor SPK"), sheet.number),
        (_("Dari"), sheet.store),
        (_("Untuk"), sheet.workshop),
        (_("PO"), sheet.campaign),
        (_("Dibuat"), moment(sheet.issued_at, sheet.zone)),
        (_("Selesai paling lambat"), long_day(sheet.deadline, sheet.zone) if sheet.deadline else ""),
        (_("Lanjutan dari"), before),
        (_("Jumlah (pcs)"), sheet.total),
        *((product.name, product.total) for product in sheet.products if len(sheet.products) > 1),
        *sheet.specification,
        *((f"{name}: {label}", text) for name, rows in sheet.groups for label, text in rows),
        *(
            (_("Desain %(n)s") % {"n": n}, " · ".join(part for part in (
                one.place, one.technique, one.size, one.product, one.caption) if part))
            for n, one in enumerate((d for d in sheet.designs if d.place or d.technique or d.size), start=1)
        ),
        (_("Catatan"), sheet.notes),
        (_("Rekap"), seal_line(sheet.recap_seal, sheet.recap_version)),
        (_("Halaman SPK"), sheet.url),
    ]  # fmt: skip
    return [[label, value] for label, value in facts if value != ""]


def _sizes(sheet: WorkOrderSheet) -> tuple[list[str], list[list[Cell]]]:
    options = list(dict.fromkeys(axis.name for product in sheet.products for axis in product.options))
    rows: list[list[Cell]] = []
    for product in sheet.products:
        axes = [axis.name for axis in product.options]
        for values, pieces in product.counts:
            told = dict(zip(axes, values, strict=True))
            rows.append([product.name, *(told.get(option, "") for option in options), pieces])
    return [_("Produk"), *options, _("Jumlah")], rows


def _names(sheet: WorkOrderSheet) -> tuple[list[str], list[list[Cell]]]:
    options = list(dict.fromkeys(axis.name for product in sheet.products for axis in product.options))
    fields = list(dict.fromkeys(field for product in sheet.products for field in product.fields))
    rows: list[list[Cell]] = []
    for product in sheet.products:
        axes = [axis.name for axis in product.options]
        for entry in product.names:
            texts, values = dict(entry.texts), dict(zip(axes, entry.values, strict=True))
            told = [*(texts.get(f, "") for f in fields), *(values.get(o, "") for o in options)]
            rows.append([entry.number, product.name, *told, entry.quantity, entry.order_number])
    return [_("No."), _("Produk"), *fields, *options, _("Jumlah"), _("Pesanan")], rows


def _stages(sheet: WorkOrderSheet) -> tuple[list[str], list[list[Cell]]]:
    head = [
        _("No."),
        _("Tahap"),
        _("Tenggat"),
        _("Yang diperhatikan"),
        _("Target"),
        _("Selesai tgl."),
        _("Jumlah jadi"),
    ]
    rows: list[list[Cell]] = [
        [n, stage.name, stage.due or "", stage.instruction, sheet.total, "", ""]
        for n, stage in enumerate(sheet.stages, start=1)
    ]
    return head, rows


class _Press:
    """Writes lists that can be filtered and printed: head in sight, texts wrapped, one page wide."""

    def __init__(self, book: Any, sheet: WorkOrderSheet) -> None:
        self.book, self.sheet = book, sheet
        looks = {**FORMATS, "day": {**FORMATS["text"], "num_format": "dd/mm/yyyy", "align": "center"}}
        looks["sum"] = {**FORMATS["head"], "num_format": "#,##0", "align": "center"}
        self.formats = {name: book.add_format({"font_color": INK, **look}) for name, look in looks.items()}

    def table(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        total: bool = False,
        filtered: bool = True,
    ) -> None:
        """`total` sums the last column below it, where there is something to sum."""
        page = self._page(name)
        for place, title in enumerate(head):
            longest = max((len(str(row[place])) for row in rows), default=0)
            page.set_column(place, place, min(max(longest, len(title) + 2) + 3, WIDEST))
            page.write_string(0, place, title, self.formats["head"])
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                self._put(page, number, place, cell)
        if total and rows:
            last, column = len(rows) + 1, len(head) - 1
            page.write_string(last, 0, _("Jumlah"), self.formats["head"])
            for place in range(1, column):
                page.write_blank(last, place, None, self.formats["head"])
            letter = xl_col_to_name(column)
            value = sum(int(row[-1]) for row in rows if isinstance(row[-1], int))
            page.write_formula(last, column, f"=SUM({letter}2:{letter}{last})", self.formats["sum"], value)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        if filtered and rows:
            page.autofilter(0, 0, len(rows), len(head) - 1)

    def _page(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.hide_gridlines(2)
        page.set_header(f"&L&B{self.sheet.number}&R&A")
        page.set_footer("&R&P/&N")
        return page

    def _put(self, page: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, int):
            page.write_number(row, column, cell, self.formats["number"])
        elif isinstance(cell, date):
            page.write_datetime(row, column, cell, self.formats["day"])
        elif cell:
            text = cell if len(cell) <= CELL_LIMIT else f"{cell[:CELL_LIMIT]}…"
            # write_string, never write(): a name like "=1+1" stays a name.
            page.write_string(row, column, text, self.formats["risky" if text.startswith(RISKY) else "text"])
        else:
            page.write_blank(row, column, None, self.formats["text"])
