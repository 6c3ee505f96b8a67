"""The nota: what was bought, what was paid, what is left, in figures and in words."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.forms import METERAI_ABOVE, Receipt
from bukapo.faces.papers.marks import qr, stamp
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import A5, INK, PALE, SEAL, SOFT, STRONG, Colour, Paper, leading
from bukapo.faces.papers.table import Column, Row, Table
from bukapo.faces.papers.words import short_moment
from bukapo.faces.ui.dates import short_day
from bukapo.kernel.money import rupiah
from bukapo.kernel.terbilang import terbilang_rupiah

SUMS = 70.0
"""Width of the block of sums, mm; the stamp is pressed in the space beside it."""


def receipt_pdf(receipt: Receipt, *, lang: str = "id") -> bytes:
    """A5, one sheet for an ordinary order. Times in the store's zone."""
    with override(lang):
        kind = _("Nota") if receipt.payments else _("Tagihan")
        paper = Paper(
            A5,
            title=f"{kind} {receipt.number}",
            made_at=receipt.issued_at,
            foot=_("Kode cek %(code)s") % {"code": receipt.verify_code} if receipt.verify_code else "",
            margin=11,
        )
        paper.letterhead(receipt.store, kind=kind, number=receipt.number)
        paper.facts(
            [
                (_("Pembeli"), receipt.buyer_name),
                (_("Tanggal"), short_moment(receipt.issued_at, receipt.store.zone)),
                (_("Pesanan"), receipt.order_number),
                (_("PO"), receipt.campaign),
            ]
        )
        paper.set_y(paper.y + 1)
        draw_goods(paper, receipt)
        draw_sums(paper, receipt)
        if receipt.paid or not receipt.stamp:
            _in_words(paper, receipt)
        if receipt.note:
            paper.flow(receipt.note, size=8.5, colour=SOFT)
            paper.set_y(paper.y + 2)
        if receipt.terms:
            told = _("Aturan yang disetujui (SHA-256): %(digest)s") % {"digest": receipt.terms}
            paper.flow(told, size=6.5, colour=SOFT)
            paper.set_y(paper.y + 2)
        _signature(paper, receipt)
        return paper.made()


def stamp_word(receipt: Receipt) -> str:
    """What the stamp says; nothing overrides arithmetic but a named word such as BATAL."""
    if receipt.stamp:
        return receipt.stamp
    if receipt.remaining <= 0 and (receipt.paid or receipt.total == 0):
        return _("Lunas")
    return _("DP") if receipt.paid > 0 else _("Belum bayar")


def draw_goods(paper: Paper, receipt: Receipt) -> None:
    """The table of what was bought."""
    columns = [
        Column(_("Banyak"), align="R"),
        Column(_("Nama barang"), 1),
        Column(_("Harga"), align="R"),
        Column(_("Jumlah"), align="R"),
    ]
    rows = [
        Row(
            (
                dots(line.quantity),
                f"{line.name}\n{line.detail}" if line.detail else line.name,
                rupiah(line.unit_price),
                rupiah(line.amount),
            )
        )
        for line in receipt.lines
    ]
    Table(paper, columns, size=8.5).draw(rows)


def draw_sums(paper: Paper, receipt: Receipt) -> None:
    """Total, each payment, what is left; the stamp beside them."""
    told: list[tuple[str, int, bool]] = []
    if receipt.charges:
        told.append((_("Barang"), receipt.goods, False))
        told += [(charge.label, charge.amount, False) for charge in receipt.charges]
    told.append((_("Total"), receipt.total, True))
    for payment in receipt.payments:
        day = short_day(payment.at, receipt.store.zone)
        label = _("Uang kembali") if payment.amount < 0 else _("Dibayar")
        way = f", {payment.label}" if payment.label and payment.label != label else ""
        told.append((f"{label} {day}{way}", -payment.amount, False))
    left = receipt.remaining
    told.append((_("Lebih bayar") if left < 0 else _("Sisa"), abs(left), True))
    # The sums stay together where a sheet can hold them, or Total and Sisa would part.
    paper.need(min(7.0 * len(told) + 14, 130))
    paper.set_y(paper.y - 1)
    start, page = paper.y, paper.page_no()
    for label, amount, heavy in told:
        _sum(paper, label, amount, heavy=heavy)
    if page != paper.page_no():
        start = paper.t_margin + 6
    ink: Colour = SEAL if receipt.paid > 0 or receipt.stamp else STRONG
    room = paper.width - SUMS
    x, y = paper.left + room / 2 - 2, max((start + paper.y) / 2, start + 9)
    stamp(paper, stamp_word(receipt), x, y, most=room - 8, colour=ink)
    paper.set_y(max(paper.y, start + 20) + 3)


def _sum(paper: Paper, label: str, amount: int, *, heavy: bool) -> None:
    size = 10.5 if heavy else 8.5
    x, w, figures = paper.right - SUMS, SUMS, 30.0
    paper.pen(size, bold=heavy)
    lines = len(paper.wrapped(paper.clean(label), w - figures - 2))
    paper.need(lines * leading(size) + 2)
    if heavy:
        paper.rule(paper.y + 0.4, weight=0.5, x=x, w=w)
        paper.set_y(paper.y + 1.2)
    y = paper.y
    below = paper.say(label, x, y, w - figures - 2, size=size, bold=heavy, colour=INK if heavy else SOFT)
    paper.line_in(rupiah(amount), paper.right - figures, y, figures, size=size, bold=heavy, align="R")
    paper.set_y(below + 0.4)


def _in_words(paper: Paper, receipt: Receipt) -> None:
    amount, label = (receipt.paid, _("Sudah diterima")) if receipt.paid else (receipt.total, _("Ditagih"))
    words = terbilang_rupiah(amount)
    paper.pen(9.5, bold=True)
    tab = 32.0
    height = max(7.0, len(paper.wrapped(words, paper.width - tab - 4)) * leading(9.5) + 3)
    paper.need(height + 4)
    paper.frame(paper.left, paper.y, paper.width, height, colour=PALE, fill=True)
    y = paper.y + 1.5
    paper.say(label, paper.left + 2, y + 0.2, tab - 4, size=8.5, colour=SOFT)
    paper.say(words, paper.left + tab, y, paper.width - tab - 2, size=9.5, bold=True)
    paper.set_y(paper.y + height + 4)


def _signature(paper: Paper, receipt: Receipt) -> None:
    """QR at the left, the store's sign at the right, above it the place for stamp duty where the law asks for it."""
    paper.need(34)
    top, side = paper.y, 26.0
    x = paper.left
    if receipt.verify_url:
        qr(paper, receipt.verify_url, x, top, side)
        x += side + 3
    if receipt.verify_code:
        y = paper.say(_("Kode cek"), x, top + 4, 36, size=7.5, colour=SOFT)
        y = paper.line_in(receipt.verify_code, x, y, 36, size=11, bold=True)
        paper.say(_("Pindai untuk memastikan nota ini asli."), x, y, 36, size=7.5, colour=SOFT)
    w = 48.0
    at = paper.right - w
    paper.say(_("Hormat kami,"), at, top, w, size=8.5, colour=SOFT, align="C")
    if receipt.owes_meterai:
        paper.frame(at + 3, top + 6, 15, 17, weight=0.3, colour=STRONG)
        paper.say(_("Meterai\nRp10.000"), at + 3, top + 11, 15, size=6.5, colour=SOFT, align="C")
    paper.rule(top + 25, weight=0.25, x=at, w=w)
    below = paper.line_in(receipt.store.name, at, top + 26, w, size=8.5, bold=True, align="C")
    paper.set_y(max(below, top + side) + 2)
    if receipt.owes_meterai:
        paper.flow(
            _("Tanda terima di atas %(limit)s terutang bea meterai Rp10.000 (UU 10/2020).")
            % {"limit": rupiah(METERAI_ABOVE)},
            size=7.5,
            colour=SOFT,
        )
