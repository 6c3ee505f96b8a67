"""What sign-ups say of the demand: a range, never a number. Pure; everything in whole pieces.

Of those who sign up some order. How many is learned from the store's earlier POs that had a teaser; without any it is
a wide guess, and says so. Nothing here knows whether the ones who did not vote would choose as the others did.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bukapo.kernel.money import BASIS_POINTS

GUESS = (1_000, 4_000)
"""Basis points of sign-ups that order, while nothing is known of the store."""
LEAST_SIGN_UPS = 10
"""An earlier teaser with fewer says too little."""
MOST_BP = 15_000


@dataclass(frozen=True)
class Earlier:
    """An earlier PO of the store: `ordered` of `signed` sign-ups, whose orders hold `pieces`."""

    signed: int
    ordered: int
    pieces: int

    @property
    def counts(self) -> bool:
        return self.signed >= LEAST_SIGN_UPS


@dataclass(frozen=True)
class Conversion:
    """Between `low` and `high` basis points of sign-ups order, `pieces` hundredths of a piece each; from `pos` POs."""

    low: int
    high: int
    pieces: int = 100
    pos: int = 0


def conversion_of(earlier: Iterable[Earlier]) -> Conversion:
    """The range of what happened; one PO alone is widened by half to both sides."""
    known = [one for one in earlier if one.counts]
    if not known:
        return Conversion(*GUESS)
    shares = [min(MOST_BP, one.ordered * BASIS_POINTS // one.signed) for one in known]
    low, high = min(shares), max(shares)
    if len(known) == 1:
        low, high = low // 2, min(MOST_BP, high + high // 2)
    ordered = sum(one.ordered for one in known)
    pieces = max(100, sum(one.pieces for one in known) * 100 // ordered) if ordered else 100
    return Conversion(low, max(high, low + 100), pieces, len(known))


@dataclass(frozen=True)
class Range:
    """From `low` to `high` pieces: rounded away from each other."""

    low: int
    high: int


def demand(conversion: Conversion, *, sure: int, unsure: int = 0) -> Range:
    """Pieces that `sure` confirmed and `unsure` unverified sign-ups would take. The unverified count only upwards."""
    low = sure * conversion.low * conversion.pieces // (BASIS_POINTS * 100)
    high = -(-(sure + unsure) * conversion.high * conversion.pieces // (BASIS_POINTS * 100))
    return Range(low, high)


@dataclass(frozen=True)
class Wanted:
    """A thing to vote for: `votes` of people, and the pieces if voters order as sign-ups do."""

    label: str
    votes: int
    range: Range


def shares(whole: Range, weights: Mapping[str, int], votes: Mapping[str, int]) -> tuple[Wanted, ...]:
    """The range divided as the votes were (`weights` in any unit), with one voter more or less for chance. In order."""
    total = sum(weights.values())
    found = []
    for label, weight in weights.items():
        one = total // max(1, sum(votes.values())) if total else 0
        low = whole.low * max(0, weight - one) // total if total else 0
        high = -(-whole.high * min(total, weight + one) // total) if total else 0
        found.append(Wanted(label, votes.get(label, 0), Range(low, high)))
    return tuple(found)


@dataclass(frozen=True)
class Suggestion:
    """Pieces: a target to hope for and a minimum that is likely, 0 = nothing can be said."""

    target: int
    minimum: int


def suggested(whole: Range) -> Suggestion:
    """The middle to hope for, the low end as the minimum."""
    return Suggestion((whole.low + whole.high) // 2, whole.low)
