"""Which phrases mean which value of a product's options, in every spelling that means one thing only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bukapo.orders.imports.shape import Option, Product
from bukapo.orders.imports.vocabulary import COLOURS, GROUPS, SIZE_PHRASES, SLEEVES, plain, size_of

Kind = Literal["size", "colour", "sleeve", "choice"]
_OPTION_NAMES: dict[str, Kind] = {
    "ukuran": "size",
    "size": "size",
    "warna": "colour",
    "color": "colour",
    "colour": "colour",
    "lengan": "sleeve",
    "sleeve": "sleeve",
}
_LONGEST_SIZE = 10


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value of an option; `value` None: a size that exists in the world but not in this product."""

    option: int
    value: str | None
    told: str = ""


Phrases = dict[tuple[str, ...], Meaning]


def kind_of(option: Option) -> Kind:
    """What an option is about, by its name or else by its values."""
    for word in plain(option.name).split():
        if word in _OPTION_NAMES:
            return _OPTION_NAMES[word]
    names = [plain(value.name) for value in option.values]
    tests: list[tuple[Kind, Iterable[str]]] = [
        ("size", [name for name in names if size_of(name)]),
        ("sleeve", [name for name in names if any(name in group for group in SLEEVES)]),
        ("colour", [name for name in names if any(name in group for group in COLOURS)]),
    ]
    return next((kind for kind, hits in tests if len(list(hits)) * 2 > len(names)), "choice")


class Phrasebook:
    """The phrases of one product. `within(option)` prefers that option where two would match."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.kinds: list[Kind] = [kind_of(option) for option in product.options]
        self._own = [dict(self._spellings(position)) for position in range(len(product.options))]

    def within(self, primary: int | None) -> Phrases:
        """Every phrase with its one meaning; a phrase of two options counts only for the primary."""
        meanings: defaultdict[tuple[str, ...], list[Meaning]] = defaultdict(list)
        for own in self._own:
            for phrase, meaning in own.items():
                meanings[phrase].append(meaning)
        clear = {phrase: found[0] for phrase, found in meanings.items() if len(found) == 1}
        return clear if primary is None else clear | self._own[primary]

    @cached_property
    def spaced_sizes(self) -> frozenset[tuple[str, ...]]:
        """`2 xl`: the size 2XL to some, two pieces of XL to others."""
        return frozenset((str(n), f"x{letter}") for n in range(2, _LONGEST_SIZE + 1) for letter in "sl")

    def _spellings(self, position: int) -> Iterator[tuple[tuple[str, ...], Meaning]]:
        option = self.product.options[position]
        exact = {plain(value.name): value.name for value in option.values}
        if self.kinds[position] == "size":
            yield from self._sizes(position, exact)
        claims: defaultdict[str, set[str]] = defaultdict(set)
        for name, value in exact.items():
            for spelling in _synonyms(name):
                claims[spelling].add(value)
        for spelling, values in claims.items():
            if len(values) == 1:
                yield _words(spelling), Meaning(position, *values)
        for name, value in exact.items():  # last: the exact name beats any synonym
            yield _words(name), Meaning(position, value)

    def _sizes(self, position: int, exact: dict[str, str]) -> Iterator[tuple[tuple[str, ...], Meaning]]:
        offered = {size_of(name): value for name, value in exact.items() if size_of(name)}
        for spelling in _all_size_words():
            size = size_of(spelling) or size_of(spelling.replace(" ", ""))
            value = offered.get(size)
            yield _words(spelling), Meaning(position, value, (size or "").upper())
            if value is None or len(spelling) > 4:
                continue
            for word in ("dewasa", "adult"):
                yield _words(f"{spelling} {word}"), Meaning(position, value)
                yield _words(f"{word} {spelling}"), Meaning(position, value)


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


def _synonyms(name: str) -> set[str]:
    """The spellings of a value's name: its groups, and for two words the other order (`S Anak`, `Kids S`)."""
    spellings = {name}.union(*(group for group in GROUPS if name in group))
    words = name.split()
    if len(words) == 2:
        swapped = {(first, second) for first in _synonyms(words[0]) for second in _synonyms(words[1])}
        spellings |= {f"{a} {b}" for a, b in swapped} | {f"{b} {a}" for a, b in swapped}
    return spellings


def _all_size_words() -> Iterator[str]:
    yield from SIZE_PHRASES
    yield from "sml"
    for count in range(1, _LONGEST_SIZE + 1):
        for letter in "sl":
            yield "x" * count + letter
            yield f"{count}x{letter}"
            if count > 1:
                yield f"{count} x{letter}"


def option_named(product: Product, name: str) -> int | None:
    """Position of an option by its name, or by its kind ("size", "Ukuran kaos") when only one is of that kind."""
    wanted = plain(name)
    for position, option in enumerate(product.options):
        if plain(option.name) == wanted:
            return position
    kind = next((_OPTION_NAMES[word] for word in wanted.split() if word in _OPTION_NAMES), None)
    alike = [position for position, option in enumerate(product.options) if kind and kind_of(option) == kind]
    return alike[0] if len(alike) == 1 else None
