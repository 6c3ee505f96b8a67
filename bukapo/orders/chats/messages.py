"""A pasted chat taken apart into messages: WhatsApp's headers, forwarded marks and ornaments are no part of an order.

Headers as WhatsApp writes them: iPhone `[12/11/26 20.15.03] Budi: …`, Android `12/11/26 20.15 - Budi: …`, the web
`[20.15, 12/11/2026] Budi: …`. What is pasted without headers is one message of nobody.
"""

import re
import unicodedata
from dataclasses import dataclass

_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
_TIME = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_HEADER = re.compile(
    rf"^\s*(?:\[(?:{_DAY},?\s+{_TIME}|{_TIME},?\s+{_DAY})\]\s*|{_DAY},?\s+{_TIME}\s+-\s+)(?P<rest>.*)$"
)
_SENDER = re.compile(r"^~?\s*(?P<sender>[^:]{1,60}?)\s*:\s?(?P<text>.*)$")
_FORWARDED = re.compile(
    r"^\s*>*\s*[-–—]*\s*(?:diteruskan(?: berkali-kali)?|forwarded(?: many times)?(?: message)?)\s*[-–—]*\s*$",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"<\s*media [^>]*>|media tidak disertakan|media omitted|(?:image|video|sticker|audio|document|gif) omitted"
    r"|pesan ini (?:telah )?dihapus|anda menghapus pesan|this message was deleted|you deleted this message"
    r"|terenkripsi secara end-to-end|end-to-end encrypted|<pesan ini diedit>|<this message was edited>",
    re.IGNORECASE,
)
_KEYCAPS = re.compile("(?:[0-9]\ufe0f?\u20e3)+[ .)]*")
_BOLD = re.compile(r"(?<!\w)\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\w)|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """`sender` as WhatsApp names them, a phone number or a name; "" without a header. `lines`: (number, text)."""

    sender: str
    lines: tuple[tuple[int, str], ...]


def messages_of(text: str) -> list[Spoken]:
    """Every message in its order. Lines keep the number they have in what was pasted."""
    found: list[tuple[str, list[tuple[int, str]]]] = [("", [])]
    for number, raw in enumerate(text.splitlines(), 1):
        line = visible(raw)
        header = _HEADER.match(line)
        if header:
            said = _SENDER.match(header["rest"])
            if not said:  # "Budi bergabung memakai tautan undangan": WhatsApp itself speaks
                found.append(("", []))
                continue
            found.append((said["sender"].strip(), []))
            line = said["text"]
        if not _FORWARDED.match(line):
            found[-1][1].append((number, "" if _SYSTEM.search(line) else line))
    return [Spoken(sender, tuple(lines)) for sender, lines in found if any(line.strip() for _, line in lines)]


def visible(line: str) -> str:
    """Without marks nobody sees, quotation marks of WhatsApp's formatting, and with keycaps as numbers."""
    flat = _KEYCAPS.sub(
        lambda caps: "".join(c for c in caps[0] if c.isascii() and c.isdecimal()) + ". ", line
    )
    flat = "".join(
        " " if unicodedata.category(c) in ("Zs", "Cc") else c
        for c in flat
        if unicodedata.category(c) not in ("Cf", "Cs")
    )
    return _BOLD.sub(lambda match: match[1] or match[2], flat).rstrip()
