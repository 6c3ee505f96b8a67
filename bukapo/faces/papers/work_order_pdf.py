"""The SPK as a konveksi uses it: hung on the wall, ticked with a pen, read by people who have never seen the shop.

It never shows a price, a phone number or an address: its form has no place for them.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.design_sheets import draw_design_pages, draw_designs
from bukapo.faces.papers.forms import StoreCard
from bukapo.faces.papers.marks import qr
from bukapo.faces.papers.matrices import dots, draw_matrix, draw_names
from bukapo.faces.papers.paper import A4, INK, SEAL, SOFT, Paper, leading
from bukapo.faces.papers.table import BOX, Column, Row, Table
from bukapo.faces.papers.words import moment, seal_line
from bukapo.faces.ui.dates import long_day, short_day
from bukapo.production.recap import ProductCount, size_position
from bukapo.production.sheet import SizeChart, WorkOrderSheet

BAND = 25.0


def work_order_pdf(sheet: WorkOrderSheet, *, lang: str = "id") -> bytes:
    """A4: order, deadline and counts; specification and prints; size chart, names, stages, signatures; the designs."""
    with override(lang):
        paper = Paper(
            A4,
            title=f"{sheet.number} · {sheet.campaign}",
            made_at=sheet.issued_at,
            foot=seal_line(sheet.recap_seal, sheet.recap_version),
        )
        paper.letterhead(StoreCard(sheet.store), kind=_("Surat Perintah Kerja"), number=sheet.number)
        _facts(paper, sheet)
        _band(paper, sheet)
        for product in sheet.products:
            draw_matrix(paper, product)
        _specification(paper, sheet)
        draw_designs(paper, sheet.designs)
        for chart in sheet.size_charts:
            _size_chart(paper, chart)
        for product in sheet.products:
            if product.names:
                draw_names(paper, product, ticks=True)
        _stages(paper, sheet)
        _notes(paper, sheet.notes)
        _signatures(paper, sheet)
        draw_design_pages(paper, sheet.designs)
        return paper.made()


def _facts(paper: Paper, sheet: WorkOrderSheet) -> None:
    before = f"{sheet.before} ({sheet.before_workshop})" if sheet.before else ""
    paper.facts(
        [
            (_("Untuk"), sheet.workshop),
            (_("PO"), sheet.campaign),
            (_("Dibuat"), moment(sheet.issued_at, sheet.zone)),
            (_("Barang"), ", ".join(product.name for product in sheet.products)),
            (_("Lanjutan dari"), before),
        ]
    )


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
    """What is true of everything, then product by product with its sizes, as the trade writes it."""
    _rows(paper, _("Spesifikasi"), sheet.specification)
    there = {product.name: product for product in sheet.products}
    for name, rows in sheet.groups:
        sizes = _sizes(there[name]) if name in there else ""
        told = ((_("Jumlah"), sizes),) if sizes else ()
        _rows(paper, _("Spesifikasi: %(product)s") % {"product": name}, (*rows, *told))


def _rows(paper: Paper, title: str, rows: tuple[tuple[str, str], ...]) -> None:
    written = [Row((label, text)) for label, text in rows if text]
    if written:
        paper.heading(title)
        Table(
            paper, [Column("", 1), Column("", 3)], size=9.5, headless=True, bold_columns=frozenset({0})
        ).draw(written)


def _sizes(product: ProductCount) -> str:
    """`S: 4 · M: 12 = 16 pcs`."""
    place = size_position(product.options)
    total = _("%(n)s pcs") % {"n": dots(product.total)}
    if place is None:
        return total
    sums: dict[str, int] = {}
    for values, pieces in product.counts:
        sums[values[place]] = sums.get(values[place], 0) + pieces
    order = [size for size in product.options[place].values if size in sums]
    return f"{' · '.join(f'{size}: {dots(sums[size])}' for size in order)}  =  {total}"


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
    paper.heading(_("Pembagian tahap"), keep=min(len(sheet.stages) * 8 + 20, paper.h / 2))
    noted = any(stage.instruction for stage in sheet.stages)
    titles = [(_("Tahap"), 1.7), (_("Tenggat"), 1.2), (_("Selesai tgl."), 1.2), (_("Jumlah jadi"), 1.1)]
    titles += [(_("Reject"), 0.9), (_("Petugas / paraf"), 1.4)]
    if noted:
        titles.insert(1, (_("Yang diperhatikan"), 2.4))
    rows = []
    for stage in sheet.stages:
        due = short_day(stage.due, sheet.zone) if stage.due else ""
        told = [stage.instruction] if noted else []
        rows.append(Row((BOX, stage.name, *told, due, "", "", "", "")))
    columns = [Column(""), *(Column(title, weight) for title, weight in titles)]
    size = 9.5 if noted else 11
    Table(paper, columns, size=size, grid=True, bold_columns=frozenset({1})).draw(rows)


def _notes(paper: Paper, notes: str) -> None:
    if notes.strip():
        paper.heading(_("Catatan"))
        paper.flow(notes, size=10)
        paper.set_y(paper.y + 2)


def _signatures(paper: Paper, sheet: WorkOrderSheet) -> None:
    paper.need(38)
    roles = (
        (_("Admin / Desainer"), sheet.store),
        (_("Supervisor"), ""),
        (_("Kepala Produksi"), sheet.workshop),
    )
    gap = 8.0
    w = (paper.width - 2 * gap) / 3
    top, below = paper.y + 3, paper.y
    for n, (role, name) in enumerate(roles):
        x = paper.left + n * (w + gap)
        paper.say(role, x, top, w, size=9, colour=SOFT, align="C")
        paper.rule(top + 25, weight=0.25, x=x, w=w, colour=INK)
        below = max(below, paper.line_in(name, x, top + 26, w, size=9, bold=True, align="C"))
    paper.set_y(below)
