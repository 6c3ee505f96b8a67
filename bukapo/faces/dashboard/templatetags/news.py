"""Words for broadcasts and updates."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.messaging.broadcasts.rows import TellingHabit

register = template.Library()

MINUTE, HOUR = 60, 3600


@register.filter
def lamanya(lasts: timedelta) -> str:
    """`12 menit`, `3 jam`: rounded up, nobody waits to the second."""
    seconds = int(lasts.total_seconds())
    if seconds <= 90 * MINUTE:
        minutes = -(-seconds // MINUTE)
        return ngettext("%(count)d menit", "%(count)d menit", minutes) % {"count": minutes}
    hours = -(-seconds // HOUR)
    return ngettext("%(count)d jam", "%(count)d jam", hours) % {"count": hours}


@register.filter
def hari_apa(weekday: int) -> str:
    """0 -> Senin."""
    names = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))
    return names[weekday]


@register.filter
def jamnya(habit: TellingHabit) -> str:
    """`16.00`"""
    return f"{habit.hour:02}.{habit.minute:02}"


@register.filter
def of(known: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key, "" for one that is not there."""
    return known.get(key, "")
