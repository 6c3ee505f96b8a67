"""Days, instants and contacts as the terms say them, in the language of the contract and in English. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bukapo.campaigns.schedule import Tongue
from bukapo.kernel.zones import zone_label

NOT_SAID = "(belum diisi)"


@dataclass(frozen=True)
class Speech:
    """One language: its locale, what it says of a gap, its word before the time of day."""

    locale: str
    gap: str
    at: str

    def day(self, day: date | None) -> str:
        """`28 Desember 2026`."""
        return str(format_date(day, "d MMMM y", locale=self.locale)) if day else self.gap

    def instant(self, at: datetime | None, zone: str) -> str:
        """`Senin, 30 November 2026 pukul 21.59 WITA`."""
        if at is None:
            return self.gap
        there = at.astimezone(ZoneInfo(zone))
        named = format_date(there.date(), "EEEE, d MMMM y", locale=self.locale)
        return f"{named} {self.at} {there:%H.%M} {zone_label(zone)}"


ID = Speech("id_ID", NOT_SAID, "pukul")
EN = Speech("en_GB", "(not filled in)", "at")
INDONESIAN = Tongue(str, ID.day)


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def contact(phone: str, email: str, *, gap: str = NOT_SAID) -> str:
    """`WhatsApp +62812…, toko@contoh.id`."""
    parts: Sequence[str] = (f"WhatsApp {phone}" if phone else "", email)
    return ", ".join(part for part in parts if part) or gap


def iso(moment: date | datetime | None) -> str | None:
    """As data keeps it."""
    return moment.isoformat() if moment else None
