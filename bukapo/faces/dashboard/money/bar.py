"""The four figures of a PO's money as one bar: an SVG of our own, laid out here, coloured in money.css."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
LEAST = 4
"""Units; what is there at all can be seen."""


@dataclass(frozen=True)
class Part:
    """`name` is the class of its colour, `amount` rupiah."""

    name: str
    amount: int
    x: float
    width: float


def bar(figures: Sequence[tuple[str, int]]) -> tuple[Part, ...]:
    """Parts from left to right that fill the bar; figures of nothing have no part."""
    there = [(name, amount) for name, amount in figures if amount > 0]
    whole = sum(amount for _name, amount in there)
    if not whole:
        return ()
    spare = WIDTH - LEAST * len(there)
    parts, x = [], 0.0
    for name, amount in there:
        width = LEAST + spare * amount / whole
        parts.append(Part(name, amount, round(x, 1), round(width, 1)))
        x += width
    return tuple(parts)
