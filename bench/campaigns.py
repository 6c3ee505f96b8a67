"""POs that are lived by rules the forecast does not know: buyers one by one, not rates.

Each kind of store draws people with a reason to come at some time; people sleep, tell friends, and put things off.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bukapo.insights.forecast.values import Course, Window

KINDS = ("burst", "steady", "late rush", "weekend", "posts", "capped")
AWAKE = (
    12, 6, 4, 3, 4, 10, 22, 35, 48, 55, 58, 66, 84, 70, 56, 54, 58, 62, 74, 92, 100, 92, 66, 32,
)  # fmt: skip
"""Of a hundred who think of it in this hour of the day, those who order at once; the others try an hour later."""
DAYS = (3, 5, 7, 10, 14)
_FIRST = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Lived:
    """A PO from opening to closing as it went, and what it ended with."""

    kind: str
    course: Course
    final: int
    cap: int | None

    def until(self, at: datetime) -> Course:
        """What was known at `at` (in whole hours)."""
        return Course(self.course.window, tuple((hour, n) for hour, n in self.course.hours if hour < at))


def live(kind: str, level: int, days: int, lot: random.Random) -> Lived:
    """One PO of about `level` buyers."""
    opens = _FIRST + timedelta(days=lot.randrange(300), hours=lot.choice((9, 10, 12, 16, 19, 20)))
    closes = opens + timedelta(days=days, hours=lot.choice((0, 0, 2, 4)))
    hours = (closes - opens) / timedelta(hours=1)
    manner = lot.choice(("burst", "steady")) if kind == "capped" else kind
    wishes = [_wish(manner, hours, lot) for _ in range(round(level * lot.lognormvariate(0, 0.25)))]
    wishes = _posted(wishes, hours, lot) if manner == "posts" else wishes
    wishes = [at for at in wishes if not _stays_away(opens, at, manner, lot)]
    bought: Counter[datetime] = Counter()
    orders = sorted(_with_friends(_awake(wishes, opens, lot), hours, lot))
    pieces = [1 + (lot.random() < 0.3) + (lot.random() < 0.1) * lot.randrange(1, 5) for _ in orders]
    cap = round(sum(pieces) * lot.uniform(0.5, 0.9)) if kind == "capped" else None
    taken = 0
    for at, qty in zip(orders, pieces, strict=True):
        if 0 <= at < hours and (cap is None or taken + qty <= cap):
            moment = opens + timedelta(hours=at)
            bought[moment.replace(minute=0, second=0, microsecond=0)] += qty
            taken += qty
    full = cap is not None and taken >= cap - 1
    return Lived(kind, Course(Window(opens, closes), tuple(sorted(bought.items())), full), taken, cap)


def _wish(kind: str, hours: float, lot: random.Random) -> float:
    """Hours after opening at which somebody first thinks of ordering."""
    if kind == "burst" and lot.random() < 0.7:
        return lot.lognormvariate(0, 1.1) * 0.05 * hours
    if kind == "late rush" and lot.random() < 0.75:
        return hours * lot.betavariate(4.5, 1.25)
    return lot.uniform(0, hours)


def _posted(wishes: list[float], hours: float, lot: random.Random) -> list[float]:
    """Half of them come because of one of a few posts."""
    posts = [0.0, *(lot.uniform(0, hours * 0.95) for _ in range(lot.randrange(1, 4)))]
    return [lot.choice(posts) + lot.expovariate(1 / 14) if lot.random() < 0.5 else at for at in wishes]


def _stays_away(opens: datetime, at: float, kind: str, lot: random.Random) -> bool:
    """Where a store's buyers are free on weekends, a workday's wish comes to nothing more often."""
    return (
        kind == "weekend"
        and (opens + timedelta(hours=at)).weekday() < 5
        and lot.random() < lot.uniform(0.5, 0.75)
    )


def _awake(wishes: list[float], opens: datetime, lot: random.Random) -> list[float]:
    """Every wish is carried out in an hour in which its owner is awake and at leisure."""
    found = []
    for wish in wishes:
        at = wish
        while lot.randrange(100) >= AWAKE[(opens + timedelta(hours=at)).hour]:
            at += lot.uniform(0.5, 1.5)
        found.append(at)
    return found


def _with_friends(orders: list[float], hours: float, lot: random.Random) -> list[float]:
    """Each buyer brings another with one chance in four, within a day or so; that one may bring another."""
    found, news = list(orders), list(orders)
    while news:
        news = [at + lot.expovariate(1 / 20) for at in news if lot.random() < 0.25]
        news = [at for at in news if at < hours]
        found += news
    return found


def store(kind: str, lot: random.Random, most_past: int = 4) -> tuple[Lived, list[Lived]]:
    """A PO and the earlier ones of the same store: mostly of one manner, of about one size, never alike."""
    level, days = round(lot.lognormvariate(5.2, 0.9)) + 40, lot.choice(DAYS)
    past = []
    for _ in range(lot.randrange(most_past + 1)):
        manner = kind if lot.random() < 0.75 else lot.choice(KINDS[:5])
        past.append(live(manner, round(level * lot.lognormvariate(0, 0.4)), lot.choice((days, *DAYS)), lot))
    return live(kind, level, days, lot), past
