"""Bytes somebody sent -> a clean picture in a few sizes. Pillow only: no database, no files.

The format is judged by the bytes themselves, never by the name or the type a browser claims.
"""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from bukapo.kernel.refusal import Refusal, gettext_noop

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
TALLEST = 3_000
"""Pixels of the largest copy's height: a very long screenshot is scaled down as a whole."""

WEBP, AVIF = "webp", "avif"
_SAVE: dict[str, dict[str, int | str]] = {
    WEBP: {"format": "WEBP", "quality": 78, "method": 4},
    AVIF: {"format": "AVIF", "quality": 55, "speed": 8},
}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_decoding = threading.BoundedSemaphore(2)
"""A 40-megapixel picture needs some 160 MB while it is read; only two at a time."""


class PictureRefused(Refusal):
    """The file can't be used as a picture; every subclass says why."""

    code = "picture_refused"
    sentence = gettext_noop("Gambar ini tidak bisa dipakai. Coba foto yang lain.")
    http_status = 422


class NotAPicture(PictureRefused):
    code = "not_a_picture"
    sentence = gettext_noop("File ini bukan foto. Kirim foto JPG, PNG, atau WebP.")


class PdfInstead(PictureRefused):
    code = "pdf_instead_of_picture"
    sentence = gettext_noop("PDF belum bisa dibaca. Kirim foto atau tangkapan layarnya (JPG atau PNG).")


class HeicInstead(PictureRefused):
    code = "heic_instead_of_picture"
    sentence = gettext_noop(
        "Foto HEIC dari iPhone belum bisa dibaca. Kirim tangkapan layarnya, atau ubah dulu ke JPG."
    )


class TooHeavy(PictureRefused):
    """More than MOST_BYTES."""

    code = "picture_too_heavy"
    sentence = gettext_noop("Ukuran file lebih dari 10 MB. Kirim foto yang lebih kecil.")


class TooLarge(PictureRefused):
    """More than MOST_PIXELS."""

    code = "picture_too_large"
    sentence = gettext_noop(
        "Foto ini terlalu besar (lebih dari 40 megapiksel). Perkecil dulu, lalu kirim lagi."
    )


class Broken(PictureRefused):
    code = "picture_broken"
    sentence = gettext_noop("Foto ini rusak atau tidak lengkap terkirim. Coba kirim lagi.")


@dataclass(frozen=True)
class Copy:
    """One encoded file: `kind` webp or avif, `width` pixels."""

    kind: str
    width: int
    content: bytes


@dataclass(frozen=True)
class Copies:
    """`width` and `height` are the largest copy's, in pixels, upright."""

    width: int
    height: int
    widths: tuple[int, ...]
    copies: tuple[Copy, ...]


def copies_of(content: bytes, *, widths: Sequence[int], kinds: Sequence[str]) -> Copies:
    """Re-encode a JPEG, PNG or WebP upright, in sRGB, without any metadata, in each of `widths` (never enlarged).

    Raises a PictureRefused for everything else.
    """
    if len(content) > MOST_BYTES:
        raise TooHeavy()
    known = _format(content)
    with _decoding:
        picture = _read(content, known, box=(max(widths), TALLEST))
    kept = tuple(sorted({min(width, picture.width) for width in widths}))
    made = []
    for width in kept:
        size = (width, max(1, round(picture.height * width / picture.width)))
        scaled = picture if width == picture.width else picture.resize(size, Image.Resampling.LANCZOS)
        made += [Copy(kind, width, _encode(scaled, kind)) for kind in kinds]
    return Copies(width=picture.width, height=picture.height, widths=kept, copies=tuple(made))


def upright_picture(content: bytes, *, most: int) -> Image.Image:
    """A JPEG, PNG or WebP as pixels to look at, upright, no side longer than `most`. Raises a PictureRefused."""
    if len(content) > MOST_BYTES:
        raise TooHeavy()
    known = _format(content)
    with _decoding:
        return _read(content, known, box=(most, most))


def _format(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[:1024].lstrip().startswith(b"%PDF"):
        raise PdfInstead()
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise HeicInstead()
    raise NotAPicture()


def _read(content: bytes, known: str, *, box: tuple[int, int]) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=[known]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TooLarge()
            # A JPEG is read at a fraction of its size where that is enough; the largest side may be either one.
            opened.draft(None, (max(box), max(box)))
            profile = opened.info.get("icc_profile")
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail(box, Image.Resampling.LANCZOS)
            return _on_white(_in_srgb(upright, profile))
    except Image.DecompressionBombError:
        raise TooLarge() from None
    except TooLarge:
        raise
    except Exception as error:
        # Pillow's readers fail in a dozen ways on a forged file; all mean the same here.
        raise Broken() from error


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones photograph in wider colours; dropping their profile unread would dull the goods."""
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """A new RGB picture: nothing of the old file's metadata comes along."""
    clean = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        clean.paste(layer, mask=layer.getchannel("A"))
    else:
        clean.paste(picture.convert("RGB"))
    return clean


def _encode(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, **_SAVE[kind])  # type: ignore[arg-type]
    return out.getvalue()
