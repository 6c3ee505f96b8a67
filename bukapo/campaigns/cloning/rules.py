"""What a clone is called, when it opens, and which settings a suggestion may change. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bukapo.kernel.refusal import Refusal, gettext_noop

WINDOW_DAYS, OPENING, PRODUCE_DAYS, SHIP_DAYS = "window_days", "opening", "produce_days", "ship_days"
CAP, TARGET, MINIMUM, DEPOSIT, PAY_HOURS = "cap", "target", "minimum", "deposit_bp", "pay_hours"
PRICE = "price:"
"""With a product's id: its PO price in rupiah."""

BOUNDS: Mapping[str, tuple[int, int]] = {
    WINDOW_DAYS: (1, 60),
    OPENING: (0, 7 * 24 - 1),
    PRODUCE_DAYS: (0, 180),
    SHIP_DAYS: (0, 60),
    CAP: (1, 1_000_000),
    TARGET: (1, 1_000_000),
    MINIMUM: (2, 1_000_000),
    DEPOSIT: (1_000, 10_000),
    PAY_HOURS: (1, 720),
    PRICE: (1, 1_000_000_000),
}
"""Least and most of each setting: days, hours from Monday 00.00 of the store's zone, pieces, basis points, rupiah."""
ORDERED = (
    OPENING, WINDOW_DAYS, PRODUCE_DAYS, SHIP_DAYS, CAP, TARGET, MINIMUM, DEPOSIT, PAY_HOURS, PRICE,
)  # fmt: skip
"""In which order they are taken over: a later day hangs on an earlier one."""

AHEAD = timedelta(days=3)
"""A new PO needs some days of preparing before it can open."""
LONGEST = 80
SURENESS = ("strong", "fair", "weak")
Sureness = Literal["strong", "fair", "weak"]
_NUMBERED = re.compile(r"(?P<before>.*\D)(?P<number>\d{1,3})", re.DOTALL)
_BATCH = re.compile(r" · Gelombang \d+$")


class UnknownSuggestion(Refusal):
    """Somebody sent a setting that no suggestion may change, or a value out of bounds."""

    code = "unknown_suggestion"
    sentence = gettext_noop("Saran ini tidak bisa dipakai. Muat ulang halamannya.")


@dataclass(frozen=True)
class Applied:
    """A suggestion that is taken over. `old` None: the setting was empty."""

    setting: str
    old: int | None
    new: int
    sureness: Sureness

    @property
    def kind(self) -> str:
        """The setting without the product it is of."""
        return PRICE if self.setting.startswith(PRICE) else self.setting

    @property
    def product_id(self) -> int:
        """Of a price. ValueError for anything else."""
        return int(self.setting.removeprefix(PRICE))

    def checked(self) -> "Applied":
        """Raises UnknownSuggestion."""
        bounds = BOUNDS.get(self.kind)
        numbered = self.kind != PRICE or self.setting.removeprefix(PRICE).isdigit()
        if bounds is None or not numbered or self.sureness not in SURENESS:
            raise UnknownSuggestion()
        if not bounds[0] <= self.new <= bounds[1] or self.new == self.old:
            raise UnknownSuggestion()
        return self


def next_title(title: str) -> str:
    """`Kaos Senja Batch 3` -> `Kaos Senja Batch 4`, `Kaos Reuni` -> `Kaos Reuni 2`. Years are left alone."""
    title = _BATCH.sub("", title).strip()
    found = _NUMBERED.fullmatch(title)
    if found is not None and found["before"].strip():
        return f"{found['before']}{int(found['number']) + 1}"[:LONGEST]
    return f"{title[: LONGEST - 2]} 2"


def next_opening(like: datetime, at: datetime, zone: str, *, hour_of_week: int | None = None) -> datetime:
    """The first such weekday and time of the clock that is at least AHEAD away, in the zone.

    `hour_of_week` counts hours from Monday 00.00 and goes before the weekday and hour of `like`.
    """
    clock = ZoneInfo(zone)
    there, soonest = like.astimezone(clock), at.astimezone(clock) + AHEAD
    weekday, hour, minute = there.weekday(), there.hour, there.minute
    if hour_of_week is not None:
        weekday, hour, minute = *divmod(hour_of_week, 24), 0
    day = soonest.replace(hour=hour, minute=minute, second=0, microsecond=0)
    for _ in range(8):
        if day.weekday() == weekday and day >= soonest:
            break
        day += timedelta(days=1)
    return day
