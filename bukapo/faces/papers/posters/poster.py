"""What a poster says, how large it is, in which colours. Plain values; drawing starts here."""

from dataclasses import dataclass
from pathlib import Path

PHOTO, CARD, TYPE = "foto", "kartu", "tipografi"
LAYOUTS = (PHOTO, CARD, TYPE)
FEED, STORY, LINK = "feed", "story", "link"
SIZES = {FEED: (1080, 1350), STORY: (1080, 1920), LINK: (1200, 630)}
"""Pixels: 4:5 for a feed, 9:16 for stories and TikTok, 1.91:1 for link previews."""
SAFE = {FEED: (48, 48), STORY: (250, 250), LINK: (24, 24)}
"""Pixels on top and at the bottom that stay free of words: a story's app puts its own there."""
TONES = ("terang", "gelap")
LIGHT, DARK = TONES


@dataclass(frozen=True)
class Poster:
    """The words of a poster, in order of weight. "" is left out.

    `price` with its `price_before` ("mulai"); `normal` is struck through. `until` is the label of the two lines of
    the deadline, `link` the address as it is read, `qr` as it is scanned. `colour` names one of `inks.INKS`.
    """

    store: str
    tag: str
    title: str
    price: str
    until: str
    day: str
    time: str
    link: str
    qr: str
    price_before: str = ""
    normal: str = ""
    note: str = ""
    colour: str = ""
    photo: Path | None = None
