"""The list of refunds to send, for a bank's bulk transfer or a bookkeeper: CSV and XLSX. Personal: for the store."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.recap_files import BYTE_ORDER_MARK, guarded
from bukapo.faces.ui.dates import day
from bukapo.orders.reads.refunds import RefundToSend

WIDTHS = (14, 22, 26, 14, 22, 16, 26, 24, 20, 30)


def refunds_csv(rows: Sequence[RefundToSend], *, zone: str, lang: str = "id") -> bytes:
    """For an Indonesian Excel: byte order mark, semicolons. A number keeps its leading zeros only as text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    with override(lang):
        writer.writerow(_head())
        writer.writerows([guarded(cell) for cell in row] for row in _rows(rows, zone))
    return BYTE_ORDER_MARK + out.getvalue().encode()


def refunds_xlsx(rows: Sequence[RefundToSend], *, zone: str, lang: str = "id") -> bytes:
    """One sheet; account numbers are texts, amounts numbers with a sum under them."""
    out = io.BytesIO()
    with override(lang):
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet(_("Transfer balik"))
        bold = book.add_format({"bold": True, "bottom": 2})
        money, total = (
            book.add_format({"num_format": "#,##0"}),
            book.add_format({"num_format": "#,##0", "bold": True}),
        )
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        for place, head in enumerate(_head()):
            sheet.write_string(0, place, head, bold)
        for line, cells in enumerate(_rows(rows, zone), start=1):
            for place, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(line, place, cell, money)
                else:
                    sheet.write_string(line, place, cell)
        sheet.write_number(len(rows) + 1, 3, sum(row.refund.amount for row in rows), total)
        sheet.freeze_panes(1, 0)
        book.close()
    return out.getvalue()


def _head() -> list[str]:
    return [
        _("Bank"), _("Nomor rekening"), _("Atas nama"), _("Jumlah"), _("Berita"), _("Pesanan"), _("Pembeli"),
        _("PO"), _("Paling lambat"), _("Catatan"),
    ]  # fmt: skip


def _rows(rows: Sequence[RefundToSend], zone: str) -> list[list[str | int]]:
    return [
        [
            one.refund.to_bank,
            one.refund.to_number,
            one.refund.to_holder,
            one.refund.amount,
            _("Refund %(number)s") % {"number": one.refund.order_number},
            one.refund.order_number,
            one.refund.buyer_name,
            one.campaign,
            day(one.due_at, zone),
            one.refund.send_to,
        ]
        for one in rows
    ]
