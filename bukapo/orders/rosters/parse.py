"""A pasted list of a group, line by line: `1. Budi - L - 10`, `Siti Aminah, M hitam, 7, wa 0812…`. Pure.

Sizes, colours and sleeves are read with the words of `orders.imports`. What can't be read for certain is left open and
said: nobody's size is guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import gettext_noop
from bukapo.orders.imports.phrases import Meaning, Phrasebook, kind_of
from bukapo.orders.imports.shape import Option, Product
from bukapo.orders.imports.vocabulary import plain
from bukapo.orders.rosters.rules import MOST_MEMBERS, name_key

LONGEST_LINE = 300
_NUMBERING = re.compile(r"^\s*[\[(]?\d{1,3}\s*[.)\]:]+\s*|^\s*[-*•]+\s+")
_PHONE = re.compile(
    r"(?:(?:no\.?\s*)?(?:wa|hp|telp?|whatsapp)\s*[.:=]?\s*)?((?:\+?62|0)[\s-]?8[\d\s-]{6,14}\d)", re.I
)
_SEPARATOR = re.compile(
    r"\s+[-–—]+\s+|\s*[\t;|,/=]\s*|\s*[()]\s*|\s+[-–—]+(?=\S)|(?<=\S)[-–—]+\s+"
    r"|(?<=\w)[-–—](?=(?:\d{0,2}x{0,5}[sml]|\d{1,3})\s*(?:[-–—]|$))",  # `Budi-L-10`
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*([^:]{2,40}?)\s*:\s*(.+)$")
_WORD = re.compile(r"[^\s#]+")
_FILLERS = frozenset(
    {"ukuran", "size", "uk", "sz", "warna", "lengan", "no", "nomor", "nomer", "nmr", "punggung", "pcs"}
)

NAME_UNREAD = gettext_noop("Namanya tidak terbaca.")
SIZE_STRANGE = gettext_noop("Ukuran {told} tidak ada di PO ini.")
CHOICE_MISSING = gettext_noop("{option} belum disebut.")
CHOICE_TWICE = gettext_noop("{option} disebut lebih dari sekali.")
VARIANT_NONE = gettext_noop("{told} tidak dijual di PO ini.")
NUMBER_TWICE = gettext_noop("Ada lebih dari satu angka: {told}.")
NUMBER_UNUSED = gettext_noop("Angka {told} tidak dipakai: barangnya tanpa nomor.")
NUMBER_LONG = gettext_noop("Nomor {told} terlalu panjang.")
LEFT_OVER = gettext_noop("Tidak terbaca: {told}.")
NAME_AGAIN = gettext_noop("Namanya sama dengan baris {row}.")
NUMBER_AGAIN = gettext_noop("Nomor {number} sudah dipakai {holder}.")
TOO_MANY = gettext_noop("Satu rombongan paling banyak 200 anggota; baris ini lewat.")


@dataclass(frozen=True)
class Doubt:
    """A sentence and what fills it. `stops`: the line can't even be listed."""

    sentence: str
    params: tuple[tuple[str, str], ...] = ()
    stops: bool = False


@dataclass(frozen=True)
class ReadPick:
    """`values` per option ("" = not known), `texts` by field name."""

    values: tuple[str, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class ReadLine:
    """One line of the list: `row` from 1, `told` as it was pasted. `state` is said by `judged`."""

    row: int
    told: str
    name: str = ""
    phone: str = ""
    number: str = ""
    picks: tuple[ReadPick, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    state: str = "new"

    @property
    def stops(self) -> bool:
        return any(doubt.stops for doubt in self.doubts)


@dataclass(frozen=True)
class Goods:
    """What every member gets one of each of. `number_field` is the name of the field whose numbers are given out."""

    products: tuple[Product, ...]
    number_field: str = ""


@dataclass
class _Line:
    """A line while it is taken apart: `segments` of words that are not yet understood."""

    name: str
    segments: list[str]
    labelled: dict[str, str] = field(default_factory=dict)


def read_list(text: str, goods: Goods) -> list[ReadLine]:
    """Every line with something in it."""
    books = [Phrasebook(product) for product in goods.products]
    lines = [line for line in text.splitlines() if line.strip()]
    return [_read(row, told, goods, books) for row, told in enumerate(lines, start=1)]


def judged(
    lines: Sequence[ReadLine], *, known: Mapping[str, bool], taken: Mapping[str, str]
) -> list[ReadLine]:
    """Lines against each other and the list: `known` name key -> filled in already, `taken` number -> whose.

    States: new | completes (expected, now known) | stays (filled in already).
    """
    seen: dict[str, int] = {}
    numbers = dict(taken)
    told: list[ReadLine] = []
    places = MOST_MEMBERS - len(known)
    for line in lines:
        key = name_key(line.name)
        doubts = list(line.doubts)
        state = "new" if key not in known else "stays" if known[key] else "completes"
        if line.name and key in seen:
            doubts.append(Doubt(NAME_AGAIN, (("row", str(seen[key])),), stops=True))
        elif state == "new" and not line.stops:
            places -= 1
            if places < 0:
                doubts.append(Doubt(TOO_MANY, stops=True))
        seen.setdefault(key, line.row)
        number, picks = line.number, line.picks
        holder = numbers.get(number) if number and state != "stays" else None
        if holder is not None and name_key(holder) != key:
            doubts.append(Doubt(NUMBER_AGAIN, (("number", number), ("holder", holder))))
            picks = tuple(_without(pick, number) for pick in picks)
            number = ""
        elif number:
            numbers[number] = line.name
        told.append(ReadLine(line.row, line.told, line.name, line.phone, number, picks, tuple(doubts), state))
    return told


def _without(pick: ReadPick, number: str) -> ReadPick:
    return ReadPick(pick.values, {name: text for name, text in pick.texts.items() if text != number})


def _read(row: int, told: str, goods: Goods, books: Sequence[Phrasebook]) -> ReadLine:
    told = told.replace("\x00", "")[:LONGEST_LINE].strip()
    phone, rest = _phone(_NUMBERING.sub("", told, count=1))
    line = _parts(rest, goods, books)
    if not line.name:
        return ReadLine(row, told, phone=phone, doubts=(Doubt(NAME_UNREAD, stops=True),))
    if not line.segments and not line.labelled:  # a name alone is no doubt: its owner fills in
        nothing = tuple(ReadPick(tuple("" for _option in product.options), {}) for product in goods.products)
        return ReadLine(row, told, line.name[:80], phone, picks=nothing)
    doubts: list[Doubt] = []
    digits, left = _digits_and_rest(line.segments, books)
    number = _number(digits, goods, doubts)
    words = [word for segment in line.segments for word in plain(segment).split()]
    values = [
        _values(product, book, words, doubts) for product, book in zip(goods.products, books, strict=True)
    ]
    if left and not all(value for known in values for value in known):  # it may have been meant as the size
        doubts.append(Doubt(LEFT_OVER, (("told", " ".join(left)),)))
        left = []
    texts = _texts(left, line.labelled, goods, doubts)
    picks = tuple(
        ReadPick(known, texts.get(place, {}) | number.get(place, {})) for place, known in enumerate(values)
    )
    told_number = next((text for texts_of in number.values() for text in texts_of.values()), "")
    return ReadLine(row, told, line.name[:80], phone, told_number, picks, tuple(dict.fromkeys(doubts)))


def _phone(text: str) -> tuple[str, str]:
    found = _PHONE.search(text)
    if found is None:
        return "", text
    try:
        phone = normalise_phone(found[1])
    except PhoneUnusable:
        return "", text
    return phone, f"{text[: found.start()]} \t {text[found.end() :]}"


def _parts(text: str, goods: Goods, books: Sequence[Phrasebook]) -> _Line:
    """The name in front, the rest behind: by a separator, or by the words that mean something at the end."""
    segments = [part.strip(" .-–—\t") for part in _SEPARATOR.split(text)]
    segments = [part for part in segments if part]
    fields = {plain(f.name): f.name for product in goods.products for f in product.fields}
    labelled: dict[str, str] = {}
    rest: list[str] = []
    for part in segments:
        found = _LABEL.match(part)
        label = plain(found[1]) if found else ""
        if found and label in fields:
            labelled[fields[label]] = found[2].strip()
        elif found and label in ("nama", "name"):
            rest.insert(0, found[2])
        else:
            rest.append(found[2] if found else part)
    if not rest:
        return _Line("", [], labelled)
    if len(rest) == 1:
        name, tail = _split_by_meaning(rest[0], books)
        return _Line(name, [tail] if tail else [], labelled)
    name = " ".join(rest[0].split())
    if not any(sign.isalpha() for sign in name) or _means(plain(name).split(), books):
        return _Line("", rest, labelled)
    return _Line(name, rest[1:], labelled)


def _split_by_meaning(text: str, books: Sequence[Phrasebook]) -> tuple[str, str]:
    """`Muhammad Iqbal L hitam 10` -> the name, and the longest end that is all sizes, colours and numbers."""
    words = _WORD.findall(text)
    start = len(words)
    for at in range(len(words) - 1, 0, -1):
        if not _means(plain(" ".join(words[at:])).split(), books):
            if start < len(words):
                break
            continue
        start = at
    if start == len(words):  # something behind the size that is no size: `Budi L 10 BUDI`
        start = next(
            (at for at in range(1, len(words)) if _means(plain(words[at]).split(), books)), len(words)
        )
    name = " ".join(words[:start])
    return (name if any(sign.isalpha() for sign in name) else ""), " ".join(words[start:])


def _means(words: Sequence[str], books: Sequence[Phrasebook]) -> bool:
    """Whether all of these words are values of one product, numbers or what stands around them."""
    return bool(words) and any(
        all(kind != "left" for kind, _word, _meaning in _tokens(words, book)) for book in books
    )


def _tokens(words: Sequence[str], book: Phrasebook) -> Iterator[tuple[str, str, Meaning | None]]:
    """(value | number | filler | left, the words, what they mean), longest phrase first."""
    phrases = book.within(None)
    longest = max((len(phrase) for phrase in phrases), default=1)
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            if phrase in phrases and not (length > 1 and phrase[0].isdecimal()):
                yield "value", " ".join(phrase), phrases[phrase]
                at += length
                break
        else:
            word = words[at]
            kind = (
                "number"
                if word.isdecimal()
                else "filler"
                if word in _FILLERS or not word.isalnum()
                else "left"
            )
            yield kind, word, None
            at += 1


def _digits_and_rest(segments: Sequence[str], books: Sequence[Phrasebook]) -> tuple[list[str], list[str]]:
    """Numbers as they were typed, and what means nothing, in the spelling of the person."""
    digits: list[str] = []
    left: list[str] = []
    for segment in segments:
        typed = {plain(word): word for word in segment.split()}
        kinds = [{word: kind for kind, word, _m in _tokens(plain(segment).split(), book)} for book in books]
        for kind, word, _meaning in _tokens(plain(segment).split(), books[0]):
            if kind == "number":
                digits.append(word)
            elif kind == "left" and all(found.get(word) == "left" for found in kinds):
                left.append(typed.get(word, word))
    return digits, left


def _number(digits: Sequence[str], goods: Goods, doubts: list[Doubt]) -> dict[int, dict[str, str]]:
    """Product -> {field: number}, for the field whose numbers are given out or else the one of kind number."""
    if not digits:
        return {}
    places = [
        (place, field_)
        for place, product in enumerate(goods.products)
        for field_ in product.fields
        if field_.name == goods.number_field or (not goods.number_field and field_.kind == "number")
    ]
    if not places:
        doubts.append(Doubt(NUMBER_UNUSED, (("told", digits[0]),)))
        return {}
    if len(digits) > 1:
        doubts.append(Doubt(NUMBER_TWICE, (("told", ", ".join(digits)),)))
        return {}
    place, asked = places[0]
    if asked.max_length is not None and len(digits[0]) > asked.max_length:
        doubts.append(Doubt(NUMBER_LONG, (("told", digits[0]),)))
        return {}
    return {place: {asked.name: digits[0]}}


def _texts(
    left: Sequence[str], labelled: Mapping[str, str], goods: Goods, doubts: list[Doubt]
) -> dict[int, dict[str, str]]:
    """Product -> {field: text}: what carries the field's name, and one leftover for the only field of text."""
    found: dict[int, dict[str, str]] = {}
    open_fields = []
    for place, product in enumerate(goods.products):
        for field_ in product.fields:
            text = labelled.get(field_.name, "")
            if text and (field_.max_length is None or len(text) <= field_.max_length):
                found.setdefault(place, {})[field_.name] = text
            elif field_.kind == "text" and field_.name != goods.number_field:
                open_fields.append((place, field_))
    if left:
        text = " ".join(left)
        fits = len(open_fields) == 1 and len(text) <= (open_fields[0][1].max_length or len(text))
        if fits:
            found.setdefault(open_fields[0][0], {})[open_fields[0][1].name] = text
        else:
            doubts.append(Doubt(LEFT_OVER, (("told", text),)))
    return found


def _values(product: Product, book: Phrasebook, words: Sequence[str], doubts: list[Doubt]) -> tuple[str, ...]:
    """A value per option: as told, the only one there is, the declared one (never of a size); else "" and a doubt."""
    told: dict[int, list[Meaning]] = {}
    for kind, _word, meaning in _tokens(words, book):
        if kind == "value" and meaning is not None and meaning not in told.get(meaning.option, []):
            told.setdefault(meaning.option, []).append(meaning)
    values = tuple(
        _value(option, told.get(position, ()), kind_of(option) == "size", doubts)
        for position, option in enumerate(product.options)
    )
    if product.sold is not None and all(values) and values not in product.sold:
        doubts.append(Doubt(VARIANT_NONE, (("told", " / ".join(values)),)))
        return tuple("" for _value_ in values)
    return values


def _value(option: Option, found: Sequence[Meaning], is_size: bool, doubts: list[Doubt]) -> str:
    if len(found) > 1:
        doubts.append(Doubt(CHOICE_TWICE, (("option", option.name),)))
        return ""
    if found:
        if found[0].value is None:
            doubts.append(Doubt(SIZE_STRANGE, (("told", found[0].told),)))
        return found[0].value or ""
    if option.default is not None and (len(option.values) == 1 or not is_size):
        return option.default
    doubts.append(Doubt(CHOICE_MISSING, (("option", option.name),)))
    return ""
