"""What became of the suggestions that a PO took over from the one before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bukapo.campaigns.cloning.rules import (
    CAP,
    DEPOSIT,
    MINIMUM,
    OPENING,
    PAY_HOURS,
    PRICE,
    PRODUCE_DAYS,
    SHIP_DAYS,
    TARGET,
    WINDOW_DAYS,
    Applied,
)

PIECES, LATE_MADE, LATE_SENT, UNPAID, EXPIRED, MARGIN = (
    "pieces",
    "late_made",
    "late_sent",
    "unpaid",
    "expired",
    "margin",
)
MEASURES = {
    WINDOW_DAYS: PIECES, OPENING: PIECES, CAP: PIECES, TARGET: PIECES, MINIMUM: PIECES, PRODUCE_DAYS: LATE_MADE,
    SHIP_DAYS: LATE_SENT, DEPOSIT: UNPAID, PAY_HOURS: EXPIRED, PRICE: MARGIN,
}  # fmt: skip
"""By which number it is judged whether a setting helped."""
LESS_IS_BETTER = frozenset({LATE_MADE, LATE_SENT, UNPAID, EXPIRED})

Verdict = Literal["helped", "same", "worse", "unknown"]


@dataclass(frozen=True)
class Outcome:
    """`before` in the PO that taught it, `after` in the one that took it over; None: not known."""

    applied: Applied
    measure: str
    before: int | None
    after: int | None

    @property
    def verdict(self) -> Verdict:
        """One PO after another proves nothing; it only says which way the number went."""
        if self.before is None or self.after is None:
            return "unknown"
        before, after = self.before, self.after
        if self.measure in (LATE_MADE, LATE_SENT):  # who is early is not later than who is on the day
            before, after = max(0, before), max(0, after)
            if before == after == 0:
                return "helped"
        if before == after:
            return "same"
        return "helped" if (after < before) == (self.measure in LESS_IS_BETTER) else "worse"


def outcomes(
    applied: Mapping[str, list[object]], before: Mapping[str, int | None], after: Mapping[str, int | None]
) -> tuple[Outcome, ...]:
    """`applied` as it was kept with the draft; the two others {measure: number}."""
    told = []
    for setting, (old, new, sure) in applied.items():
        one = Applied(setting, old, new, sure)  # type: ignore[arg-type]
        if one.kind in MEASURES:
            measure = MEASURES[one.kind]
            told.append(Outcome(one, measure, before.get(measure), after.get(measure)))
    return tuple(told)
