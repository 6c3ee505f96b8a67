"""How an area is asked for, ranked, and held against the fee table. Pure."""

import re
from collections.abc import Iterable, Sequence
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
TOGETHER = {"jabodetabek": ("jakarta", "bogor", "depok", "tangerang", "bekasi")}
_LONG = {"daerah khusus ibukota jakarta": "DKI Jakarta", "daerah istimewa yogyakarta": "DI Yogyakarta"}


@dataclass(frozen=True)
class Area:
    """One kelurahan or desa with what it lies in; `code` is Kemendagri's, dotted."""

    code: str
    village: str
    district: str
    city: str
    province: str
    postal_code: str

    @property
    def place(self) -> str:
        """What a form's city field takes: kelurahan, kecamatan, kota; at most 80 signs, the nearest left out first."""
        parts = [self.village, self.district, self.city]
        while len(", ".join(parts)) > 80 and len(parts) > 1:
            parts.pop(0)
        return ", ".join(parts)[:80]

    @property
    def label(self) -> str:
        return f"{self.village}, {self.district}, {self.city}, {self.province} {self.postal_code}"


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


def distance(area: Area, words: Sequence[str]) -> tuple[int, int, str]:
    """Sort key: names that begin with what was typed come first, the smaller the area the better."""
    names = [folded(name).split() for name in (area.village, area.district, area.city, area.province)]
    score = sum(min(map(_apart, names, [word] * 4, range(0, 12, 3))) for word in words)
    return score, len(area.village), area.code


def _apart(name: Sequence[str], word: str, far: int) -> int:
    if name[:1] == [word]:
        return far + len(name) - 1
    return far + 1 if name and name[0].startswith(word) else far + 2 if word in name else 12


def suggested(area: Area, zones: Iterable[tuple[int, str, str]]) -> int | None:
    """The zone whose name or list of areas names this area most closely, of (id, name, areas) in the table's order.

    A city beats a province: "Jawa Barat" does not take what "Bandung" in another row names.
    """
    best: tuple[int, int] | None = None
    for position, (zone, name, areas) in enumerate(zones):
        for part in (*areas.split(","), *re.split(r"[,&/]", name)):
            near = _names(part, area)
            if near and (best is None or (near, -position) > best):
                best, found = (near, -position), zone
    return found if best else None


def _names(part: str, area: Area) -> int:
    """How closely one written place names the area: 3 kecamatan (called so), 2 city, 1 province, 0 not at all."""
    word = re.sub(r"^(kota|kabupaten|kab|provinsi) ", "", folded(part))
    if word.startswith(("kec ", "kecamatan ")):
        return 3 if word.split(" ", 1)[1] == folded(area.district) else 0
    if not word:
        return 0
    names = TOGETHER.get(word, (SPOKEN.get(word, word),))
    city = re.sub(r"^(kota|kabupaten) ", "", folded(area.city))
    if any(city == one or city.startswith(f"{one} ") for one in names):
        return 2
    province = re.sub(r"^(dki|di) ", "", folded(area.province))
    return 1 if any(province == one or province.startswith(f"{one} ") for one in names) else 0
