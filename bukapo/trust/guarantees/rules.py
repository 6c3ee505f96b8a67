"""From which day an order is late, which rungs it has reached, what holds one back. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bukapo.campaigns.guarantees.rules import REFUND, Rung
from bukapo.kernel.machine import machine

GIVEN, OFFERED, TAKEN, WAITS, GONE = "given", "offered", "taken", "waits", "gone"
REMEDY = machine(
    "guarantee remedy",
    "given offered",
    given="",
    offered="taken waits gone",
    waits="taken",
    taken="",
    gone="",
)
"""given: credit or shipping fee, at once; offered: the buyer may take all of the money; waits: they (or their silence)
wait on, and may take it still; taken: the order ended by it; gone: the order was sent or ended before an answer."""

OPEN_OFFERS = (OFFERED, WAITS)
MORNING = time(6)
"""In the store's zone: before that nobody is told anything."""
ANSWER_TIME = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """How one order stands. `day`: it is late after it (None: no day was promised yet).

    `leaving`: its buyer has chosen the money of a delay; `asked`: a delay's question is open; `overdue`: something it
    was asked to pay is unpaid past its day.
    """

    ladder: tuple[Rung, ...]
    day: date | None
    goods: int
    shipping: int
    held: int
    leaving: bool = False
    asked: bool = False
    overdue: bool = False

    def worth(self, rung: Rung) -> int:
        """Rupiah of a rung for this order."""
        return rung.worth(goods=self.goods, shipping=self.shipping, held=self.held)

    def reached(self, today: date) -> tuple[Rung, ...]:
        """Rungs whose morning has come and that give this order anything."""
        if self.day is None:
            return ()
        return tuple(rung for rung in self.ladder if rung.due_on(self.day) <= today and self.worth(rung) > 0)

    def holds_back(self, rung: Rung) -> bool:
        """The delay's question offers the same money; who leaves gets all of it; who has not paid is not waited for."""
        return self.leaving or self.overdue or (rung.remedy == REFUND and self.asked)

    def due(self, today: date, had: Collection[tuple[int, str]]) -> Rung | None:
        """The next rung to act on; `had` are (days, remedy) it has had."""
        waiting = (rung for rung in self.reached(today) if (rung.days, rung.remedy) not in had)
        return next((rung for rung in waiting if not self.holds_back(rung)), None)


def counted_from(
    first: date | None, moves: Iterable[tuple[datetime, date]], since: Iterable[date]
) -> date | None:
    """The day an order counts from: as promised first, or as the last of `moves` it agreed to; never before `since`."""
    agreed = sorted(moves)
    day = agreed[-1][1] if agreed else first
    return max([day, *since]) if day else None


def settled_late(
    payments: Iterable[tuple[datetime, int]], asked: int, due_at: datetime | None
) -> datetime | None:
    """When payments (in time's order) came to `asked` rupiah, if that was after `due_at`."""
    came = 0
    for at, amount in payments:
        came += amount
        if came >= asked:
            return at if due_at and at > due_at else None
    return None
