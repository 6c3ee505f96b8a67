"""Rows counted by the hour, in the database's own words: Django's TruncHour calls Python for every row on SQLite.

The zones of stores lie whole hours from UTC (`kernel.zones`), so an hour of UTC is an hour of theirs, too.
"""

from datetime import UTC, datetime

from django.db.models import TextField
from django.db.models.functions import Cast, Substr


def utc_hour(column: str) -> Substr:
    """`2026-11-22 05`, None for none: both databases write an instant in UTC, year first."""
    return Substr(Cast(column, TextField()), 1, 13)


def instant_of(hour: str) -> datetime:
    """The beginning of such an hour."""
    return datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)
