"""What a line says of money: kept as a claim for somebody to check, never believed, never part of the order."""

import re
import unicodedata

_NOT_YET = re.compile(
    r"\b(?:belum|blm|blum|nanti|menyusul)\s+(?:di\s?)?(?:bayar|byr|tf|trf|transfer|lunas|dp)\b", re.IGNORECASE
)
_CLAIM = re.compile(
    r"\(?\b(?:(?:sudah|sdh|udah|udh|dah)\s+)?(?:lunas|dp|tf|trf|transfer(?:ed)?|bayar|byr|paid|done)\b"
    r"(?:\s*(?:rp\.?\s*)?\d[\d.,]*\s*(?:rb|ribu|k|jt)?\b)?\)?(?:\s+(?:ya|kak|min)\b)?",
    re.IGNORECASE,
)
_TICKS = "✅☑✔💰💸💯🆗👌"


def taken_out(text: str) -> tuple[str, str]:
    """The text without emoji and words about money, and those words as they stood: ("Budi L hitam", "lunas ✅")."""
    ticks = "".join(dict.fromkeys(c for c in text if c in _TICKS))
    bare = _NOT_YET.sub(" ", "".join(" " if is_ornament(c) else c for c in text))
    words = [match[0].strip(" ()") for match in _CLAIM.finditer(bare)]
    claim = " ".join([*words, *([ticks] if ticks else [])])
    return " ".join(_CLAIM.sub(" ", bare).split()), claim[:80]


def is_ornament(character: str) -> bool:
    """Emoji, their variations, arrows and ticks."""
    return unicodedata.category(character) in ("So", "Sk", "Cn", "Co", "Mn", "Me") and character not in "°^`"
