"""One bar made of parts, drawn as SVG on the server: what there is beside what it must reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, LEFT = 344, 8
INKS = ("a", "b", "c")
"""Red, dark, grey: in this order."""


@dataclass(frozen=True)
class Part:
    """`x`, `width` in view-box units; `ink` is a class; `shown` is the amount in words."""

    label: str
    shown: str
    ink: str
    x: float
    width: float


@dataclass(frozen=True)
class Mark:
    """A line across the bar."""

    label: str
    shown: str
    x: float


@dataclass(frozen=True)
class PartsBar:
    """`label` is said to who does not see it. Parts of nothing are not drawn."""

    label: str
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]


def parts_bar(
    label: str,
    parts: Sequence[tuple[str, int]],
    *,
    marks: Sequence[tuple[str, int]] = (),
    show: Callable[[int], str] = str,
    all_told: bool = True,
) -> PartsBar:
    """Parts (label, amount >= 0) side by side, marks (label, amount) across; the bar ends at the largest of all.

    `all_told`: parts of nothing are named, too.
    """
    top = max(sum(amount for _, amount in parts), *(amount for _, amount in marks), 1)
    made: list[Part] = []
    at = 0
    for (name, amount), ink in zip(parts, INKS, strict=False):
        if amount or all_told:
            made.append(Part(name, show(amount), ink, _x(at, top), round(WIDTH * amount / top, 1)))
        at += amount
    lines = tuple(Mark(name, show(amount), _x(amount, top)) for name, amount in marks)
    told = [(one.label, one.shown) for one in made] + [(one.label, one.shown) for one in lines]
    said = ", ".join(f"{name} {amount}" for name, amount in told)
    return PartsBar(f"{label}: {said}", tuple(made), lines)


def _x(amount: int, top: int) -> float:
    return round(LEFT + WIDTH * amount / top, 1)
