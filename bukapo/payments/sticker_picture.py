"""A photo or screenshot of a QRIS sticker -> the text of its code."""

from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageDraw

from bukapo.catalog.imaging import upright_picture
from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.qris.code import Qris, read_static
from bukapo.payments.qris.refusals import QrisUnusable

QR = zxingcpp.barcode_formats_from_str("QRCode")
SIDES = (2_400, 1_200, 700)
"""Pixels. A code too large for the finder, or torn by a printed pattern, is often found in a smaller copy."""


class NoCode(QrisUnusable):
    code = "qris_no_code"
    sentence = gettext_noop(
        "Tidak ada kode QR yang terbaca di gambar ini. Foto lagi dari depan, terang, dan seluruh kodenya kelihatan."
    )


class SeveralCodes(QrisUnusable):
    code = "qris_several_codes"
    sentence = gettext_noop("Di gambar ini ada lebih dari satu QRIS. Potong sampai tinggal yang dipakai.")


def read_sticker(content: bytes) -> Qris:
    """The static code in a picture (JPEG, PNG or WebP bytes); codes of another kind beside it do not matter.

    Raises PictureRefused, NoCode, SeveralCodes, or the QrisUnusable of what was read.
    """
    picture = upright_picture(content, most=SIDES[0])
    why: QrisUnusable = NoCode()
    for copy in _copies(picture):
        good: dict[str, Qris] = {}
        for text in sorted(_texts(copy)):
            try:
                good[text] = read_static(text)
            except QrisUnusable as refusal:
                why = refusal
        if len(good) > 1:
            raise SeveralCodes()
        if good:
            return next(iter(good.values()))
    raise why


def _texts(picture: Image.Image) -> set[str]:
    """What the codes of a picture say. A found one is painted over: side by side they hide each other."""
    texts: set[str] = set()
    for _ in range(3):
        found = zxingcpp.read_barcodes(picture, formats=QR, text_mode=zxingcpp.TextMode.Plain)
        if not found:
            break
        texts |= {one.text for one in found}
        for one in found:
            corners = one.position
            points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
            ImageDraw.Draw(picture).polygon([(point.x, point.y) for point in points], fill=255)
    return texts


def _copies(picture: Image.Image) -> Iterator[Image.Image]:
    for side in SIDES:
        if side < max(picture.size) or side == SIDES[0]:
            copy = picture.convert("L")
            copy.thumbnail((side, side), Image.Resampling.LANCZOS)
            yield copy
