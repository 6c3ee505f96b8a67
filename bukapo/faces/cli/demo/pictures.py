"""Pictures for the demo, drawn here: no photo of anybody, nothing to license."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 1200, 1500
_FONT = Path(__file__).resolve().parents[2] / "papers" / "fonts" / "PlusJakartaSans-Bold.ttf"

BLACK, NAVY, MAROON, CREAM, OLIVE = (32, 33, 36), (30, 42, 84), (108, 24, 40), (236, 226, 204), (86, 94, 62)

_BODY = [
    (430, 300), (500, 352), (600, 372), (700, 352), (770, 300), (880, 348), (1060, 600), (935, 690), (880, 628),
    (886, 1230), (600, 1256), (314, 1230), (320, 628), (265, 690), (140, 600), (320, 348),
]  # fmt: skip
_LONG = [
    (430, 300), (500, 352), (600, 372), (700, 352), (770, 300), (880, 348), (990, 640), (1062, 1060), (940, 1092),
    (886, 760), (886, 1230), (600, 1256), (314, 1230), (314, 760), (260, 1092), (138, 1060), (210, 640), (320, 348),
]  # fmt: skip


def tee(
    cloth: Colour, ink: Colour, words: Sequence[str], *, long_sleeve: bool = False, back: bool = False
) -> bytes:
    """JPEG bytes of a tee lying flat, with up to three lines of print."""
    image = _paper()
    shape = Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(shape).polygon(_LONG if long_sleeve else _BODY, fill=255)
    shape = shape.filter(ImageFilter.GaussianBlur(9)).point(lambda v: 255 if v > 127 else 0)
    shape = shape.filter(ImageFilter.GaussianBlur(1.2))
    shadow = ImageChops.offset(shape, 14, 26).filter(ImageFilter.GaussianBlur(26)).point(lambda v: v * 0.34)
    image.paste((70, 58, 48), mask=shadow)
    image.paste(_cloth(cloth), mask=shape)
    draw = ImageDraw.Draw(image)
    _seams(draw, cloth, back=back)
    _print(draw, words, ink, top=560 if back else 520)
    return _jpeg(image)


def cookies(label: str) -> bytes:
    """JPEG bytes of a box of round cookies seen from above."""
    image = _paper((244, 238, 228))
    draw = ImageDraw.Draw(image)
    box = (170, 260, 1030, 1180)
    shade = Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(shade).rounded_rectangle((190, 300, 1050, 1220), 40, fill=110)
    image.paste((80, 60, 40), mask=shade.filter(ImageFilter.GaussianBlur(30)))
    draw.rounded_rectangle(box, 40, fill=(196, 150, 98), outline=(160, 116, 70), width=10)
    draw.rounded_rectangle((205, 295, 995, 1145), 26, fill=(250, 244, 230))
    for row in range(5):
        for column in range(5):
            _cookie(draw, 285 + column * 158, 385 + row * 168)
    draw.rounded_rectangle((330, 1235, 870, 1345), 18, fill=(255, 255, 252), outline=(60, 50, 44), width=4)
    _centred(draw, label, 1290, 52, (60, 50, 44))
    return _jpeg(image)


def transfer_slip(amount: str, to: str, when: str) -> bytes:
    """JPEG bytes of a made-up transfer slip that says loudly that it is an example."""
    image = Image.new("RGB", (900, 1400), (247, 248, 250))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((60, 90, 840, 1310), 36, fill=(255, 255, 255), outline=(214, 218, 224), width=3)
    draw.ellipse((390, 160, 510, 280), fill=(34, 139, 84))
    draw.line([(420, 222), (444, 248), (484, 196)], fill=(255, 255, 255), width=14, joint="curve")
    for text, top, size in (
        ("Transfer berhasil", 350, 46), (amount, 450, 72), (when, 540, 32), ("Ke", 680, 30), (to, 735, 40),
    ):  # fmt: skip
        draw.text((450, top), text, font=_font(size), fill=(40, 44, 52), anchor="mm")
    draw.text((450, 1180), "CONTOH, BUKAN BUKTI SUNGGUHAN", font=_font(34), fill=(190, 40, 40), anchor="mm")
    return _jpeg(image)


def _paper(colour: Colour = (226, 221, 211)) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), colour)
    light = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).point(lambda v: (255 - v) * 0.16)
    image.paste((255, 255, 255), mask=light)
    return image


def _cloth(colour: Colour) -> Image.Image:
    """Cloth with a few soft folds."""
    image = Image.new("RGB", (WIDTH, HEIGHT), colour)
    folds = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(folds)
    for start, end, width in (
        ((330, 640), (430, 1240), 26), ((872, 640), (770, 1240), 26), ((560, 900), (520, 1250), 18),
        ((660, 940), (700, 1250), 18), ((300, 420), (350, 620), 20), ((900, 420), (850, 620), 20),
    ):  # fmt: skip
        draw.line([start, end], fill=90, width=width)
    image.paste(_lighter(colour, 60), mask=folds.filter(ImageFilter.GaussianBlur(24)))
    edge = Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(edge).line([(600, 380), (600, 1256)], fill=26, width=240)
    image.paste(_lighter(colour, 40), mask=edge.filter(ImageFilter.GaussianBlur(90)))
    return image


def _seams(draw: ImageDraw.ImageDraw, cloth: Colour, *, back: bool) -> None:
    seam = _lighter(cloth, 34)
    collar = [(436, 322), (500, 372), (600, 392), (700, 372), (764, 322)]
    draw.line(collar, fill=seam, width=5 if back else 13, joint="curve")
    draw.line([(328, 372), (322, 640)], fill=seam, width=4)
    draw.line([(872, 372), (878, 640)], fill=seam, width=4)
    draw.arc((300, 1180, 900, 1240), 20, 160, fill=seam, width=4)


def _print(draw: ImageDraw.ImageDraw, words: Sequence[str], ink: Colour, *, top: int) -> None:
    y = top
    for word in words:
        size = 200 if len(word) <= 3 else 128 if len(word) <= 6 else 84 if len(word) <= 9 else 58
        _centred(draw, word, y + size // 2, size, ink)
        y += int(size * 1.16)
    draw.line([(450, y + 26), (750, y + 26)], fill=ink, width=9)


def _cookie(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.ellipse((x - 64, y - 60, x + 70, y + 74), fill=(206, 168, 112))
    draw.ellipse((x - 64, y - 64, x + 64, y + 64), fill=(232, 186, 104), outline=(206, 152, 76), width=5)
    draw.ellipse((x - 44, y - 48, x + 22, y + 6), fill=(244, 208, 138))
    draw.ellipse((x - 9, y - 11, x + 9, y + 7), fill=(96, 54, 30))


def _centred(draw: ImageDraw.ImageDraw, text: str, y: int, size: int, ink: Colour) -> None:
    draw.text((WIDTH // 2, y), text, font=_font(size), fill=ink, anchor="mm")


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONT), size)


def _lighter(colour: Colour, by: int) -> Colour:
    red, green, blue = (min(255, part + by) for part in colour)
    return red, green, blue


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
