"""How an area is asked for and ranked. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHORTEST = 3
"""Signs that must be typed before anything is looked for."""
MOST_WORDS = 8
NOISE = frozenset(
    {"kel", "kelurahan", "desa", "ds", "kec", "kecamatan", "prov", "provinsi", "kode", "pos", "kodepos"}
)
SPOKEN = {
    "kab": "kabupaten", "jkt": "jakarta", "dki": "jakarta", "bdg": "bandung", "sby": "surabaya", "smg": "semarang",
    "jogja": "yogyakarta", "yogya": "yogyakarta", "diy": "yogyakarta", "jabar": "jawa barat", "jateng": "jawa tengah",
    "jatim": "jawa timur", "sumut": "sumatera utara", "sumbar": "sumatera barat", "sumsel": "sumatera selatan",
    "sulsel": "sulawesi selatan", "sulut": "sulawesi utara", "kalbar": "kalimantan barat",
    "kalteng": "kalimantan tengah", "kalsel": "kalimantan selatan", "kaltim": "kalimantan timur",
    "jaksel": "jakarta selatan", "jakut": "jakarta utara", "jakbar": "jakarta barat", "jaktim": "jakarta timur",
    "jakpus": "jakarta pusat", "tangsel": "tangerang selatan", "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
}  # fmt: skip
"""What people write instead of a name."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONG = {"daerah khusus ibukota jakarta": "DKI Jakarta", "daerah istimewa yogyakarta": "DI Yogyakarta"}


@dataclass(frozen=True)
class Area:
    """One kelurahan or desa with what it lies in; `code` is Kemendagri's, dotted.

    A whole city has neither `village` nor `district` nor postal code.
    """

    code: str
    village: str
    district: str
    city: str
    province: str
    postal_code: str

    @property
    def place(self) -> str:
        """What a form's city field takes: kelurahan, kecamatan, kota; at most 80 signs, the nearest left out first."""
        parts = [part for part in (self.village, self.district, self.city) if part]
        while len(", ".join(parts)) > 80 and len(parts) > 1:
            parts.pop(0)
        return ", ".join(parts)[:80]

    @property
    def label(self) -> str:
        names = [name for name in (self.village, self.district, self.city, self.province) if name]
        return f"{', '.join(names)} {self.postal_code}".strip()


def folded(text: str) -> str:
    """Lower case, letters and digits in words with one space between; apostrophes join (Ma'rang: marang)."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`]", "", text.lower())).split())


def spoken(province: str) -> str:
    """A province as people write it on a parcel."""
    return _LONG.get(folded(province), province)


def wanted(query: str) -> tuple[str, ...]:
    """The words to look for, at most MOST_WORDS; () when too little was typed to look for anything."""
    words = [part for word in folded(query[:120]).split() for part in SPOKEN.get(word, word).split()]
    words = list(dict.fromkeys(word for word in words if word not in NOISE))[:MOST_WORDS]
    return tuple(words) if max(map(len, words), default=0) >= SHORTEST else ()


def distance(area: Area, words: Sequence[str]) -> tuple[int, int, int, str]:
    """Sort key: names that hold all that was typed in one piece first, then the smaller area the better."""
    names = [folded(name).split() for name in (area.village, area.district, area.city, area.province)]
    phrase = f" {' '.join(words)}"
    whole = len(words) > 1 and not any(phrase in f" {' '.join(name)}" for name in names)
    score = sum(min(map(_apart, names, [word] * 4, range(0, 12, 3))) for word in words)
    return int(whole), score, len(area.village), area.code


def _apart(name: Sequence[str], word: str, far: int) -> int:
    if name[:1] == [word]:
        return far + len(name) - 1
    return far + 1 if name and name[0].startswith(word) else far + 2 if word in name else 12


def city_distance(area: Area, words: Sequence[str]) -> tuple[int, bool, str] | None:
    """Sort key of a whole city; None unless every word is in its or its province's name, and one in its own."""
    kind, *own = folded(area.city).split()
    around = folded(area.province).split()
    named = [any(name.startswith(word) for name in (kind, *own)) for word in words]
    inside = [
        hit or any(name.startswith(word) for name in around) for hit, word in zip(named, words, strict=True)
    ]
    if not all(inside) or not any(name.startswith(word) for word in words for name in own):
        return None
    return len(own) - sum(word in own for word in words), kind != "kota", area.code


def slips(word: str) -> Iterator[str]:
    """Every word that one slip of a finger makes of it: a letter too few, too many, another one, two exchanged."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for head, tail in halves:
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
