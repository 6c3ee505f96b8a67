"""The packing list of a group: one parcel, a bag per member, in the order of their list. No prices, no phones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.marks import qr
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import A4, SEAL, SOFT, Paper
from bukapo.faces.papers.table import BOX, Column, Row, Table
from bukapo.orders.rosters.packing import Bagged

QR = 21.0


@dataclass(frozen=True, slots=True)
class RosterSlip:
    """What goes into one group's parcel. `bags` are pieces in the order of the members."""

    store: str
    campaign: str
    code: str
    group: str
    coordinator: str
    fulfilment: str
    bags: tuple[Bagged, ...]


def roster_packing_pdf(slip: RosterSlip, *, made_at: datetime | None = None, lang: str = "id") -> bytes:
    """A4: a line per piece with a box to tick, then how many of each. ValueError for nothing to pack."""
    if not slip.bags:
        raise ValueError("a packing list needs something to pack")
    with override(lang):
        paper = Paper(A4, title=f"{_('Daftar kemas rombongan')} · {slip.group}", made_at=made_at)
        paper.running = f"{slip.group}  ·  {slip.code}"
        _head(paper, slip)
        _table(paper, slip).draw(_rows(slip.bags))
        paper.set_y(paper.y + 4)
        counted = Table(
            paper, [Column(_("Pcs"), align="R"), Column(_("Barang"), 1.1), Column(_("Varian"), 1)], size=9.5
        )
        counted.draw(_sums(slip.bags))
        return paper.made()


def _head(paper: Paper, slip: RosterSlip) -> None:
    top, w = paper.y, paper.width - QR - 4
    qr(paper, slip.code, paper.right - QR, top - 1, QR)
    y = paper.line_in(f"{slip.store}  ·  {slip.campaign}", paper.left, top, w, size=8, colour=SOFT)
    y = paper.line_in(slip.group, paper.left, y, w, size=15, least=9, bold=True)
    paper.pen(11, bold=True)
    tab = paper.get_string_width(paper.clean(slip.code)) + 5
    paper.say(slip.code, paper.left, y, tab, size=11, bold=True, colour=SEAL)
    members = len({bag.position for bag in slip.bags})
    told = _("%(members)s nama, %(n)s pcs") % {"members": dots(members), "n": dots(len(slip.bags))}
    told = f"{told}  ·  {slip.fulfilment} {slip.coordinator}"
    y = paper.line_in(told, paper.left + tab, y, w - tab, size=11, least=8, bold=True)
    paper.set_y(max(y + 1.5, top + QR - 1))


def _table(paper: Paper, slip: RosterSlip) -> Table:
    columns = [Column(""), Column("#", align="R"), Column(_("Nama kantong"), 1.1)]
    columns += [Column(_("Barang"), 1), Column(_("Varian"), 0.9)]
    if any(bag.texts for bag in slip.bags):
        columns.append(Column(_("Nama & nomor"), 1.1))
    return Table(paper, columns, size=9.5, bold_columns=frozenset({2, 4, 5}))


def _rows(bags: Sequence[Bagged]) -> list[Row]:
    named = any(bag.texts for bag in bags)
    rows = []
    before = 0
    for bag in bags:
        first = bag.position != before
        note = _("tidak jadi") if bag.absent else _("belum lunas, jangan ikut") if bag.owes else ""
        variant = "\n".join(part for part in (bag.variant, note) if part)
        texts = "\n".join(f"{field}: {text}" for field, text in bag.texts)
        mark = "" if bag.absent else BOX
        cells = (mark, dots(bag.position) if first else "", bag.member if first else "", bag.product, variant)
        rows.append(Row((*cells, *([texts] if named else [])), shade=bool(note)))
        before = bag.position
    return rows


def _sums(bags: Sequence[Bagged]) -> list[Row]:
    """Of what leaves: whoever owes and whatever is missing is not counted."""
    count = Counter((bag.product, bag.variant) for bag in bags if not bag.absent and not bag.owes)
    rows = [Row((dots(n), product, variant)) for (product, variant), n in count.items()]
    return [*rows, Row((dots(sum(count.values())), _("Jumlah yang ikut paket"), ""), bold=True, heavy=True)]
