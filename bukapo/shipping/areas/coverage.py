"""Which parts of Indonesia a store's fee table leaves without a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bukapo.shipping.areas.book import cities
from bukapo.shipping.areas.fitting import fits


@dataclass(frozen=True)
class Coverage:
    """`left`: provinces of which no city has a row, and single cities of the others. `cities` that have one."""

    left: tuple[str, ...]
    cities: int


def coverage(zones: Sequence[tuple[int, str, str]]) -> Coverage:
    """Of (id, name, areas). A row that names only kecamatan gives its city none."""
    return _coverage(tuple(zones))


@lru_cache(maxsize=64)
def _coverage(zones: tuple[tuple[int, str, str], ...]) -> Coverage:
    without: dict[str, list[str]] = {}
    count: dict[str, int] = {}
    for city in cities():
        count[city.province] = count.get(city.province, 0) + 1
        if not fits(city, zones):
            without.setdefault(city.province, []).append(city.city)
    left = [[province] if len(own) == count[province] else own for province, own in without.items()]
    return Coverage(tuple(sum(left, [])), sum(count.values()) - sum(map(len, without.values())))
