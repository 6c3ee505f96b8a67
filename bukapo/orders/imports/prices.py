"""Prices and measures that a form writes into its options: `XL (+5.000)`, `Panjang (+10rb)`, `L (70 x 50 cm)`."""

import re

_LEAD = r"(?:\b(?:tambah|nambah|charge|harga|extra|plus|add|up)\s*)?(?:@\s*)?"
_UNIT = r"(?:rb|ribu|k|jt|juta)\b"
_NUMBER = r"\d[\d.,]*"
_TAIL = r"(?:,-|\s*/\s*(?:pcs|pc|buah|biji))?"
_PRICE = re.compile(
    rf"[(\[]\s*{_LEAD}[+＋]\s*(?:rp\.?|idr)?\s*{_NUMBER}\s*(?:{_UNIT})?{_TAIL}\s*[)\]]"  # (+5), (+ Rp 5.000)
    rf"|{_LEAD}[+＋]?\s*(?:rp\.?|idr)\s*{_NUMBER}\s*(?:{_UNIT})?{_TAIL}"
    rf"|{_LEAD}[+＋]?\s*(?<![\w.,]){_NUMBER}\s*{_UNIT}{_TAIL}"
    rf"|{_LEAD}[+＋]?\s*(?<![\w.,])\d{{1,3}}(?:[.,]\d{{3}})+(?![\d]){_TAIL}"
    rf"|{_LEAD}[+＋]?\s*(?<![\w.,])\d{{4,}}(?!\w){_TAIL}",
    re.IGNORECASE,
)
_MEASURE_WORD = r"(?:ld|lp|pb|lb|p|l|t|lebar|panjang|tinggi|lingkar|dada|bb|tb|cm|kg|x|×)"
_MEASURES = re.compile(
    rf"[(\[](?=[^()\[\]]*\d\d)(?:[\s\d.,:=/\-–]|{_MEASURE_WORD}(?![a-z]))+[)\]]"
    r"|(?<![\w])\d{2,3}\s*[x×]\s*\d{2,3}(?:\s*cm)?(?!\w)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_AMOUNT = re.compile(rf"[+＋]\s*(?:rp\.?\s*)?(\d[\d.,]*)\s*({_UNIT})?", re.IGNORECASE)
_THOUSANDS = {"rb": 1000, "ribu": 1000, "k": 1000, "jt": 1_000_000, "juta": 1_000_000}


def without_prices(text: str) -> str:
    """The choice alone: `XL (+Rp5.000)` -> `XL`, `L (LD 100, P 70)` -> `L`; `L(2)` and `2 L + 1 XL` stay."""
    if not any(character.isdigit() for character in text):
        return text
    return _EMPTY.sub(" ", _MEASURES.sub(" ", _PRICE.sub(" ", text))).strip()


def written_surcharge(text: str) -> int | None:
    """Rupiah after a plus sign: `(+5rb)` -> 5000, `(+5.000)` -> 5000; None when there is none."""
    match = _AMOUNT.search(text)
    if not match:
        return None
    digits = re.sub(r"[.,]", "", match[1])
    amount = int(digits[:9]) * _THOUSANDS.get((match[2] or "").lower(), 1)
    return amount if amount >= 100 else None
