"""Cash by week: what comes in from buyers, what goes out to the workshop. Pure; rupiah, days in the store's zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bukapo.kernel.money import share_rounded_up, split
from bukapo.payments.plans import DAY, DAYS, Ask


@dataclass(frozen=True)
class Move:
    """Money on a day: `amount` > 0 comes in, < 0 goes out. `sure`: it has happened or was agreed."""

    day: date
    amount: int
    what: str
    sure: bool = False


@dataclass(frozen=True)
class Week:
    """From Monday `first`: what came in and went out, and what is left of the PO's money at its end."""

    first: date
    into: int
    out: int
    balance: int
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Course:
    """The weeks of a PO without a gap. `lowest` is the emptiest moment: below 0 the seller's own money is needed."""

    weeks: tuple[Week, ...]

    @property
    def lowest(self) -> Week | None:
        """The first of the weeks that end lowest."""
        return min(self.weeks, key=lambda week: week.balance, default=None)

    @property
    def needed(self) -> int:
        """Rupiah of own money without which the PO cannot go through."""
        return max(0, -self.lowest.balance) if self.lowest else 0

    @property
    def left(self) -> int:
        """What is there at the end."""
        return self.weeks[-1].balance if self.weeks else 0


def by_week(moves: Iterable[Move]) -> Course:
    """Within a week money that goes out is reckoned together with what comes in: a balance is that of its Sunday."""
    sorted_moves = sorted((move for move in moves if move.amount), key=lambda move: move.day)
    if not sorted_moves:
        return Course(())
    first, last = _monday(sorted_moves[0].day), _monday(sorted_moves[-1].day)
    weeks, balance = [], 0
    for number in range((last - first).days // 7 + 1):
        monday = first + timedelta(weeks=number)
        own = tuple(move for move in sorted_moves if _monday(move.day) == monday)
        into = sum(move.amount for move in own if move.amount > 0)
        out = -sum(move.amount for move in own if move.amount < 0)
        balance += into - out
        weeks.append(Week(monday, into, out, balance, own))
    return Course(tuple(weeks))


@dataclass(frozen=True)
class Days:
    """The days of a PO that money hangs on. `later` is when a balance without a day of its own is due."""

    opens: date
    closes: date
    produced: date
    later: date
    shipped: date


@dataclass(frozen=True)
class Outlay:
    """Rupiah that go out: `fixed` before the work, `down` when it begins, `rest` when it is done."""

    fixed: int
    down: int
    rest: int


def outlay(*, whole: int, fixed: int, down_bp: int, down_fixed: int, spent: int = 0) -> Outlay:
    """`whole` is the work without `fixed`; what is `spent` already is taken off in the order in which it falls due."""
    down = min(whole, down_fixed or share_rounded_up(whole, down_bp))
    parts, gone = [], spent
    for due in (fixed, down, whole - down):
        paid = min(due, gone)
        parts.append(due - paid)
        gone -= paid
    return Outlay(*parts)


def planned_income(asks: Sequence[Ask], days: Days, words: dict[str, str]) -> list[Move]:
    """What the orders of a whole PO pay, if they come evenly from opening to closing. `words`: charge kind -> name."""
    moves = []
    for ask in asks:
        name = words.get(ask.kind, ask.kind)
        if ask.now:
            moves += spread(ask.amount, days.opens, days.closes, name)
        elif ask.due.when == DAY and ask.due.day:
            moves.append(Move(ask.due.day, ask.amount, name))
        elif ask.due.when == DAYS:
            after = timedelta(days=ask.due.days)
            moves += spread(ask.amount, days.opens + after, days.closes + after, name)
        else:
            moves.append(Move(days.later, ask.amount, name))
    return moves


def outgoing(out: Outlay, days: Days, words: tuple[str, str, str]) -> list[Move]:
    """`words` name the three parts of the outlay."""
    return [
        Move(days.closes, -out.fixed, words[0]),
        Move(days.closes, -out.down, words[1]),
        Move(days.produced, -out.rest, words[2]),
    ]


def spread(amount: int, first: date, last: date, what: str) -> list[Move]:
    """`amount` in as even whole parts as there are days."""
    count = max(1, (last - first).days + 1)
    return [
        Move(first + timedelta(days=number), part, what)
        for number, part in enumerate(split(amount, [1] * count))
        if part
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
