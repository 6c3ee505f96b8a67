"""Lines of an order as people read them: the pieces of a package under its name. Pure.

A line is anything with `qty`, `unit_price`, `total`, `bundle_no`, `bundle_slot` and `bundle_name`: of a priced form, of
an order, of a list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Group:
    """A package (`name`) with its lines, or an ordinary line alone (`name` "")."""

    name: str
    lines: tuple[Any, ...]

    @property
    def qty(self) -> int:
        """How many packages; a traded size splits a line, never the package."""
        first = min(line.bundle_slot for line in self.lines)
        return sum(line.qty for line in self.lines if line.bundle_slot == first)

    @property
    def total(self) -> int:
        """Rupiah, with what is written on its pieces."""
        return sum(line.total for line in self.lines)

    @property
    def each(self) -> int:
        """Rupiah of one package, without what is written on its pieces."""
        return sum(line.unit_price * line.qty for line in self.lines) // self.qty


def grouped(lines: Iterable[Any]) -> list[Group]:
    """In the order in which each line or package first comes."""
    found: dict[tuple[int, int], list[Any]] = {}
    for place, line in enumerate(lines):
        found.setdefault((line.bundle_no, 0 if line.bundle_no else place), []).append(line)
    return [Group(own[0].bundle_name if number else "", tuple(own)) for (number, _), own in found.items()]
