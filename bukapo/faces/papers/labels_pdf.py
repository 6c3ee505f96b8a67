"""Labels of 100x150 mm, single or four to an A4: black only, big where a courier looks first, nothing cut off."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.forms import Label, Party
from bukapo.faces.papers.label_paper import LabelPaper
from bukapo.faces.papers.marks import barcode, qr
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import INK, leading
from bukapo.faces.ui.templatetags.ui import nomor_hp
from bukapo.kernel.money import rupiah

BLACK = (0, 0, 0)
QR = 26.0
SCALES = (1.15, 1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
"""Tried from large to small until everything fits."""
LEAST = 6.8
"""Points; nothing on a label is smaller."""

Block = list[tuple[str, float, bool]]
"""Paragraphs as (text, points, bold)."""


def labels_pdf(
    labels: Sequence[Label], *, made_at: datetime | None = None, lang: str = "id", on_a4: bool = False
) -> bytes:
    """One page per parcel, or four to a sheet of A4. An address too long for any type size goes on over a second label.

    ValueError for none.
    """
    if not labels:
        raise ValueError("a sheet of labels needs a label")
    with override(lang):
        paper = LabelPaper(title=_("Label kirim"), made_at=made_at, on_a4=on_a4)
        for number, label in enumerate(labels):
            if number:
                paper.turn()
            _label(paper, label)
        return paper.made()


def _label(paper: LabelPaper, label: Label) -> None:
    paper.set_y(paper.top)
    _courier(paper, label)
    _tracking(paper, label)
    floor = paper.floor - QR - 3
    receiver, sender = _party(_("Penerima"), label.receiver, 1.0), _party(_("Pengirim"), label.sender, 0.72)
    contents = _contents(label)
    room = floor - paper.y - 1
    scale = next(
        (s for s in SCALES if sum(_height(paper, part, s) for part in (receiver, sender, contents)) <= room),
        SCALES[-1],
    )
    spare = room - _height(paper, receiver, scale) - _height(paper, sender, scale)
    for part in (receiver, sender, _fitting(paper, contents, scale, spare)):
        if part:
            _write(paper, part, scale, floor, label)
            paper.rule(paper.y + 0.8, weight=0.3)
            paper.set_y(paper.y + 1.6)
    _foot(paper, label)


def _courier(paper: LabelPaper, label: Label) -> None:
    right = ""
    if label.parcels > 1:
        right = _("Paket %(n)s dari %(of)s") % {"n": label.parcel, "of": label.parcels}
    cod = _("COD %(amount)s") % {"amount": rupiah(label.collect)} if label.collect else ""
    w = paper.width - (38 if right or cod else 0)
    top = paper.y
    y = paper.line_in(label.courier.upper(), paper.left, top, w, size=22, least=12, bold=True, colour=BLACK)
    y = paper.line_in(label.service, paper.left, y - 1, w, size=12, least=8, bold=True, colour=BLACK)
    at = top
    if cod:
        paper.frame(paper.right - 36, at, 36, 9, colour=BLACK, fill=True)
        paper.line_in(
            cod, paper.right - 35, at + 1.7, 34, size=12, bold=True, colour=(255, 255, 255), align="C"
        )
        at += 10
    if right:
        paper.line_in(right, paper.right - 36, at + 1, 36, size=9, bold=True, colour=BLACK, align="R")
    paper.set_y(max(y, at) + 1)
    paper.rule(paper.y, weight=0.8)
    paper.set_y(paper.y + 2)


def _tracking(paper: LabelPaper, label: Label) -> None:
    if not label.tracking:
        paper.frame(paper.left, paper.y, paper.width, 10, weight=0.3)
        paper.say(_("No. resi menyusul"), paper.left, paper.y + 2.4, paper.width, size=11, align="C")
        paper.set_y(paper.top + 31.5)
    else:
        if barcode(paper, label.tracking, paper.left, paper.y, paper.width, 13):
            paper.set_y(paper.y + 13.5)
        y = paper.line_in(
            label.tracking,
            paper.left,
            paper.y,
            paper.width,
            size=15,
            least=8,
            bold=True,
            colour=BLACK,
            align="C",
        )
        paper.set_y(y + 1)
    paper.rule(paper.y, weight=0.3)
    paper.set_y(paper.y + 1.5)


def _party(role: str, party: Party, size: float) -> Block:
    name = f"{party.name}  {nomor_hp(party.phone)}".strip() if size < 1 else party.name
    block: Block = [(role, 7.5, False), (name, 14 * size, True)]
    if size == 1 and party.phone:
        block.append((nomor_hp(party.phone), 13, True))
    block += [
        (text, 11.5 * size, bold) for text, bold in ((party.address, False), (party.area, True)) if text
    ]
    return block


def _contents(label: Label) -> Block:
    pieces = sum(content.quantity for content in label.contents)
    head = _("Isi paket: %(n)s pcs") % {"n": dots(pieces)}
    block: Block = [(head, 8.5, True)]
    block += [(f"{dots(content.quantity)} × {content.name}", 8.5, False) for content in label.contents]
    if label.note:
        block.append((_("Catatan: %(note)s") % {"note": label.note}, 8.5, True))
    return block


def _height(paper: LabelPaper, block: Block, scale: float) -> float:
    """What `_write` will take, rule included."""
    height = 2.4
    for text, size, bold in block:
        points = max(LEAST, size * scale)
        paper.pen(points, bold=bold)
        height += len(paper.wrapped(paper.clean(text), paper.width)) * leading(points)
    return height


def _fitting(paper: LabelPaper, contents: Block, scale: float, spare: float) -> Block:
    """The list of contents as far as it fits; what is left out is said, the packing slip has it all."""
    if _height(paper, contents, scale) <= spare:
        return contents
    kept = len(contents)
    while kept > 1:
        kept -= 1
        more = _("+ %(n)s baris lagi, lihat slip pengepakan") % {"n": len(contents) - kept}
        block = [*contents[:kept], (more, 8.5, True)]
        if _height(paper, block, scale) <= spare:
            return block
    return []


def _write(paper: LabelPaper, block: Block, scale: float, floor: float, label: Label) -> None:
    for text, size, bold in block:
        points = max(LEAST, size * scale)
        paper.pen(points, bold=bold, colour=BLACK)
        for line in paper.wrapped(paper.clean(text), paper.width):
            if paper.y + leading(points) > floor:
                _continue(paper, label)
            paper.pen(points, bold=bold, colour=BLACK)
            paper.set_x(paper.left)
            paper.cell(paper.width, leading(points), line)
            paper.set_y(paper.y + leading(points))


def _continue(paper: LabelPaper, label: Label) -> None:
    _foot(paper, label, more=True)
    paper.turn()
    told = _("Lanjutan label %(order)s") % {"order": label.order_number}
    y = paper.line_in(told, paper.left, paper.y, paper.width, size=11, bold=True, colour=BLACK)
    paper.rule(y + 1, weight=0.8)
    paper.set_y(y + 3)


def _foot(paper: LabelPaper, label: Label, *, more: bool = False) -> None:
    top = paper.floor - QR
    paper.rule(top - 1.5, weight=0.8)
    qr(paper, label.qr or label.order_number, paper.right - QR, top, QR)
    w = paper.width - QR - 3
    y = paper.line_in(label.order_number, paper.left, top, w, size=15, least=9, bold=True, colour=BLACK)
    if label.weight_grams:
        y = paper.say(
            _("Berat %(kg)s kg") % {"kg": _kilograms(label.weight_grams)}, paper.left, y, w, size=10
        )
    if label.campaign:
        y = paper.line_in(label.campaign, paper.left, y, w, size=9, colour=INK)
    if more:
        paper.say(_("Berlanjut di label berikutnya"), paper.left, y, w, size=9, bold=True)


def _kilograms(grams: int) -> str:
    """`1250` -> `1,25`."""
    whole, rest = divmod(grams, 1000)
    return f"{dots(whole)},{rest:03d}".rstrip("0").rstrip(",")
