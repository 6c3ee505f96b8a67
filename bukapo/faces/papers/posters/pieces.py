"""The parts every layout is put together from: each knows its height before it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bukapo.faces.papers.posters.canvas import Canvas
from bukapo.faces.papers.posters.inks import Colour
from bukapo.faces.papers.posters.letters import Set, fitted
from bukapo.faces.papers.posters.poster import Poster


@dataclass(frozen=True)
class Piece:
    """`draw(canvas, x, top)` fills exactly `height` pixels, from capitals to the last baseline."""

    height: int
    draw: Callable[[Canvas, int, int], object]
    gap: int = 0
    """Pixels above it, when something stands there."""


@dataclass(frozen=True)
class Pens:
    """The inks on one ground: `strong` for the price, `ink` for what is read, `soft` for what is read second."""

    strong: Colour
    ink: Colour
    soft: Colour
    rule: Colour
    on_white: bool = False


def height_of(pieces: Sequence[Piece]) -> int:
    """Of all, one below the other."""
    return sum(piece.height + piece.gap * (place > 0) for place, piece in enumerate(pieces))


def put(canvas: Canvas, pieces: Sequence[Piece], x: int, top: int) -> int:
    """Draw them from `top` down; returns where the last one ends."""
    for place, piece in enumerate(pieces):
        top += piece.gap * (place > 0)
        piece.draw(canvas, x, top)
        top += piece.height
    return top


def text(name: str, words: Set, colour: Colour, *, gap: int = 0) -> Piece:
    """Words as they were set."""
    return Piece(words.height, lambda c, x, top: c.words(name, words, x, top, colour), gap)


def rule(width: int, colour: Colour, *, gap: int, thick: int = 2) -> Piece:
    """A line across."""
    return Piece(thick, lambda c, x, top: c.rule(x, x + width, top, colour, thick=thick), gap)


def head(poster: Poster, room: int, size: int, pens: Pens, *, gap: int = 0) -> Piece:
    """The store's name at the left, the stamp at the right."""
    store = fitted(poster.store, round(room * 0.6), largest=size, smallest=size - 12)

    def draw(canvas: Canvas, x: int, top: int) -> None:
        canvas.words("store", store, x, top, pens.ink)
        stamp_size = round(size * 0.82)
        canvas.stamp(
            "tag",
            poster.tag,
            right=x + room,
            top=top - round(stamp_size * 0.95),
            size=stamp_size,
            colour=pens.strong,
        )

    return Piece(store.height, draw, gap)


def price(poster: Poster, room: int, size: int, pens: Pens, *, gap: int = 0) -> Piece:
    """The price large; "mulai" before it and the normal price struck through behind it, or above where it is long."""
    small = max(26, round(size * 0.42))
    before = (
        fitted(poster.price_before, room, largest=small, smallest=small, bold=False)
        if poster.price_before
        else None
    )
    normal = fitted(poster.normal, room, largest=small, smallest=small, bold=False) if poster.normal else None
    lead = before.width + small // 2 if before else 0
    beside = normal.width + round(small * 0.9) if normal else 0
    figure = fitted(poster.price, room - lead, largest=size, smallest=44)
    stacked = lead + figure.width + beside > room
    above = round(small * 0.71) + round(size * 0.3) if stacked and normal else 0

    def draw(canvas: Canvas, x: int, top: int) -> None:
        base = top + above + figure.height
        if before:
            canvas.words("price_before", before, x, base - before.cap, pens.soft)
        canvas.words("price", figure, x + lead, top + above, pens.strong)
        if normal and stacked:
            canvas.struck("normal", normal, x, top, pens.soft)
        elif normal:
            canvas.struck(
                "normal", normal, x + lead + figure.width + round(small * 0.9), base - normal.cap, pens.soft
            )

    return Piece(above + figure.height, draw, gap)


def foot(poster: Poster, room: int, qr: int, size: int, pens: Pens, *, gap: int = 0) -> Piece:
    """Deadline at the left, the code at the right; the link stands on the code's lower edge."""
    left = room - qr - size
    label = fitted(poster.until, left, largest=round(size * 0.8), smallest=20, bold=False)
    day = fitted(poster.day, left, largest=size, smallest=24)
    time = fitted(poster.time, left, largest=size, smallest=24)
    link = fitted(poster.link, left, largest=round(size * 0.8), smallest=20, lines=2, bold=False)

    def draw(canvas: Canvas, x: int, top: int) -> None:
        canvas.code(poster.qr, x + room, top, qr, on_white=pens.on_white)
        y = canvas.words("until", label, x, top, pens.soft) + round(size * 0.5)
        y = canvas.words("day", day, x, y, pens.ink) + round(size * 0.42)
        canvas.words("time", time, x, y, pens.ink)
        canvas.words("link", link, x, top + qr - link.height, pens.soft)

    return Piece(qr, draw, gap)
