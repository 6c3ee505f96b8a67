"""How often the promised day was kept: promises made in the middle of lives that go on by their own rules."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bench.workshops import Kind, Lived, live
from bukapo.production.promise.learn import Guess
from bukapo.production.promise.outlook import TYPED_DOUBT, Known, Work, foresee
from bukapo.production.promise.past import Past

LEAST, MOST = 0.85, 0.95
LEARNED_FROM = 3
"""Work orders a workshop must have behind it before its promises are judged."""


@dataclass
class Kept:
    """Of `promises` so many were `kept` by percent; `width`: days from the 50 % to the 90 % day; `late` days."""

    kind: str
    promises: int = 0
    kept: dict[int, int] | None = None
    late: int = 0
    width: int = 0

    def share(self, percent: int) -> float:
        return (self.kept or {}).get(percent, 0) / max(1, self.promises)


def judge(kind: Kind, *, promises: int, seed: int, runs: int = 1_000, each: int = 100) -> Kept:
    """Workshops of that kind, at most `each` promises of one, until so many were made and lived through."""
    told = Kept(kind.name, kept={50: 0, 80: 0, 90: 0})
    number = 0
    while told.promises < promises:
        lived = live(kind, seed * 1_000 + number)
        number += 1
        for place in range(LEARNED_FROM, min(LEARNED_FROM + each, len(lived.past))):
            if told.promises < promises:
                _judge_one(lived, place, number, told, runs)
    return told


def _judge_one(lived: Lived, place: int, number: int, told: Kept, runs: int) -> None:
    work = lived.past[place]
    before = [_as_known(one, work) for one in lived.past[:place]]
    known = Known(f"{told.kind} {number}", lived.days, typed(lived), before)
    queue = [one for one in before if one.over is None]
    wanted = Work(work.stages, work.pieces, work.sent)
    outlook = foresee(known, wanted, today=work.sent, queue=queue, runs=runs)
    assert work.over is not None and told.kept is not None
    told.promises += 1
    for percent in told.kept:
        told.kept[percent] += work.over <= outlook.by(percent / 100)
    told.width += (outlook.p90 - outlook.p50).days
    told.late += max(0, (work.over - outlook.p90).days)


def typed(lived: Lived) -> dict[str, Guess]:
    return {
        name.casefold(): Guess(pieces, TYPED_DOUBT, source="typed") for name, pieces in lived.says.items()
    }


def _as_known(one: Past, work: Past) -> Past:
    """As the store knew it on the day before the new work order was sent."""
    until = work.sent - timedelta(days=1)
    reports = tuple(report for report in one.reports if report.day <= until)
    over = one.over if one.over is not None and one.over <= until else None
    begun = one.begun if one.begun is not None and one.begun <= until else None
    return replace(one, reports=reports, over=over, begun=begun)
