"""Shares, medians and verdicts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Verdict = Literal["yes", "partly", "no", "unknown"]

NEAR_TARGET = 8_000
"""Basis points of the target from which it counts as partly reached."""
HAPPY, UNHAPPY = 400, 300
"""Hundredths of a star: at or above, and below."""
TROUBLED = 500
"""Basis points of sent orders that had a problem from which it is more than chance."""


@dataclass(frozen=True)
class Kept:
    """A promise and what became of it. `first` was told to the first buyers; `moved` counts later changes."""

    what: str
    first: date
    last: date
    moved: int
    actual: date | None

    @property
    def days_late(self) -> int | None:
        """Against the first promise: moving it does not make it kept. Below zero: early."""
        return (self.actual - self.first).days if self.actual else None


def share(part: int, whole: int) -> int | None:
    """Basis points, rounded half up; None of nothing."""
    return (part * 20_000 + whole) // (2 * whole) if whole else None


def median(values: Sequence[int]) -> int | None:
    """The middle value (the lower of two); None of nothing."""
    return sorted(values)[(len(values) - 1) // 2] if values else None


def on_target(*, pieces: int, target: int | None, cap: int | None, over: bool) -> Verdict:
    """Did the orders reach what was hoped for? A PO that sold out did, whatever its target; one that runs may yet."""
    if cap and pieces >= cap:
        return "yes"
    if not target:
        return "unknown"
    if pieces >= target:
        return "yes"
    if not over:
        return "unknown"
    return "partly" if pieces * 10_000 >= target * NEAR_TARGET else "no"


def on_schedule(promises: Sequence[Kept], *, today: date) -> Verdict:
    """Were the days kept that the first buyers were told? A day that has passed without its deed is not."""
    if not promises:
        return "unknown"
    late = [p for p in promises if (p.actual or today) > p.first]
    open_still = [p for p in promises if p.actual is None]
    if not late:
        return "unknown" if open_still else "yes"
    return "no" if len(late) == len(promises) else "partly"


def well_received(*, stars: int | None, reviews: int, sent: int, received: int, troubled: int = 0) -> Verdict:
    """No trouble with parcels or satisfaction? `stars` in hundredths; parcels sent, and known to have arrived.

    `troubled` orders had a problem: one in twenty is a no, any at all is no plain yes.
    """
    if not sent:
        return "unknown"
    if troubled * 10_000 >= TROUBLED * sent:
        return "no"
    if troubled:
        return "no" if stars is not None and stars < UNHAPPY else "partly"
    if stars is not None and reviews:
        if stars < UNHAPPY:
            return "no"
        return "yes" if stars >= HAPPY and received == sent else "partly"
    return "unknown" if received < sent else "partly"
