"""Pictures on paper: any photo becomes a small JPEG on white; one that cannot be read never stops a print."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

MOST = 1400
"""Pixels on the longer side: 300 dpi on 12 cm."""
PIXELS = 50_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    jpeg: bytes
    width: int
    height: int


def picture(data: bytes) -> Picture | None:
    """The picture turned upright, or None when it is no picture or too large to open."""
    try:
        with Image.open(io.BytesIO(data)) as raw:
            if raw.width * raw.height > PIXELS:
                return None
            raw.draft("RGB", (MOST, MOST))
            upright = ImageOps.exif_transpose(raw)
            upright.thumbnail((MOST, MOST))
            flat = Image.new("RGB", upright.size, "white")
            layer = upright.convert("RGBA")
            flat.paste(layer, mask=layer.getchannel("A"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=82)
    return Picture(out.getvalue(), flat.width, flat.height)
