"""A stored photo as a `<picture>`: AVIF, then WebP, in the widths that exist."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

TYPES = (("image/avif", "avif"), ("image/webp", "webp"))


class Stored(Protocol):
    """What a photo row must tell: files are media/photos/<key>-<width>.<kind>; sizes in pixels."""

    key: str
    widths: list[int]
    width: int
    height: int


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    sources: tuple[Source, ...]
    src: str
    width: int
    height: int


def address(photo: Stored, width: int, kind: str = "webp") -> str:
    """The address of one file."""
    return f"{settings.MEDIA_URL}photos/{photo.key}-{width}.{kind}"


def picture(photo: Stored | None) -> Picture | None:
    """Everything the part `ui/parts/photo.html` needs; None stays None (a grey field is shown)."""
    if photo is None or not photo.widths:
        return None
    widths = sorted(photo.widths)
    middle = widths[len(widths) // 2]
    return Picture(
        sources=tuple(
            Source(mime, ", ".join(f"{address(photo, w, kind)} {w}w" for w in widths)) for mime, kind in TYPES
        ),
        src=address(photo, middle),
        width=middle,
        height=round(photo.height * middle / photo.width) or 1,
    )
