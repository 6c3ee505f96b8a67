"""Drawings of an evaluation on paper: days planned and used, pieces day by day, tables whose cells know their unit."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from bukapo.faces.papers.evaluation_forms import Cell, DetailTable, LegShown
from bukapo.faces.papers.matrices import dots
from bukapo.faces.papers.paper import INK, RULE, SEAL, SOFT, STRONG, Paper, leading
from bukapo.faces.papers.table import NONE, Column, Row, Table

LABELS, FIGURES = 0.34, 0.2
"""Shares of the width: what it is, and its figures; the bars get the rest."""
TALL = 34.0
"""mm of the drawing of days."""


def draw_legs(paper: Paper, legs: Sequence[LegShown], lead: str) -> None:
    """A bar for each part: grey what was planned, dark what it took, red what was beyond."""
    if not legs:
        return
    paper.heading(_("Ke mana harinya pergi"), keep=min(20 + 9 * len(legs), 120))
    if lead:
        paper.flow(lead, size=9.5)
        paper.set_y(paper.y + 1)
    most = max(1, *(max(leg.planned, leg.actual or 0) for leg in legs))
    x = paper.left + paper.width * (LABELS + FIGURES)
    room = paper.right - x
    for leg in legs:
        paper.need(9)
        top = paper.y
        ends = paper.say(leg.label, paper.left, top, paper.width * LABELS - 3, size=9.5)
        paper.line_in(
            _days_words(leg), paper.left + paper.width * LABELS, top, paper.width * FIGURES - 3, size=9,
            colour=SOFT, align="R",
        )  # fmt: skip
        if leg.planned > 0:
            paper.frame(x, top + 0.6, room * leg.planned / most, 5, colour=RULE, fill=True)
        used = leg.actual or 0
        inside = min(used, max(0, leg.planned))
        if inside:
            paper.frame(x, top + 1.8, room * inside / most, 2.6, colour=INK, fill=True)
        if used > inside:
            at = x + room * inside / most
            paper.frame(at, top + 1.8, room * (used - inside) / most, 2.6, colour=SEAL, fill=True)
        paper.set_y(max(top + 7, ends + 1))
        paper.rule(paper.y - 0.7, colour=RULE)
    paper.set_y(paper.y + 2)


def _days_words(leg: LegShown) -> str:
    if leg.actual is None:
        return _("rencana %(n)s hari") % {"n": leg.planned}
    return _("%(used)s hari, rencana %(n)s") % {"used": leg.actual, "n": leg.planned}


def draw_days(paper: Paper, days: Sequence[tuple[str, int]]) -> None:
    """A column a day; the first, the last and the highest are named."""
    if len(days) < 2:
        return
    paper.heading(_("Pcs per hari"), keep=TALL + 14)
    most = max(1, *(pieces for _day, pieces in days))
    slot = paper.width / len(days)
    floor = paper.y + TALL
    highest = max(range(len(days)), key=lambda place: days[place][1])
    for place, (_day, pieces) in enumerate(days):
        tall = (TALL - 6) * pieces / most
        if pieces:
            x, wide = paper.left + slot * (place + 0.15), slot * 0.7
            paper.frame(x, floor - tall, wide, tall, colour=SEAL if place == highest else INK, fill=True)
            if place == highest:
                y = floor - tall - leading(8)
                middle = min(max(x + wide / 2 - 10, paper.left), paper.right - 20)
                paper.line_in(dots(pieces), middle, y, 20, size=8, bold=True, align="C")
    paper.rule(floor, weight=0.3, colour=STRONG)
    paper.line_in(days[0][0], paper.left, floor + 0.8, 30, size=8, colour=SOFT)
    paper.line_in(days[-1][0], paper.right - 30, floor + 0.8, 30, size=8, colour=SOFT, align="R")
    paper.set_y(floor + leading(8) + 4)


def draw_table(paper: Paper, table: DetailTable, say: Callable[[Cell], str]) -> None:
    """Numbers at the right, words at the left; `say` tells a cell with its unit."""
    paper.heading(table.title, keep=30)
    if table.lead:
        paper.flow(table.lead, size=9)
        paper.set_y(paper.y + 1)
    numeric = table.numeric
    wide = [2.2 if place == 0 else 1.0 if number else 1.4 for place, number in enumerate(numeric)]
    if len(numeric) > 2 and not numeric[-1]:
        wide[-1] = 2.6  # a reason
    columns = [
        Column(head, weight, "R" if number else "L")
        for head, weight, number in zip(table.heads, wide, numeric, strict=True)
    ]
    rows = [
        Row(tuple(say(cell) if isinstance(cell, Cell) else cell or NONE for cell in row))
        for row in table.rows
    ]
    Table(paper, columns, size=9).draw(rows)
