"""What labels are printed on: a thermal roll of 100x150 mm, or A4 with four of them to cut apart."""

from datetime import datetime

from bukapo.faces.papers.paper import A4, LABEL, STRONG, Paper

FIELD = (90.0, 140.0)
"""mm that one label writes on, whatever it is printed on."""


class LabelPaper(Paper):
    """A paper whose `left`, `right`, `top` and `floor` are those of the label in hand; `turn` takes the next one."""

    def __init__(self, *, title: str, made_at: datetime | None, on_a4: bool = False) -> None:
        self.on_a4, self._at = on_a4, 0
        super().__init__(A4 if on_a4 else LABEL, title=title, made_at=made_at, margin=0, numbered=False)
        self._begin()

    @property
    def left(self) -> float:
        wide = self.w / (2 if self.on_a4 else 1)
        return float(wide * (self._at % 2 if self.on_a4 else 0) + (wide - FIELD[0]) / 2)

    @property
    def right(self) -> float:
        return self.left + FIELD[0]

    @property
    def top(self) -> float:
        high = self.h / (2 if self.on_a4 else 1)
        return float(high * (self._at // 2 if self.on_a4 else 0) + (high - FIELD[1]) / 2)

    @property
    def floor(self) -> float:
        """The last y of the label."""
        return self.top + FIELD[1]

    def turn(self) -> None:
        """On to the next label, on a new sheet when this one is full."""
        self._at = (self._at + 1) % (4 if self.on_a4 else 1)
        if self._at == 0:
            self.add_page()
        self._begin()

    def _begin(self) -> None:
        if self.on_a4 and self._at == 0:
            with self.local_context():
                self.set_draw_color(*STRONG)
                self.set_line_width(0.15)
                self.set_dash_pattern(dash=1.6, gap=1.4)
                self.line(self.w / 2, 0, self.w / 2, self.h)
                self.line(0, self.h / 2, self.w, self.h / 2)
        self.set_y(self.top)
