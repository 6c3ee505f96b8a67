"""When a buyer is reminded of an open charge, and when the seller is asked what to do. Pure.

A ladder: a charge remembers the highest rung it has been reminded at (`Charge.reminded`), so each rung is told once,
and after a long silence only the last one.
"""

from datetime import datetime, timedelta

BEFORE, OVERDUE, AGAIN, LAST = 1, 2, 3, 4
"""Rungs, in the order of time."""

SOON = timedelta(days=1)
"""BEFORE comes at most this long before the due instant, and not before two thirds of the time are over."""

AFTER = {OVERDUE: timedelta(days=1), AGAIN: timedelta(days=3), LAST: timedelta(days=7)}
"""How long after the due instant a rung comes."""

DECIDE_AFTER = AFTER[LAST]
"""An order with money in it never expires by itself: so long after the due instant the seller is asked."""

LONGEST_EXTENSION = timedelta(days=90)


def rung_of(*, opened_at: datetime | None, due_at: datetime | None, at: datetime) -> int:
    """The highest rung whose time has come; 0 = none."""
    if opened_at is None or due_at is None:
        return 0
    if at < due_at:
        near = due_at - at <= SOON and (due_at - at) * 3 <= due_at - opened_at
        return BEFORE if near else 0
    passed = [rung for rung, wait in AFTER.items() if at >= due_at + wait]
    return max(passed, default=0)
