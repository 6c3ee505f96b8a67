"""Words set to measure: wrapped, balanced and made smaller until they fit. Heights count from cap to baseline."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from math import ceil

from PIL import ImageFont

from bukapo.faces.papers.glyphs import BOLD, LOST, REGULAR, printable
from bukapo.faces.papers.wrapping import Measure, wrap

LEADING = 1.16
CAP = 0.71
"""Height of a capital, as a share of the size (Plus Jakarta Sans)."""
DROP = 0.22
"""How far below the baseline a letter may hang."""
NEAR = 0.78
"""How much smaller words may be set for lines that are more even."""
GRID = 4
"""Sizes are tried in steps of so many pixels."""


@lru_cache(maxsize=256)
def face(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """The typeface in one size (pixels)."""
    return ImageFont.truetype(str(BOLD if bold else REGULAR), size)


@lru_cache(maxsize=4096)
def length(text: str, size: int, *, bold: bool) -> float:
    """How wide a line is, in pixels. Fitting asks for the same words again and again."""
    return face(size, bold=bold).getlength(text)


@dataclass(frozen=True)
class Set:
    """Lines in one size."""

    lines: tuple[str, ...]
    size: int
    bold: bool
    leading: float = LEADING

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return face(self.size, bold=self.bold)

    @property
    def cap(self) -> int:
        return round(self.size * CAP)

    @property
    def step(self) -> int:
        """From baseline to baseline."""
        return round(self.size * self.leading)

    @property
    def height(self) -> int:
        """From the top of the first line's capitals to the last baseline."""
        return self.cap + (len(self.lines) - 1) * self.step

    @property
    def is_ragged(self) -> bool:
        """The last line is one short word below long ones."""
        return len(self.lines) > 1 and length(self.lines[-1], self.size, bold=self.bold) < self.width * 0.4

    @property
    def width(self) -> int:
        return max(round(length(line, self.size, bold=self.bold)) for line in self.lines)


def clean(text: str) -> str:
    """The text in letters that the typeface has; what it lacks (emoji) is left out."""
    return " ".join(printable(text).replace(LOST, " ").split())


def fitted(
    text: str, room: int, *, largest: int, smallest: int, lines: int = 1, height: int = 10_000, bold: bool = True,
    leading: float = LEADING,
) -> Set:  # fmt: skip
    """The text as large as it fits into `room` pixels, at most so many `lines` and `height`; cut with … else.

    A word is broken only in the smallest size; a last line of one short word is avoided where a little smaller does.
    """
    words = clean(text) or "–"
    fitting = _fits(words, room, lines, height, leading, bold=bold, sizes=range(largest, smallest - 1, -GRID))
    best = next(fitting, None)
    if best is None:
        least = Set((), smallest, bold, leading)
        rows = max(1, min(lines, 1 + (height - least.cap) // least.step))
        return Set(_cut(words, room, rows, least.font), smallest, bold, leading)
    if best.is_ragged:
        near = (one for one in fitting if one.size >= best.size * NEAR)
        return next((one for one in near if not one.is_ragged), best)
    return best


def _fits(
    words: str, room: int, lines: int, height: int, leading: float, *, bold: bool, sizes: range
) -> Iterator[Set]:
    """Every size in which the words fit, the largest first."""
    longest = max(words.split(), key=len)
    for size in sizes:
        measure = partial(length, size=size, bold=bold)
        if measure(longest) > room and size != sizes[-1]:
            continue
        found = wrap(words, room, measure)
        if len(found) > lines:
            continue
        one = Set(_balanced(words, len(found), room, measure), size, bold, leading)
        if one.height <= height and one.width <= room:
            yield one


def _balanced(words: str, lines: int, room: int, measure: Measure) -> tuple[str, ...]:
    """The same number of lines, as even as they can be without breaking a word: none alone on the last one."""
    longest = ceil(max(map(measure, words.split())))
    low, high = min(room, max(room // 2, longest)), room
    while high - low > 8:
        middle = (low + high) // 2
        fits = len(wrap(words, middle, measure)) <= lines
        low, high = (low, middle) if fits else (middle, high)
    return tuple(wrap(words, high, measure))


def _cut(words: str, room: int, lines: int, font: ImageFont.FreeTypeFont) -> tuple[str, ...]:
    found = wrap(words, room, font.getlength)
    if len(found) <= lines:
        return tuple(found)
    last = f"{found[lines - 1]} {found[lines]}"
    while last and font.getlength(f"{last}…") > room:
        last = last[:-1].rstrip(" ,.-")
    return (*found[: lines - 1], f"{last}…")
