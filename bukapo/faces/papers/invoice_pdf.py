"""The invoice (nota tagihan): all an order costs, when which part is due, what is in and what is left."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.kwitansi_pdf import tax_words
from bukapo.faces.papers.marks import qr
from bukapo.faces.papers.money_forms import Instalment, Invoice
from bukapo.faces.papers.paper import A5, SOFT, Paper, leading
from bukapo.faces.papers.receipt_pdf import draw_goods, draw_sums
from bukapo.faces.papers.table import Column, Row, Table
from bukapo.faces.papers.words import short_moment
from bukapo.kernel.money import rupiah


def invoice_pdf(invoice: Invoice, *, lang: str = "id") -> bytes:
    """A5, one sheet for an ordinary order. Times in the store's zone."""
    with override(lang):
        bill = invoice.bill
        paper = Paper(
            A5,
            title=f"{_('Tagihan')} {bill.number}",
            made_at=bill.issued_at,
            foot=_("Kode cek %(code)s") % {"code": bill.verify_code},
            margin=11,
        )
        paper.letterhead(bill.store, kind=_("Tagihan"), number=bill.number)
        paper.facts(
            [
                (_("Pembeli"), bill.buyer_name),
                (_("Keadaan per"), short_moment(bill.issued_at, bill.store.zone)),
                (_("Pesanan"), bill.order_number),
                (_("PO"), bill.campaign),
            ]
        )
        paper.set_y(paper.y + 1)
        draw_goods(paper, bill)
        draw_sums(paper, bill)
        if invoice.tax:
            paper.flow(f"{_('Harga')} {tax_words(invoice.tax)}.", size=8, colour=SOFT)
            paper.set_y(paper.y + 2)
        if len(invoice.schedule) > 1 or any(not part.is_paid for part in invoice.schedule):
            _schedule(paper, invoice.schedule)
        _end(paper, invoice)
        return paper.made()


def _schedule(paper: Paper, schedule: tuple[Instalment, ...]) -> None:
    paper.heading(_("Jadwal bayar"), keep=20)
    columns = [
        Column(_("Tagihan"), 1),
        Column(_("Jatuh tempo"), 1),
        Column(_("Jumlah"), align="R"),
        Column(_("Dibayar"), align="R"),
    ]
    rows = [
        Row((part.title, _("lunas") if part.is_paid else part.due, rupiah(part.amount), rupiah(part.paid)))
        for part in schedule
    ]
    Table(paper, columns, size=8.5).draw(rows)


def _end(paper: Paper, invoice: Invoice) -> None:
    """The QR at the left; where to pay beside it while something is left."""
    bill = invoice.bill
    owing = bill.remaining > 0 and not bill.stamp
    accounts = invoice.pay_to if owing else ()
    paper.need(max(30.0, len(accounts) * leading(8.5) * 2 + 12))
    top, side = paper.y + 2, 24.0
    qr(paper, bill.verify_url, paper.left, top, side)
    x = paper.left + side + 3
    w = (paper.width - side - 3) / 2 - 2
    y = paper.say(_("Kode cek"), x, top + 2, w, size=7.5, colour=SOFT)
    y = paper.line_in(bill.verify_code, x, y, w, size=9, least=6.5, bold=True)
    below = paper.say(_("Pindai untuk melihat isi yang sebenarnya."), x, y, w, size=7.5, colour=SOFT)
    if accounts:
        at = x + w + 4
        y = paper.say(_("Bayar ke"), at, top + 2, w, size=7.5, colour=SOFT)
        for account in accounts:
            y = paper.say(account, at, y, w, size=8.5, bold=True)
        below = max(below, y)
    paper.set_y(max(below, top + side) + 2)
