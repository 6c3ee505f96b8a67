"""One cell, read: `XL (+5rb)`, `L 2, XL 1`, `2XL=XXL`, `L hitam panjang 2` -> items, or why it cannot be read.

A cell that can be read in two ways ("2 XL" is a size to one, two pieces to another) keeps both; the quantity decides.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from bukapo.orders.imports.phrases import Meaning, Phrasebook, Phrases
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.quantities import MOST_DIGITS, UNITS, number_tokens
from bukapo.orders.imports.shape import Product
from bukapo.orders.imports.vocabulary import plain, says_nothing, size_of, spellings

Trouble = Literal["", "unknown", "unclear"]
UNOFFERED = "\0"
"""Before a value that the product does not have ("4XL"): read like any other, so that it is never overlooked."""
_FILLERS = UNITS | spellings(".|ukuran|size|uk|sz|warna|lengan|ya|kak|min|aja|saja|nya|no|nomor")
_SAME_AGAIN = ("/", "=", "(")


@dataclass(frozen=True, slots=True)
class Item:
    """Some pieces alike: {option position: value name} as far as told, and how many (None: not told)."""

    choices: tuple[tuple[int, str], ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Each way is one list of items. Empty `ways` without trouble: the cell says nothing.

    `sure` False: the count was glued to the size ("2L"), believed only when the quantity agrees.
    """

    ways: tuple[tuple[Item, ...], ...] = ()
    trouble: Trouble = ""
    told: str = ""
    sure: bool = True

    @property
    def empty(self) -> bool:
        return not self.ways and not self.trouble


NOTHING_SAID = Reading()


@dataclass
class _Pile:
    """Items while a cell is read from left to right."""

    items: list[Item] = field(default_factory=list)
    choices: dict[int, str] = field(default_factory=dict)
    count: int | None = None
    link: str = ""

    def flush(self) -> bool:
        """False when a number stands alone: nobody knows of what."""
        if self.count is not None and not self.choices:
            return False
        if self.choices:
            self.items.append(Item(tuple(sorted(self.choices.items())), self.count))
        self.choices, self.count = {}, None
        return True

    def choose(self, meaning: Meaning) -> bool:
        value = value_of(meaning)
        before = self.choices.get(meaning.option)
        if before == value and self.count is None and self.link in _SAME_AGAIN:
            return True
        if before is not None:
            if self.count is None and self.link in _SAME_AGAIN:  # "S/M": one of the two, nobody knows which
                return False
            if not self.flush():
                return False
        self.choices[meaning.option] = value
        return True

    def number(self, count: int) -> bool:
        if self.count is not None and not self.flush():
            return False
        self.count = count
        return True


@dataclass(frozen=True)
class _Lexicon:
    """The phrases of one column. `doubled`: those that may also be a number and a size ("2 xl")."""

    phrases: Phrases
    doubled: frozenset[tuple[str, ...]]
    longest: int

    @classmethod
    def of(cls, book: Phrasebook, option: int | None) -> "_Lexicon":
        phrases = book.within(option)
        doubled = frozenset(p for p in book.spaced_sizes if p in phrases and phrases[p].told)
        return cls(phrases, doubled, max((len(phrase) for phrase in phrases), default=1))

    def without_doubled(self) -> "_Lexicon":
        return _Lexicon(
            {p: m for p, m in self.phrases.items() if p not in self.doubled}, frozenset(), self.longest
        )


class CellReader:
    """Reads the cells of one product; remembers what it has read, forms repeat themselves."""

    def __init__(self, product: Product) -> None:
        self.book = Phrasebook(product)
        self._lexicons: dict[int | None, _Lexicon] = {}
        self._read: dict[tuple[str, int | None], Reading] = {}

    def read(self, text: str, option: int | None) -> Reading:
        """`option`: the option the column asks about, None for a free text about all of them."""
        key = (text, option)
        if key not in self._read:
            self._read[key] = self._fresh(text, option)
        return self._read[key]

    def _fresh(self, text: str, option: int | None) -> Reading:
        if says_nothing(text):
            return NOTHING_SAID
        if option not in self._lexicons:
            self._lexicons[option] = _Lexicon.of(self.book, option)
        lexicon = self._lexicons[option]
        phrases, doubled = lexicon.phrases, lexicon.doubled
        words = tuple(plain(text).split())
        # the whole cell may be a value's own name, price and brackets included
        if words in phrases and words not in doubled:
            meaning = phrases[words]
            return Reading(((Item(((meaning.option, value_of(meaning)),)),),), told=text)
        words = tuple(plain(without_prices(text)).split())
        if not any(word not in ",()/=" for word in words):
            return NOTHING_SAID
        first = self._parse(words, lexicon, text)
        # "L (Dewasa)" may be one phrase without its brackets
        if first.trouble == "unknown" and "(" in words:
            words = tuple(word for word in words if word not in "()")
            first = self._parse(words, lexicon, text)
        if not any(words[at : at + 2] in doubled for at in range(len(words))):
            return first
        second = self._parse(words, lexicon.without_doubled(), text)
        ways = tuple(dict.fromkeys(first.ways + second.ways))
        return replace(first if first.ways else second, ways=ways) if ways else first

    def _parse(self, words: tuple[str, ...], lexicon: _Lexicon, told: str) -> Reading:
        pile, sure, at = _Pile(), True, 0
        tokens = _parted(number_tokens(list(words)), lexicon.phrases)
        while at < len(tokens):
            meaning, used = _longest(tokens, at, lexicon)
            token = tokens[at]
            if meaning:
                good = pile.choose(meaning)
                pile.link = ""
            elif token.isdecimal():
                good = len(token) <= MOST_DIGITS and pile.number(int(token))
            elif token in (",", ")") or token in _SAME_AGAIN:
                good = pile.flush() if token == "," else True
                pile.link = token
            elif token.startswith("~"):  # "2l"
                sure, good = False, True
            elif token == "x":
                good = _times(tokens, at)
            elif token in _FILLERS:
                good = True
            else:
                return Reading(trouble="unknown", told=told)
            if not good:
                return Reading(trouble="unclear", told=told)
            at += used
        if not pile.flush():
            return Reading(trouble="unclear", told=told)
        return (
            Reading((tuple(pile.items),), told=told, sure=sure)
            if pile.items
            else Reading(trouble="unclear", told=told)
        )


def _times(tokens: list[str], at: int) -> bool:
    """`L x 2`, `2 x M`; but "X L" and "2 x L" may well be a size written apart."""
    before, after = tokens[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else ""
    return (before.isdecimal() or after.isdecimal()) and after not in ("l", "s")


def value_of(meaning: Meaning) -> str:
    """The value's name; a size of the world that is not offered carries its mark."""
    return meaning.value if meaning.value is not None else UNOFFERED + meaning.told


def _longest(tokens: list[str], at: int, lexicon: _Lexicon) -> tuple[Meaning | None, int]:
    for length in range(min(lexicon.longest, len(tokens) - at), 0, -1):
        meaning = lexicon.phrases.get(tuple(tokens[at : at + length]))
        if meaning:
            return meaning, length
    return None, 1


def _parted(tokens: list[str], phrases: Phrases) -> list[str]:
    """`l2` -> `l 2 .`, `2l` -> `2 ~ l`; a token that is a phrase stays whole (`2xl`, `abu2`).

    The dot keeps the 2 of `l2 xl1` from joining the xl behind it.
    """
    parted: list[str] = []
    for token in tokens:
        letters, digits = token.rstrip("0123456789"), token.lstrip("0123456789")
        if (token,) in phrases or token.isdecimal() or (letters == token and digits == token):
            parted.append(token)
        elif letters != token and (letters,) in phrases:
            parted += [letters, token[len(letters) :], "."]
        elif digits != token and (digits,) in phrases:
            parted += [token[: -len(digits)], "~" if size_of(digits) else "x", digits]
        else:
            parted.append(token)
    return parted
