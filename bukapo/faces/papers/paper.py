"""The look of every paper: the nota of an Indonesian shop. White paper, dark ink, one seal colour, a stamp.

All measures are millimetres, type sizes are points. Nothing here cuts text: it wraps, shrinks or flows on.
"""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fpdf import FPDF

from bukapo.faces.papers.forms import StoreCard
from bukapo.faces.papers.glyphs import BOLD, LOST, REGULAR, printable
from bukapo.faces.papers.wrapping import wrap

Colour = tuple[int, int, int]
INK: Colour = (26, 29, 33)
SOFT: Colour = (83, 90, 98)
RULE: Colour = (203, 212, 218)
STRONG: Colour = (122, 132, 141)
SEAL: Colour = (179, 38, 30)
PALE: Colour = (246, 248, 249)

A4 = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)
A5 = (148.0, 210.0)
LABEL = (100.0, 150.0)

POINT = 0.352778
LEADING = 1.34
FOOT = 9.0
PAGES = "\uf8ff\uf8fe"  # private characters: no text of a person can ask for the page count


def leading(size: float) -> float:
    """Height of one line of type, in mm."""
    return size * POINT * LEADING


class Paper(FPDF):
    """A paper being written. `foot` is printed at the left of every page's foot; `running` heads later pages."""

    def __init__(
        self,
        size: tuple[float, float],
        *,
        title: str,
        made_at: datetime | None,
        foot: str = "",
        margin: float = 12,
        numbered: bool = True,
    ) -> None:
        super().__init__(unit="mm", format=size)
        self.foot, self.running, self.numbered, self.lost = foot, title, numbered, False
        self.set_auto_page_break(False)
        self.set_margins(margin, margin, margin)
        self.c_margin = 0.0
        self.add_font("Jakarta", "", REGULAR)
        self.add_font("Jakarta", "B", BOLD)
        self.set_title(printable(title))
        self.set_creator("BukaPO")
        self.set_lang(get_language() or "id")
        if made_at:
            self.set_creation_date(made_at)
        self.alias_nb_pages(PAGES)
        self.add_page()

    @property
    def left(self) -> float:
        return float(self.l_margin)

    @property
    def right(self) -> float:
        return float(self.w - self.r_margin)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """The last y that body text may reach."""
        return float(self.h - self.t_margin - (FOOT - 3 if self.numbered else 0))

    def header(self) -> None:
        if self.page_no() > 1 and self.numbered:
            self.say(self.running, self.left, self.t_margin - 3, self.width, size=8, bold=True, colour=SOFT)
            self.rule(self.t_margin + 2, weight=0.4)
            self.set_y(self.t_margin + 5)

    def footer(self) -> None:
        if not self.numbered:
            return
        y = self.h - self.t_margin - 1
        # Page 1 of 1 needs no number, but fpdf2 only knows the count when the last page is done.
        self.say(
            f"{self.page_no()}/{PAGES}", self.right - 20, y, 20, size=7.5, colour=SOFT, align="R", raw=True
        )
        note = _("[?] = huruf yang tidak bisa dicetak di sini, lihat di layar") if self.lost else ""
        foot = "  ·  ".join(part for part in (self.foot, note) if part)
        self.line_in(foot, self.left, y, self.width - 22, size=7.5, colour=SOFT)

    def pen(self, size: float, *, bold: bool = False, colour: Colour = INK) -> None:
        self.set_font("Jakarta", "B" if bold else "", size)
        self.set_text_color(*colour)

    def clean(self, text: str) -> str:
        """`printable`, remembering for the foot that something was lost."""
        made = printable(text)
        self.lost = self.lost or (LOST in made and LOST not in text)
        return made

    def wrapped(self, text: str, w: float) -> list[str]:
        """The lines that `text` takes at width `w` with the pen in hand; a word wider than `w` is broken."""
        return wrap(text, w, self.get_string_width)

    def say(
        self,
        text: str,
        x: float,
        y: float,
        w: float,
        *,
        size: float,
        bold: bool = False,
        colour: Colour = INK,
        align: str = "L",
        raw: bool = False,
    ) -> float:
        """Write wrapped text at a place; the y below it. Neither turns the page nor moves the cursor."""
        self.pen(size, bold=bold, colour=colour)
        step, cursor = leading(size), self.y
        for line in [text] if raw else self.wrapped(self.clean(text), w):
            self.set_xy(x, y)
            self.cell(w, step, line, align=align)
            y += step
        self.set_y(cursor)
        return y

    def line_in(
        self,
        text: str,
        x: float,
        y: float,
        w: float,
        *,
        size: float,
        least: float = 6,
        bold: bool = False,
        colour: Colour = INK,
        align: str = "L",
    ) -> float:
        """Write on one line, in smaller type if it must be; wraps when even `least` is too wide."""
        clean = self.clean(text)
        self.pen(size, bold=bold)
        wide = self.get_string_width(clean)
        if wide > w:
            size = max(least, int(size * w / wide * 10) / 10)
        return self.say(text, x, y, w, size=size, bold=bold, colour=colour, align=align)

    def flow(self, text: str, *, size: float = 9, bold: bool = False, colour: Colour = INK) -> None:
        """Write at the current height over the full width, turning pages as needed."""
        self.pen(size, bold=bold, colour=colour)
        step = leading(size)
        for line in self.wrapped(self.clean(text), self.width):
            self.need(step)
            self.pen(size, bold=bold, colour=colour)
            self.set_x(self.left)
            self.cell(self.width, step, line)
            self.set_y(self.y + step)

    def heading(self, text: str, *, keep: float = 22) -> None:
        """A section's title; turns the page when not even `keep` mm of the section would follow it."""
        self.need(keep)
        self.set_y(self.say(text, self.left, self.y + 2, self.width, size=10.5, bold=True, colour=SEAL) + 1)

    def need(self, height: float) -> bool:
        """Turn the page if `height` does not fit any more; says whether it did."""
        if self.y + height <= self.bottom:
            return False
        self.add_page()
        return True

    def rule(
        self,
        y: float,
        *,
        weight: float = 0.2,
        colour: Colour = INK,
        x: float | None = None,
        w: float | None = None,
        dashed: bool = False,
    ) -> None:
        start = self.left if x is None else x
        with self.local_context():
            self.set_line_width(weight)
            self.set_draw_color(*colour)
            if dashed:
                self.set_dash_pattern(dash=1.6, gap=1.4)
            self.line(start, y, start + (self.width if w is None else w), y)

    def frame(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        weight: float = 0.3,
        colour: Colour = INK,
        fill: bool = False,
    ) -> None:
        with self.local_context():
            self.set_line_width(weight)
            self.set_draw_color(*colour)
            self.set_fill_color(*colour)
            self.rect(x, y, w, h, style="F" if fill else "D")

    def letterhead(self, store: StoreCard, *, kind: str, number: str) -> None:
        """Store at the left, what this paper is at the right, its number in seal red, a double rule below."""
        top, split = self.y, self.width * 0.6
        y = self.line_in(store.name, self.left, top, split - 4, size=17, least=11, bold=True)
        for line in (store.address, store.contact):
            if line:
                y = self.say(line, self.left, y, split - 4, size=8.5, colour=SOFT)
        at = self.left + split
        right = self.line_in(kind, at, top, self.width - split, size=17, least=10, bold=True, align="R")
        right = self.line_in(
            number, at, right, self.width - split, size=11, least=8, bold=True, colour=SEAL, align="R"
        )
        y = max(y, right) + 2
        self.rule(y, weight=0.9)
        self.rule(y + 1.1, weight=0.2)
        self.set_y(y + 4)

    def facts(self, pairs: list[tuple[str, str]], *, columns: int = 2, size: float = 9) -> None:
        """Label and value in a grid; empty values are left out."""
        told = [(label, value) for label, value in pairs if value]
        gap = 6.0
        w = (self.width - gap * (columns - 1)) / columns
        self.pen(size)
        tabs = [
            max(self.get_string_width(self.clean(label)) for label, _value in told[n::columns]) + 4
            for n in range(min(columns, len(told)))
        ]
        for start in range(0, len(told), columns):
            self.need(leading(size) * 2)
            below = self.y
            for n, (label, value) in enumerate(told[start : start + columns]):
                x, tab = self.left + n * (w + gap), min(tabs[n], w * 0.45)
                ends = self.say(label, x, self.y, tab - 2, size=size, colour=SOFT)
                below = max(below, ends, self.say(value, x + tab, self.y, w - tab, size=size, bold=True))
            self.set_y(below + 0.8)

    def tick_box(self, x: float, y: float, side: float = 3.4) -> None:
        self.frame(x, y, side, side, weight=0.35)

    def made(self) -> bytes:
        """The finished PDF."""
        return bytes(self.output())
