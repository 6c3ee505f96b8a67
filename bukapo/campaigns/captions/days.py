"""Days and instants as captions and posters say them, in one of two languages. Pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bukapo.kernel.zones import zone_label

LOCALES = {"id": "id_ID", "en": "en_GB"}


def day(value: date, language: str) -> str:
    """`20 Desember 2026`."""
    return str(format_date(value, "d MMMM y", locale=LOCALES[language]))


def local_day(at: datetime, zone: str) -> date:
    """The day of an instant in the store's zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def clock_time(at: datetime, zone: str, language: str) -> str:
    """`21.00 WIB`; in English `21:00 WIB`."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{there:%H{':' if language == 'en' else '.'}%M} {zone_label(zone)}"


def instant(at: datetime, zone: str, language: str) -> str:
    """`Senin, 30 November 2026, 21.00 WIB`."""
    there = format_date(local_day(at, zone), "EEEE, d MMMM y", locale=LOCALES[language])
    return f"{there}, {clock_time(at, zone, language)}"


def short_instant(at: datetime, zone: str, language: str) -> str:
    """`Sen, 30 Nov 2026 · 21.00 WIB`: for posters."""
    there = format_date(local_day(at, zone), "EEE, d MMM y", locale=LOCALES[language])
    return f"{there} · {clock_time(at, zone, language)}"


def span(first: date, last: date, language: str) -> str:
    """`10–20 Desember 2026`: as short as stays clear."""
    if first >= last:
        return day(last, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, language)}"
    if first.year == last.year:
        return f"{format_date(first, 'd MMMM', locale=LOCALES[language])} – {day(last, language)}"
    return f"{day(first, language)} – {day(last, language)}"


def count(number: int, language: str) -> str:
    """`12.345`; in English `12,345`."""
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", ".")


def percent(basis_points: int, language: str) -> str:
    """`50%`, `33,3%`."""
    text = f"{basis_points / 100:.2f}".rstrip("0").rstrip(".")
    return f"{text if language == 'en' else text.replace('.', ',')}%"


def part_of_day(at: datetime, zone: str) -> str:
    """In which part of the day the last order can come: `morning`, `noon`, `afternoon` or `night`."""
    hour = at.astimezone(ZoneInfo(zone)).hour
    if 3 <= hour < 11:
        return "morning"
    if 11 <= hour < 15:
        return "noon"
    return "afternoon" if 15 <= hour < 18 else "night"
