"""The kwitansi: one amount received, from whom and for what, in figures and in words."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.forms import METERAI_ABOVE
from bukapo.faces.papers.marks import qr
from bukapo.faces.papers.money_forms import Kwitansi, TaxRows
from bukapo.faces.papers.paper import INK, PALE, SOFT, STRONG, Paper, leading
from bukapo.faces.papers.words import short_moment
from bukapo.kernel.money import rupiah
from bukapo.kernel.terbilang import terbilang_rupiah

A5_LANDSCAPE = (210.0, 148.0)
TAB = 42.0


def kwitansi_pdf(paper_of: Kwitansi, *, lang: str = "id") -> bytes:
    """A5 across, one sheet. Times in the store's zone."""
    with override(lang):
        paper = Paper(
            A5_LANDSCAPE,
            title=f"{_('Kwitansi')} {paper_of.number}",
            made_at=paper_of.issued_at,
            foot=_("Kode cek %(code)s") % {"code": paper_of.verify_code},
            margin=12,
        )
        paper.letterhead(paper_of.store, kind=_("Kwitansi"), number=paper_of.number)
        _row(paper, _("Sudah terima dari"), paper_of.received_from, bold=True)
        _row(paper, _("Banyaknya uang"), terbilang_rupiah(paper_of.amount), bold=True, shade=True)
        _row(paper, _("Untuk pembayaran"), paper_of.purpose)
        _row(paper, _("Cara bayar"), paper_of.way)
        if paper_of.tax:
            _row(paper, _("PPN"), tax_words(paper_of.tax))
        _bottom(paper, paper_of)
        return paper.made()


def tax_words(tax: TaxRows) -> str:
    """The tax inside an amount, in one line."""
    return _("sudah termasuk PPN %(ppn)s (12%% × DPP nilai lain %(base)s), NPWP %(npwp)s") % {
        "ppn": rupiah(tax.ppn),
        "base": rupiah(tax.base),
        "npwp": tax.npwp,
    }


def _row(paper: Paper, label: str, value: str, *, bold: bool = False, shade: bool = False) -> None:
    size, w = 10.5, paper.width - TAB
    paper.pen(size, bold=bold)
    height = len(paper.wrapped(paper.clean(value), w - 4)) * leading(size) + 2.4
    paper.need(height)
    if shade:
        paper.frame(paper.left + TAB, paper.y, w, height, colour=PALE, fill=True)
    y = paper.y + 1.2
    paper.say(label, paper.left, y + 0.3, TAB - 4, size=9, colour=SOFT)
    paper.say(value, paper.left + TAB + 2, y, w - 4, size=size, bold=bold)
    paper.rule(paper.y + height, weight=0.15, colour=STRONG, x=paper.left + TAB, w=w)
    paper.set_y(paper.y + height + 1.6)


def _bottom(paper: Paper, told: Kwitansi) -> None:
    """The amount in its frame and the QR at the left; place, day and sign at the right, with room for the meterai."""
    paper.need(44)
    top = paper.y + 3
    paper.frame(paper.left, top, 62, 13, weight=0.7, colour=INK)
    paper.line_in(rupiah(told.amount), paper.left + 3, top + 3, 56, size=17, bold=True, align="C")
    qr(paper, told.verify_url, paper.left, top + 15, 23)
    x = paper.left + 26
    y = paper.say(_("Kode cek"), x, top + 17, 60, size=7.5, colour=SOFT)
    y = paper.line_in(told.verify_code, x, y, 60, size=10, bold=True)
    paper.say(_("Pindai untuk memastikan kwitansi ini asli."), x, y, 60, size=7.5, colour=SOFT)
    w = 58.0
    at = paper.right - w
    paper.say(short_moment(told.issued_at, told.store.zone), at, top, w, size=9, align="C")
    if told.owes_meterai:
        paper.frame(at + 4, top + 7, 15, 19, weight=0.3, colour=STRONG)
        paper.say(_("Meterai\nRp10.000"), at + 4, top + 13, 15, size=6.5, colour=SOFT, align="C")
    paper.rule(top + 30, weight=0.25, x=at, w=w)
    paper.line_in(told.store.name, at, top + 31, w, size=9, bold=True, align="C")
    if told.owes_meterai:
        words = _("Tanda terima di atas %(limit)s terutang bea meterai Rp10.000 (UU 10/2020).")
        limit = {"limit": rupiah(METERAI_ABOVE)}
        paper.say(words % limit, at - 50, top + 36, w + 50, size=7, colour=SOFT, align="R")
    paper.set_y(top + 40)
