"""A store chooses its quiet hours."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.messaging.quiet.rows import QuietHours
from bukapo.messaging.quiet.rules import DAY

LEAST_OPEN = 4 * 60
"""Minutes of a day in which news must be possible."""


@dataclass(frozen=True, kw_only=True)
class QuietHoursChosen(Event):
    """`quiet_from`, `quiet_until`: minutes since midnight where the reader lives."""

    kind: ClassVar[str] = "message.quiet_hours_chosen"
    subject: ClassVar[tuple[str, str]] = ("stores.Store", "store_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    quiet_from: int
    quiet_until: int
    active: bool


@write
def choose_quiet_hours(
    *, store_id: int, quiet_from: int, quiet_until: int, active: bool, actor: Actor, at: datetime
) -> QuietHoursChosen:
    """From now on. Raises Invalid for what is no time of day, or leaves fewer than four hours for news."""
    if not (0 <= quiet_from < DAY and 0 <= quiet_until < DAY):
        raise Invalid(field="quiet_from", why=gettext_noop("Tulis jam antara 00.00 dan 23.59."))
    if (quiet_from - quiet_until) % DAY < LEAST_OPEN:
        raise Invalid(
            field="quiet_until", why=gettext_noop("Sisakan paling sedikit empat jam untuk mengirim kabar.")
        )
    told = {"quiet_from": quiet_from, "quiet_until": quiet_until, "active": active}
    QuietHours.objects.of(store_id).update_or_create(
        store_id=store_id, defaults=told, create_defaults={**told, "store_id": store_id}
    )
    return QuietHoursChosen(store_id=store_id, **told)  # type: ignore[arg-type]
