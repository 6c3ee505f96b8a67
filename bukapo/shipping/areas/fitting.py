"""Which rows of a store's fee table an area of Indonesia belongs to. Pure; the table's words are free text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bukapo.shipping.areas.rules import SPOKEN, Area, folded

JAVA = ("banten", "jakarta", "jawa barat", "jawa tengah", "yogyakarta", "jawa timur")
ISLANDS = {
    "jawa": JAVA,
    "sumatera": (
        "aceh", "sumatera utara", "sumatera barat", "riau", "kepulauan riau", "jambi", "sumatera selatan", "bengkulu",
        "lampung", "kepulauan bangka belitung",
    ),
    "nusa tenggara": ("nusa tenggara barat", "nusa tenggara timur"),
    "kalimantan": tuple(f"kalimantan {side}" for side in ("barat", "tengah", "selatan", "timur", "utara")),
    "sulawesi": (
        "sulawesi utara", "sulawesi tengah", "sulawesi selatan", "sulawesi tenggara", "sulawesi barat", "gorontalo",
    ),
    "maluku": ("maluku", "maluku utara"),
    "papua": tuple(f"papua{side}" for side in ("", " barat", " barat daya", " selatan", " tengah", " pegunungan")),
}  # fmt: skip
"""Provinces by the word for all of them."""
ALIKE = {"sumatra": "sumatera", "irian": "papua", "borneo": "kalimantan", "nusra": "nusa tenggara"}
TOGETHER = {
    "jabodetabek": ("jakarta", "bogor", "depok", "tangerang", "bekasi"),
    "bodetabek": ("bogor", "depok", "tangerang", "bekasi"),
    "bandung raya": ("bandung", "cimahi"),
}
EVERYWHERE = {
    "indonesia", "seluruh indonesia", "semua", "semua daerah", "semua wilayah", "lain lain", "lainnya", "wilayah lain",
    "wilayah lainnya", "daerah lain", "daerah lainnya",
}  # fmt: skip
OFF_JAVA = {"luar jawa", "luar pulau jawa"}
FAST = r"\b(ekspres|express|expres|kilat|yes|next day|nextday|besok sampai|same day|sameday)\b"

DISTRICT, CITY, PROVINCE, ISLAND, REST = 5, 4, 3, 2, 1


def is_fast(name: str) -> bool:
    """A row that says in its name that it is the quicker way ("Jawa (ekspres)")."""
    return re.search(FAST, folded(name)) is not None


def plain_name(name: str) -> str:
    """What a quick row and its plain one have in common, folded."""
    return " ".join(re.sub(FAST, " ", folded(name)).split())


def fits(area: Area, zones: Iterable[tuple[int, str, str]]) -> tuple[int, ...]:
    """The zones whose name or list of areas names this area most closely, of (id, name, areas) in the table's order.

    A city beats a province, a province its island: "Jawa Barat" does not take what "Bandung" in another row names.
    Several where rows name the same: regular beside express. () where nothing names it.
    """
    close = [(nearness(area, name, areas), zone) for zone, name, areas in zones]
    nearest = max((near for near, _zone in close), default=0)
    return tuple(zone for near, zone in close if near == nearest) if nearest else ()


def suggested(area: Area, zones: Iterable[tuple[int, str, str]]) -> int | None:
    """The first of them."""
    return next(iter(fits(area, zones)), None)


def nearness(area: Area, name: str, areas: str) -> int:
    """How closely a row names the area: DISTRICT (called so), CITY, PROVINCE, ISLAND, REST, 0 not at all."""
    return max((_named(part, area) for part in _parts(name, areas)), default=0)


@lru_cache(maxsize=4096)
def _parts(name: str, areas: str) -> tuple[str, ...]:
    """The places a row writes, folded, each once."""
    written = [*re.split(r"[,;]", areas), *re.split(r"[,&/+()]| dan ", name), name]
    return tuple(dict.fromkeys(part for text in written if (part := plain_name(text))))


def _named(part: str, area: Area) -> int:
    if part.startswith(("kec ", "kecamatan ")):
        return DISTRICT if part.split(" ", 1)[1] == folded(area.district) else 0
    word = re.sub(r"^(provinsi|prov|pulau|kepulauan(?= (maluku|nusa)))\s+", "", part)
    word = SPOKEN.get(word, ALIKE.get(word, word))
    city, province = _lies_in(area.city, area.province)
    if re.match(r"(kota|kabupaten|kab) ", word):
        kind, own = word.split(" ", 1)
        called = f"{'kota' if kind == 'kota' else 'kabupaten'} {own}"
        return CITY if city == called or city.startswith(f"{called} ") else 0
    bare = city.split(" ", 1)[1]
    if any(bare == one or bare.startswith(f"{one} ") for one in TOGETHER.get(word, (word,))):
        return CITY
    if word == province:
        return PROVINCE
    if province in ISLANDS.get(word, ()):
        return ISLAND
    return REST if word in EVERYWHERE or (word in OFF_JAVA and province not in JAVA) else 0


@lru_cache(maxsize=1024)
def _lies_in(city: str, province: str) -> tuple[str, str]:
    """Both folded; the province without DKI and DI."""
    return folded(city), re.sub(r"^(dki|di) ", "", folded(province))
