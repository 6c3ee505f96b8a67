"""The colours of posters: paper and ink of the house, one strong ink of the store's choice, light and dark."""

from dataclasses import dataclass

from bukapo.catalog.brand.rules import COLOURS, FIRST_COLOUR

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Inks:
    """`seal` stands on `paper`, `on_seal` on `seal`; `soft` is for what may be read second."""

    paper: Colour
    field: Colour
    ink: Colour
    soft: Colour
    rule: Colour
    seal: Colour
    on_seal: Colour
    on_soft: Colour
    """What may be read second, on the seal colour."""


def colour(text: str) -> Colour:
    """`b3261e` -> its three parts."""
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def inks(name: str, *, dark: bool) -> Inks:
    """The inks of a store that chose `name`; the house's own red for a name that is not known."""
    chosen = COLOURS.get(name) or COLOURS[FIRST_COLOUR]
    seal = colour(chosen.dark if dark else chosen.light)
    if dark:
        return Inks(
            paper=colour("191c1f"), field=colour("24292e"), ink=colour("edf0f2"), soft=colour("a9b2ba"),
            rule=colour("3d454d"), seal=seal, on_seal=colour("16181b"), on_soft=mix(colour("16181b"), seal, 0.12),
        )  # fmt: skip
    return Inks(
        paper=colour("ffffff"), field=colour("f1f4f5"), ink=colour("1a1d21"), soft=colour("535a62"),
        rule=colour("cbd4da"), seal=seal, on_seal=colour("ffffff"), on_soft=mix(colour("ffffff"), seal, 0.12),
    )  # fmt: skip


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with so much of `b` in it (0 to 1)."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def contrast(a: Colour, b: Colour) -> float:
    """The ratio of WCAG 2 between two colours, 1 to 21."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour_: Colour) -> float:
    parts = [part / 255 for part in colour_]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
