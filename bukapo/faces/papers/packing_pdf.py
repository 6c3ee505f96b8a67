"""Packing slips: one per order, several to a sheet with lines to cut along, a box to tick per row."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.forms import PackingLine, PackingSlip
from bukapo.faces.papers.marks import qr
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import A4, SEAL, SOFT, STRONG, Paper, leading
from bukapo.faces.papers.table import BOX, Column, Row, Table

QR = 21.0


def packing_slips_pdf(
    slips: Sequence[PackingSlip], *, made_at: datetime | None = None, lang: str = "id"
) -> bytes:
    """A4. A slip is kept on one sheet unless it is taller than a sheet. ValueError for none."""
    if not slips:
        raise ValueError("packing slips need an order")
    with override(lang):
        campaigns = list(dict.fromkeys(slip.campaign for slip in slips))
        title = f"{_('Slip pengepakan')} · {', '.join(campaigns[:3])}"
        paper = Paper(A4, title=title, made_at=made_at)
        for number, slip in enumerate(slips):
            table, rows = _table(paper, slip), _rows(slip)
            height = 26 + table.height(rows) + _note_height(paper, slip)
            if number:
                paper.running = title
                _cut(paper, height)
            # A slip that runs over names its order at the head of the next sheet.
            paper.running = _("Lanjutan %(order)s · %(name)s") % {
                "order": slip.order_number,
                "name": slip.buyer_name,
            }
            _slip(paper, slip, table, rows)
        return paper.made()


def _cut(paper: Paper, height: float) -> None:
    """A dashed line before the next slip, or a new sheet when that slip does not fit below it."""
    if paper.need(height + 8):
        return
    paper.rule(paper.y + 2, colour=STRONG, dashed=True)
    paper.set_y(paper.y + 6)


def _slip(paper: Paper, slip: PackingSlip, table: Table, rows: list[Row]) -> None:
    top, w = paper.y, paper.width - QR - 4
    qr(paper, slip.qr or slip.order_number, paper.right - QR, top - 1, QR)
    y = paper.line_in(f"{slip.store}  ·  {slip.campaign}", paper.left, top, w, size=8, colour=SOFT)
    y = paper.line_in(slip.buyer_name, paper.left, y, w, size=15, least=9, bold=True)
    paper.pen(11, bold=True)
    tab = paper.get_string_width(paper.clean(slip.order_number)) + 5
    paper.say(slip.order_number, paper.left, y, tab, size=11, bold=True, colour=SEAL)
    pieces = _("%(n)s pcs") % {"n": dots(slip.pieces)}
    y = paper.line_in(
        f"{pieces}  ·  {slip.fulfilment}", paper.left + tab, y, w - tab, size=11, least=8, bold=True
    )
    paper.set_y(max(y + 1.5, top + QR - 1))
    table.draw(rows)
    if slip.note:
        paper.set_y(paper.y - 1)
        paper.flow(_("Catatan pembeli: %(note)s") % {"note": slip.note}, size=9.5, bold=True)


def _note_height(paper: Paper, slip: PackingSlip) -> float:
    if not slip.note:
        return 0
    paper.pen(9.5, bold=True)
    text = _("Catatan pembeli: %(note)s") % {"note": slip.note}
    return len(paper.wrapped(paper.clean(text), paper.width)) * leading(9.5) + 2


def _table(paper: Paper, slip: PackingSlip) -> Table:
    columns = [Column(""), Column(_("Pcs"), align="R"), Column(_("Barang"), 1.1), Column(_("Varian"), 1)]
    if any(line.texts for line in slip.lines):
        columns.append(Column(_("Nama & nomor"), 1))
    return Table(paper, columns, size=9.5, bold_columns=frozenset({1, 3, 4}))


def _rows(slip: PackingSlip) -> list[Row]:
    named = any(line.texts for line in slip.lines)
    return [
        Row((BOX, dots(line.quantity), line.product, line.variant, *([_texts(line)] if named else [])))
        for line in slip.lines
    ]


def _texts(line: PackingLine) -> str:
    return "\n".join(f"{field}: {text}" for field, text in line.texts)
