"""Which words of a line speak of the goods of this PO, and which look as if they meant to."""

import re
from collections.abc import Sequence

from bukapo.orders.imports.cells import CellReader
from bukapo.orders.imports.headers import KIND_WORDS, read_header
from bukapo.orders.imports.phrases import option_named
from bukapo.orders.imports.quantities import FILLERS, UNITS, number_tokens
from bukapo.orders.imports.shape import Shape
from bukapo.orders.imports.vocabulary import COLOURS, SLEEVES, plain, size_of, spellings

_SIZE_LIKE = re.compile(r"\d{0,2}x{0,6}[sml]\d{0,2}|x{1,6}[sml]?|[sml]{2,3}|\d?x[a-z]")
_COLOUR_WORDS = frozenset(word for group in COLOURS for spelling in group for word in spelling.split())
_SLEEVE_WORDS = frozenset(word for group in SLEEVES for word in group if " " not in word) | {"lengan", "lgn"}
_COLOUR_TAILS = frozenset(["muda", "tua", "susu", "bata", "tulang"])
CHATTER = FILLERS | spellings(
    "mau|ikut|ikutan|join|pesen|po|ord|halo|hai|hi|kakak|kaka|gan|sis|bang|mba|mbak|mas|dek|admin|minta|tolong|pls"
    "|please|thx|thanks|makasih|makasi|terima|kasih|trims|tks|nih|dongs|yg|untuk|buat|utk|jadi|jd|nitip|dan|sama"
)


class Lexicon:
    """The words of one PO. `readers` are those of its products, in order."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.readers = [CellReader(product) for product in shape.products]
        self._own = frozenset(
            token
            for reader in self.readers
            for phrase in reader.book.within(None)
            for token in phrase
            if not token.isdecimal()
        )
        self._products = _own_words(shape)

    def known(self, word: str) -> bool:
        """A value that the PO offers, or a part of its name ("lengan", "2xl")."""
        tokens = _tokens(word)
        return any(token in self._own for token in tokens) and all(
            token in self._own or token.isdecimal() for token in tokens
        )

    def about_goods(self, word: str) -> bool:
        """Known, a number of pieces, or like a size or colour that is not offered ("XM", "merah")."""
        if self.known(word) or self.kind_of(word) or plain(word) in self._products or self.is_label(word):
            return True
        tokens = _tokens(word)
        return bool(tokens) and all(token.isdecimal() or token in UNITS for token in tokens)

    def kind_of(self, word: str) -> str:
        """`size`, `colour` or `sleeve` of a word that names one in the world; "" for any other."""
        flat = plain(word)
        if size_of(flat) or _SIZE_LIKE.fullmatch(flat):
            return "size"
        if flat in _COLOUR_WORDS:
            return "colour"
        return "sleeve" if flat in _SLEEVE_WORDS else ""

    def is_label(self, word: str) -> bool:
        """ "ukuran", "warna": the name of an option, which says nothing by itself."""
        return any(
            header.has("|".join(KIND_WORDS.values())) for header in [read_header(word)] if header.words
        )

    def is_tail(self, word: str) -> bool:
        """The second word of a colour: "biru muda"."""
        return plain(word) in _COLOUR_TAILS

    def names_goods(self, text: str) -> bool:
        """A value that the PO offers, or a size written like one, stands in the text; a bare number is not enough."""
        words = words_of(text)
        return any(self.known(word) or self.kind_of(word) == "size" for word in words)

    def kinds_offered(self) -> dict[str, str]:
        """{kind: option name} of the options that have one name in all products."""
        found: dict[str, set[str]] = {}
        for reader in self.readers:
            for option, kind in zip(reader.book.product.options, reader.book.kinds, strict=True):
                found.setdefault(kind, set()).add(option.name)
        return {kind: next(iter(names)) for kind, names in found.items() if len(names) == 1}

    def to_choose(self) -> list[str]:
        """Names of the options that have more than one value: nobody's silence chooses among them."""
        names = [option.name for p in self.shape.products for option in p.options if len(option.values) > 1]
        return list(dict.fromkeys(names))

    def option_of(self, label: str) -> str:
        """The option that a label asks about: by its name or kind."""
        for product in self.shape.products:
            position = option_named(product, label)
            if position is not None:
                return product.options[position].name
        return ""


def words_of(text: str) -> list[str]:
    """Words with the punctuation around them, split at blanks; a dash between blanks is no word."""
    return [word for word in text.split() if word not in ("-", "–", "—", "|", "=", "/")]


def _tokens(word: str) -> list[str]:
    """`XL2,` -> `xl 2`; numbers in words become digits."""
    flat = [token for token in plain(word).split() if token not in (",", "(", ")", "/", "=", "x")]
    parted = [part for token in flat for part in _at_the_count(token)]
    return number_tokens(parted)


def _at_the_count(token: str) -> Sequence[str]:
    letters = token.rstrip("0123456789")
    if letters and letters != token and size_of(letters):
        return [letters, token[len(letters) :]]
    return [token]


def _own_words(shape: Shape) -> frozenset[str]:
    """Words of products' names, where several products have to be told apart."""
    if len(shape.products) < 2:
        return frozenset()
    return frozenset(w for p in shape.products for w in plain(p.name).split() if len(w) > 3)
