"""What past work orders of a workshop looked like, day by day. Pure.

A phone reports when it has time: what came between two reports is spread evenly over the working days between them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.float64]
_LONGEST_GAP = 8
"""Working days: what a report after a longer silence tells was made in the last of them."""


@dataclass(frozen=True)
class Report:
    """By the end of `day` the stage at `place` stood at `count` pieces."""

    place: int
    day: date
    count: int


@dataclass(frozen=True)
class Past:
    """A work order as it went. `stages` are keys (`usual.key_of`); `begun`: its first progress; `over`: done."""

    stages: tuple[str, ...]
    pieces: int
    sent: date
    begun: date | None
    over: date | None
    reports: tuple[Report, ...]

    def before(self, day: date) -> bool:
        """Was sent before `day`, and its first stage still had something to do then."""
        if self.sent >= day or (self.over is not None and self.over < day):
            return False
        done = max((r.count for r in self.reports if r.place == 0 and r.day < day), default=0)
        return done < self.pieces


@dataclass(frozen=True)
class Trace:
    """Per stage and working day: pieces `made`, and those `left` that had been there in the morning."""

    past: Past
    first: int
    last: int
    made: Days
    left: Days

    def done_before(self, day: int) -> list[int]:
        """Pieces per stage at the beginning of working day `day`."""
        until = min(max(0, day - self.first), self.made.shape[1])
        return [int(round(float(row[:until].sum()))) for row in self.made]


class Ordinals:
    """Days as places in one row of working days; a day off counts as the working day before it."""

    def __init__(self, works: Callable[[date], bool], first: date, last: date) -> None:
        self.days = [
            day
            for n in range((last - first).days + 1)
            if works(day := date.fromordinal(first.toordinal() + n))
        ]

    def of(self, day: date) -> int:
        return max(0, bisect_right(self.days, day) - 1)

    def between(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, the last not counted."""
        return max(0, bisect_left(self.days, last) - bisect_left(self.days, first))


def trace(past: Past, days: Ordinals) -> Trace | None:
    """None when there was no progress."""
    if past.begun is None or not past.reports:
        return None
    first = days.of(past.begun)
    last = max(days.of(past.reports[-1].day), first)
    done = np.zeros((len(past.stages), last - first + 1))
    for place in range(len(past.stages)):
        known = [(days.of(r.day) - first, r.count) for r in past.reports if r.place == place]
        done[place] = _filled(known, done.shape[1])
    done = np.minimum.accumulate(done, axis=0)  # filling in must not let a stage overtake the one before
    made = np.diff(done, axis=1, prepend=0.0)
    before = np.vstack([np.full(done.shape[1], float(past.pieces)), done[:-1]])
    yesterday = np.hstack([np.zeros((len(done), 1)), before[:, :-1]])
    yesterday[0, 0] = past.pieces
    return Trace(past, first, last, made, np.maximum(0.0, yesterday - done))


def _filled(known: Sequence[tuple[int, int]], length: int) -> Days:
    """Counts at the end of each day, from the few that were told."""
    at, counts = [-1.0], [0.0]
    for day, count in known:
        day = max(0, day)
        if day - at[-1] > _LONGEST_GAP:
            at.append(float(day - _LONGEST_GAP))
            counts.append(counts[-1])
        if day == at[-1]:
            counts[-1] = float(count)
        else:
            at.append(float(day))
            counts.append(float(count))
    return np.interp(np.arange(length), at, counts)
