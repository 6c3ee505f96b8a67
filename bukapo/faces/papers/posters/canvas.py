"""The sheet a poster is drawn on. It remembers where words and codes stand, so that tests can measure."""

from dataclasses import dataclass, field

import segno
from PIL import Image, ImageDraw

from bukapo.faces.papers.posters.inks import Colour, Inks, mix
from bukapo.faces.papers.posters.letters import DROP, Set, face

QUIET = 4
"""Modules of white around a QR code, as ISO/IEC 18004 asks for."""
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@dataclass(frozen=True)
class Box:
    """Pixels: left and top are inside, right and bottom are not."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def inset(self, by: int) -> "Box":
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def meets(self, other: "Box") -> bool:
        """They have a pixel in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass
class Canvas:
    """`placed` names every word, stamp and code with its box; `over` says what each stands on."""

    size: tuple[int, int]
    inks: Inks
    image: Image.Image = field(init=False)
    placed: list[tuple[str, Box]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", self.size, self.inks.paper)

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def fill(self, box: Box, colour: Colour) -> None:
        self.draw.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=colour)

    def rule(self, left: int, right: int, y: int, colour: Colour, *, thick: int = 2) -> None:
        self.draw.rectangle((left, y, right - 1, y + thick - 1), fill=colour)

    def words(self, name: str, text: Set, x: int, top: int, colour: Colour, *, align: str = "left") -> int:
        """`top` is where the first line's capitals begin. Returns the last baseline."""
        anchor = {"left": "ls", "right": "rs", "centre": "ms"}[align]
        y = top + text.cap
        pen = self.draw
        for line in text.lines:
            pen.text((x, y), line, font=text.font, fill=colour, anchor=anchor)
            y += text.step
        left = {"left": x, "right": x - text.width, "centre": x - text.width // 2}[align]
        bottom = top + text.height
        drop = round(text.size * DROP)
        self.placed.append((name, Box(left, top, left + text.width, bottom + drop)))
        return bottom

    def struck(self, name: str, text: Set, x: int, top: int, colour: Colour) -> int:
        """One line, struck through."""
        bottom = self.words(name, text, x, top, colour)
        y = top + round(text.cap * 0.52)
        self.rule(x - 4, x + text.width + 4, y, colour, thick=max(3, text.size // 14))
        return bottom

    def code(self, text: str, right: int, top: int, room: int, *, on_white: bool) -> Box:
        """A QR code, dark on white, as large as whole pixels a module allow; its upper right corner is given.

        On white paper its quiet zone is the paper around it, elsewhere a white tile.
        """
        matrix = segno.make(text, error="m", micro=False).matrix
        modules, quiet = len(matrix), 0 if on_white else QUIET
        scale = max(2, room // (modules + 2 * quiet))
        side = scale * (modules + 2 * quiet)
        bits = Image.new("L", (modules, modules))
        bits.putdata([0 if dark else 255 for row in matrix for dark in row])
        box = Box(right - side, top + (room - side) // 2, right, top + (room - side) // 2 + side)
        self.fill(box, WHITE)
        big = bits.resize((modules * scale, modules * scale), Image.Resampling.NEAREST)
        self.image.paste(big.convert("RGB"), (box.left + quiet * scale, box.top + quiet * scale))
        self.placed.append(("qr", box))
        return box

    def stamp(
        self, name: str, text: str, *, right: int, top: int, size: int, colour: Colour, left: int = -1
    ) -> Box:
        """A rubber stamp, pressed a little askew; its upper right (or, with `left`, upper left) corner is given."""
        pressed = _pressed(text, size, colour)
        x = left if left >= 0 else right - pressed.width
        self.image.paste(pressed, (x, top), pressed)
        box = Box(x, top, x + pressed.width, top + pressed.height)
        self.placed.append((name, box))
        return box

    def notch(self, box: Box, colour: Colour, *, step: int = 28, radius: int = 8) -> None:
        """A panel whose upper edge was torn off a pad: a row of round bites."""
        mask = Image.new("L", (box.width * 2, box.height * 2), 255)
        pen = ImageDraw.Draw(mask)
        many = max(1, box.width // step)
        gap, r = box.width * 2 / many, radius * 2
        for n in range(many):
            middle = gap * (n + 0.5)
            pen.ellipse((middle - r, -r, middle + r, r), fill=0)
        small = mask.resize((box.width, box.height), Image.Resampling.BOX)
        self.image.paste(Image.new("RGB", (box.width, box.height), colour), (box.left, box.top), small)

    def ground(self, box: Box, free: Box, letters: str) -> None:
        """Where a photo is missing: a calm field with the store's first letter, large and barely there."""
        dark = self.inks.paper[0] < 128
        field_ = mix(self.inks.paper, self.inks.seal, 0.2) if dark else self.inks.seal
        faint = mix(field_, self.inks.seal if dark else self.inks.on_seal, 0.14)
        self.fill(box, field_)
        tile = Image.new("RGB", (free.width, free.height), field_)
        font = face(round(min(free.width, free.height) * 0.9), bold=True)
        middle = (free.width // 2, free.height // 2)
        ImageDraw.Draw(tile).text(middle, letters[:1].upper() or "P", font=font, fill=faint, anchor="mm")
        self.image.paste(tile, (free.left, free.top))


def _pressed(text: str, size: int, colour: Colour) -> Image.Image:
    """The stamp at twice its size, turned by four degrees, made small again: soft edges."""
    font = face(size * 2, bold=True)
    spaced = text.upper()
    wide, line = round(font.getlength(spaced)), size // 4
    pad_x, pad_y, cap = size, round(size * 0.62), round(size * 2 * 0.71)
    tile = Image.new("RGBA", (wide + 2 * (pad_x + line), cap + 2 * (pad_y + line)), (*colour, 0))
    pen = ImageDraw.Draw(tile)
    pen.rounded_rectangle(
        (line // 2, line // 2, tile.width - line, tile.height - line),
        radius=size // 3,
        outline=(*colour, 255),
        width=line,
    )
    pen.text((tile.width // 2, pad_y + line + cap), spaced, font=font, fill=(*colour, 255), anchor="ms")
    turned = tile.rotate(4, Image.Resampling.BICUBIC, expand=True)
    return turned.resize((turned.width // 2, turned.height // 2), Image.Resampling.BOX)
