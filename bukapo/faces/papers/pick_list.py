"""The pick list: what to take off the shelf, by product, size and colour, then the named pieces. PDF and XLSX."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.long_tables import TEXT, WHOLE, Cell, Column, LongTable, write_xlsx
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import A4, SOFT, Paper
from bukapo.faces.papers.table import BOX, Row, Table
from bukapo.faces.papers.table import Column as PaperColumn
from bukapo.production.reads.picking import NamedPick, PickList


def pick_list_pdf(
    told: PickList, *, store: str, campaign: str, made_at: datetime | None = None, lang: str = "id"
) -> bytes:
    """A4, a box to tick per row. No buyer is named but by what stands on the pieces."""
    with override(lang):
        title = f"{_('Daftar ambil')} · {campaign}"
        paper = Paper(A4, title=title, made_at=made_at)
        y = paper.line_in(f"{store}  ·  {campaign}", paper.left, paper.y, paper.width, size=8, colour=SOFT)
        y = paper.line_in(_("Daftar ambil"), paper.left, y, paper.width, size=17, bold=True)
        counted = _("%(pieces)s pcs untuk %(orders)s pesanan")
        said = counted % {"pieces": dots(told.pieces), "orders": dots(told.orders)}
        if told.left_off:
            said += " · " + _("%(n)s pesanan lagi tidak masuk daftar ini") % {"n": dots(told.left_off)}
        paper.set_y(paper.say(said, paper.left, y, paper.width, size=10, bold=True) + 2)
        _plain(paper, told)
        _named(paper, told)
        return paper.made()


def _plain(paper: Paper, told: PickList) -> None:
    columns = [
        PaperColumn(""), PaperColumn(_("Pcs"), align="R"), PaperColumn(_("Barang"), 1), PaperColumn(_("Varian"), 1),
        PaperColumn(_("Kode")),
    ]  # fmt: skip
    rows = [Row((BOX, dots(one.pieces), one.product, one.label, one.code)) for one in told.plain]
    Table(paper, columns, size=10, bold_columns=frozenset({1, 3})).draw(rows)


def _named(paper: Paper, told: PickList) -> None:
    if not told.named:
        return
    paper.heading(_("Bernama: satu per satu"))
    columns = [
        PaperColumn(""), PaperColumn(_("Barang"), 1), PaperColumn(_("Varian"), 1), PaperColumn(_("Nama & nomor"), 1.2),
        PaperColumn(_("Pesanan")), PaperColumn(_("Kode")),
    ]  # fmt: skip
    rows = [
        Row(
            (BOX, one.product, one.label, "\n".join(text for _field, text in one.texts), one.number, one.code)
        )
        for one in told.named
    ]
    Table(paper, columns, size=9.5, bold_columns=frozenset({2, 3})).draw(rows)


def pick_list_xlsx(
    out: BinaryIO, told: PickList, *, store: str, zone: str, made_at: datetime, lang: str = "id"
) -> None:
    """One sheet of plain pieces and one of named ones."""
    with override(lang):
        plain = [
            Column(_("Barang"), TEXT, 26), Column(_("Varian"), TEXT, 22), Column(_("Pcs"), WHOLE, 8),
            Column(_("Kode"), TEXT, 12),
        ]  # fmt: skip
        named = [
            Column(_("Barang"), TEXT, 26), Column(_("Varian"), TEXT, 22), Column(_("Nama & nomor"), TEXT, 26),
            Column(_("Pesanan"), TEXT, 14), Column(_("Kode"), TEXT, 12),
        ]  # fmt: skip
        sheets = [
            LongTable(_("Daftar ambil"), plain, ((p.product, p.label, p.pieces, p.code) for p in told.plain), zone),
            LongTable(_("Bernama"), named, _named_cells(told.named), zone),
        ]  # fmt: skip
        write_xlsx(out, sheets, title=_("Daftar ambil"), author=store, made_at=made_at)


def _named_cells(named: tuple[NamedPick, ...]) -> Iterator[tuple[Cell, ...]]:
    for one in named:
        texts = ", ".join(f"{field}: {text}" for field, text in one.texts)
        yield one.product, one.label, texts, one.number, one.code
