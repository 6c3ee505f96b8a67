"""A review as a picture: stars, the buyer's words, their photo (beside the design), the store and the PO."""

import math
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from PIL import Image, ImageDraw

from bukapo.faces.papers.posters.canvas import Box, Canvas
from bukapo.faces.papers.posters.draw import PNG, file_of
from bukapo.faces.papers.posters.inks import Colour, inks
from bukapo.faces.papers.posters.letters import DROP, Set, clean, fitted
from bukapo.faces.papers.posters.photos import Frame, framed, photo_at

DRAWING = "2"
"""Another number makes every card anew."""
SIZES = {"feed": (1080, 1350), "kotak": (1080, 1080)}
MARGIN, GAP, ABOVE, STAR = 72, 40, 56, 64
MOST_LINES = 11
BESIDE_PHOTO, ALONE = 60, 96
"""The largest letters of the words: without a picture they are the picture."""
LEAST_PICTURE, MOST_PICTURE = 0.26, 0.6
"""Shares of the height that pictures take: what the words leave."""


@dataclass(frozen=True)
class ReviewCard:
    """`words` may be empty or long; `photo` is the buyer's, `design` what they ordered by. `colour` names an ink."""

    store: str
    po: str
    stars: int
    words: str
    name: str
    link: str
    colour: str = ""
    photo: Path | None = None
    design: Path | None = None


def digest_of_card(card: ReviewCard, size: str) -> str:
    """Names the drawing: another word or picture, another digest."""
    return blake2b(repr((DRAWING, card, size)).encode(), digest_size=16).hexdigest()


def drawn_card(card: ReviewCard, size: str) -> bytes:
    """The card as PNG. Raises KeyError for a size there is not."""
    return file_of(drawn(card, size), PNG)


def drawn(card: ReviewCard, size: str) -> Canvas:
    """The finished sheet with the places of its words."""
    canvas = Canvas(SIZES[size], inks(card.colour, dark=False))
    wide, high = canvas.size
    shown = [one for one in (photo_at(card.design), photo_at(card.photo)) if one is not None]
    foot = _foot(canvas, card, high - MARGIN)
    if shown:
        needed = _needed(card, wide - 2 * MARGIN) + ABOVE + GAP
        least, most = round(high * LEAST_PICTURE), round(high * MOST_PICTURE)
        top = _pictures(canvas, shown, min(max(least, foot - needed), most)) + ABOVE
    else:
        canvas.fill(Box(0, 0, wide, 24), canvas.inks.seal)
        top = 24 + ABOVE
    _middle(canvas, card, Box(MARGIN, top, wide - MARGIN, foot - GAP))
    return canvas


def _needed(card: ReviewCard, room: int) -> int:
    """Pixels for stars, words in a size that is read with ease, and the name."""
    words = _words(card.words, room, 10_000, largest=44)
    return STAR + (GAP + words.height if words else 0) + GAP + round(34 * 0.71)


def _pictures(canvas: Canvas, shown: list[Image.Image], height: int) -> int:
    """Across the top, side by side; returns where they end."""
    wide = canvas.size[0]
    seam = 8 if len(shown) > 1 else 0
    each = (wide - seam * (len(shown) - 1)) // len(shown)
    for place, picture in enumerate(shown):
        left = place * (each + seam)
        canvas.image.paste(framed(picture, Frame(each, height, (0, 0, each, height))), (left, 0))
        if len(shown) > 1:
            _label(canvas, "Desain" if place == 0 else "Jadinya", left + 24, height - 24)
    return height


def _label(canvas: Canvas, words: str, left: int, bottom: int) -> None:
    """A small tile of paper with a word on it."""
    text = fitted(words, 400, largest=30, smallest=30)
    box = Box(left, bottom - text.cap - 36, left + text.width + 40, bottom)
    canvas.fill(box, canvas.inks.paper)
    canvas.words(words.lower(), text, left + 20, box.top + 18, canvas.inks.ink)


def _middle(canvas: Canvas, card: ReviewCard, room: Box) -> None:
    """Stars, then the words as large as they fit, cut with … where even small letters do not hold them."""
    alone = card.photo is None and card.design is None
    said = fitted(card.name, room.width, largest=42 if alone else 34, smallest=26)
    size, above_name = STAR, GAP
    if alone:
        size, above_name = (STAR * 3 // 2, GAP * 2) if clean(card.words) else (STAR * 2, GAP)
    left = room.height - size - GAP - above_name - said.height
    words = _words(card.words, room.width, left, largest=ALONE if alone else BESIDE_PHOTO)
    high = size + (GAP + words.height if words else 0) + above_name + said.height
    top = room.top + max(0, (room.height - high) // 2)
    _stars(canvas, card.stars, room.left, top, size)
    top += size
    if words:
        top = canvas.words("words", words, room.left, top + GAP, canvas.inks.ink)
    canvas.words("name", said, room.left, top + above_name, canvas.inks.soft)


def _words(text: str, room: int, height: int, *, largest: int) -> Set | None:
    """The buyer's words without what the typeface lacks; None where nothing is left of them."""
    tidy = clean(text)
    if not tidy:
        return None
    return fitted(
        f"“{tidy}”",
        room,
        largest=largest,
        smallest=32,
        lines=MOST_LINES,
        height=height,
        bold=False,
        leading=1.36,
    )


def _foot(canvas: Canvas, card: ReviewCard, bottom: int) -> int:
    """The PO, the store and its address below a rule; returns where the rule is."""
    room = canvas.size[0] - 2 * MARGIN
    link = fitted(card.link, room, largest=28, smallest=20, bold=False)
    store = fitted(card.store, room, largest=38, smallest=26)
    po = fitted(card.po, room, largest=32, smallest=24, lines=2, bold=False)
    pieces: list[tuple[str, Set, Colour]] = [
        ("po", po, canvas.inks.soft), ("store", store, canvas.inks.ink), ("link", link, canvas.inks.soft)
    ]  # fmt: skip
    top = bottom - sum(one.height for _, one, _ in pieces) - 2 * 24 - round(28 * DROP)
    rule = top - GAP
    canvas.rule(MARGIN, canvas.size[0] - MARGIN, rule, canvas.inks.rule, thick=3)
    for name, text, colour in pieces:
        top = canvas.words(name, text, MARGIN, top, colour) + 24
    return rule


def _stars(canvas: Canvas, many: int, left: int, top: int, size: int) -> None:
    """Five stars, `many` of them in the store's ink; drawn at twice the size for soft edges."""
    step = round(size * 1.2)
    tile = Image.new("L", (size * 2, size * 2))
    ImageDraw.Draw(tile).polygon(_star(size), fill=255)
    mask = tile.resize((size, size), Image.Resampling.BOX)
    for place in range(5):
        ink = canvas.inks.seal if place < many else canvas.inks.rule
        canvas.image.paste(Image.new("RGB", (size, size), ink), (left + place * step, top), mask)
    canvas.placed.append(("stars", Box(left, top, left + 4 * step + size, top + size)))


def _star(radius: int) -> list[tuple[float, float]]:
    """Ten corners around the middle of a square of twice the radius, one of them on top."""
    points = []
    for corner in range(10):
        reach = radius * (1.0 if corner % 2 == 0 else 0.42)
        angle = math.pi * (corner / 5 - 0.5)
        points.append((radius + reach * math.cos(angle), radius + reach * math.sin(angle)))
    return points
