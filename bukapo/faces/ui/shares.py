"""Amounts beside each other as bars of one length: words in a list, a bar drawn below each. SVG, no script."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH = 344


@dataclass(frozen=True)
class Share:
    """`note` says more in small words; `width` in view-box units of WIDTH."""

    label: str
    shown: str
    note: str
    width: float


def share_bars(
    rows: Sequence[tuple[str, int, str]], *, show: Callable[[int], str] = str
) -> tuple[Share, ...]:
    """`rows`: (label, amount >= 0, note); the largest fills the width."""
    most = max((amount for _, amount, _ in rows), default=0) or 1
    return tuple(
        Share(label, show(amount), note, round(WIDTH * amount / most, 1)) for label, amount, note in rows
    )
