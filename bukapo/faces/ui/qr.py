"""QR codes for screens. Always dark on white with the quiet zone of four modules, whatever the page's colours."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for."""


def qr_svg(text: str, label: str = "") -> SafeString:
    """The code as inline SVG that fills its box; `label` is read out by a screen reader."""
    svg = _code(text).svg_inline(
        border=QUIET, omitsize=True, dark="#000", light="#fff", svgclass="qr", title=label or None
    )
    return mark_safe(svg.replace("<svg ", '<svg role="img" ', 1) if label else svg)


def qr_image(text: str) -> str:
    """The code as the address of an `img` that holds it itself."""
    return _code(text).svg_data_uri(scale=6, border=QUIET)


def qr_png(text: str) -> bytes:
    """The code as a picture of some 600 pixels, to keep on the phone and open in a wallet."""
    out = io.BytesIO()
    code = _code(text)
    side = code.symbol_size(border=QUIET)[0]
    code.save(out, kind="png", border=QUIET, scale=max(1, round(640 / side)))
    return out.getvalue()


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)
