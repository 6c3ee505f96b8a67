"""From the cells of one answer to its pieces: which choices belong together, and do the counts add up.

Nothing is guessed: pieces are paired only where one pairing is possible, counts are filled in only where one number
fits. The fixture that made the rule: sizes "L 2, XXL 1" with colours "Hitam, Navy" could be two different orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from bukapo.orders.imports.cells import UNOFFERED, Item, Reading
from bukapo.orders.imports.doubts import Said, said

_MOST_WAYS = 16
_MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The quantity of an answer. `asked`: the form has such a question; `count` None: not answered."""

    asked: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Combined:
    """`items` with every count known, or the best understanding there is beside a `doubt`."""

    items: tuple[Item, ...]
    doubt: Said | None = None


def combine(readings: Sequence[Reading], quantity: Asked) -> Combined:
    """Readings of the cells that speak of the same pieces; cells that say nothing are left out by the caller."""
    attempts = [
        _joined(ways, quantity)
        for ways in islice(product(*(_whole(reading.ways) for reading in readings)), _MOST_WAYS)
    ]
    good = list(dict.fromkeys(attempt.items for attempt in attempts if not attempt.doubt))
    if len(good) > 1:
        told = ", ".join(reading.told for reading in readings if len(reading.ways) > 1)
        return Combined(_offered(good[0]), said("size_unclear", option="Ukuran", told=told))
    found = Combined(good[0]) if good else attempts[0]
    strange = [value for item in found.items for _, value in item.choices if value.startswith(UNOFFERED)]
    if strange:
        told = ", ".join(dict.fromkeys(value.removeprefix(UNOFFERED) for value in strange))
        return Combined(_offered(found.items), said("size_not_offered", told=told))
    if good and quantity.count is None and not all(reading.sure for reading in readings):
        return Combined(
            good[0], said("quantity_unclear", told=", ".join(r.told for r in readings if not r.sure))
        )
    return found


def _whole(ways: tuple[tuple[Item, ...], ...]) -> Sequence[tuple[Item, ...]]:
    """Of several ways to read a cell those that count all they name, or nothing: "M 3 XL 2" is no lone M."""
    whole = [way for way in ways if len({item.count is None for item in way}) == 1]
    return whole or ways


def _offered(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """For a draft: without the values that the product does not have."""
    kept = [tuple(choice for choice in item.choices if not choice[1].startswith(UNOFFERED)) for item in items]
    return tuple(Item(choices, item.count) for choices, item in zip(kept, items, strict=True))


def _joined(ways: Sequence[tuple[Item, ...]], quantity: Asked) -> Combined:
    several = sorted((way for way in ways if len(way) > 1), key=lambda way: (-_told_options(way), repr(way)))
    single = [way[0] for way in ways if len(way) == 1]
    if several and len(several[0]) > _MOST_ITEMS:
        return Combined((), said("pairing_unclear", told="…"))
    main, disputed = _merged(several[0] if several else [Item()], single)
    if disputed:
        return Combined(
            _uncounted(main),
            said("two_answers", told=" / ".join(sorted(v.removeprefix(UNOFFERED) for v in disputed))),
        )
    for other in several[1:]:
        if not _covered(other, main):
            lists = "; ".join(" + ".join(_label(item) for item in way) for way in several)
            return Combined(_uncounted(main), said("pairing_unclear", told=lists))
    counts = {item.count for item in single if item.count is not None}
    if not several and len(counts) == 1:
        main = [Item(main[0].choices, *counts)]
    return _counted(main, counts, quantity)


def _told_options(items: Sequence[Item]) -> int:
    return min(len(item.choices) for item in items)


def _covered(other: Sequence[Item], main: Sequence[Item]) -> bool:
    """A second list is only a repetition when the first already names the same values for every piece."""
    options = {option for item in other for option, _ in item.choices}
    return all(
        {dict(item.choices).get(option) for item in main}
        == {dict(item.choices).get(option) for item in other}
        and all(option in dict(item.choices) for item in main)
        for option in options
    ) and all(item.count is None for item in other)


def _merged(pieces: Sequence[Item], told: Sequence[Item]) -> tuple[list[Item], set[str]]:
    """Every piece with what the single cells told of all; and the values that contradict each other, left out."""
    values: dict[int, set[str]] = {}
    for option, value in (choice for item in told for choice in item.choices):
        values.setdefault(option, set()).add(value)
    for option, value in (choice for piece in pieces for choice in piece.choices):
        if option in values:
            values[option].add(value)
    disputed = {option for option, found in values.items() if len(found) > 1}
    common = [
        (option, value) for option, found in values.items() for value in found if option not in disputed
    ]
    merged = [
        Item(tuple(sorted({*common, *(c for c in piece.choices if c[0] not in disputed)})), piece.count)
        for piece in pieces
    ]
    return merged, {value for option in disputed for value in values[option]}


def _counted(items: Sequence[Item], stated: set[int], quantity: Asked) -> Combined:
    """Give every item its count. `stated`: totals that single cells told on the side ("Hitam 3")."""
    totals = stated | ({quantity.count} if quantity.count is not None else set())
    known = sum(item.count for item in items if item.count is not None)
    open_items = sum(1 for item in items if item.count is None)
    told = " + ".join(f"{_label(item)} {item.count or ''}".strip() for item in items)
    best = _uncounted(items)
    if len(totals) > 1:
        total = quantity.count if quantity.count is not None else max(totals)
        return Combined(best, said("quantity_mismatch", total=total, told=told))
    if not totals:
        if open_items and (quantity.asked or known):
            return Combined(best, said("quantity_missing"))
        return Combined(tuple(Item(item.choices, 1 if item.count is None else item.count) for item in items))
    total = totals.pop()
    if len(items) == 1 and open_items:
        return Combined((Item(items[0].choices, total),))
    if known + open_items != total:
        return Combined(best, said("quantity_mismatch", total=total, told=told or str(known)))
    return Combined(tuple(Item(item.choices, 1 if item.count is None else item.count) for item in items))


def _uncounted(items: Sequence[Item]) -> tuple[Item, ...]:
    """As far as understood, for a draft: what nobody counted is none yet."""
    return tuple(Item(item.choices, item.count or 0) for item in items)


def _label(item: Item) -> str:
    return " ".join(value.removeprefix(UNOFFERED) for _, value in item.choices)
