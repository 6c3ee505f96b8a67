"""How many extra pieces are worth making, size by size. Pure; shares are basis points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukapo.kernel.money import BASIS_POINTS
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.production.recap_values import ProductCount

Piece = tuple[str, tuple[str, ...]]
"""(product as the recap names it, values of its options)."""

LEAST_BP, MOST_BP = 100, 1_000
"""A plan never proposes less than 1 % nor more than 10 %: beyond that another workshop is the answer."""
FEW, MANY = 100, 500
"""Pieces. Below FEW 5 %, from MANY on 2 %, between them 3 %: a small run loses whole pieces, not shares of them."""
ENOUGH = 50
"""Pieces that must have gone through before a store's own history speaks."""
MOST_SPARE = 1_000
"""Extra pieces of one size; more is a slip of the finger."""


class SpareOfNothing(Refusal):
    """Extra pieces were typed for something the recap does not hold."""

    code = "spare_of_nothing"
    sentence = gettext_noop("Lebihan {what} tidak ada di rekap ini. Muat ulang halamannya, lalu isi lagi.")


@dataclass(frozen=True)
class History:
    """Pieces that past work orders of the store began with, and how many of them never passed the last stage."""

    begun: int = 0
    lost: int = 0
    work_orders: int = 0

    @property
    def speaks(self) -> bool:
        return self.begun >= ENOUGH

    @property
    def lost_bp(self) -> int:
        """Rounded up."""
        return -(-self.lost * BASIS_POINTS // self.begun) if self.begun else 0


@dataclass(frozen=True)
class SpareOf:
    """One size of the plan."""

    piece: Piece
    ordered: int
    spare: int


@dataclass(frozen=True)
class SparePlan:
    """`share_bp` is what the plan reckons with, by the store's `history` when that speaks."""

    sizes: tuple[SpareOf, ...]
    share_bp: int
    history: History

    @property
    def total(self) -> int:
        return sum(size.spare for size in self.sizes)

    @property
    def ordered(self) -> int:
        return sum(size.ordered for size in self.sizes)


def share(pieces: int, history: History) -> int:
    """Basis points to make more: what was lost before, else by the size of the run."""
    if history.speaks:
        return min(MOST_BP, max(LEAST_BP, history.lost_bp))
    return 500 if pieces < FEW else 200 if pieces >= MANY else 300


def plan(given: Mapping[Piece, int], history: History) -> SparePlan:
    """The whole share rounded up, divided over the sizes by their pieces; what is left over by rounding goes to the
    smallest sizes first: of them one lost piece is the hardest to find again.
    """
    counts = list(given.items())
    ordered = sum(n for _, n in counts)
    bp = share(ordered, history)
    sizes = [n * bp // BASIS_POINTS for _, n in counts]
    left = -(-ordered * bp // BASIS_POINTS) - sum(sizes)
    for place in sorted(range(len(counts)), key=lambda one: (sizes[one], counts[one][1], one))[
        : max(0, left)
    ]:
        sizes[place] += 1
    return SparePlan(
        tuple(SpareOf(piece, n, more) for (piece, n), more in zip(counts, sizes, strict=True)), bp, history
    )


def checked_spare(spare: Mapping[Piece, int] | None, products: Sequence[ProductCount]) -> dict[Piece, int]:
    """What was asked for, without the noughts. Raises SpareOfNothing, Invalid (`spare`)."""
    known = {(product.name, values) for product in products for values, _ in product.counts}
    asked = {piece: pieces for piece, pieces in (spare or {}).items() if pieces}
    for (product, values), pieces in asked.items():
        if (product, values) not in known:
            raise SpareOfNothing(what=" / ".join(values) or product)
        if not 0 < pieces <= MOST_SPARE:
            raise Invalid(field="spare", why=gettext_noop("Lebihan per ukuran antara 0 dan 1.000 pcs."))
    return asked
