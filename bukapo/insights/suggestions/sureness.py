"""How sure a suggestion is, from how much was counted and how far it spreads. Pure."""

from collections.abc import Sequence
from math import ceil

from bukapo.campaigns.cloning.rules import Sureness

MANY, SOME = 100, 30
"""Orders (or pieces) counted from which chance plays a small part, and from which it may still have."""
WIDE = 0.5
"""Standard deviation over the mean from which past POs do not agree."""


def by_count(of: int, *, repeated: int = 0) -> Sureness:
    """`of` orders counted; `repeated` earlier POs that say the same make it surer, as if more had been counted."""
    if of >= MANY and repeated or of >= 5 * MANY:
        return "strong"
    return "fair" if of >= SOME else "weak"


def by_history(values: Sequence[int]) -> Sureness:
    """Days late (or the like) of several POs, this one among them."""
    late = [value for value in values if value > 0]
    if len(late) >= 3 and spread(late) <= WIDE:
        return "strong"
    return "fair" if len(late) >= 2 else "weak"


def spread(values: Sequence[int]) -> float:
    """Standard deviation over the mean; 0 of fewer than two."""
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    if not mean:
        return 0.0
    return float((sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5 / mean)


def high(values: Sequence[int], share: int = 80) -> int:
    """The value that `share` of 100 do not exceed; the highest of few. ValueError of nothing."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share / 100) - 1)]


def stepped(value: int) -> int:
    """Up to a number a seller would say: tens below a hundred, else fifties."""
    step = 10 if value < 100 else 50
    return -(-value // step) * step
