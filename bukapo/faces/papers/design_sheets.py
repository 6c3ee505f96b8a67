"""Prints and embroideries on paper: where, how, how big; small beside the work, and each on a whole page at the end."""

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from bukapo.faces.papers.paper import PALE, SOFT, STRONG, Paper, leading
from bukapo.faces.papers.pictures import Picture, picture
from bukapo.faces.papers.table import Column, Row, Table
from bukapo.production.sheet import SheetDesign

SMALL = 44.0
"""Height of a design beside the others, in mm."""
A_ROW = 4


def draw_designs(paper: Paper, designs: Sequence[SheetDesign]) -> None:
    """A table of positions, and their pictures four to a row."""
    if not designs:
        return
    written = [one for one in designs if one.place or one.technique or one.size]
    keep = SMALL + 12 if any(one.data for one in designs) else 22.0
    paper.heading(_("Sablon, bordir & desain"), keep=keep)
    if written:
        _table(paper, written)
    pictured = [one for one in designs if one.data is not None]
    for start in range(0, len(pictured), A_ROW):
        _row(paper, pictured[start : start + A_ROW])


def draw_design_pages(paper: Paper, designs: Sequence[SheetDesign]) -> None:
    """Every design that can be opened on a page of its own, as large as it goes."""
    for one in designs:
        opened = picture(one.data) if one.data else None
        if opened is None:
            continue
        paper.add_page()
        paper.heading(_("Desain: %(place)s") % {"place": one.place or one.product or paper.running})
        told = " · ".join(part for part in (one.product, one.technique, one.size) if part)
        if told:
            paper.flow(told, size=11, bold=True)
        if one.caption:
            paper.flow(one.caption, size=10, colour=SOFT)
        paper.set_y(paper.y + 2)
        _shown(paper, opened, paper.left, paper.width, paper.bottom - paper.y)


def _table(paper: Paper, designs: Sequence[SheetDesign]) -> None:
    several = any(one.product for one in designs)
    noted = any(one.caption for one in designs)
    columns = [Column(_("Posisi"), 1.2), Column(_("Teknik"), 1.6), Column(_("Ukuran jadi"), 1.1)]
    columns += [Column(_("Untuk"), 1.2)] if several else []
    columns += [Column(_("Keterangan"), 2)] if noted else []
    rows = []
    for one in designs:
        cells = [one.place, one.technique, one.size]
        cells += [one.product or _("Semua")] if several else []
        cells += [one.caption] if noted else []
        rows.append(Row(tuple(cells)))
    Table(paper, columns, size=9.5, grid=True, bold_columns=frozenset({0})).draw(rows)


def _row(paper: Paper, designs: Sequence[SheetDesign]) -> None:
    gap = 4.0
    w = (paper.width - gap * (A_ROW - 1)) / A_ROW
    paper.need(SMALL + leading(8.5) + 4)
    top, below = paper.y, paper.y
    for n, one in enumerate(designs):
        x = paper.left + n * (w + gap)
        opened = picture(one.data or b"")
        if opened is None:
            paper.frame(x, top, w, SMALL, colour=PALE, fill=True)
            told = _("Gambar tidak bisa dibuka, minta ke pemesan")
            paper.say(told, x + 2, top + SMALL / 2 - 6, w - 4, size=8, colour=SOFT, align="C")
        else:
            _shown(paper, opened, x, w, SMALL)
        label = one.place or one.caption
        below = max(below, paper.say(label, x, top + SMALL + 1, w, size=8.5, colour=SOFT))
    paper.set_y(below + 3)


def _shown(paper: Paper, one: Picture, x: float, w: float, h: float) -> None:
    """In its own proportions, at the top of the room it has."""
    scale = min(w / one.width, h / one.height)
    wide, high = one.width * scale, one.height * scale
    paper.image(io.BytesIO(one.jpeg), x=x, y=paper.y, w=wide, h=high)
    paper.frame(x, paper.y, wide, high, weight=0.2, colour=STRONG)
