"""Dividing a recap among workshops. Pure.

Pieces with names on them go whole, line by line, so that no name is lost or made twice; the others are bare numbers.
Work orders form a tree: those of the first stages share the recap, those that follow one share its pieces. So in every
chain of stages a piece is given out at most once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bukapo.kernel.money import BASIS_POINTS
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.production.recap_values import RecapProduct, Values

Piece = tuple[str, Values]
"""(product as the recap names it, values of its options)."""

REST, PRODUCTS, SHARE, CHOSEN, SAME = "rest", "products", "share", "chosen", "same"
"""How a part is chosen: all that is left, whole products, so many percent, pieces per size, another order's part."""

DIVIDED, ALL_NAMES, NO_NAMES = "divided", "all", "none"
"""What becomes of the pieces with names where only a part is given."""


class AllGivenOut(Refusal):
    code = "all_given_out"
    sentence = gettext_noop("Semua pcs di pilihan ini sudah dibagi ke SPK lain.")


class MoreThanLeft(Refusal):
    code = "more_than_left"
    sentence = gettext_noop("{size}: diminta {asked} pcs, yang belum dibagi tinggal {left}.")
    http_status = 422


class NamesNotDivided(Refusal):
    """Personalised lines go whole; `near` pieces are possible."""

    code = "names_not_divided"
    sentence = gettext_noop(
        "{size}: {asked} pcs tidak pas, karena pcs bernama tidak dipecah. Yang bisa: {near} pcs."
    )
    http_status = 422


class PartGone(Refusal):
    code = "part_gone"
    sentence = gettext_noop(
        "Isi SPK itu tidak utuh lagi di rekap terakhir. Buat SPK baru dari yang belum dibagi."
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What one work order is given: `pieces` per variant, the names among them as ids of the recap's lines."""

    pieces: Mapping[Piece, int] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()

    @property
    def total(self) -> int:
        return sum(self.pieces.values())


@dataclass(frozen=True, slots=True)
class Bin:
    """One variant: `whole` pieces in all; not given out are `plain` ones and the `named` lines (id, pieces)."""

    piece: Piece
    whole: int
    plain: int
    named: tuple[tuple[int, int], ...] = ()

    @property
    def with_names(self) -> int:
        """Pieces on the named lines that are left."""
        return sum(pieces for _, pieces in self.named)

    @property
    def left(self) -> int:
        return self.plain + self.with_names

    @property
    def label(self) -> str:
        """`XL / Hitam`, or the product's name where it has no options."""
        return " / ".join(self.piece[1]) or self.piece[0]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the seller chose. `share` in basis points of the whole; `pieces` and `part` as `how` asks for them."""

    how: str = REST
    products: Collection[str] = ()
    share: int = BASIS_POINTS
    pieces: Mapping[Piece, int] = field(default_factory=dict)
    names: str = DIVIDED
    part: Part | None = None


def whole_of(products: Iterable[RecapProduct]) -> Part:
    """The recap as one part."""
    pieces: Counter[Piece] = Counter()
    lines = set()
    for product in products:
        for line in product.lines:
            pieces[product.name, line.values] += line.quantity
            if line.texts:
                lines.add(line.line_id)
    return Part(dict(pieces), frozenset(lines))


def stock(products: Sequence[RecapProduct], source: Part | None, given: Sequence[Part]) -> tuple[Bin, ...]:
    """What is left of the recap (or of `source`, a part of it) after `given`, in the recap's order of variants.

    A line that was given from an older version and is gone counts as plain pieces: never as something that is left.
    """
    names = _names(products)
    source = source or whole_of(products)
    gone = {line for part in given for line in part.lines}
    bins = []
    for piece, whole in source.pieces.items():
        named = {line: n for line, n in names.get(piece, {}).items() if line in source.lines}
        plain = whole - sum(named.values()) - sum(_plain(part, piece, named) for part in given)
        left = tuple((line, n) for line, n in named.items() if line not in gone)
        bins.append(Bin(piece, whole, max(0, plain), left))
    return tuple(bins)


def carve(bins: Sequence[Bin], wish: Wish) -> Part:
    """The part that a wish means. Raises AllGivenOut, MoreThanLeft, NamesNotDivided, PartGone."""
    if wish.how == SAME and wish.part is not None:
        return _same(bins, wish.part)
    if wish.how == PRODUCTS:
        bins = [one for one in bins if one.piece[0] in wish.products]
    if wish.how == SHARE:
        targets = shares([one.whole for one in bins], wish.share)
        taken = _shared(bins, targets, wish.names)
    elif wish.how == CHOSEN:
        taken = [_exactly(one, wish.pieces.get(one.piece, 0), wish.names) for one in bins]
    else:
        taken = [(one.left, [line for line, _ in one.named]) for one in bins]
    part = Part(
        {one.piece: pieces for one, (pieces, _) in zip(bins, taken, strict=True) if pieces},
        frozenset(line for _, lines in taken for line in lines),
    )
    if not part.total:
        raise AllGivenOut()
    return part


def shares(wholes: Sequence[int], share: int) -> list[int]:
    """`share` basis points of each; together the share of the sum, rounded half up. Largest remainders first."""
    exact = [whole * share for whole in wholes]
    parts = [one // BASIS_POINTS for one in exact]
    missing = (sum(exact) * 2 + BASIS_POINTS) // (2 * BASIS_POINTS) - sum(parts)
    order = sorted(range(len(exact)), key=lambda place: (-(exact[place] % BASIS_POINTS), place))
    for place in order[:missing]:
        parts[place] += 1
    return parts


def covers(part: Part, smaller: Iterable[Part]) -> bool:
    """Whether `part` holds all these parts together."""
    smaller = list(smaller)
    pieces: Counter[Piece] = Counter()
    for one in smaller:
        pieces.update(one.pieces)
    lines = [line for one in smaller for line in one.lines]
    fits = all(part.pieces.get(piece, 0) >= n for piece, n in pieces.items())
    return fits and len(lines) == len(set(lines)) and part.lines.issuperset(lines)


def breaches(products: Sequence[RecapProduct], source: Part | None, given: Sequence[Part]) -> Iterator[str]:
    """What of a division is not as it must be, in words for the operator."""
    source, names = source or whole_of(products), _names(products)
    pieces: Counter[Piece] = Counter()
    for part in given:
        pieces.update(part.pieces)
        for piece, named in names.items():
            if _plain(part, piece, named) < 0:
                yield f"has more names than pieces of {_said(piece)}"
    for piece, n in pieces.items():
        if n > source.pieces.get(piece, 0):
            yield f"gives out {n} of {source.pieces.get(piece, 0)} pieces of {_said(piece)}"
    times = Counter(line for part in given for line in part.lines)
    if twice := [line for line, n in times.items() if n > 1]:
        yield f"gives the names of line {twice[0]} to two work orders"
    if stray := times.keys() - source.lines:
        yield f"gives names of line {min(stray)}, which it does not have"


def _same(bins: Sequence[Bin], part: Part) -> Part:
    there = {one.piece: one for one in bins}
    for piece, n in part.pieces.items():
        one = there.get(piece)
        named = sum(qty for line, qty in one.named if line in part.lines) if one else 0
        if one is None or n - named > one.plain:
            raise PartGone()
    if part.lines - {line for one in bins for line, _ in one.named}:
        raise PartGone()
    return part


def _shared(bins: Sequence[Bin], targets: Sequence[int], names: str) -> list[tuple[int, list[int]]]:
    """About so many of each. A line with names that is too much or too little is made up for at the next ones."""
    if names != DIVIDED:
        return [_fill(one, min(target, one.left), names) for one, target in zip(bins, targets, strict=True)]
    taken, owed = [], Fraction(0)
    for one, target in zip(bins, targets, strict=True):
        lines, named = [], 0
        for line, pieces in one.named:
            owed += Fraction(pieces * min(target, one.left), one.left)
            if 2 * owed >= pieces:
                lines.append(line)
                named += pieces
                owed -= pieces
        taken.append((named + min(one.plain, max(0, target - named)), lines))
    return taken


def _fill(one: Bin, target: int, names: str) -> tuple[int, list[int]]:
    """About `target` pieces of a variant: (pieces, lines with names). Only names keep it from being exact."""
    if names == ALL_NAMES:
        lines, taken = [line for line, _ in one.named], one.with_names
    elif names == NO_NAMES:
        lines, taken = [], 0
    else:
        goal = (2 * target * one.with_names + one.left) // (2 * one.left) if one.left else 0
        lines, taken = _lines_within(one.named, goal)
        if target - taken > one.plain:  # not enough without names: more of them
            lines, taken = _lines_within(one.named, target)
    return taken + min(one.plain, max(0, target - taken)), lines


def _lines_within(named: Sequence[tuple[int, int]], most: int) -> tuple[list[int], int]:
    lines, taken = [], 0
    for line, pieces in named:
        if taken + pieces <= most:
            lines.append(line)
            taken += pieces
    return lines, taken


def _exactly(one: Bin, asked: int, names: str) -> tuple[int, list[int]]:
    if asked > one.left:
        raise MoreThanLeft(size=one.label, asked=asked, left=one.left)
    pieces, lines = _fill(one, asked, names)
    if pieces != asked:
        raise NamesNotDivided(size=one.label, asked=asked, near=pieces)
    return pieces, lines


def _names(products: Iterable[RecapProduct]) -> dict[Piece, dict[int, int]]:
    """Per variant its lines with names and their pieces, in the recap's order."""
    names: dict[Piece, dict[int, int]] = {}
    for product in products:
        for line in product.lines:
            if line.texts:
                names.setdefault((product.name, line.values), {})[line.line_id] = line.quantity
    return names


def _plain(part: Part, piece: Piece, named: Mapping[int, int]) -> int:
    """Pieces of a part without names."""
    return part.pieces.get(piece, 0) - sum(n for line, n in named.items() if line in part.lines)


def _said(piece: Piece) -> str:
    return " ".join((piece[0], *piece[1]))
