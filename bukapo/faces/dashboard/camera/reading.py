"""A picture -> what its QR and Code 128 codes say. Nothing of it is kept; no database, no files."""

import io
from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageOps

from bukapo.catalog.imaging import PictureRefused, upright_picture
from bukapo.kernel.refusal import gettext_noop
from bukapo.orders.packing.rules import tidy

KINDS = zxingcpp.barcode_formats_from_str("QRCode,Code128")
MOST_FRAME_BYTES = 200 * 1024
MOST_FRAME_PIXELS = 2_000_000
"""camera.js sends 800 pixels on the longer side: 14 KB of a plain table, 100 KB of a noisy one."""
PHOTO_SIDES = (1_600, 800)
"""Pixels. A code that fills the photo, or one torn by a printed pattern, is often found in a smaller copy."""
MOST_CODES = 5
GREY = 127


class FrameRefused(PictureRefused):
    """More than MOST_FRAME_BYTES or MOST_FRAME_PIXELS, or no whole JPEG."""

    code = "frame_refused"
    sentence = gettext_noop("Gambar kamera ini tidak terbaca. Tutup kameranya, lalu buka lagi.")


def codes_in_frame(content: bytes) -> tuple[str, ...]:
    """What one picture of the running camera shows, tidied, each once. Raises FrameRefused."""
    if len(content) > MOST_FRAME_BYTES:
        raise FrameRefused()
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as opened:
            if opened.width * opened.height > MOST_FRAME_PIXELS:
                raise FrameRefused()
            grey = opened.convert("L")
    except FrameRefused:
        raise
    except Exception as error:
        # Pillow fails in a dozen ways on a forged file, a bomb's size among them; all mean the same here.
        raise FrameRefused() from error
    return _codes(grey)


def codes_in_photo(content: bytes) -> tuple[str, ...]:
    """What a photo shows (JPEG, PNG or WebP bytes), tidied, each once. Raises a PictureRefused."""
    photo = upright_picture(content, most=PHOTO_SIDES[0]).convert("L")
    for side in PHOTO_SIDES:
        photo.thumbnail((side, side), Image.Resampling.LANCZOS)
        if codes := _codes(photo):
            return codes
    return ()


def _codes(grey: Image.Image) -> tuple[str, ...]:
    for copy in _copies(grey):
        found = zxingcpp.read_barcodes(copy, formats=KINDS, text_mode=zxingcpp.TextMode.Plain)
        if codes := tuple(dict.fromkeys(filter(None, (tidy(one.text) for one in found)))):
            return codes[:MOST_CODES]
    return ()


def _copies(grey: Image.Image) -> Iterator[Image.Image]:
    """In the dark the reader sees no edges; bars that stand aslant it finds only when they are put straight."""
    light = ImageOps.autocontrast(grey)
    yield light
    yield light.rotate(45, Image.Resampling.BILINEAR, expand=True, fillcolor=GREY)
