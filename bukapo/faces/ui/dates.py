"""Times as people here read them: in the store's zone, in Indonesian or English.

A zone is given as IANA name ("Asia/Jakarta"), as its label ("WIB"), or as anything with a `zone` attribute (a
store). Without one it is WIB. Indonesian clock times use a dot (21.00), English ones a colon.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils.translation import get_language

from bukapo.kernel.zones import ZONES, zone_label

HOME = "Asia/Jakarta"
_BY_LABEL = {label: name for name, label in ZONES.items()}


def zone_name(zone: object) -> str:
    """The IANA name behind whatever a template passed."""
    name = getattr(zone, "zone", zone)
    if not name:
        return HOME
    return _BY_LABEL.get(str(name), str(name))


def local(at: datetime, zone: object = None) -> datetime:
    """`at` (aware) in the store's zone."""
    return at.astimezone(ZoneInfo(zone_name(zone)))


def _locale() -> str:
    return "en_GB" if (get_language() or "id").startswith("en") else "id_ID"


def _day(value: date | datetime, zone: object) -> date:
    return local(value, zone).date() if isinstance(value, datetime) else value


def long_day(value: date | datetime, zone: object = None) -> str:
    """`Minggu, 30 November 2026`."""
    return str(format_date(_day(value, zone), "EEEE, d MMMM y", locale=_locale()))


def day(value: date | datetime, zone: object = None) -> str:
    """`30 November 2026`."""
    return str(format_date(_day(value, zone), "d MMMM y", locale=_locale()))


def short_day(value: date | datetime, zone: object = None) -> str:
    """`30 Nov 2026`."""
    return str(format_date(_day(value, zone), "d MMM y", locale=_locale()))


def clock_time(at: datetime, zone: object = None) -> str:
    """`21.00 WIB`; in English `21:00 WIB`."""
    there = local(at, zone)
    mark = ":" if _locale().startswith("en") else "."
    return f"{there:%H}{mark}{there:%M} {zone_label(zone_name(zone))}"


def day_and_time(at: datetime, zone: object = None) -> str:
    """`Minggu, 30 November 2026, 21.00 WIB`."""
    return f"{long_day(at, zone)}, {clock_time(at, zone)}"


def short_day_and_time(at: datetime, zone: object = None) -> str:
    """`30 Nov 2026, 21.00 WIB`."""
    return f"{short_day(at, zone)}, {clock_time(at, zone)}"


def span(first: date | datetime, last: date | datetime, zone: object = None) -> str:
    """`10–20 Desember 2026`, `28 Desember 2026 – 3 Januari 2027`: as short as stays clear."""
    a, b = _day(first, zone), _day(last, zone)
    if a == b:
        return day(a)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{day(b)}"
    if a.year == b.year:
        return f"{format_date(a, 'd MMMM', locale=_locale())} – {day(b)}"
    return f"{day(a)} – {day(b)}"
