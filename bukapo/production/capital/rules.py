"""Is it safe to start? Deposits in hand against what production costs. Pure; money in whole rupiah."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.kernel.money import share_rounded_up
from bukapo.kernel.refusal import Refusal, gettext_noop

SAFE, SHORT, LOSS, UNKNOWN = "safe", "short", "loss", "unknown"
"""The start is covered; money is missing before it; all the PO's money does not cover the cost; the cost is unknown."""


class NotCovered(Refusal):
    """`short` rupiah are missing; to start all the same the seller says yes to exactly that sum."""

    code = "not_covered"
    sentence = gettext_noop(
        "Uang PO ini belum menutup ongkosnya: kurang {short}. Kalau tetap mau mulai, setujui dulu risikonya."
    )

    def __init__(self, *, missing: int, short: str) -> None:
        self.missing = missing
        super().__init__(short=short)


@dataclass(frozen=True)
class Cost:
    """Of one product (or work order): `each` rupiah per piece, None = not known.

    `of`: pieces per product that a work order takes from the recap; None says nothing of that.
    """

    name: str
    pieces: int
    each: int | None
    of: tuple[tuple[str, int], ...] | None = None

    @property
    def total(self) -> int:
        return self.pieces * (self.each or 0)


@dataclass(frozen=True)
class Funds:
    """Rupiah of the orders that hold pieces. `in_hand` at banks and in cash, `on_its_way` at gateways and couriers.

    `to_come`: agreed and not paid yet. `income` = their goods less discounts; `unpaid_pieces` nothing was paid for.
    """

    in_hand: int
    on_its_way: int
    to_come: int
    income: int
    pieces: int
    unpaid_pieces: int


@dataclass(frozen=True)
class Start:
    """The verdict and the numbers it stands on. `needed` to begin, `missing` of it (or of the whole cost)."""

    verdict: str
    funds: Funds
    costs: tuple[Cost, ...]
    fixed: int
    down: int
    needed: int
    missing: int

    @property
    def cost(self) -> int:
        return self.fixed + sum(one.total for one in self.costs)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Products whose cost nobody has told."""
        return tuple(one.name for one in self.costs if one.each is None and one.pieces)

    @property
    def risky(self) -> bool:
        """Somebody should say yes before it starts."""
        return self.verdict in (SHORT, LOSS)

    @property
    def margin(self) -> int:
        """Rupiah left of the goods at this count, if everybody pays."""
        return self.funds.income - self.cost

    @property
    def loss(self) -> int:
        return max(0, -self.margin)

    @property
    def break_even(self) -> int | None:
        """Pieces from which the PO pays its one-time costs; None when no piece earns anything."""
        pieces = sum(one.pieces for one in self.costs)
        if not pieces:
            return None
        earned = self.funds.income - sum(one.total for one in self.costs)
        if earned <= 0:
            return None
        return -(-self.fixed * pieces // earned)


def judge(funds: Funds, costs: Sequence[Cost], *, fixed: int, down_bp: int, down_fixed: int) -> Start:
    """What the workshop wants first (`down_bp` of the cost rounded up, or `down_fixed`) is needed to begin; if it wants
    nothing first, the whole cost is.
    """
    whole = fixed + sum(one.total for one in costs)
    down = min(whole, down_fixed or share_rounded_up(whole, down_bp))
    needed = down or whole
    known = all(one.each is not None for one in costs if one.pieces)
    if not known or not whole:
        verdict, missing = UNKNOWN, 0
    elif funds.in_hand < needed:
        verdict, missing = SHORT, needed - funds.in_hand
    elif funds.in_hand + funds.on_its_way + funds.to_come < whole:
        verdict, missing = LOSS, whole - funds.in_hand - funds.on_its_way - funds.to_come
    else:
        verdict, missing = SAFE, 0
    return Start(verdict, funds, tuple(costs), fixed, down, needed, missing)


@dataclass(frozen=True)
class Meter:
    """What the seller would owe if the PO were cancelled today, rupiah.

    `promised` back and not sent yet; `orders`: all that was paid for what is not delivered, which would have to be
    promised; `stray`: paid too much on orders that are delivered or over.

    `in_hand` of the PO's money at banks and in cash, `on_its_way` at gateways and couriers, `spent` the seller has
    paid out for the PO.
    """

    promised: int
    orders: int
    stray: int
    in_hand: int
    on_its_way: int
    spent: int

    @property
    def owed(self) -> int:
        return self.promised + self.orders + self.stray

    @property
    def cash(self) -> int:
        """What is left of the PO's money, with what is still on its way."""
        return self.in_hand + self.on_its_way - self.spent

    @property
    def missing(self) -> int:
        """What the seller would have to add from elsewhere."""
        return max(0, self.owed - max(0, self.cash))

    @property
    def share(self) -> int:
        """Of what would be owed, the percent that is there (0 to 100, rounded down)."""
        if not self.owed:
            return 100
        return min(100, max(0, self.cash) * 100 // self.owed)
