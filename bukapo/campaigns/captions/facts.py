"""What a caption and a poster may say of a PO, as plain values. Pure; `captions.reads` reads them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.tiers import Tier

SOLD_OUT = "sold_out"
"""A phase of its own here: open, and not a piece is left."""


@dataclass(frozen=True)
class Stairs:
    """A price that falls for everybody: from so many pieces of `name` on. `tiers` in order of pieces."""

    name: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Paying:
    """How a PO is paid: see `payments.plans.Plan`. `terms` counts the instalments."""

    mode: str
    deposit_bp: int = 0
    deposit_fixed: int = 0
    terms: int = 0
    balance_due: str = ""
    balance_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A PO at one moment. Money in rupiah, instants in UTC, `zone` an IANA name.

    `price` is the lowest one asked now, `varies` whether others are higher. While an early price counts (until
    `early_until`) it is `price`, and `later_price` comes after it. `left` and `cap` pieces (None = without limit),
    `taken` pieces held. `minimum` pieces without which it is not made (0 = none, or waived). `work_days` is set for a
    PO made to order. `runs` is False for one that fell short of its minimum.
    """

    store: str
    instagram: str = ""
    title: str
    phase: str
    zone: str
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    draw_at: datetime | None = None
    batch: int = 0
    price: int
    varies: bool = False
    normal_price: int = 0
    early_until: datetime | None = None
    later_price: int = 0
    stairs: tuple[Stairs, ...] = ()
    paying: Paying
    produced: date | None = None
    ship_from: date | None = None
    ship_until: date | None = None
    work_days: tuple[int, int] | None = None
    pickup: bool = False
    courier: bool = False
    cap: int | None = None
    left: int | None = None
    taken: int = 0
    minimum: int = 0
    runs: bool = True
    link: str

    @property
    def ended_at(self) -> datetime:
        """When orders stopped, or will."""
        return min(self.closed_at or self.closes_at, self.closes_at)

    def closes_on_day_of(self, at: datetime) -> bool:
        """The last minute in which it takes orders is of the same day as `at`, in the store's zone."""
        zone = ZoneInfo(self.zone)
        last = self.closes_at - timedelta(microseconds=1)
        return last.astimezone(zone).date() == at.astimezone(zone).date()


COUNTED = frozenset({"left", "taken"})
"""Facts that move with every order: only a caption that states them depends on them."""


def stated(facts: Facts, counted: frozenset[str]) -> dict[str, Any]:
    """The facts that a caption depends on, as JSON values: all but the counted ones it does not state."""
    skipped = COUNTED - counted
    return {f.name: _plain(getattr(facts, f.name)) for f in fields(facts) if f.name not in skipped}


def digest(values: Mapping[str, Any]) -> str:
    """Of stated facts: the same facts, the same digest (64 hexadecimal signs)."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the facts that are not what they were. A name that one of both lacks is no difference of the PO."""
    return tuple(name for name, value in now.items() if name in before and before[name] != value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Stairs | Paying | Tier):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value
