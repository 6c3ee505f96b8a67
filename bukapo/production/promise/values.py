"""What the promise engine is given and what it gives back. Pure; pieces are whole, days are working days."""

from dataclasses import dataclass, field, replace
from typing import Self

MOST_RATE = 3.0
"""No day brings more than so many times a stage's usual pieces: that is what makes a fastest possible day."""


@dataclass(frozen=True)
class Pace:
    """A stage: `mean` pieces a working day (idle days included), known to a log-deviation of `doubt`.

    `ahead`: pieces of other work it has to do first; `done`: pieces of this work that have passed it. `people` who
    share the mean, 0 = not known. `source`: where the mean comes from, see `SOURCES`.
    """

    name: str
    mean: float
    doubt: float = 0.0
    ahead: int = 0
    done: int = 0
    people: int = 0
    source: str = "typed"

    def staffed(self, more: int) -> Self:
        """With `more` people beside those who are there (one is taken for granted where nobody said)."""
        there = self.people or 1
        return replace(self, mean=self.mean * (there + more) / there, people=there + more)


SOURCES = ("history", "typed", "usual")
"""Mostly learned from work orders; what somebody typed; what is usual when nothing is known."""


@dataclass(frozen=True)
class Habits:
    """How a workshop differs from its means. Deviations are of logarithms.

    `day_sd` from day to day and stage to stage; `week_sd` of a whole week, which remembers the week before by `memory`;
    `idle` share of days on which a stage stands still. `drift`: how much slower whole orders were than their stages
    said (0.1 = a tenth), `drift_sd` from order to order. `rework` share of pieces that go through twice.
    `waits`: working days from SPK to first progress of past orders. `orders`: how many this was learned from.
    """

    day_sd: float = 0.30
    week_sd: float = 0.20
    memory: float = 0.4
    idle: float = 0.03
    drift: float = 0.20
    drift_sd: float = 0.24
    rework: float = 0.03
    waits: tuple[int, ...] = ()
    orders: int = 0


@dataclass(frozen=True)
class Course:
    """One work order on its way. `flows`: a piece can pass several stages on one day (a kitchen).

    `started`: first progress is there. Otherwise it has `waited` working days since the workshop has it.
    """

    paces: tuple[Pace, ...]
    pieces: int
    started: bool = False
    waited: int = 0
    flows: bool = False

    @property
    def left(self) -> int:
        """Pieces that have not passed the last stage."""
        return self.pieces - self.paces[-1].done

    def with_pieces(self, pieces: int) -> Self:
        return replace(self, pieces=pieces)

    def staffed(self, place: int, more: int) -> Self:
        """With `more` people at the stage `place`."""
        paces = tuple(pace.staffed(more) if n == place else pace for n, pace in enumerate(self.paces))
        return replace(self, paces=paces)

    @property
    def fastest(self) -> int:
        """Working days that it takes at the very least."""
        if not self.left:
            return 0
        needed = [-(-(p.ahead + self.pieces - p.done) // max(1, int(p.mean * MOST_RATE))) for p in self.paces]
        first = next(n for n, pace in enumerate(self.paces) if pace.done < self.pieces)
        return max(*needed, 1 if self.flows else len(self.paces) - first)


@dataclass(frozen=True)
class Spread:
    """Days by which it is finished, from 0 = the first working day: `counts[d]` runs of `runs` finish on day `d`.

    `deciding`: of each stage the share of runs in which it decides.
    """

    counts: tuple[int, ...]
    deciding: tuple[float, ...] = field(default=())

    @property
    def runs(self) -> int:
        return sum(self.counts)

    def chance(self, day: int) -> float:
        """That it is finished on working day `day` or before."""
        return sum(self.counts[: day + 1]) / self.runs if day >= 0 else 0.0

    def day_of(self, chance: float) -> int:
        """The first working day that is kept with at least `chance`."""
        sofar, wanted = 0, chance * self.runs - 1e-9
        for day, count in enumerate(self.counts):
            sofar += count
            if sofar >= wanted:
                return day
        return len(self.counts) - 1

    @property
    def bottleneck(self) -> int:
        """Place of the stage that decides most often."""
        return max(range(len(self.deciding)), key=lambda place: self.deciding[place])
