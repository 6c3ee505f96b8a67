"""Everything that a line may be about, ordered by what a line tells: amount, number, name. Pure.

A line asks for a handful of entries, never for all of them: a store may wait for a hundred thousand.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from bukapo.payments.matching.names import words_of
from bukapo.payments.matching.rules import MOST_CODE
from bukapo.payments.matching.shapes import Awaited, Claim, Named, Noted, Past

T = TypeVar("T")
LOOKED_AT = 60
"""Of so many entries that look alike (a plain price, hundreds of buyers) no more are compared by name."""
IN_A_GROUP = 8
"""Orders of one person among which sums are tried."""
MOST_AT_ONCE = 4
"""Orders that one transfer may pay."""


class Field:
    """`paid` and `released` are amounts of before; `noted` payments nothing stands behind; `named` orders by number."""

    def __init__(
        self,
        awaited: Sequence[Awaited],
        *,
        paid: Iterable[Past] = (),
        released: Iterable[Past] = (),
        noted: Iterable[Noted] = (),
        claims: Iterable[Claim] = (),
        named: Iterable[Named] = (),
    ) -> None:
        self.awaited = awaited
        self.exact = _by((one for one in awaited if one.amount), lambda one: one.amount)
        self.plain = _by((one for one in awaited if not one.amount), lambda one: one.rest)
        self.without_code = _by((one for one in awaited if one.code), lambda one: one.rest - one.code)
        self.by_order = _by(awaited, lambda one: one.order_id)
        self.paid = _by(paid, lambda one: one.amount)
        self.released = _by(released, lambda one: one.amount)
        self.noted = _by(noted, lambda one: one.amount)
        self.claims = _by(claims, lambda one: one.order_id)
        self.claimed = _by((one for one in claims if one.claimed), lambda one: one.claimed)
        self.named = {one.number: one for one in named}

    def near(self, amount: int) -> list[Awaited]:
        """Charges whose rest is less than a thousand rupiah off, the oldest `LOOKED_AT` of them."""
        rests, ordered = self._by_rest
        first, last = bisect_left(rests, amount - MOST_CODE), bisect_right(rests, amount + MOST_CODE)
        return ordered[first : min(last, first + LOOKED_AT)]

    def sharing_words(self, words: Iterable[str]) -> Iterator[Awaited]:
        """Charges of buyers whose name holds one of these words; a word that hundreds share says nothing."""
        for word in words:
            found = self._by_word.get(word, ())
            if len(found) <= LOOKED_AT:
                yield from found

    def fewer(self, entries: Sequence[Awaited], words: Iterable[str]) -> Sequence[Awaited]:
        """At most about `LOOKED_AT` of these: those who share a word of the name first, then the oldest."""
        if len(entries) <= LOOKED_AT:
            return entries
        known = {word: {id(one) for one in self._by_word.get(word, ())} for word in words}
        sharing = [one for one in entries if any(id(one) in ids for ids in known.values())]
        return [*sharing[:LOOKED_AT], *entries[: LOOKED_AT // 3]]

    def sums(self, amount: int) -> Sequence[tuple[Awaited, ...]]:
        """Two to four charges of different orders of one phone or name that together ask exactly this amount."""
        return self._sums.get(amount, ())

    @cached_property
    def _by_rest(self) -> tuple[list[int], list[Awaited]]:
        ordered = sorted(self.awaited, key=lambda one: (one.rest, one.opened))
        return [one.rest for one in ordered], ordered

    @cached_property
    def _by_word(self) -> dict[str, list[Awaited]]:
        found: dict[str, list[Awaited]] = defaultdict(list)
        for one in self.awaited:
            for word in set(words_of(one.buyer)):
                found[word].append(one)
        return found

    @cached_property
    def _sums(self) -> dict[int, list[tuple[Awaited, ...]]]:
        sums: dict[int, list[tuple[Awaited, ...]]] = defaultdict(list)
        by_phone = _by(self.awaited, lambda one: one.phone)
        by_name = _by(self.awaited, lambda one: " ".join(one.buyer.upper().split()))
        for group in (*by_phone.values(), *by_name.values()):
            if not 1 < len(group) <= IN_A_GROUP:
                continue
            for size in range(2, MOST_AT_ONCE + 1):
                for some in combinations(group, size):
                    if len({one.order_id for one in some}) == size:
                        sums[sum(one.rest for one in some)].append(some)
        return sums


def _by(entries: Iterable[T], key: "Callable[[T], int | str]") -> "dict[int | str, list[T]]":
    found: dict[int | str, list[T]] = {}
    for one in entries:
        found.setdefault(key(one), []).append(one)
    return found
