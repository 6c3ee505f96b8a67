"""Whole rupiah. Amounts are plain `int`; a fraction of a rupiah never exists."""

from collections.abc import Sequence

BASIS_POINTS = 10_000
"""100 % in basis points."""


def rupiah(amount: int) -> str:
    """`1250000` -> `Rp1.250.000`; negative amounts carry a minus before the Rp."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def share_rounded_up(amount: int, basis_points: int) -> int:
    """The share of `amount` (rupiah >= 0), rounded UP to a whole rupiah: a deposit never asks too little."""
    if amount < 0 or not 0 <= basis_points <= BASIS_POINTS:
        raise ValueError("a share needs amount >= 0 and 0..10000 basis points")
    return -(-amount * basis_points // BASIS_POINTS)


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Split rupiah by weights: floors first, then one rupiah each from the front. Parts sum to the whole."""
    total = sum(weights)
    if amount < 0 or total <= 0 or min(weights) < 0:
        raise ValueError("split needs amount >= 0 and weights >= 0 that are not all zero")
    parts = [amount * weight // total for weight in weights]
    for position in [i for i, weight in enumerate(weights) if weight][: amount - sum(parts)]:
        parts[position] += 1
    return parts
