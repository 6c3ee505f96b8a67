"""Fees and parcel states. Pure."""

from bukapo.kernel.machine import machine

PARCEL = machine("parcel", "packed", packed="handed_over", handed_over="delivered", delivered="")
PICKUP, COURIER, GROUP = "pickup", "courier", "group"
FULFILMENTS = [PICKUP, COURIER, GROUP]
"""`group`: with others' orders in one parcel to their coordinator, who pays for it."""


def fee(*, first_kg: int, next_kg: int, grams: int) -> int:
    """Rupiah for a parcel of `grams`: whole kilograms, rounded up, the first at its own price."""
    kilograms = max(1, -(-grams // 1000))
    return first_kg + (kilograms - 1) * next_kg
