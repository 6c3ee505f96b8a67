"""What one version of a recap says and another does not. Pure."""

from collections import Counter
from dataclasses import dataclass

from bukapo.production.recap import Recap, piece_key
from bukapo.production.recap_values import Values


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
class NameDifference:
    """What is put on pieces of one order: `before` and `after` with their variants, "" where there is none."""

    order: str
    product: str
    before: str
    after: str
    variant_before: str
    variant_after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`gone` and `new` are order numbers; `pieces` only holds variants whose count differs."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    pieces: tuple[PieceDifference, ...]
    changed: tuple[str, ...] = ()
    """Orders in both versions whose lines differ."""
    names: tuple[NameDifference, ...] = ()
    """Of orders that changed or came; those of orders that are gone follow from their number."""

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.pieces or self.changed)

    @property
    def same_goods(self) -> bool:
        """Nothing of it concerns who makes the goods: only whose they are has changed."""
        return not (self.pieces or self.names)


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
        names=_names(before, after),
    )


def variant_words(values: Values, product: str) -> str:
    """`XL / Hitam`, or the product's name where it has no options."""
    return " / ".join(values) or piece_key(values, product)


def _counts(recap: Recap) -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for product in recap.products:
        for values, pieces in product.counts():
            counts[product.name, variant_words(values, product.name)] += pieces
    return dict(counts)


def _orders(recap: Recap) -> dict[str, list[object]]:
    """What each order holds, whatever the ids of its lines are and however its pieces are divided into lines."""
    held: dict[str, Counter[object]] = {}
    for product in recap.products:
        for line in product.lines:
            fact = (product.name, line.values, line.texts, line.price)
            held.setdefault(line.order_number, Counter())[fact] += line.quantity
    return {number: sorted(facts.items(), key=repr) for number, facts in held.items()}


_Written = tuple[str, str]
"""What is put on a piece, and on which variant."""


def _written(recap: Recap) -> dict[tuple[str, str], Counter[_Written]]:
    """(order, product) -> what is put on its pieces."""
    found: dict[tuple[str, str], Counter[_Written]] = {}
    for product in recap.products:
        for line in product.lines:
            if line.texts:
                text = ", ".join(text for _field, text in line.texts)
                own = found.setdefault((line.order_number, product.name), Counter())
                own[text, variant_words(line.values, product.name)] += line.quantity
    return found


def _names(before: Recap, after: Recap) -> tuple[NameDifference, ...]:
    """Old and new texts of an order side by side: first those that only moved to another variant, then the rest."""
    old, new = _written(before), _written(after)
    there = {line.order_number for line in after.lines}
    told: list[NameDifference] = []
    for key in sorted(old.keys() | new.keys()):
        if key[0] not in there:
            continue
        gone = sorted((old.get(key, Counter()) - new.get(key, Counter())).elements())
        come = sorted((new.get(key, Counter()) - old.get(key, Counter())).elements())
        for place in range(max(len(gone), len(come))):
            was = gone[place] if place < len(gone) else ("", "")
            now = come[place] if place < len(come) else ("", "")
            told.append(NameDifference(*key, was[0], now[0], was[1], now[1]))
    return tuple(told)
