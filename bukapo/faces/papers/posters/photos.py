"""A photo in a frame: cropped around what is in it. What stands before a plain ground is shown whole."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

LOOKED_AT = 96
"""Pixels of the small copy in which the focus is searched."""
MOST_ENLARGED = 2.0
LEAST_KEPT = 0.42
"""A crop that keeps less of the picture, or enlarges it more, is not made."""
CENTRE = 0.7
"""How much the middle is preferred when nothing stands out."""
PLAIN = 16.0
"""A border whose brightness differs by no more than this from side to side is a plain ground."""
AIR = 0.07
"""Room around what stands before a plain ground, as a share of the frame."""

Window = tuple[float, float, float, float]
Pixels = NDArray[np.float32]


@dataclass(frozen=True)
class Frame:
    """`width` x `height` pixels, of which the part within `free` (left, top, right, bottom) is not covered."""

    width: int
    height: int
    free: tuple[int, int, int, int]

    @property
    def seen(self) -> tuple[float, float]:
        """The middle of what is free, in pixels: across, down."""
        return (self.free[0] + self.free[2]) / 2, (self.free[1] + self.free[3]) / 2


@lru_cache(maxsize=8)
def _opened(path: str, _changed: int) -> Image.Image:
    with Image.open(path) as picture:
        return ImageOps.exif_transpose(picture).convert("RGB")


def forget() -> None:
    """Read every photo anew from now on."""
    _opened.cache_clear()


def photo_at(path: Path | None) -> Image.Image | None:
    """The picture, or None where there is none to read."""
    try:
        return _opened(str(path), path.stat().st_mtime_ns) if path else None
    except (OSError, ValueError):
        return None


def framed(picture: Image.Image, frame: Frame, *, strip: bool = False) -> Image.Image:
    """The picture filling the frame. `strip`: a band in which a part of it says enough."""
    size = (frame.width, frame.height)
    goods = _before_plain_ground(picture)
    if goods is not None:
        return _around(picture, frame, goods)
    have, want = picture.width / picture.height, frame.width / frame.height
    kept = min(have, want) / max(have, want)
    enlarged = max(frame.width / picture.width, frame.height / picture.height)
    if enlarged > MOST_ENLARGED or (kept < LEAST_KEPT and not strip):
        return _laid(picture, frame)
    return picture.resize(size, Image.Resampling.BICUBIC, box=_crop(picture, frame))


def _crop(picture: Image.Image, frame: Frame) -> Window:
    """The part of the frame's shape that holds most of what there is to see."""
    wide, high = picture.size
    scale = min(wide / frame.width, high / frame.height)
    want_w, want_h = frame.width * scale, frame.height * scale
    down, across = focus(picture)
    left = min(max(across * wide - frame.seen[0] * scale, 0), wide - want_w)
    top = min(max(down * high - frame.seen[1] * scale, 0), high - want_h)
    return max(0, left), max(0, top), min(wide, left + want_w), min(high, top + want_h)


def focus(picture: Image.Image) -> tuple[float, float]:
    """Where the picture has most to see: (down, across) as shares of its height and width.

    The centre of its edges and colours, with the middle preferred.
    """
    grey, colourful = _looked_at(picture)
    if min(grey.shape) < 3:
        return 0.5, 0.5
    down, across = np.gradient(grey)
    weight = np.hypot(down, across) * (0.5 + colourful)
    rows, columns = (np.linspace(-1, 1, n, dtype=np.float32) for n in weight.shape)
    weight *= np.exp(-(rows[:, None] ** 2 + columns[None, :] ** 2) * CENTRE)
    weight = np.maximum(weight - np.percentile(weight, 60), 0)
    total = float(weight.sum())
    if total <= 0:
        return 0.5, 0.5
    y, x = np.indices(weight.shape)
    high, wide = weight.shape
    return float((weight * y).sum() / total / (high - 1)), float((weight * x).sum() / total / (wide - 1))


def _looked_at(picture: Image.Image) -> tuple[Pixels, Pixels]:
    """A small copy: its brightness (0 to 255) and how colourful it is (0 to 1)."""
    small = picture.copy()
    small.thumbnail((LOOKED_AT, LOOKED_AT), Image.Resampling.BILINEAR)
    grey = np.asarray(small.convert("L"), dtype=np.float32)
    return grey, np.asarray(small.convert("HSV"), dtype=np.float32)[:, :, 1] / np.float32(255)


def _before_plain_ground(picture: Image.Image) -> Window | None:
    """The box of what stands out from a plain ground, in pixels of the picture; None when the ground is not plain."""
    grey, colourful = _looked_at(picture)
    if min(grey.shape) < 12:
        return None
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if float(np.percentile(border, 97) - np.percentile(border, 3)) > PLAIN:
        return None
    ground = np.median(border)
    colour = np.median(np.concatenate([colourful[0], colourful[-1], colourful[:, 0], colourful[:, -1]]))
    stands = (np.abs(grey - ground) > PLAIN * 1.25) | (np.abs(colourful - colour) > 0.25)
    rows, columns = np.flatnonzero(stands.any(axis=1)), np.flatnonzero(stands.any(axis=0))
    if stands.mean() < 0.02 or not len(rows) or not len(columns):
        return None
    x, y = picture.width / grey.shape[1], picture.height / grey.shape[0]
    return columns[0] * x, rows[0] * y, (columns[-1] + 1) * x, (rows[-1] + 1) * y


def _around(picture: Image.Image, frame: Frame, goods: Window) -> Image.Image:
    """The goods as large as the free part holds them; where the picture ends its plain ground goes on."""
    left, top, right, bottom = frame.free
    air = round(min(right - left, bottom - top) * AIR)
    room = (right - left - 2 * air, bottom - top - 2 * air)
    scale = min(room[0] / (goods[2] - goods[0]), room[1] / (goods[3] - goods[1]), MOST_ENLARGED)
    wide, high = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    x = round(frame.seen[0] - (goods[0] + goods[2]) / 2 * scale)
    y = round(frame.seen[1] - (goods[1] + goods[3]) / 2 * scale)
    pixels = np.asarray(picture.resize((wide, high), Image.Resampling.BICUBIC))
    from_y, from_x = max(0, -y), max(0, -x)
    part = pixels[from_y : from_y + frame.height - max(0, y), from_x : from_x + frame.width - max(0, x)]
    before_y, before_x = max(0, y), max(0, x)
    after_y, after_x = frame.height - before_y - part.shape[0], frame.width - before_x - part.shape[1]
    return Image.fromarray(np.pad(part, ((before_y, after_y), (before_x, after_x), (0, 0)), mode="edge"))


def _laid(picture: Image.Image, frame: Frame) -> Image.Image:
    """Whole, on a soft and darker copy of itself that fills the frame."""
    size = (frame.width, frame.height)
    tiny = ImageOps.fit(picture, (max(1, size[0] // 24), max(1, size[1] // 24)), Image.Resampling.BILINEAR)
    ground = tiny.filter(ImageFilter.GaussianBlur(4)).resize(size, Image.Resampling.BICUBIC)
    ground = ImageEnhance.Brightness(ground).enhance(0.72)
    left, top, right, bottom = frame.free
    scale = min(
        (right - left) * 0.86 / picture.width, (bottom - top) * 0.86 / picture.height, MOST_ENLARGED * 2
    )
    whole = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    place = (round(frame.seen[0] - whole[0] / 2), round(frame.seen[1] - whole[1] / 2))
    ground.paste(picture.resize(whole, Image.Resampling.BICUBIC), place)
    return ground
