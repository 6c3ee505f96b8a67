"""What is read in a picture of the camera or in a photo, and what is refused. No database."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from bukapo.catalog.imaging import Broken, NotAPicture, PictureRefused, TooLarge
from bukapo.faces.dashboard.camera.reading import FrameRefused, codes_in_frame, codes_in_photo
from bukapo.orders.packing.rules import NoCodeSeen, SeveralSeen, the_one
from tests.drawn import TABLE, bars, jpeg, square, table

PIECE, SLIP = table(bars("V12")), table(square("PO-7K3Q9A"))


def frame(picture: Image.Image) -> tuple[str, ...]:
    return codes_in_frame(jpeg(picture))


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 135, 180, 225, 300])
def test_a_code_is_read_however_it_lies(angle: int) -> None:
    for picture, code in ((PIECE, "V12"), (SLIP, "PO-7K3Q9A")):
        turned = picture.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=TABLE)
        assert frame(turned) == (code,)


def test_a_little_blur_and_a_dark_shelf_are_no_hindrance_and_much_of_it_reads_nothing_rather_than_wrong() -> (
    None
):
    def blurred(by: float) -> Image.Image:
        return PIECE.filter(ImageFilter.GaussianBlur(by))

    assert frame(blurred(1)) == ("V12",) and frame(blurred(8)) == ()
    assert frame(ImageEnhance.Brightness(PIECE).enhance(0.06)) == ("V12",)
    assert frame(ImageEnhance.Brightness(PIECE).enhance(0.005)) == ()
    assert frame(Image.effect_noise((640, 480), 90)) == ()


def test_every_code_in_the_picture_is_told_and_two_equal_ones_once() -> None:
    assert set(frame(table(bars("V12"), bars("V13")))) == {"V12", "V13"}
    assert frame(table(bars("V12"), bars("V12"))) == ("V12",)
    small = table(bars("v12", module=2))
    assert frame(small) == ("V12",), "small letters are the same code"


def test_of_two_codes_ours_is_meant_and_of_two_of_ours_none() -> None:
    assert the_one(["JNE0012345", "PO-7K3Q9A"]) == "PO-7K3Q9A"
    assert the_one(["V12", "V12"]) == "V12" and the_one(["KAOS-L-01"]) == "KAOS-L-01"
    for several in (["V12", "PO-7K3Q9A"], ["V12", "N4-1"], ["KAOS-L", "KAOS-M"]):
        with pytest.raises(SeveralSeen):
            the_one(several)
    with pytest.raises(NoCodeSeen):
        the_one([])


def test_a_phones_photo_is_read_at_any_size_and_as_it_was_held() -> None:
    large = PIECE.resize((4000, 3000), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright
    out = io.BytesIO()
    large.save(out, "JPEG", quality=70, exif=exif)
    assert codes_in_photo(out.getvalue()) == ("V12",)
    assert codes_in_photo(jpeg(SLIP, "PNG")) == codes_in_photo(jpeg(SLIP, "WEBP")) == ("PO-7K3Q9A",)


def bomb(side: int) -> bytes:
    """A PNG that says it has `side` times `side` pixels, and is 100 bytes long."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    parts = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", NotAPicture),
        (b"GIF89a", NotAPicture),
        (b"\xff\xd8\xff", Broken),
        (bomb(7_000), TooLarge),
        (bomb(60_000), TooLarge),
    ],
)
def test_what_is_no_picture_or_a_bomb_is_refused_by_name(sent: bytes, why: type[PictureRefused]) -> None:
    with pytest.raises(why):
        codes_in_photo(sent)
    with pytest.raises(FrameRefused):
        codes_in_frame(sent)


def test_a_frame_that_is_too_heavy_too_large_or_no_jpeg_is_refused() -> None:
    heavy = jpeg(PIECE) + b"\0" * 200 * 1024
    for sent in (heavy, jpeg(Image.new("L", (2000, 1001), 255)), jpeg(PIECE, "PNG"), jpeg(PIECE)[:900]):
        with pytest.raises(FrameRefused):
            codes_in_frame(sent)
