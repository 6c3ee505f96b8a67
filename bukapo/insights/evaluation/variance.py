"""What a PO should have earned, what it did, and why they differ. Pure; whole rupiah, parts add up exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.insights.rules import share


@dataclass(frozen=True)
class Sold:
    """A product: `pieces` that hold, its PO `price`, what a piece was to cost (`each`, None = nobody told)."""

    name: str
    product_id: int
    pieces: int
    price: int
    each: int | None


@dataclass(frozen=True)
class Margin:
    """`plan` for `planned_pieces` at PO prices and told costs; the rest is what made the difference, + for the better.

    `volume` more or fewer pieces, `prices` what buyers paid beside the PO prices (tiers, surcharges, discounts),
    `costs` work orders beside the told costs, `faults` what the store bore of defects, `shipping` what buyers paid for
    it less what courier services charge. `income` (goods) and `cost` (without shipping) happened.
    """

    planned_pieces: int
    pieces: int
    plan: int
    volume: int
    prices: int
    costs: int
    faults: int
    income: int
    cost: int
    shipping: int = 0

    @property
    def actual(self) -> int:
        return self.income - self.cost + self.shipping

    @property
    def share_bp(self) -> int | None:
        """Basis points of the income that stay; below 0: a loss."""
        return share(self.actual, self.income) if self.income else None

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        return (
            ("volume", self.volume),
            ("prices", self.prices),
            ("costs", self.costs),
            ("faults", self.faults),
            ("shipping", self.shipping),
        )


def margin(
    sold: Sequence[Sold],
    *,
    planned_pieces: int | None,
    income: int,
    made_for: int,
    fixed: int,
    faults: int,
    shipping: int = 0,
) -> Margin | None:
    """None while the cost of something that was ordered is not known, or nothing was.

    `made_for` rupiah the work really costs without `fixed` (once a PO) and without `faults`; `shipping` as in `Margin`:
    the plan is that couriers charge what buyers pay. The plan has the mix that
    was ordered; without `planned_pieces` it is for as many as were.
    """
    pieces = sum(one.pieces for one in sold)
    if not pieces or any(one.each is None for one in sold if one.pieces):
        return None
    at_price = sum(one.pieces * one.price for one in sold)
    at_cost = sum(one.pieces * (one.each or 0) for one in sold)
    planned = planned_pieces or pieces
    gross = (at_price - at_cost) * planned // pieces
    return Margin(
        planned_pieces=planned,
        pieces=pieces,
        plan=gross - fixed,
        volume=at_price - at_cost - gross,
        prices=income - at_price,
        costs=at_cost - made_for,
        faults=-faults,
        income=income,
        cost=made_for + fixed + faults,
        shipping=shipping,
    )
