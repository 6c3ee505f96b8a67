"""What is pressed or printed onto a paper as a figure: the rubber stamp, QR codes, barcodes. Millimetres."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import segno

from bukapo.faces.papers.code128 import code128
from bukapo.faces.papers.paper import SEAL, Colour, Paper

NARROWEST = 0.19
"""mm. Thinner bars do not survive a thermal printer of 203 dpi."""


def stamp(
    paper: Paper, word: str, x: float, y: float, *, most: float, size: float = 20, colour: Colour = SEAL
) -> None:
    """A rubber stamp with its middle on (x, y), at most `most` wide: double frame, askew, ink not quite full."""
    word = paper.clean(word).upper()
    paper.pen(size, bold=True)
    size = min(size, size * most / (paper.get_string_width(word) + size * 0.5))
    paper.pen(size, bold=True, colour=colour)
    w, h = paper.get_string_width(word) + size * 0.5, size * 0.62
    left, top, cursor = x - w / 2, y - h / 2, paper.y
    with paper.rotation(9, x, y), paper.local_context(fill_opacity=0.86, stroke_opacity=0.86):
        paper.set_draw_color(*colour)
        for inset, weight in ((0.0, 0.9), (1.3, 0.3)):
            paper.set_line_width(weight)
            box = (left + inset, top + inset, w - 2 * inset, h - 2 * inset)
            paper.rect(*box, round_corners=True, corner_radius=1.6)
        paper.set_xy(left, top)
        paper.cell(w, h, word, align="C")
    paper.set_y(cursor)


def qr(paper: Paper, text: str, x: float, y: float, side: float) -> None:
    """A QR code as vectors, with a quiet zone of two modules inside `side`; the white paper is the rest of it."""
    rows = segno.make(text, error="m", micro=False).matrix
    module = side / (len(rows) + 4)
    with _solid(paper):
        for down, row in enumerate(rows):
            for start, length in _runs(row):
                left, top = x + (start + 2) * module, y + (down + 2) * module
                paper.rect(left, top, length * module, module, style="F")


def barcode(paper: Paper, text: str, x: float, y: float, w: float, h: float) -> bool:
    """Code 128 across `w` with quiet zones; False, and no ink, for text it can't carry or bars too thin to scan."""
    widths = code128(text)
    if widths is None:
        return False
    module = w / (sum(map(int, widths)) + 20)
    if module < NARROWEST:
        return False
    at = x + 10 * module
    with _solid(paper):
        for place, digit in enumerate(widths):
            if place % 2 == 0:
                paper.rect(at, y, int(digit) * module, h, style="F")
            at += int(digit) * module
    return True


@contextmanager
def _solid(paper: Paper) -> Iterator[None]:
    with paper.local_context():
        paper.set_fill_color(0, 0, 0)
        yield


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Dark runs of a row as (start, length): fewer rectangles, and no hairlines between them."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
