"""Days, instants and addresses as a message says them. Times in the store's zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from bukapo.kernel.zones import zone_label


def day(value: date) -> str:
    """`20 Desember 2026` in the active language."""
    return str(format_date(value, "d MMMM y", locale=_locale()))


def instant(at: datetime, zone: str) -> str:
    """`Senin, 30 November 2026 pukul 21.00 WIB`; in English `Monday, 30 November 2026 at 21:00 WIB`."""
    there = at.astimezone(ZoneInfo(zone))
    long_day = format_date(there.date(), "EEEE, d MMMM y", locale=_locale())
    if _english():
        return f"{long_day} at {there:%H:%M} {zone_label(zone)}"
    return f"{long_day} pukul {there:%H.%M} {zone_label(zone)}"


def address(route: str, *args: str, otherwise: str = "/") -> str:
    """The full address of a page; `otherwise` is the path when this build has no such page."""
    try:
        path = reverse(route, args=args)
    except NoReverseMatch:
        path = otherwise
    return f"{settings.BASE_URL}{path}"


def _english() -> bool:
    return (get_language() or "id").startswith("en")


def _locale() -> str:
    return "en_GB" if _english() else "id_ID"
