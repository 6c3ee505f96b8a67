"""A price that falls as the PO grows: tiers of a product, counted over all its pieces in the PO. Pure.

Buyers order at the PO price. When the PO closes, the pieces that orders then hold decide which tier was reached, and
every order gets its price, from the first to the last. Nothing that happens afterwards raises it again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.kernel.refusal import Invalid, gettext_noop

MOST_TIERS = 6
LEAST_PIECES, MOST_PIECES = 2, 1_000_000


@dataclass(frozen=True)
class Tier:
    """From so many pieces of the product in the PO on, a piece costs `price` rupiah (before surcharges)."""

    from_pieces: int
    price: int


@dataclass(frozen=True)
class Settled:
    """What a product cost in a PO with tiers and what was settled at closing, rupiah. `early_price` 0 = none."""

    price: int
    early_price: int
    settled_price: int

    def drop(self, placed_at: datetime, early_until: datetime | None) -> int:
        """Rupiah by which a piece ordered at `placed_at` becomes cheaper; never below 0: nobody pays more."""
        return self.less(early=early_until is not None and placed_at < early_until)

    def less(self, *, early: bool) -> int:
        """The same of a piece that was ordered while the early price counted, or after it."""
        return max(0, (self.early_price if early and self.early_price else self.price) - self.settled_price)


def checked_tiers(price: int, tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    """In order of pieces. Raises Invalid(tiers) unless pieces rise, prices fall, and all are below `price`."""
    ordered = tuple(sorted(tiers, key=lambda tier: tier.from_pieces))
    if len(ordered) > MOST_TIERS:
        raise _wrong(gettext_noop("Paling banyak 6 tingkat harga."))
    before = (LEAST_PIECES - 1, price)
    for tier in ordered:
        if not before[0] < tier.from_pieces <= MOST_PIECES:
            raise _wrong(gettext_noop("Jumlah pcs tiap tingkat harus berbeda, paling sedikit 2."))
        if tier.price < 1:
            raise _wrong(gettext_noop("Harga tiap tingkat harus diisi."))
        if tier.price >= before[1]:
            raise _wrong(gettext_noop("Harga tiap tingkat harus di bawah harga PO dan terus turun."))
        before = (tier.from_pieces, tier.price)
    return ordered


def _wrong(why: str) -> Invalid:
    return Invalid(field="tiers", why=why)


def reached(tiers: Sequence[Tier], pieces: int) -> Tier | None:
    """The best tier that so many pieces reach; None = the PO price."""
    return next((tier for tier in reversed(tiers) if tier.from_pieces <= pieces), None)


def coming(tiers: Sequence[Tier], pieces: int) -> Tier | None:
    """The next tier that is still to be reached."""
    return next((tier for tier in tiers if tier.from_pieces > pieces), None)


def settled_price(price: int, tiers: Sequence[Tier], pieces: int) -> int:
    """What a piece costs everybody when the PO closes with so many pieces."""
    best = reached(tiers, pieces)
    return best.price if best else price


RISKS_OF_TIERS = {
    "tier_below_cost": gettext_noop(
        "Harga tingkat terendah {what} ({price}) di bawah HPP-nya ({cost}): tiap pcs Anda rugi."
    ),
    "tier_out_of_reach": gettext_noop(
        "Tingkat {pieces} pcs {what} tidak akan tercapai: kuotanya lebih kecil."
    ),
    "tier_below_deposit": gettext_noop(
        "DP {what} lebih besar dari harga tingkat terendahnya: kalau tercapai, selisihnya harus Anda kembalikan."
    ),
    "tiers_paid_in_full": gettext_noop(
        "Bayar lunas dengan harga yang bisa turun: kalau tingkatnya tercapai, setiap pembeli punya kelebihan yang "
        "harus Anda kembalikan atau jadikan saldo. Dengan DP, selisihnya cukup dipotong dari pelunasan."
    ),
}


@dataclass(frozen=True)
class TieredGoods:
    """A product with tiers as a draft has it; `cost` rupiah per piece if it is known, `cap` pieces it can reach."""

    name: str
    price: int
    tiers: tuple[Tier, ...]
    cost: int | None = None
    cap: int | None = None


def tier_risks(
    goods: Sequence[TieredGoods], *, pays_in_full: bool, deposit_fixed: int
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(code, params) of what the seller should know and may still choose; `campaigns.readiness` has the sentences."""
    tiered = [one for one in goods if one.tiers]
    for one in tiered:
        lowest, last = one.tiers[-1].price, one.tiers[-1].from_pieces
        if one.cost is not None and lowest < one.cost:
            yield "tier_below_cost", {"what": one.name, "price": lowest, "cost": one.cost}
        if one.cap is not None and last > one.cap:
            yield "tier_out_of_reach", {"what": one.name, "pieces": last}
        if not pays_in_full and deposit_fixed > lowest:
            yield "tier_below_deposit", {"what": one.name}
    if tiered and pays_in_full:
        yield "tiers_paid_in_full", {}
