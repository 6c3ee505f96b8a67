"""The colours a store may choose among, and its line. Pure."""

from dataclasses import dataclass

from bukapo.kernel.refusal import Invalid, gettext_noop


@dataclass(frozen=True)
class Colour:
    """An ink: on white paper and on dark paper, both as `rrggbb` and both legible there."""

    name: str
    light: str
    dark: str


COLOURS = {
    "merah": Colour(gettext_noop("Merah cap"), "b3261e", "ff9080"),
    "oranye": Colour(gettext_noop("Oranye bata"), "a14300", "ffae70"),
    "hijau": Colour(gettext_noop("Hijau daun"), "1f6b3a", "7fd69b"),
    "toska": Colour(gettext_noop("Toska"), "00666b", "63d2d0"),
    "biru": Colour(gettext_noop("Biru"), "1d4fa3", "93bbff"),
    "ungu": Colour(gettext_noop("Ungu"), "6a3aa8", "cbacff"),
    "pink": Colour(gettext_noop("Merah muda"), "a82860", "ff9fc6"),
    "hitam": Colour(gettext_noop("Hitam"), "1a1d21", "edf0f2"),
}
"""Chosen so that words in them, and white or black words on them, keep a contrast of 4.5 and more."""
FIRST_COLOUR = "merah"
MOST_LINE = 120


def checked_brand(*, colour: str, line: str) -> tuple[str, str]:
    """Tidied. Raises Invalid with the field."""
    if colour not in COLOURS:
        raise Invalid(field="colour", why=gettext_noop("Pilih salah satu warna yang ada."))
    tidy = " ".join(line.split())
    if len(tidy) > MOST_LINE:
        raise Invalid(field="line", why=gettext_noop("Kalimatnya paling panjang 120 huruf."))
    return colour, tidy
