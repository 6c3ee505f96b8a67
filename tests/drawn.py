"""Codes as they lie on a table: the bars and squares that our papers print, drawn as a camera sees them, in grey."""

import io
from itertools import accumulate, pairwise

import segno
from PIL import Image, ImageDraw

from bukapo.faces.papers.code128 import code128

TABLE = 205
"""Grey of the table."""
SIZE = (480, 360)
PER_SECOND = 5


def bars(text: str, module: int = 3) -> Image.Image:
    """A sticker's Code 128, with its quiet zones."""
    widths = [int(width) * module for width in code128(text) or ""]
    sticker = Image.new("L", (sum(widths) + 20 * module, 160), 255)
    edges = list(accumulate(widths, initial=10 * module))
    for number, (left, right) in enumerate(pairwise(edges)):
        if number % 2 == 0:
            ImageDraw.Draw(sticker).rectangle((left, 20, right - 1, 140), fill=0)
    return sticker


def square(text: str, module: int = 6) -> Image.Image:
    """A slip's QR."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=module, border=4)
    return Image.open(out).convert("L")


def table(*codes: Image.Image, size: tuple[int, int] = SIZE) -> Image.Image:
    """`codes` below each other, in the middle."""
    seen = Image.new("L", size, TABLE)
    top = (size[1] - sum(code.height + 10 for code in codes)) // 2
    for code in codes:
        seen.paste(code, ((size[0] - code.width) // 2, top))
        top += code.height + 10
    return seen


def jpeg(picture: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def film(*scenes: tuple[float, Image.Image]) -> bytes:
    """(seconds, picture) one after the other, as YUV4MPEG2: what Chromium takes for its camera, again and again."""
    wide, high = SIZE
    grey = bytes([128]) * (wide * high // 2)
    frames = [
        b"FRAME\n" + picture.tobytes() + grey
        for seconds, picture in scenes
        for _frame in range(round(seconds * PER_SECOND))
    ]
    return b"YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n" % (wide, high, PER_SECOND) + b"".join(frames)
