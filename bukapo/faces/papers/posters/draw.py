"""A poster -> pixels -> a file."""

import io

from bukapo.faces.papers.posters.canvas import Canvas
from bukapo.faces.papers.posters.inks import inks
from bukapo.faces.papers.posters.layouts import DRAWN
from bukapo.faces.papers.posters.photos import photo_at
from bukapo.faces.papers.posters.poster import DARK, SIZES, Poster

JPEG, PNG = "jpg", "png"
KINDS = (JPEG, PNG)


def drawn(poster: Poster, *, layout: str, size: str, tone: str) -> Canvas:
    """The finished sheet with the places of everything on it. Raises KeyError for a layout or size there is not."""
    canvas = Canvas(SIZES[size], inks(poster.colour, dark=tone == DARK))
    DRAWN[layout](canvas, poster, size, photo_at(poster.photo))
    return canvas


def file_of(canvas: Canvas, kind: str) -> bytes:
    """JPEG to send, PNG to print: quick rather than small, a phone sends either in a second."""
    out = io.BytesIO()
    if kind == PNG:
        canvas.image.save(out, "PNG", compress_level=1)
    else:
        canvas.image.save(out, "JPEG", quality=88, subsampling=0)
    return out.getvalue()
