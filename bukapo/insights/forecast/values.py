"""What a forecast is made from, and what it says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

LEAST_PIECES, LEAST_SHARE = 8, 0.04
"""Below so many pieces, or so little of the window, nothing is said."""


@dataclass(frozen=True)
class Window:
    """From opening to closing, in the store's zone: people order by their own clock."""

    opens_at: datetime
    closes_at: datetime

    @property
    def hours(self) -> float:
        return max(1.0, (self.closes_at - self.opens_at) / timedelta(hours=1))

    def share(self, at: datetime) -> float:
        """Of the window that has passed, 0 to 1."""
        return min(1.0, max(0.0, (at - self.opens_at) / timedelta(hours=1) / self.hours))


@dataclass(frozen=True)
class Course:
    """How a PO went, or has gone so far: `hours` are (beginning of an hour, pieces of orders that came in it).

    `sold_out`: its cap ended it. What would have come after the last hour nobody knows.
    """

    window: Window
    hours: tuple[tuple[datetime, int], ...]
    sold_out: bool = False

    @property
    def pieces(self) -> int:
        return sum(pieces for _hour, pieces in self.hours)


@dataclass(frozen=True)
class Asked:
    """`past`: the store's own POs that are over. `hoped`: pieces that sign-ups let expect, None without a teaser."""

    course: Course
    at: datetime
    past: Sequence[Course] = ()
    cap: int | None = None
    hoped: int | None = None
    seed: int = 1

    @property
    def share(self) -> float:
        return self.course.window.share(self.at)

    @property
    def early(self) -> bool:
        """Too early to say anything."""
        return self.share < LEAST_SHARE or self.course.pieces < LEAST_PIECES

    @property
    def straight(self) -> int:
        """What the pace so far alone would say, the cap minded."""
        return self.capped(round(self.course.pieces / self.share)) if self.share else 0

    def capped(self, pieces: int) -> int:
        return min(pieces, self.cap) if self.cap else pieces


@dataclass(frozen=True)
class Point:
    """Pieces at a time to come, in two, one and eight of ten cases: low, median, high."""

    at: datetime
    low: int
    median: int
    high: int


Reason = Literal["past", "usual", "signed_up", "late_rush", "spent", "pace", "cap_sure", "cap_likely"]


@dataclass(frozen=True)
class Foreseen:
    """The final count. `path` leads from now to closing. `learnt` counts the past POs it was learnt from.

    `to_come`: basis points of the final count that are still to come. `full_at`: when the cap is reached in the
    middle case. `full_chance`: basis points of the cases that reach it.
    """

    share: float
    pieces: int
    low: int
    median: int
    high: int
    straight: int
    path: tuple[Point, ...]
    learnt: int = 0
    to_come: int = 0
    full_chance: int = 0
    full_at: datetime | None = None
    reasons: tuple[Reason, ...] = ()
