"""The SPK as a konveksi uses it: hung on the wall, ticked with a pen, read by people who have never seen the shop.

It never shows a price, a phone number or an address: its form has no place for them.
"""

import io

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.forms import StoreCard
from bukapo.faces.papers.marks import qr
from bukapo.faces.papers.matrices import dots, draw_matrix, draw_names
from bukapo.faces.papers.paper import A4, INK, PALE, SEAL, SOFT, STRONG, Paper, leading
from bukapo.faces.papers.pictures import Picture, picture
from bukapo.faces.papers.table import BOX, Column, Row, Table
from bukapo.faces.papers.words import moment, seal_line
from bukapo.faces.ui.dates import long_day, short_day
from bukapo.production.sheet import SheetPhoto, SizeChart, WorkOrderSheet

BAND = 25.0
PHOTO_HEIGHT = 84.0
PHOTO_LEAST = 55.0


def work_order_pdf(sheet: WorkOrderSheet, *, lang: str = "id") -> bytes:
    """A4: order and deadline, designs, specification, counts, size chart, names, stages, signatures."""
    with override(lang):
        paper = Paper(
            A4,
            title=f"{sheet.number} · {sheet.campaign}",
            made_at=sheet.issued_at,
            foot=seal_line(sheet.recap_seal, sheet.recap_version),
        )
        paper.letterhead(StoreCard(sheet.store), kind=_("Surat Perintah Kerja"), number=sheet.number)
        paper.facts(
            [
                (_("Untuk"), sheet.workshop),
                (_("PO"), sheet.campaign),
                (_("Dibuat"), moment(sheet.issued_at, sheet.zone)),
                (_("Barang"), ", ".join(product.name for product in sheet.products)),
            ]
        )
        _band(paper, sheet)
        for product in sheet.products:
            draw_matrix(paper, product)
        _specification(paper, sheet)
        _photos(paper, sheet.photos)
        for chart in sheet.size_charts:
            _size_chart(paper, chart)
        for product in sheet.products:
            if product.names:
                draw_names(paper, product, ticks=True)
        _stages(paper, sheet)
        _notes(paper, sheet.notes)
        _signatures(paper, sheet)
        return paper.made()


def _band(paper: Paper, sheet: WorkOrderSheet) -> None:
    """The two things everybody asks first, how many and until when, and the way to report progress."""
    paper.set_y(paper.y + 2)
    top = paper.y
    side = BAND if sheet.url else 0.0
    w = paper.width - (side + 4 if side else 0)
    paper.frame(paper.left, top, w, BAND, weight=0.6)
    tab = w * 0.32
    paper.say(_("Jumlah"), paper.left + 4, top + 3.5, tab, size=9, colour=SOFT)
    pieces = _("%(n)s pcs") % {"n": dots(sheet.total)}
    paper.line_in(pieces, paper.left + 4, top + 9, tab - 6, size=20, least=10, bold=True)
    x = paper.left + tab
    paper.say(_("Selesai paling lambat"), x, top + 3.5, w - tab - 4, size=9, colour=SOFT)
    deadline = long_day(sheet.deadline, sheet.zone) if sheet.deadline else _("belum ditentukan")
    colour = SEAL if sheet.deadline else SOFT
    paper.line_in(deadline, x, top + 9, w - tab - 4, size=18, least=9, bold=True, colour=colour)
    if side:
        qr(paper, sheet.url, paper.right - side, top, side)
        told = _("Pindai kode ini untuk terima pesanan dan lapor kemajuan")
        paper.line_in(told, x, top + BAND - 6, w - tab - 4, size=8, colour=SOFT)
    paper.set_y(top + BAND + 2)


def _specification(paper: Paper, sheet: WorkOrderSheet) -> None:
    rows = [Row((label, text)) for label, text in sheet.specification if text]
    if rows:
        paper.heading(_("Spesifikasi"))
        Table(
            paper, [Column("", 1), Column("", 3)], size=9.5, headless=True, bold_columns=frozenset({0})
        ).draw(rows)


def _photos(paper: Paper, photos: tuple[SheetPhoto, ...]) -> None:
    """Two to a row, in their own proportions; what cannot be opened is named, not left out."""
    if not photos:
        return
    paper.heading(_("Desain"), keep=PHOTO_LEAST + 20)
    # Rather a smaller picture beside the counts than a large one on the next sheet.
    most = min(PHOTO_HEIGHT, max(PHOTO_LEAST, paper.bottom - paper.y - 12))
    gap = 6.0
    w = paper.width if len(photos) == 1 else (paper.width - gap) / 2
    for start in range(0, len(photos), 2):
        pair = photos[start : start + 2]
        opened = [picture(photo.data) for photo in pair]
        height = max(_shown_height(one, w, most) for one in opened)
        if paper.need(height + 10):
            most = PHOTO_HEIGHT
            height = max(_shown_height(one, w, most) for one in opened)
        below = paper.y + height
        for n, (photo, one) in enumerate(zip(pair, opened, strict=True)):
            below = max(below, _photo(paper, photo, one, paper.left + n * (w + gap), w, height))
        paper.set_y(below + 3)


def _shown_height(one: Picture | None, w: float, most: float) -> float:
    return min(most, w * one.height / one.width) if one else 20.0


def _photo(paper: Paper, photo: SheetPhoto, one: Picture | None, x: float, w: float, height: float) -> float:
    if one is None:
        paper.frame(x, paper.y, w, height, colour=PALE, fill=True)
        told = _("Gambar tidak bisa dibuka, minta ke pemesan")
        paper.say(told, x + 3, paper.y + height / 2 - 2, w - 6, size=9, colour=SOFT, align="C")
    else:
        shown = _shown_height(one, w, height)
        wide = shown * one.width / one.height
        paper.image(io.BytesIO(one.jpeg), x=x, y=paper.y, w=wide, h=shown)
        paper.frame(x, paper.y, wide, shown, weight=0.2, colour=STRONG)
    if not photo.caption:
        return paper.y + height
    return paper.say(photo.caption, x, paper.y + height + 1, w, size=8.5, colour=SOFT)


def _size_chart(paper: Paper, chart: SizeChart) -> None:
    size = 9.5
    height = min((len(chart.rows) + 1) * (leading(size) + 2.2) + 14, paper.h / 2)
    paper.heading(
        _("Ukuran: %(title)s") % {"title": chart.title} if chart.title else _("Ukuran"), keep=height
    )
    columns = [Column(title, 1, "L" if n == 0 else "R") for n, title in enumerate(chart.columns)]
    width = len(chart.columns)
    rows = [Row((*row, *[""] * width)[:width]) for row in chart.rows]
    share = min(1.0, 0.18 * width)
    Table(paper, columns, size=size, grid=True, bold_columns=frozenset({0}), share=share).draw(rows)
    if chart.note:
        paper.set_y(paper.y - 1.5)
        paper.flow(chart.note, size=8.5, colour=SOFT)


def _stages(paper: Paper, sheet: WorkOrderSheet) -> None:
    """Space to write by hand: a stage is ticked, dated, counted and initialled."""
    if not sheet.stages:
        return
    paper.heading(_("Tahap"), keep=min(len(sheet.stages) * 8 + 20, paper.h / 2))
    titles = (_("Tahap"), _("Target"), _("Selesai tgl."), _("Jumlah jadi"), _("Reject"), _("Paraf"))
    weights = (2.2, 1.2, 1.3, 1.2, 1.0, 1.0)
    columns = [Column(""), *(Column(title, w) for title, w in zip(titles, weights, strict=True))]
    rows = [
        Row((BOX, stage.name, short_day(stage.due, sheet.zone) if stage.due else "", "", "", "", ""))
        for stage in sheet.stages
    ]
    Table(paper, columns, size=11, grid=True, bold_columns=frozenset({1})).draw(rows)


def _notes(paper: Paper, notes: str) -> None:
    if notes.strip():
        paper.heading(_("Catatan"))
        paper.flow(notes, size=10)
        paper.set_y(paper.y + 2)


def _signatures(paper: Paper, sheet: WorkOrderSheet) -> None:
    paper.need(38)
    roles = ((_("Pemesan"), sheet.store), (_("Penerima kerja"), sheet.workshop), (_("QC"), ""))
    gap = 8.0
    w = (paper.width - 2 * gap) / 3
    top, below = paper.y + 3, paper.y
    for n, (role, name) in enumerate(roles):
        x = paper.left + n * (w + gap)
        paper.say(role, x, top, w, size=9, colour=SOFT, align="C")
        paper.rule(top + 25, weight=0.25, x=x, w=w, colour=INK)
        below = max(below, paper.line_in(name, x, top + 26, w, size=9, bold=True, align="C"))
    paper.set_y(below)
