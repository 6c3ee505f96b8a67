"""A work order is brought to a later version of its recap: what of it can still change. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Piece = tuple[str, tuple[str, ...]]
"""(product as the recap names it, values of its options)."""


@dataclass(frozen=True, slots=True)
class SizeNow:
    """A size of the work order: pieces `ordered` and `spare`, and `made` of them in its first stage."""

    piece: Piece
    ordered: int
    spare: int
    made: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What the size becomes: pieces that were begun already stay in the target, as spare ones."""

    piece: Piece
    ordered: int
    spare: int

    @property
    def target(self) -> int:
        return self.ordered + self.spare


def brought(sizes: Sequence[SizeNow], counts: Mapping[Piece, int]) -> list[Brought]:
    """Every size as the new version (`counts`) wants it, in the work order's order; sizes it never had come last.

    The extra pieces that were planned stay planned, but for a size that is gone altogether.
    """
    told = [_brought(size, counts.get(size.piece, 0)) for size in sizes]
    known = {size.piece for size in sizes}
    return told + [Brought(piece, pieces, 0) for piece, pieces in counts.items() if piece not in known]


def _brought(size: SizeNow, ordered: int) -> Brought:
    planned = ordered + size.spare if ordered else 0
    return Brought(size.piece, ordered, max(planned, size.made) - ordered)
