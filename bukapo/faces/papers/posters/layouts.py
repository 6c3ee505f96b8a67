"""Three ways to put a poster together: photo, card, type. Each draws all sizes on one grid of 8 pixels."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from bukapo.faces.papers.posters import pieces
from bukapo.faces.papers.posters.canvas import WHITE, Box, Canvas
from bukapo.faces.papers.posters.inks import Colour, Inks, mix
from bukapo.faces.papers.posters.letters import fitted
from bukapo.faces.papers.posters.photos import Frame, framed
from bukapo.faces.papers.posters.pieces import Pens, Piece
from bukapo.faces.papers.posters.poster import CARD, FEED, LINK, PHOTO, STORY, TYPE, Poster

Layout = Callable[[Canvas, Poster, str, Image.Image | None], None]


def _on_paper(inks: Inks) -> Pens:
    return Pens(inks.seal, inks.ink, inks.soft, inks.rule, on_white=inks.paper == WHITE)


def _picture(
    canvas: Canvas,
    poster: Poster,
    photo: Image.Image | None,
    box: Box,
    *,
    free: Box | None = None,
    strip: bool = False,
) -> None:
    """The photo, or the field that stands for it. `free`: the part of `box` that nothing covers."""
    open_ = free or box
    if photo is None:
        canvas.ground(box, open_, poster.store)
        return
    left, top = box.left, box.top
    frame = Frame(
        box.width, box.height, (open_.left - left, open_.top - top, open_.right - left, open_.bottom - top)
    )
    canvas.image.paste(framed(photo, frame, strip=strip), (left, top))


def _story(
    poster: Poster, room: int, pens: Pens, *, title: tuple[int, int, int], price: int, qr: int, size: int, gap: int
) -> list[Piece]:  # fmt: skip
    """Head, title, price, note, deadline and code below each other. `title`: largest, lines, height."""
    largest, lines, height = title
    named = fitted(poster.title, room, largest=largest, smallest=30, lines=lines, height=height)
    found = [
        pieces.head(poster, room, size, pens),
        pieces.text("title", named, pens.ink, gap=gap + 8),
        pieces.price(poster, room, price, pens, gap=gap + 4),
    ]
    if poster.note:
        note = fitted(
            poster.note, room, largest=round(size * 0.8), smallest=22, lines=2, bold=False, leading=1.3
        )
        found.append(pieces.text("note", note, pens.soft, gap=round(gap * 0.7)))
    found.append(pieces.rule(room, pens.rule, gap=gap))
    found.append(pieces.foot(poster, room, qr, size, pens, gap=gap))
    return found


def photo_layout(canvas: Canvas, poster: Poster, size: str, photo: Image.Image | None) -> None:
    """The photo fills the sheet; a calm panel torn off a pad carries the words."""
    wide, high = canvas.size
    pens = _on_paper(canvas.inks)
    if size == LINK:
        _beside(canvas, poster, photo, Box(0, 0, 712, high), Box(712, 0, wide, high))
        return
    room = wide - 2 * 48 - 2 * 48
    found = _story(poster, room, pens, title=(64, 3, 196), price=92, qr=208, size=36, gap=40)
    bottom = high - (48 if size == FEED else 250 - 56)
    panel = Box(48, bottom - pieces.height_of(found) - 2 * 56, wide - 48, bottom)
    _picture(canvas, poster, photo, Box(0, 0, wide, high), free=Box(0, 0, wide, panel.top))
    canvas.notch(panel, canvas.inks.paper)
    pieces.put(canvas, found, panel.left + 48, panel.top + 56)


def _beside(canvas: Canvas, poster: Poster, photo: Image.Image | None, words: Box, shown: Box) -> None:
    """The preview of a link: words at one side, the photo at the other."""
    pens = _on_paper(canvas.inks)
    canvas.fill(Box(words.left, 0, words.left + 16, words.bottom), canvas.inks.seal)
    _picture(canvas, poster, photo, shown)
    room = words.width - 16 - 2 * 48
    found = _story(
        poster, room, pens, title=(58, 2 if poster.note else 3, 160), price=72, qr=164, size=30, gap=30
    )
    space = words.height - pieces.height_of(found)
    pieces.put(canvas, found, words.left + 16 + 48, words.top + space // 2)


def card_layout(canvas: Canvas, poster: Poster, size: str, photo: Image.Image | None) -> None:
    """A card with much white, the photo framed on it."""
    wide, high = canvas.size
    inks, pens = canvas.inks, _on_paper(canvas.inks)
    canvas.fill(Box(0, 0, wide, high), inks.field)
    edge = {FEED: Box(56, 56, 1024, 1294), STORY: Box(56, 160, 1024, 1736), LINK: Box(32, 32, 1168, 598)}[
        size
    ]
    canvas.fill(edge, inks.rule)
    card = edge.inset(2)
    canvas.fill(card, inks.paper)
    if size == LINK:
        shown = Box(card.left + 32, card.top + 32, card.left + 32 + 448, card.bottom - 32)
        room = card.right - 40 - (shown.right + 40)
        found = _story(poster, room, pens, title=(52, 3, 140), price=64, qr=152, size=28, gap=26)
        _picture(canvas, poster, photo, shown)
        space = card.height - pieces.height_of(found)
        pieces.put(canvas, found, shown.right + 40, card.top + space // 2)
        return
    room = card.width - 2 * 48
    found = _story(poster, room, pens, title=(56, 3, 180), price=84, qr=200, size=34, gap=36)
    ends = card.bottom - 48 if size == FEED else high - 250
    top = ends - pieces.height_of(found)
    shown = Box(card.left + 32, card.top + 32, card.right - 32, top - 56)
    _picture(canvas, poster, photo, shown)
    pieces.put(canvas, found, card.left + 48, top)


def type_layout(canvas: Canvas, poster: Poster, size: str, photo: Image.Image | None) -> None:
    """Nothing but words, as large as they go; a photo is a band between them (beside them in a link's preview)."""
    wide, high = canvas.size
    pens, ground = _on_seal(canvas.inks)
    canvas.fill(Box(0, 0, wide, high), ground)
    grid = TYPE_GRIDS[size]
    room = wide - 2 * grid.margin
    if size == LINK and photo is not None:
        shown = Box(wide - 360, 0, wide, high)
        _picture(canvas, poster, photo, shown)
        room = shown.left - 2 * grid.margin
    lower = _type_foot(poster, room, pens, grid)
    start = high - grid.below - pieces.height_of(lower)
    head = pieces.head(poster, room, grid.size, pens)
    space = start - grid.above - head.height - 2 * grid.gap
    band = grid.band if photo is not None else 0
    tall = space - (band + grid.gap if band else 0)
    named = fitted(poster.title, room, largest=grid.title, smallest=32, lines=6, height=tall, leading=1.1)
    title = pieces.text("title", named, pens.strong, gap=grid.gap)
    below = pieces.put(canvas, [head, title], grid.margin, grid.above)
    if band:
        shown = Box(grid.margin, below + grid.gap, wide - grid.margin, start - grid.gap)
        _picture(canvas, poster, photo, shown, strip=True)
    pieces.put(canvas, lower, grid.margin, start)


@dataclass(frozen=True)
class TypeGrid:
    """Pixels: the empty margins, the gap between parts, the least height of a photo's band, sizes of letters."""

    margin: int
    above: int
    below: int
    gap: int
    band: int
    title: int
    price: int
    size: int
    qr: int


TYPE_GRIDS = {
    FEED: TypeGrid(margin=72, above=88, below=72, gap=56, band=272, title=152, price=116, size=38, qr=208),
    STORY: TypeGrid(margin=72, above=284, below=250, gap=64, band=300, title=184, price=116, size=38, qr=208),
    LINK: TypeGrid(margin=56, above=64, below=48, gap=44, band=0, title=104, price=72, size=30, qr=152),
}


def _on_seal(inks: Inks) -> tuple[Pens, Colour]:
    """Light: words on the store's colour. Dark: words in the store's colour on dark paper."""
    if inks.paper != WHITE:
        return Pens(inks.seal, inks.ink, inks.soft, inks.rule), inks.paper
    rule = mix(inks.on_seal, inks.seal, 0.45)
    return Pens(inks.on_seal, inks.on_seal, inks.on_soft, rule), inks.seal


def _type_foot(poster: Poster, room: int, pens: Pens, grid: TypeGrid) -> list[Piece]:
    gap = round(grid.gap * 0.7)
    found = [pieces.price(poster, room, grid.price, pens)]
    if poster.note:
        largest = round(grid.size * 0.8)
        note = fitted(poster.note, room, largest=largest, smallest=22, lines=2, bold=False, leading=1.3)
        found.append(pieces.text("note", note, pens.soft, gap=round(gap * 0.75)))
    found.append(pieces.rule(room, pens.rule, gap=gap, thick=3))
    found.append(pieces.foot(poster, room, grid.qr, grid.size, pens, gap=gap))
    return found


DRAWN: dict[str, Layout] = {PHOTO: photo_layout, CARD: card_layout, TYPE: type_layout}
