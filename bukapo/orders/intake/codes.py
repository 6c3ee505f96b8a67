"""Unique codes for many charges at once: guess a few amounts each, ask the database only about those. Pure.

Two open amounts of a store are never alike; the UNIQUE constraint is the judge, this finds codes that pass it. A guess
costs a lookup by key, where reading every amount in use near a popular price would cost up to 999.
"""

import random
from collections.abc import Collection, Sequence

from bukapo.payments.rules import free_code

GUESSES = 4
_random = random.Random()  # a code is no secret, it only has to differ


class CodeHunt:
    """`bases` are the rupiah to recognise, one per charge; 0 asks for no code.

    `amounts` are to be looked up; `settle` then gives each charge its code, or None where every guess was taken.
    """

    def __init__(self, bases: Sequence[int], *, guesses: int = GUESSES) -> None:
        self.bases = bases
        self._guesses = [_random.sample(range(1, 1000), guesses) if base else [] for base in bases]
        self.amounts = [
            base + code for base, codes in zip(bases, self._guesses, strict=True) for code in codes
        ]
        self._given: set[int] = set()

    def settle(self, taken: Collection[int], *, which: Sequence[int]) -> dict[int, int | None]:
        """Position -> code for the charges at these positions; 0 where none was asked for."""
        return {position: self._settle(position, taken) for position in which}

    def _settle(self, position: int, taken: Collection[int]) -> int | None:
        base = self.bases[position]
        for code in self._guesses[position]:
            if base + code not in taken and base + code not in self._given:
                self._given.add(base + code)
                return code
        return None if base else 0

    def search(self, position: int, taken: Collection[int]) -> int:
        """A code found by looking at all 999 (`taken`: every amount in use above the base); 0 when all are in use."""
        base = self.bases[position]
        code = free_code(base, {*taken, *self._given}, start=_random.randint(1, 999))
        if code:
            self._given.add(base + code)
        return code
