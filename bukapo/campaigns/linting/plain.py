"""Sentences of a seller, and each as plain words however it was typed. Pure.

`G4k bs reffund yaaa!!` and `TIDAK DAPAT REFUND` come out alike: slang, abbreviations, repeated and spaced letters,
digits in place of letters, English beside Indonesian.
"""

import re
import unicodedata
from collections.abc import Iterator

from bukapo.campaigns.linting.concepts import VOCABULARY
from bukapo.campaigns.linting.prose import NUMBERS, PROSE, ROOTS, TOGETHER
from bukapo.campaigns.linting.spellings import GLUED, NEAR, PHRASES, WORDS
from bukapo.campaigns.linting.stems import forms

SPELLINGS = {
    spelling: word
    for spelt in (PROSE, WORDS)
    for word, spellings in spelt.items()
    for spelling in spellings.split()
}
_TOGETHER = TOGETHER | PHRASES
_PARTS = frozenset(word for phrase in _TOGETHER for word in phrase.split())
_FORMS = {form: word for root, word in ROOTS.items() for form in forms(root) if form not in _PARTS}
_KNOWN = WORDS.keys() | SPELLINGS.keys() | GLUED.keys() | {"no"}
_BANNED = frozenset(
    {"refund", "retur", "tukar", "batal", "komplain", "video", "kompensasi", "garansi", "protes"}
)
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0F])
_SIGNS = {ord(sign): " tidak " for sign in "❌🚫⛔✖❎"} | {ord("→"): "="} | {ord(sign): "," for sign in ":|"}
_PHRASES = re.compile(rf"\b(?:{'|'.join(sorted(_TOGETHER, key=len, reverse=True))})\b")
_COUNTED = re.compile(
    rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?= (?:jam|hari|minggu|bulan)\b)"
)
_LISTED = re.compile(r" ,(?= (?:\S+ , )?(?:atau|maupun|dan|serta) )")
"""The commas of a list do not part clauses."""
_ASIDE = re.compile(
    r" , (?:baik (?:[^,]{1,80}) (?:maupun|atau)|termasuk|walaupun|meliputi|seperti)(?: [^ ,]+){1,12} ,(?= |$)"
)
"""What a sentence says on the way between two commas: it widens what is said, so it stands for "whatever"."""
_END = re.compile(r"[\n;!]+|\?+(?=[ \t]*(?:\n|$))|\.(?=\s|$)")
"""A question within a line stays with its answer."""


def sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, the sentence on one line): split at line ends, `;`, `!`, full stops and last question marks."""
    start = 0
    for stop in [*_END.finditer(text), None]:
        end = stop.start() if stop else len(text)
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip(" \t-*•"))
        if words := " ".join(piece.split()).strip(" -*•"):
            yield start + lead, start + len(piece.rstrip()), words
        start = stop.end() if stop else end


def plain(sentence: str) -> str:
    """Canonical words with one space between them; commas, question marks and `=` are words too."""
    flat = unicodedata.normalize("NFKC", sentence).translate(_INVISIBLE).casefold().translate(_SIGNS)
    flat = "".join(
        letter for letter in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(letter)
    )
    flat = re.sub(r"[-=]+>", "=", flat)
    flat = re.sub(r"[^\w\s=+%@$,?]|_", " ", flat)
    flat = re.sub(r"([=+%,?])", r" \1 ", flat)
    flat = " ".join(flat.split())
    flat = re.sub(r"\b(?:[a-z] ){3,}[a-z]\b", lambda run: run[0].replace(" ", ""), flat)
    words = " ".join(_word(word) for word in flat.split()).split()
    flat = " ".join(_banned(words))
    flat = _PHRASES.sub(lambda found: _TOGETHER[found[0]], flat)
    flat = _COUNTED.sub(lambda found: str(NUMBERS[found[0]]), flat)
    return _LISTED.sub("", _ASIDE.sub(" apapun", flat))


def _word(word: str) -> str:
    if not word.isalpha() and re.search(r"[a-z]", word) and re.fullmatch(r"[a-z0-9@$]{2,}", word):
        word = _twice(word) or _unleeted(word)
    word = re.sub(r"([a-z])\1{2,}", r"\1", word)
    if word in GLUED:
        return GLUED[word]
    if word in SPELLINGS:
        return SPELLINGS[word]
    if len(word) <= 5 or word in WORDS or word in VOCABULARY:
        return word
    if word in _FORMS:
        return _FORMS[word]
    bare = re.sub(r"(?:nya|lah|kan|pun)$", "", word)
    return SPELLINGS.get(bare) or (bare if bare in WORDS or bare in VOCABULARY else _near(word))


def _twice(word: str) -> str:
    """`komplen2` -> `komplen`, `sewaktu2` -> `sewaktuwaktu`, `refund2an` -> `refund`."""
    found = re.fullmatch(r"([a-z]{3,})2(?:an|nya)?", word)
    return "" if found is None else found[1].replace("sewaktu", "sewaktuwaktu")


def _unleeted(word: str) -> str:
    """`r3fund` -> `refund`, but `7hari`, `2xl` and `1x24` stay."""
    read = re.sub(r"([a-z])\1+", r"\1", word.translate(_LEET))
    return read if read in _KNOWN else word


def _without_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


_NEAR = {short: SPELLINGS.get(word, word) for word in NEAR for short in (word, *_without_one(word))}


def _near(word: str) -> str:
    """The word of NEAR that has a letter more, less, or another in one place."""
    if word in _NEAR:
        return _NEAR[word]
    return next((_NEAR[short] for short in _without_one(word) if short in _NEAR), word)


def _banned(words: list[str]) -> Iterator[str]:
    """`no` means "tidak" before what sellers refuse; before anything else it is a number. So do bans."""
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if following in ("keras", "untuk") and word == "dilarang":
            following = words[place + 2] if place + 2 < len(words) else ""
        refuses = word in ("no", "dilarang", "pantang", "anti") or (
            word == "tanpa" and following in ("refund", "retur")
        )
        if word == "keras" and place and words[place - 1] == "dilarang":
            continue
        yield "tidak" if refuses and following in _BANNED else word
