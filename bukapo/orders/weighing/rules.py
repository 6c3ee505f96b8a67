"""The fee of a parcel that was weighed. Pure. Rupiah and grams."""

from dataclasses import dataclass

from bukapo.shipping.rules import fee

MOST_GRAMS = 200_000

APPLIED, NO_RULE, ASKED, SAME = "applied", "no_rule", "asked", "same"
OUTCOMES = [APPLIED, NO_RULE, ASKED, SAME]
"""applied: the fee follows the scale; no_rule: heavier, but the order's terms let no fee rise; asked: the fee was asked
already, or is paid otherwise; same: the same fee."""


@dataclass(frozen=True)
class Table:
    """The zone's row as it now is."""

    first_kg: int
    next_kg: int


def fee_by_scale(
    *, agreed: int, table: Table, guessed: int, grams: int, may_rise: bool, most_up: int
) -> tuple[int, str]:
    """The fee after weighing, and what became of it.

    Only the difference in kilograms counts, so a table changed meanwhile touches no one: an agreed fee that it does not
    give any more never rises. Up: at most `most_up` kilograms at the next kilogram's price. Down: never below 0.
    """
    told = fee(first_kg=table.first_kg, next_kg=table.next_kg, grams=guessed)
    now = fee(first_kg=table.first_kg, next_kg=table.next_kg, grams=grams)
    if now < told:
        return max(0, agreed - (told - now)), APPLIED
    if now == told:
        return agreed, SAME
    if not may_rise or told != agreed:
        return agreed, NO_RULE
    return agreed + min(now - told, most_up * table.next_kg), APPLIED
