"""Text that the printing typeface can really print. What it cannot is replaced where everybody sees it."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

FONTS = Path(__file__).parent / "fonts"
REGULAR = FONTS / "PlusJakartaSans-Regular.ttf"
BOLD = FONTS / "PlusJakartaSans-Bold.ttf"

LOST = "[?]"
"""Stands for a run of characters that the typeface does not have: emoji, CJK, Arabic."""

SPOKEN_AS = {
    "→": "->",
    "←": "<-",
    "≥": ">=",
    "≤": "<=",
    "‐": "-",
    "‑": "-",
    "‒": "–",
    "―": "—",
    "✓": "v",
    "✔": "v",
}
# Joiners, variation selectors, direction marks, soft hyphens and control characters have no ink of their own.
INKLESS = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)


@cache
def printable_codes() -> frozenset[int]:
    """Code points that both weights carry."""
    probe = FPDF()
    probe.add_font("Jakarta", "", REGULAR)
    probe.add_font("Jakarta", "B", BOLD)
    regular, bold = (set(f.cmap) for f in probe.fonts.values() if isinstance(f, TTFFont))
    return frozenset(regular & bold)


def printable(text: str) -> str:
    """The text in characters that print. Line breaks stay, tabs are spaces, a lost run becomes `[?]`."""
    clean = INKLESS.sub("", unicodedata.normalize("NFC", str(text))).replace("\t", " ")
    clean = "\n".join(line.rstrip() for line in clean.splitlines())
    return re.sub("\0+", LOST, "".join(_ink(character) for character in clean))


def _ink(character: str) -> str:
    codes = printable_codes()
    if ord(character) in codes or character == "\n":
        return character
    if character in SPOKEN_AS:
        return SPOKEN_AS[character]
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    # Letters in costume (bold, circled, full width) are the same letters.
    plain = unicodedata.normalize("NFKC", character)
    return plain if all(ord(part) in codes for part in plain) else "\0"
