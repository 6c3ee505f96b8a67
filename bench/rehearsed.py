"""POs to try the forecast on while it is built: rates and luck, not the buyers that it is judged by (`campaigns`).

Every store has a manner of its own, drawn anew from wide ranges, and its POs are about alike. Days are lumpy.
"""

import math
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bench.campaigns import Lived
from bukapo.insights.forecast.values import Course, Window

MANNERS = ("even", "opening", "closing", "both ends", "leaning", "weekly", "waves", "full")
DAYS = (2, 4, 6, 8, 12, 16, 21)
_FIRST = datetime(2027, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Manner:
    """How a store's orders come: `opening` and `closing` parts of all, each within so much of the window."""

    opening: float = 0
    closing: float = 0
    fast: float = 0.1
    late: float = 0.15
    lean: float = 0
    weekend: float = 0
    waves: float = 0
    lumps: float = 0.25
    night: float = 0.15
    peak: int = 19


def manner_of(kind: str, lot: random.Random) -> Manner:
    common = Manner(
        fast=lot.uniform(0.03, 0.2),
        late=lot.uniform(0.05, 0.3),
        weekend=lot.gauss(0, 0.15),
        lumps=lot.uniform(0.1, 0.4),
        night=lot.uniform(0.03, 0.3),
        peak=lot.choice((12, 16, 19, 20, 21)),
    )
    kind = lot.choice(("even", "opening", "leaning", "both ends")) if kind == "full" else kind
    if kind in ("opening", "both ends"):
        common = replace(common, opening=lot.uniform(0.3, 0.8 if kind == "opening" else 0.5))
    if kind in ("closing", "both ends"):
        common = replace(common, closing=lot.uniform(0.35, 0.8) * (1 - common.opening))
    if kind == "leaning":
        common = replace(common, lean=lot.gauss(0, 1))
    if kind == "weekly":
        common = replace(common, weekend=lot.choice((-0.8, 0.6, 0.9, 1.2)))
    if kind == "waves":
        common = replace(common, waves=lot.uniform(0.2, 0.6))
    return common


def live(kind: str, own: Manner, level: float, days: float, lot: random.Random) -> Lived:
    """One PO of about `level` pieces."""
    opens = _FIRST + timedelta(days=lot.randrange(300), hours=lot.choice((8, 10, 13, 18, 20)))
    hours = round(24 * days)
    rates = _rates(own, opens, hours, lot)
    level *= lot.lognormvariate(0, 0.2)
    found, taken = [], 0
    cap = round(level * lot.uniform(0.4, 0.95)) if kind == "full" else None
    for hour, rate in enumerate(rates):
        pieces = _pieces(level * rate, lot)
        pieces = min(pieces, cap - taken) if cap is not None else pieces
        if pieces:
            found.append((opens + timedelta(hours=hour), pieces))
            taken += pieces
    course = Course(
        Window(opens, opens + timedelta(hours=hours)), tuple(found), sold_out=cap is not None and taken >= cap
    )
    return Lived(kind, course, taken, cap)


def _rates(own: Manner, opens: datetime, hours: int, lot: random.Random) -> list[float]:
    lumps = [lot.gauss(0, own.lumps) for _ in range(hours // 24 + 2)]
    waves = [lot.uniform(0, hours) for _ in range(lot.randrange(1, 5))]
    found = []
    for hour in range(hours):
        at, u = opens + timedelta(hours=hour), (hour + 0.5) / hours
        flat = 1 - own.opening - own.closing
        rate = own.opening * math.exp(-u / own.fast) / own.fast / (1 - math.exp(-1 / own.fast))
        rate += own.closing * math.exp(-(1 - u) / own.late) / own.late / (1 - math.exp(-1 / own.late))
        rate += flat * (1 - own.waves) * math.exp(own.lean * (u - 0.5))
        for wave in waves:
            since = hour - wave
            rate += flat * own.waves * hours / len(waves) / 18 * math.exp(-since / 18) if since > 0 else 0
        clock = (
            own.night if at.hour < 6 or at.hour == 23 else 1 + math.exp(-(((at.hour - own.peak) / 2) ** 2))
        )
        week = math.exp(own.weekend) if at.weekday() >= 5 else 1
        found.append(rate * clock * week * math.exp(lumps[hour // 24]))
    return [rate / sum(found) for rate in found]


def _pieces(expected: float, lot: random.Random) -> int:
    """Orders as they fall, of one to four pieces."""
    orders, waited = 0, lot.expovariate(1)
    while waited < expected / 1.4:
        orders, waited = orders + 1, waited + lot.expovariate(1)
    return sum(lot.choices((1, 2, 4), (75, 18, 7))[0] for _ in range(orders))


def store(kind: str, lot: random.Random, most_past: int = 5) -> tuple[Lived, list[Lived]]:
    """A PO and the earlier ones of the same store."""
    own, level, days = manner_of(kind, lot), 50 + lot.lognormvariate(5, 1), lot.choice(DAYS)
    past = []
    for _ in range(lot.randrange(most_past + 1)):
        alike = lot.random() < 0.7
        other = kind if alike else lot.choice(MANNERS[:7])
        manner = own if alike else manner_of(other, lot)
        past.append(live(other, manner, level * lot.lognormvariate(0, 0.4), lot.choice((days, *DAYS)), lot))
    return live(kind, own, level, days, lot), past
