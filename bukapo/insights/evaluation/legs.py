"""Where the days went, from closing to the last parcel, and how long each stage took. Pure; days of the store's zone.

The course follows the work order that was done last, back through those its pieces came from. Each leg begins where the
one before ended, so that the legs' overruns add up to the days the PO was late against its first promise.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

GIVE, ACCEPT, STAGE, DECLARE, SEND = "give", "accept", "stage", "declare", "send"
"""Until the first work order went out; until the workshop accepted; a stage; until all was declared made; until all
parcels had left.
"""


@dataclass(frozen=True)
class StageDone:
    """`due` None: nobody planned the stage by itself. `finished` None: it is not."""

    name: str
    due: date | None
    finished: date | None


@dataclass(frozen=True)
class Made:
    """One work order as it went. `after`: the number of the one its pieces came from."""

    number: str
    workshop: str
    sent: date
    accepted: date | None
    done: date | None
    deadline: date
    stages: tuple[StageDone, ...]
    after: str = ""

    @property
    def over(self) -> date | None:
        """Its last day: as reported, else when its last stage was finished."""
        last = self.stages[-1].finished if self.stages else None
        return self.done or last

    @property
    def dues(self) -> tuple[date, ...]:
        """When each stage should be through; where nobody said, the days until the deadline in even parts."""
        return planned_dues(self.sent, self.deadline, [stage.due for stage in self.stages])


@dataclass(frozen=True)
class Leg:
    """`planned` and `actual` days; `actual` None: has not ended. `guessed`: nobody planned it by itself."""

    kind: str
    name: str
    planned: int
    actual: int | None
    guessed: bool = False

    @property
    def over(self) -> int | None:
        """Days more than planned; below 0: won back."""
        return None if self.actual is None else self.actual - self.planned


@dataclass(frozen=True)
class Plan:
    """First promises and what became of them; `closed` is the day the PO closed."""

    closed: date
    made_by: date
    made: date | None
    sent_by: date | None = None
    sent: date | None = None


def planned_dues(sent: date, deadline: date, dues: Sequence[date | None]) -> tuple[date, ...]:
    """Every due day, in order; gaps are filled evenly between what is known around them."""
    known: list[tuple[int, date]] = [(-1, sent)]
    for place, due in enumerate(dues):
        if due is not None:
            known.append((place, max(due, known[-1][1])))
    if known[-1][0] != len(dues) - 1:
        known.append((len(dues) - 1, max(deadline, known[-1][1])))
    found: list[date] = []
    for (before, first), (place, last) in pairwise(known):
        span = (last - first).days
        found += [first + timedelta(days=span * n // (place - before)) for n in range(1, place - before + 1)]
    return tuple(found)


def course(plan: Plan, orders: Sequence[Made]) -> tuple[Leg, ...]:
    """The legs of a PO. Without work orders: made, and sent."""
    legs: list[Leg] = []
    at, due = plan.closed, plan.closed
    chain = _chain(orders)
    for place, one in enumerate(chain):
        for leg, ends, planned in _of_order(one, at, due, plan.made_by, first=place == 0):
            legs.append(leg)
            at, due = ends, planned
    if plan.made is None:
        return (*legs, Leg(DECLARE, "", (plan.made_by - due).days, None))
    legs.append(Leg(DECLARE, "", (plan.made_by - due).days, (plan.made - at).days))
    if plan.sent_by is not None:
        took = (plan.sent - plan.made).days if plan.sent else None
        legs.append(Leg(SEND, "", (plan.sent_by - plan.made_by).days, took))
    return tuple(legs)


def _of_order(
    one: Made, at: date, due: date, promised: date, *, first: bool
) -> Iterator[tuple[Leg, date, date]]:
    """(leg, the day it ended, the day it should have ended) for one work order.

    Whatever day a workshop was given beyond what buyers were promised, the promise is the plan.
    """
    sent = max(one.sent, at)
    if first:
        yield Leg(GIVE, one.number, 0, (sent - at).days), sent, due
        at = sent
    if one.accepted is not None and one.accepted > at:
        yield Leg(ACCEPT, one.workshop, 0, (one.accepted - at).days), one.accepted, due
        at = one.accepted
    for stage, by in zip(one.stages, one.dues, strict=True):
        if stage.finished is None:
            return
        ends, by = max(stage.finished, at), max(min(by, promised), due)
        leg = Leg(STAGE, stage.name, (by - due).days, (ends - at).days, guessed=stage.due is None)
        yield leg, ends, by
        at, due = ends, by


def _chain(orders: Sequence[Made]) -> list[Made]:
    """The work order that was over last, and before it those its pieces came from."""
    known = {one.number: one for one in orders}
    over = [one for one in orders if one.over]
    last = max(over, key=lambda one: (one.over or one.sent, one.number), default=None)
    chain: list[Made] = []
    while last is not None and last not in chain:
        chain.append(last)
        last = known.get(last.after)
    return chain[::-1]


@dataclass(frozen=True)
class StageRow:
    """A stage over all work orders: middle days (the greater of two), and how many were through after their due day."""

    name: str
    orders: int
    planned: int
    actual: int
    late: int
    worst: int

    @property
    def over(self) -> int:
        return self.actual - self.planned


def stage_rows(orders: Sequence[Made]) -> tuple[StageRow, ...]:
    """In the order in which stages come first; stages that nobody has finished are left out."""
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for one in orders:
        at, due = max(one.sent, one.accepted or one.sent), one.sent
        for stage, by in zip(one.stages, one.dues, strict=True):
            if stage.finished is None:
                break
            ends = max(at, stage.finished)
            spans[stage.name].append(((by - due).days, (ends - at).days, (ends - by).days))
            at, due = ends, by
    return tuple(
        StageRow(
            name,
            len(rows),
            _middle([row[0] for row in rows]),
            _middle([row[1] for row in rows]),
            sum(row[2] > 0 for row in rows),
            max(row[2] for row in rows),
        )
        for name, rows in spans.items()
    )


def slowest(legs: Sequence[Leg]) -> Leg | None:
    """The leg that took most days more than planned; None when none did."""
    over = [leg for leg in legs if leg.over is not None and leg.over > 0]
    return max(over, key=lambda leg: leg.over or 0, default=None)


def _middle(days: Sequence[int]) -> int:
    return sorted(days)[len(days) // 2]
