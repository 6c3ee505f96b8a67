"""Who gets the pieces when fewer came out than were ordered, and what a missing one is worth. Pure.

Every variant is given out by itself, piece by piece; what one order gets of it goes to its lines from the first on.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bukapo.campaigns.rules import LOT, SHARE
from bukapo.kernel.draw import ranked
from bukapo.kernel.machine import machine

OPEN, WAITING, REFUNDED, SWAPPED, FILLED = "open", "waiting", "refunded", "swapped", "filled"
SHORT = machine(
    "short piece", OPEN, open="waiting refunded swapped filled", waiting="refunded swapped filled", refunded="",
    swapped="", filled="",
)  # fmt: skip
"""open: its buyer may choose; waiting: for a piece still to be made; filled: that piece is there."""

UNDECIDED = (OPEN, WAITING)
"""States in which the order is not sent yet."""

LEAST_TIME, MOST_TIME, USUAL_TIME = timedelta(hours=48), timedelta(days=7), timedelta(days=3)


@dataclass(frozen=True)
class Claim:
    """`ordered` pieces of one variant in line `line` of the order with the public `code`.

    `since`: when its first payment was in, None for an order that has not paid yet (it comes after all others).
    """

    code: str
    line: int
    ordered: int
    since: datetime | None


def code_of(secret: str) -> str:
    """The public code of an order: 12 hex, from its secret link, so that only its buyer knows whose it is."""
    return sha256(f"pembagian:{secret}".encode()).hexdigest()[:12].upper()


def stamp(since: datetime | None) -> str:
    """As it is published and sorted: UTC to the microsecond; "" where there was no payment."""
    return since.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if since else ""


def line_up(rule: str, claims: Iterable[Claim], seed: str = "") -> dict[str, int]:
    """Code -> its place, from 1 on: by first payment (then by code), or drawn. All claims together."""
    since = {claim.code: stamp(claim.since) for claim in claims}
    if rule == LOT:
        codes = ranked(seed, list(since))
    else:
        codes = sorted(since, key=lambda code: (since[code] == "", since[code], code))
    return {code: place for place, code in enumerate(codes, start=1)}


def allocate(rule: str, claims: Sequence[Claim], good: int, places: Mapping[str, int]) -> list[int]:
    """Pieces given to each claim on one variant of which `good` are there. Sums to the smaller of good and ordered."""
    wanted: Counter[str] = Counter()
    for claim in claims:
        wanted[claim.code] += claim.ordered
    codes = sorted(wanted, key=places.__getitem__)
    shares = _shares(codes, wanted, good) if rule == SHARE else _in_turn(codes, wanted, good)
    given = [0] * len(claims)
    for place in sorted(range(len(claims)), key=lambda n: (claims[n].code, claims[n].line)):
        claim = claims[place]
        given[place] = min(claim.ordered, shares[claim.code])
        shares[claim.code] -= given[place]
    return given


def _in_turn(codes: Sequence[str], wanted: Mapping[str, int], good: int) -> dict[str, int]:
    shares = {}
    for code in codes:
        shares[code] = min(wanted[code], good)
        good -= shares[code]
    return shares


def _shares(codes: Sequence[str], wanted: Mapping[str, int], good: int) -> dict[str, int]:
    """Largest remainder: the whole parts first, then a piece each where most was cut off; a tie goes to the first."""
    total = sum(wanted.values())
    good = min(good, total)
    shares = {code: wanted[code] * good // total for code in codes}
    left = good - sum(shares.values())
    # `codes` stand in line already and sorting is stable: a tie keeps that order.
    for code in sorted(codes, key=lambda code: -(wanted[code] * good % total))[:left]:
        shares[code] += 1
    return shares


def worth(*, line_total: int, qty: int, pieces: int, goods: int, discount: int) -> int:
    """Rupiah the buyer pays for `pieces` of a line: its price less its part of the order's discount.

    The part of the discount is rounded down, in the buyer's favour.
    """
    price = line_total // qty * pieces
    return price - (discount * price // goods if goods else 0)
