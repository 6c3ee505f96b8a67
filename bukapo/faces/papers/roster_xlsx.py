"""A group's list for its seller: XLSX. Personal: phones are in it."""

import io

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.ui.templatetags.ui import nomor_hp
from bukapo.orders.rosters.reads import MISSING, PAID, UNPAID, WISHED, RosterTold

WIDTHS = (6, 26, 22, 30, 10, 16, 16, 18)


def roster_xlsx(told: RosterTold, *, lang: str = "id") -> bytes:
    """One row per member in the order of the list; numbers and phones are texts, so that zeros stay."""
    out = io.BytesIO()
    with override(lang):
        words = {
            MISSING: _("Belum isi"), WISHED: _("Belum pesan"), UNPAID: _("Belum bayar"), PAID: _("Sudah bayar"),
        }  # fmt: skip
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet(_("Rombongan"))
        bold = book.add_format({"bold": True, "bottom": 2})
        heads = [
            "#",
            _("Nama"),
            _("Varian"),
            _("Nama & nomor"),
            _("Nomor"),
            _("Status"),
            _("Pesanan"),
            _("WhatsApp"),
        ]
        for place, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, head, bold)
        for line, one in enumerate(told.members, start=1):
            sheet.write_number(line, 0, line)
            cells = (
                one.name, " + ".join(one.wish), " · ".join(text for _field, text in one.texts), one.number,
                words[one.standing], one.order.number if one.order and one.ordered else "",
                nomor_hp(one.phone) if one.phone else "",
            )  # fmt: skip
            for place, cell in enumerate(cells, start=1):
                sheet.write_string(line, place, cell)
        sheet.freeze_panes(1, 0)
        book.close()
    return out.getvalue()
