"""What people and banks write into a description: who sent it, their message, the amount, our order numbers.

The patterns are those of public parsers and their samples; names are as the bank prints them, usually cut and in
capitals. Nothing here decides anything: a name that is not found is empty.
"""

import re
from typing import NamedTuple

from bukapo.kernel.ids import CROCKFORD


class Told(NamedTuple):
    """`amount` is the rupiah that the bank repeats inside the text, None when it does not."""

    sender: str = ""
    message: str = ""
    amount: int | None = None


NOTHING = Told()
_BREAK = re.compile(r"[\r\n]+")
_AMOUNT = re.compile(r"\s*(\d[\d,]*)\.(\d\d)(?!\d)\s*")
_BCA_TRANSFER = re.compile(
    r"TRSF E-BANKING CR\s+(?:\d{2}/\d{2}\s+|\d{4}/)?(?:[A-Z]{5}/)?(?:WS\w{3,7})?\s*", re.I
)
_NAME = r"([A-Z][A-Z.,'&/-]*(?: [A-Z][A-Z.,'&/-]*)*)"
_END = r"(?=\s{2,}|\s+\d|\s*[:|(]|\s+ESB\b|$)"
_PATTERNS = {
    "BI-FAST": rf"BI-?FAST CR\s+(?:BIF\s+)?(?:TRANSFER\s+)?(?:(?:DR|DARI)\s+)?(?:\d{{3}}\s+)?{_NAME}{_END}",
    "BIFAST": rf"BIFAST\s+(?:CR\s+)?(?:(?:DR|DARI)\s+)?(?:\d{{3}}\s+)?{_NAME}{_END}",
    "SWITCHING": rf"SWITCHING CR\s+(?:TRANSFER\s+)?(?:(?:DR|DARI)\s+)?(?:\d{{3}}\s+)?{_NAME}{_END}",
    "KR": rf"KR OTOMATIS\s+(?:(?:LLG|RTGS|SKN|TRANSFER)[ -]+(?:\w+\s+)?)(?:(?:DR|DARI)\s+)?{_NAME}{_END}",
    "NBMB": r"NBMB\s+(.+?)\s+TO\s",
    "BFST": r"BFST\s*\d*\s*(?:NBMB\s*)?([A-Z][A-Z .,'-]*?)\s*(?:[:|]|\s+TO\s|\s{2,}|$)",
    "IBNK": r"IBNK\s+(.+?)\s+TO\s",
    "ATM": r"ATM\s+(.+?)\s+TO\s",
    "TRF/PAY": rf"TRF/PAY/?\s*(?:(?:DR|DARI)\s+)?(?:\d+\s+)?{_NAME}{_END}",
    "TRANSFER": rf"TRANSFER\s+(?:MASUK\s+)?DARI\s+(?:\|\s*)?(?:(?:SDR|BPK|IBU|BAPAK)\.?(?:/IBU)?\s+)?{_NAME}{_END}",
    "TRSF": rf"TRSF (?:MASUK|DARI)\s+{_NAME}{_END}",
    "MCM": rf"MCM INHOUSETRF\s+(?:DARI|DR)\s+(?-i:{_NAME})(?=\s|$)",  # what follows it is in small letters
}
_BY_FIRST_WORD = {word: re.compile(pattern, re.IGNORECASE) for word, pattern in _PATTERNS.items()}
_FROM = re.compile(rf"\b(?:DARI|FROM|A/N|PENGIRIM)\s+:?\s*{_NAME}{_END}", re.IGNORECASE)
_MOST = 80
_READ = 500  # signs of a description that are looked at
_ORDER = re.compile(r"(?<![A-Z])PO[^A-Z0-9]{0,3}(?=((?:[A-Z0-9][ .\-]?){8}))")
_HEARD = str.maketrans("OIL", "011")  # Crockford: what cannot be meant is what it looks like
_DIGITS = set(CROCKFORD)


def describe(text: str) -> Told:
    """`text` as the file has it: runs of blanks part its fields. Only for money that came in."""
    text = text[:_READ]
    if text[:17].upper() == "TRSF E-BANKING CR":
        return _bca_transfer(text)
    first = text.partition(" ")[0].upper()
    pattern = _BY_FIRST_WORD.get(first) or _starting(first)
    found = pattern.search(text) if pattern else None
    if not found:
        found = _FROM.search(text)
    return Told(sender=_name(found[1])) if found else NOTHING


def _starting(word: str) -> re.Pattern[str] | None:
    """`BFST0896…` and `NBMB0012…` carry their number in the same word."""
    return _BY_FIRST_WORD.get(word[:4]) if word[:4] in ("BFST", "NBMB") else None


def _bca_transfer(text: str) -> Told:
    """`TRSF E-BANKING CR ddmm/FTSCY/WSnnnnn <amount>.00<message>   <NAME>`; the message may be missing."""
    head = _BCA_TRANSFER.match(text)
    rest = text[head.end() if head else 17 :]
    amount = None
    if said := _AMOUNT.match(rest):
        amount = int(said[1].replace(",", "")) if said[2] == "00" else None
        rest = rest[said.end() :]
    if "\n" in rest or "\r" in rest:
        rest = _BREAK.sub("  ", rest)
    message, _, sender = rest.strip(" -").rpartition("  ")
    return Told(_name(sender), " ".join(message.split())[:_MOST], amount)


def _name(text: str) -> str:
    return " ".join(text.split()).strip(" .,-:/|")[:_MOST]


def order_numbers(text: str) -> list[str]:
    """What may be order numbers of ours (`PO-7K3Q9XM2`), as `kernel.ids.order_number` writes them, in reading order.

    Small letters, blanks, points or nothing instead of the dash, O for 0 and I or L for 1 are seen through, and what
    the bank glued on in front or behind. Words look like numbers at times: whoever asks looks them up.
    """
    text = text.upper()
    if "PO" not in text:
        return []
    found: list[str] = []
    for match in _ORDER.finditer(text):
        code = re.sub(r"[ .\-]", "", match[1]).translate(_HEARD)
        if _DIGITS.issuperset(code) and f"PO-{code}" not in found:
            found.append(f"PO-{code}")
    return found
