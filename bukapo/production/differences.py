"""What one version of a recap says and another does not. Pure."""

from collections import Counter
from dataclasses import dataclass

from bukapo.production.recap import Recap, piece_key


@dataclass(frozen=True, slots=True)
class PieceDifference:
    """Pieces of one variant before and after."""

    product: str
    variant: str
    before: int
    after: int

    @property
    def delta(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Difference:
    """`gone` and `new` are order numbers; `pieces` only holds variants whose count differs."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    pieces: tuple[PieceDifference, ...]
    changed: tuple[str, ...] = ()
    """Orders in both versions whose lines differ."""

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.pieces or self.changed)


def difference(before: Recap, after: Recap) -> Difference:
    """From `before` to `after`, in the products' order of variants."""
    old, new = _orders(before), _orders(after)
    counts_before, counts_after = _counts(before), _counts(after)
    keys = dict.fromkeys([*counts_after, *counts_before])
    return Difference(
        gone=tuple(sorted(old.keys() - new.keys())),
        new=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(number for number in old.keys() & new.keys() if old[number] != new[number])),
        pieces=tuple(
            PieceDifference(*key, before=counts_before.get(key, 0), after=counts_after.get(key, 0))
            for key in keys
            if counts_before.get(key, 0) != counts_after.get(key, 0)
        ),
    )


def _counts(recap: Recap) -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for product in recap.products:
        for values, pieces in product.count().counts:
            counts[product.name, " / ".join(values) or piece_key(values, product.name)] += pieces
    return dict(counts)


def _orders(recap: Recap) -> dict[str, list[object]]:
    """What each order holds, whatever the ids of its lines are."""
    held: dict[str, list[object]] = {}
    for product in recap.products:
        for line in product.lines:
            fact = (product.name, line.values, line.quantity, line.texts, line.price)
            held.setdefault(line.order_number, []).append(fact)
    return {number: sorted(facts, key=repr) for number, facts in held.items()}
