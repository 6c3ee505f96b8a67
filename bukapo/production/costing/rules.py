"""HPP: what a piece costs, as a konveksi reckons it. Pure; whole rupiah, and every rounding goes up.

a piece = (materials + the maker's price at this quantity) * (1 + overhead) / (1 - reject) + the once / pieces
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from bukapo.kernel.money import BASIS_POINTS
from bukapo.kernel.refusal import Invalid, gettext_noop

PIECE, ONCE = "piece", "once"
MOST_PARTS, MOST_STEPS, MOST_PIECES, MOST_RUPIAH = 30, 8, 1_000_000, 1_000_000_000
MOST_SHARE = 5_000
"""Basis points: nobody plans to throw away more than half."""
THOUSANDTHS = 1_000


@dataclass(frozen=True)
class Part:
    """`price` rupiah for one unit; a piece needs `milli` thousandths of it (0,35 kg = 350). ONCE: `price` for all."""

    what: str
    kind: str
    price: int
    milli: int = THOUSANDTHS

    @property
    def each(self) -> Fraction:
        """Rupiah that one piece needs of it."""
        return Fraction(self.price * self.milli, THOUSANDTHS) if self.kind == PIECE else Fraction(0)


@dataclass(frozen=True)
class Step:
    """From `from_pieces` on the maker asks `price` rupiah a piece."""

    from_pieces: int
    price: int


@dataclass(frozen=True)
class Sheet:
    """Everything that goes into a piece. `reject_bp`, `overhead_bp` basis points."""

    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    reject_bp: int = 0
    overhead_bp: int = 0

    @property
    def once(self) -> int:
        """Rupiah that come once, however many pieces are made."""
        return sum(part.price for part in self.parts if part.kind == ONCE)

    def maker(self, pieces: int) -> int:
        """The maker's price for a piece of so many. Below the first step it is the first step's."""
        reached = [step for step in self.steps if step.from_pieces <= pieces] or list(self.steps[:1])
        return reached[-1].price if reached else 0

    def varying(self, pieces: int) -> Fraction:
        """Rupiah that one more piece costs, rejects and overhead included."""
        plain = sum((part.each for part in self.parts), Fraction(0)) + self.maker(pieces)
        with_overhead = plain * (BASIS_POINTS + self.overhead_bp) / BASIS_POINTS
        return with_overhead * BASIS_POINTS / (BASIS_POINTS - self.reject_bp)

    def whole(self, pieces: int) -> int:
        """Rupiah for a run of so many good pieces, rounded up."""
        return ceil(self.varying(pieces) * pieces) + self.once


@dataclass(frozen=True)
class Hpp:
    """One piece in a run of `pieces`: what it is made of, rupiah rounded up for reading; `each` is rounded up once."""

    pieces: int
    materials: int
    maker: int
    overhead: int
    rejects: int
    once: int
    each: int
    whole: int


def hpp(sheet: Sheet, pieces: int) -> Hpp:
    """The price of a piece. ValueError below one piece."""
    if pieces < 1:
        raise ValueError("a run has at least one piece")
    materials = sum((part.each for part in sheet.parts), Fraction(0))
    plain = materials + sheet.maker(pieces)
    overhead = plain * sheet.overhead_bp / BASIS_POINTS
    rejects = sheet.varying(pieces) - plain - overhead
    once = Fraction(sheet.once, pieces)
    return Hpp(
        pieces=pieces,
        materials=ceil(materials),
        maker=sheet.maker(pieces),
        overhead=ceil(overhead),
        rejects=ceil(rejects),
        once=ceil(once),
        each=ceil(sheet.varying(pieces) + once),
        whole=sheet.whole(pieces),
    )


def break_even(sheet: Sheet, price: int) -> int | None:
    """The fewest pieces at `price` rupiah that pay for their own run; None when no quantity does."""
    starts = sorted({1, *(step.from_pieces for step in sheet.steps if step.from_pieces > 1)})
    for place, first in enumerate(starts):
        last = starts[place + 1] - 1 if place + 1 < len(starts) else MOST_PIECES
        earned = price - sheet.varying(first)
        if earned <= 0:
            if sheet.once == 0 and earned == 0:
                return first
            continue
        needed = max(first, ceil(Fraction(sheet.once) / earned))
        if needed <= last:
            return needed
    return None


@dataclass(frozen=True)
class Margin:
    """Rupiah a piece leaves, and the share of its price in basis points (rounded down)."""

    each: int
    share_bp: int


def margin(price: int, each: int) -> Margin:
    """`price` and cost `each` in rupiah; a price of 0 has no share."""
    left = price - each
    return Margin(left, left * BASIS_POINTS // price if price else 0)


def price_for(each: int, share_bp: int, *, step: int = 500) -> int:
    """The lowest price, in steps of `step` rupiah, that leaves `share_bp` of itself."""
    exact = Fraction(each * BASIS_POINTS, BASIS_POINTS - share_bp)
    return ceil(exact / step) * step


def checked(parts: Sequence[Part], steps: Sequence[Step], reject_bp: int, overhead_bp: int) -> Sheet:
    """The sheet, its steps in order. Raises Invalid (`parts`, `steps`, `reject`, `overhead`)."""
    if len(parts) > MOST_PARTS:
        raise Invalid(field="parts", why=gettext_noop("Paling banyak 30 baris biaya."))
    if any(not 0 <= part.price <= MOST_RUPIAH or not 0 < part.milli <= MOST_RUPIAH for part in parts):
        raise Invalid(field="parts", why=gettext_noop("Angkanya terlalu besar."))
    if any(not part.what for part in parts):
        raise Invalid(field="parts", why=gettext_noop("Setiap biaya perlu nama, misalnya Kain."))
    if len(steps) > MOST_STEPS or len({step.from_pieces for step in steps}) != len(steps):
        raise Invalid(field="steps", why=gettext_noop("Jumlah pcs tiap tingkat harga harus berbeda."))
    if any(not 1 <= step.from_pieces <= MOST_PIECES or not 0 <= step.price <= MOST_RUPIAH for step in steps):
        raise Invalid(field="steps", why=gettext_noop("Tingkat harga belum benar."))
    for field, share in (("reject", reject_bp), ("overhead", overhead_bp)):
        if not 0 <= share <= MOST_SHARE:
            raise Invalid(field=field, why=gettext_noop("Isi antara 0 dan 50 persen."))
    ordered = tuple(sorted(steps, key=lambda step: step.from_pieces))
    return Sheet(tuple(parts), ordered, reject_bp, overhead_bp)
