"""Which places stand for a row of the fee table: its provinces' chief cities first, then what lies far from them."""

from collections.abc import Sequence

from bukapo.shipping.areas.book import cities, one_in, search
from bukapo.shipping.areas.fitting import fits
from bukapo.shipping.areas.rules import Area, folded
from bukapo.shipping.tariffs.rules import MOST_PLACES, MOST_QUESTIONS

CHIEF = {
    "32": "32.73",
    "33": "33.74",
    "34": "34.71",
    "35": "35.78",
    "36": "36.73",
    "64": "64.72",
    "21": "21.72",
}
"""Codes of provinces whose chief city is not the first that is called Kota."""


def provinces() -> list[str]:
    """Their names as people write them, in the order of the codes."""
    return list(dict.fromkeys(area.province for area in cities()))


def standing_for(rows: Sequence[tuple[str, str]]) -> list[tuple[int, Area]]:
    """(number of the row, a kelurahan) in the order of the rows; a row that names no place has none."""
    zones = [(number, name, areas) for number, (name, areas) in enumerate(rows)]
    within: dict[int, list[Area]] = {number: [] for number, _name, _areas in zones}
    for city in cities():
        for number in fits(city, zones):
            within[number].append(city)
    most = max(1, min(MOST_PLACES, MOST_QUESTIONS // max(1, len(rows))))
    found = list[tuple[int, Area]]()
    for number, own in within.items():
        named = [] if own else _districts(rows[number][1])
        picked = [area for city in _spread(own, most) if (area := one_in(city.code))] or named
        found += [(number, area) for area in {area.postal_code: area for area in picked[:most]}.values()]
    return found


def _spread(own: Sequence[Area], most: int) -> list[Area]:
    """At most `most` of the cities: the chief of each province, then others evenly over the list."""
    by_province: dict[str, list[Area]] = {}
    for city in own:
        by_province.setdefault(city.code[:2], []).append(city)
    chiefs = [_chief(code, group) for code, group in by_province.items()]
    chiefs = chiefs if len(chiefs) <= most else [chiefs[at * len(chiefs) // most] for at in range(most)]
    others = [city for city in reversed(own) if city not in chiefs]
    room = min(most - len(chiefs), max(0, 3 - len(chiefs)) if len(by_province) < 3 else 0, len(others))
    return chiefs + [others[at * len(others) // room] for at in range(room)]


def _chief(code: str, group: Sequence[Area]) -> Area:
    first = [city for city in group if city.code == CHIEF.get(code)]
    return (first or [city for city in group if city.city.startswith("Kota ")] or list(group))[0]


def _districts(areas: str) -> list[Area]:
    """A row that names kecamatan only ("Kec. Coblong, Kec. Cidadap")."""
    parts = [folded(part) for part in areas.split(",")]
    names = [part.split(" ", 1)[1] for part in parts if part.startswith(("kec ", "kecamatan "))]
    return [area for name in names if (area := _in_district(name))]


def _in_district(name: str) -> Area | None:
    inside = (area for area in search(name, 40) if folded(area.district) == name)
    return next((area for area in inside if area.postal_code), None)
