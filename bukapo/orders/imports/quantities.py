"""Numbers of pieces as people write them: `3`, `3 pcs`, `tiga`, `dua buah`, `selusin`, `2.0`."""

import re

from bukapo.orders.imports.vocabulary import plain, spellings

_NUMBERS = """
nol|zero
satu|one|sebuah|sepotong|sebiji|selembar|sehelai
dua|two
tiga|three
empat|four
lima|five
enam|six
tujuh|seven
delapan|eight
sembilan|nine
sepuluh|ten
sebelas|eleven
selusin|twelve
"""
_NUMBER_WORDS = {
    word: number for number, line in enumerate(_NUMBERS.strip().splitlines()) for word in line.split("|")
} | {"sekodi": 20}
_TIMES = {"puluh": 10, "lusin": 12, "kodi": 20, "dozen": 12}
UNITS = spellings("""
pcs|pc|pce|piece|pieces|bh|buah|biji|potong|helai|lembar|lbr|item|ea|unit|x
kaos|baju|kemeja|jaket|hoodie|jersey|tshirt
""")
FILLERS = spellings("aja|saja|cuma|hanya|ya|kak|min|dong|deh|sih|total|pesan|order|yang|jumlah|jml|sebanyak")
MOST_DIGITS = 9
_NEGATIVE = re.compile(r"(?:^|\s)[-−–]\s*\d")
_WHOLE_FLOAT = re.compile(r"\s*(\d{1,9})[.,]0+\s*")
_DECIMAL = re.compile(r"\d[.,]\d")
_GLUED = re.compile(r"(\d+)([a-z]+)|x(\d+)")


def read_quantity(text: str) -> int | None:
    """The one whole number that `text` can only mean, 0 included; None when it is not one (`2-3`, `1,5`, `-1`)."""
    whole = _WHOLE_FLOAT.fullmatch(text)
    if whole:
        return int(whole[1])
    if _NEGATIVE.match(text) or _DECIMAL.search(text):
        return None
    tokens = [token for token in number_tokens(plain(text).split()) if token not in ("(", ")", "=")]
    numbers = {_bounded(token) for token in tokens if token.isdecimal()}
    others = [token for token in tokens if not token.isdecimal() and token not in UNITS | FILLERS]
    return numbers.pop() if len(numbers) == 1 and not others else None


def _bounded(digits: str) -> int:
    """Beyond nine digits every number is the same: too large."""
    return int(digits) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS


def number_tokens(words: list[str]) -> list[str]:
    """Words with the numbers among them as digits: `dua puluh lima` -> `25`, `3pcs` -> `3 pcs`, `x2` -> `2`."""
    tokens: list[str] = []
    growing = 0  # how much a following "lima" may still add: 10 after "puluh", nothing otherwise
    for word in _unglued(words):
        value = _NUMBER_WORDS.get(word)
        if value is not None and growing and 0 < value < growing:
            tokens[-1], growing = str(int(tokens[-1]) + value), 0
        elif value is not None:
            tokens.append(str(value))
            growing = 0
        elif word == "belas" and _ends_small(tokens, 1):
            tokens[-1] = str(int(tokens[-1]) + 10)
        elif word in _TIMES and _ends_small(tokens, 3):
            tokens[-1], growing = str(int(tokens[-1]) * _TIMES[word]), 10 if word == "puluh" else 0
        else:
            tokens.append(word)
            growing = 0
    return tokens


def _ends_small(tokens: list[str], digits: int) -> bool:
    return bool(tokens) and tokens[-1].isdecimal() and len(tokens[-1]) <= digits


def _unglued(words: list[str]) -> list[str]:
    parted: list[str] = []
    for word in words:
        glued = _GLUED.fullmatch(word)
        if glued and (glued[3] or glued[2] in UNITS | set(_TIMES)):
            parted += [glued[3]] if glued[3] else [glued[1], glued[2]]
        else:
            parted.append(word)
    return parted
