"""The recap as a PDF to print: the matrix of every product, then the names to put on them."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.addendum import Addendum, headline
from bukapo.faces.papers.addendum import table as changes_table
from bukapo.faces.papers.forms import StoreCard
from bukapo.faces.papers.matrices import dots, draw_matrix, draw_names
from bukapo.faces.papers.paper import A4_LANDSCAPE, Paper
from bukapo.faces.papers.table import Column, Row, Table
from bukapo.faces.papers.words import moment, recap_line, recap_state
from bukapo.kernel.money import rupiah
from bukapo.production.recap import Recap

_WEIGHTS = (34, 40, 50, 40, 50, 50)
"""Of the columns of what changed."""


def recap_pdf(recap: Recap, *, lang: str = "id", addendum: Addendum | None = None) -> bytes:
    """A4 landscape; a later version says first what it changed.

    Rupiah are printed only when the recap has them: hand `recap.for_workshop()` to a workshop.
    """
    with override(lang):
        paper = Paper(
            A4_LANDSCAPE,
            title=f"{_('Rekap PO')} {recap.campaign}",
            made_at=recap.made_at,
            foot=recap_line(recap),
        )
        paper.letterhead(StoreCard(recap.store), kind=_("Rekap PO"), number=recap.campaign)
        _facts(paper, recap)
        if addendum:
            _changes(paper, addendum)
        if not recap.products:
            paper.flow(_("Belum ada pesanan yang masuk hitungan."))
        counts = [product.count() for product in recap.products]
        for count in counts:
            draw_matrix(paper, count)
        for count in counts:
            if count.names:
                draw_names(paper, count)
        return paper.made()


def _changes(paper: Paper, addendum: Addendum) -> None:
    paper.heading(_("Yang berubah dari versi %(n)s") % {"n": addendum.version - 1})
    paper.flow(headline(addendum), bold=True)
    if addendum.reason:
        paper.flow(_("Alasan: %(why)s") % {"why": addendum.reason})
    head, *rows = changes_table(addendum)
    columns = [Column(str(title), weight) for title, weight in zip(head, _WEIGHTS, strict=True)]
    Table(paper, columns, size=8, grid=True).draw([Row(tuple(str(cell) for cell in row)) for row in rows])


def _facts(paper: Paper, recap: Recap) -> None:
    totals = recap.totals
    closed = moment(recap.closes_at, recap.zone) if recap.closes_at else _("tanpa batas waktu")
    named = _("%(n)s pcs di %(orders)s pesanan") % {
        "n": dots(totals.personalized_pieces),
        "orders": dots(totals.personalized_orders),
    }
    paper.facts(
        [
            (_("Status"), recap_state(recap)),
            (_("PO ditutup"), closed),
            (_("Dibuat"), moment(recap.made_at, recap.zone)),
            (_("Pesanan"), dots(totals.orders)),
            (_("Jumlah"), _("%(n)s pcs") % {"n": dots(totals.pieces)}),
            (_("Nama & nomor"), named if totals.personalized_pieces else ""),
            (_("Nilai barang"), rupiah(totals.goods) if totals.goods is not None else ""),
            (_("Termasuk nama"), rupiah(totals.personalization) if totals.personalization else ""),
        ],
        columns=3,
    )
