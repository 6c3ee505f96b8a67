"""Tables on paper: heads repeat on every page, cells wrap, a row taller than the page goes on overleaf."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bukapo.faces.papers.paper import INK, PALE, RULE, STRONG, Colour, Paper, leading

BOX = "\uf8fd"
"""A cell with this text shows an empty box to tick."""
NONE = "–"
"""A cell with this text is printed pale: nothing here."""

PAD = 1.1


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` is a share of the width that is left after the columns of weight 0, which take what they need."""

    title: str
    weight: float = 0
    align: str = "L"


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    bold: bool = False
    shade: bool = False
    heavy: bool = False
    """A thick rule above it: totals."""


@dataclass
class Table:
    """`lanes` > 1 sets a long narrow table in newspaper columns. `grid` draws the upright rules."""

    paper: Paper
    columns: Sequence[Column]
    size: float = 9
    grid: bool = False
    lanes: int = 1
    bold_columns: frozenset[int] = frozenset()
    gap: float = 6
    share: float = 1
    headless: bool = False
    _lane: int = field(default=0, init=False)
    _lowest: float = field(default=0, init=False)
    _widths: list[float] = field(default_factory=list, init=False)

    def draw(self, rows: Sequence[Row]) -> None:
        """Write the table at the paper's current height and leave the paper below it."""
        if not rows:
            return
        self._widths = self._fit(rows)
        first = self._lines(rows[0])
        self.paper.need(self._head_height() + self._height(first))
        self._lowest = self._start = self.paper.y
        self._lane = 0
        self._head()
        for row in rows:
            self._row(row)
        self._close()
        self.paper.set_y(max(self._lowest, self.paper.y) + 3)

    def height(self, rows: Sequence[Row]) -> float:
        """What `rows` would take on one endless page, with the head."""
        self._widths = self._fit(rows)
        return self._head_height() + sum(self._height(self._lines(row)) for row in rows) + 3

    def fits(self, rows: Sequence[Row]) -> bool:
        """Whether every cell would stand on one line, so that narrow lanes cost nothing."""
        return sum(self._natural(place, rows) for place in range(len(self.columns))) <= self._width

    @property
    def _width(self) -> float:
        return (self.paper.width * self.share - self.gap * (self.lanes - 1)) / self.lanes

    @property
    def _x(self) -> float:
        return self.paper.left + self._lane * (self._width + self.gap)

    def _fit(self, rows: Sequence[Row]) -> list[float]:
        """Columns of weight 0 get their natural width, at most two thirds of the table together."""
        whole = sum(column.weight for column in self.columns)
        natural = [0.0 if column.weight else self._natural(n, rows) for n, column in enumerate(self.columns)]
        asked = sum(natural)
        most = self._width * (2 / 3 if whole else 1)
        if asked > most or not whole:
            natural = [width * most / asked for width in natural]
        rest = self._width - sum(natural)
        return [
            rest * column.weight / whole if column.weight else width
            for column, width in zip(self.columns, natural, strict=True)
        ]

    def _natural(self, place: int, rows: Sequence[Row]) -> float:
        paper = self.paper
        paper.pen(self.size, bold=True)
        texts = {self.columns[place].title, *(row.cells[place] for row in rows)}
        return (
            max(4.6 if text == BOX else paper.get_string_width(paper.clean(text)) for text in texts) + 2 * PAD
        )

    def _lines(self, row: Row) -> list[list[str]]:
        wrapped = []
        for place, (text, width) in enumerate(zip(row.cells, self._widths, strict=True)):
            self.paper.pen(self.size, bold=row.bold or place in self.bold_columns)
            wrapped.append(
                [text] if text == BOX else self.paper.wrapped(self.paper.clean(text), width - 2 * PAD)
            )
        return wrapped

    def _height(self, lines: list[list[str]]) -> float:
        return max(len(cell) for cell in lines) * leading(self.size) + 2 * PAD

    def _head_row(self) -> Row:
        return Row(tuple(column.title for column in self.columns), bold=True)

    def _head_height(self) -> float:
        return 0 if self.headless else self._height(self._lines(self._head_row()))

    def _head(self) -> None:
        paper = self.paper
        if not self.headless:
            lines = self._lines(self._head_row())
            height = self._height(lines)
            paper.frame(self._x, paper.y, self._width, height, colour=PALE, fill=True)
            self._cells(lines, height, bold=True, colour=INK)
            paper.rule(paper.y, weight=0.5, x=self._x, w=self._width)
        self._top = paper.y - self._head_height()

    def _row(self, row: Row) -> None:
        lines = self._lines(row)
        height = self._height(lines)
        if self.paper.y + height > self.paper.bottom:
            if self.paper.y > self._top + self._head_height() + 1 or height <= self._fresh():
                self._turn()
            while self.paper.y + self._height(lines) > self.paper.bottom:
                lines = self._part(lines, row)
        height = self._height(lines)
        if row.shade:
            self.paper.frame(self._x, self.paper.y, self._width, height, colour=PALE, fill=True)
        if row.heavy:
            self.paper.rule(self.paper.y, weight=0.6, x=self._x, w=self._width)
        self._cells(lines, height, bold=row.bold, colour=INK)
        self.paper.rule(self.paper.y, colour=RULE, x=self._x, w=self._width)

    def _fresh(self) -> float:
        """Room for a row on an empty page."""
        return self.paper.bottom - self.paper.t_margin - 5 - self._head_height()

    def _part(self, lines: list[list[str]], row: Row) -> list[list[str]]:
        """Write what fits of a row too tall for any page and turn; what is left."""
        fitting = max(1, int((self.paper.bottom - self.paper.y - 2 * PAD) / leading(self.size)))
        now = [cell[:fitting] or [""] for cell in lines]
        self._cells(now, self._height(now), bold=row.bold, colour=INK)
        self._turn()
        return [cell[fitting:] or [""] for cell in lines]

    def _turn(self) -> None:
        self._close()
        if self._lane + 1 < self.lanes:
            self._lane += 1
            self.paper.set_y(self._start)
        else:
            self._lane = 0
            self.paper.add_page()
            self._start = self._lowest = self.paper.y
        self._head()

    def _close(self) -> None:
        paper = self.paper
        self._lowest = max(self._lowest, paper.y)
        if not self.grid:
            return
        x = self._x
        for width in (0, *self._widths):
            x += width
            with paper.local_context():
                paper.set_line_width(0.2)
                paper.set_draw_color(*STRONG)
                paper.line(x, self._top, x, paper.y)

    def _cells(self, lines: list[list[str]], height: float, *, bold: bool, colour: Colour) -> None:
        paper, x, y = self.paper, self._x, self.paper.y
        step = leading(self.size)
        for place, (column, cell, width) in enumerate(zip(self.columns, lines, self._widths, strict=True)):
            if cell == [BOX]:
                paper.tick_box(x + (width - 3.4) / 2, y + PAD + (step - 3.4) / 2)
            pale = cell == [NONE]
            paper.pen(self.size, bold=bold or place in self.bold_columns, colour=STRONG if pale else colour)
            for number, line in enumerate(cell):
                if line and line != BOX:
                    paper.set_xy(x + PAD, y + PAD + number * step)
                    paper.cell(width - 2 * PAD, step, line, align=column.align)
            x += width
        paper.set_y(y + height)
