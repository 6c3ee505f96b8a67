"""Stickers for pieces, 24 to an A4 (70x37 mm, the usual sheet of label paper): what it is, whose name, its barcode."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.marks import barcode
from bukapo.faces.papers.paper import A4, Paper
from bukapo.production.reads.picking import PickList

COLUMNS, ROWS = 3, 8
WIDE, HIGH = A4[0] / COLUMNS, A4[1] / ROWS
PAD = 4.0
A_SHEET = COLUMNS * ROWS
MOST = 100 * A_SHEET
"""Stickers of one file; what is beyond is another part."""
BLACK = (0, 0, 0)


@dataclass(frozen=True)
class Sticker:
    product: str
    label: str
    name: str
    code: str


def stickers_of(told: PickList) -> list[Sticker]:
    """One per piece, sizes together, named ones last."""
    plain = [Sticker(p.product, p.label, "", p.code) for p in told.plain for _piece in range(p.pieces)]
    return plain + [
        Sticker(p.product, p.label, " · ".join(text for _field, text in p.texts), p.code) for p in told.named
    ]


def stickers_pdf(
    stickers: list[Sticker], *, part: int = 1, made_at: datetime | None = None, lang: str = "id"
) -> bytes:
    """The `part`-th `MOST` of them. ValueError when there are none."""
    chosen = stickers[(part - 1) * MOST : part * MOST]
    if not chosen:
        raise ValueError("a sheet of stickers needs a piece")
    with override(lang):
        paper = Paper(A4, title=_("Stiker barang"), made_at=made_at, margin=0, numbered=False)
        for sticker, (x, y) in zip(chosen, _places(paper), strict=False):
            _sticker(paper, sticker, x, y)
        return paper.made()


def _places(paper: Paper) -> Iterator[tuple[float, float]]:
    first = True
    while True:
        if not first:
            paper.add_page()
        first = False
        for place in range(A_SHEET):
            yield place % COLUMNS * WIDE, place // COLUMNS * HIGH


def _sticker(paper: Paper, sticker: Sticker, x: float, y: float) -> None:
    left, w = x + PAD, WIDE - 2 * PAD
    y = paper.line_in(sticker.product, left, y + PAD - 0.5, w, size=7.5, least=5, colour=BLACK)
    y = paper.line_in(sticker.label, left, y, w, size=12, least=6, bold=True, colour=BLACK)
    if sticker.name:
        y = paper.line_in(sticker.name, left, y, w, size=12, least=6, bold=True, colour=BLACK)
    high = 8.0 if sticker.name else 11.0
    barcode(paper, sticker.code, left, y + 0.6, w, high)
    paper.line_in(sticker.code, left, y + 0.8 + high, w, size=7.5, colour=BLACK, align="C")
