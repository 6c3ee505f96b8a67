"""A first mapping for a form never seen before, from its headers and its values. A person corrects it on screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bukapo.kernel.sheets.sheet import Sheet
from bukapo.orders.imports.cells import CellReader
from bukapo.orders.imports.grids import grid_columns
from bukapo.orders.imports.headers import (
    KIND_WORDS,
    STRONG,
    Header,
    asks_something_else,
    asks_whether,
    is_address_part,
    is_number_part,
    read_header,
    role_weights,
)
from bukapo.orders.imports.mapping import Column, Mapping, Role, places_of
from bukapo.orders.imports.profiles import Profile, profile
from bukapo.orders.imports.repeats import numbered
from bukapo.orders.imports.shape import Shape
from bukapo.orders.imports.vocabulary import NO, YES, plain

_ENOUGH, _SURE = 2.4, STRONG


@dataclass(frozen=True)
class _Guess:
    """`asked`: how much the header alone says (0.0: only the values speak)."""

    score: float
    asked: float
    column: Column


def propose(sheet: Sheet, shape: Shape) -> Mapping:
    """Every column gets a role ("ignore" when it asks nothing that matters). Never raises."""
    readers = [CellReader(product) for product in shape.products]
    headers = [read_header(text) for text in sheet.headers]
    profiles = [profile([row.cells[n] for row in sheet.rows], readers) for n in range(len(headers))]
    places = places_of(sheet.headers)
    blank = [Column(text, nth) for text, (_, nth) in zip(sheet.headers, places, strict=True)]
    grids = grid_columns(headers, profiles, readers, shape)
    guesses = []
    for number, (header, told) in enumerate(zip(headers, profiles, strict=True)):
        if number in grids:
            column = replace(blank[number], **grids[number])
            guesses.append(_Guess(STRONG + 2, STRONG, column))
        else:
            guesses.append(_best(blank[number], _guesses(blank[number], header, told, shape, readers)))
    columns = [guess.column for guess in _without_hearsay(guesses)]
    columns = _one_name(columns, headers)
    columns = [_of_product(column, header, shape) for column, header in zip(columns, headers, strict=True)]
    return Mapping(columns=numbered(columns, headers))


def _one_name(columns: list[Column], headers: list[Header]) -> list[Column]:
    """Of "Nama panggilan" and "Nama lengkap" the full one."""
    full = "lengkap|full|pemesan|penerima"
    if not any(c.role == "name" and h.has(full) for c, h in zip(columns, headers, strict=True)):
        return columns
    return [
        replace(c, role="ignore") if c.role == "name" and not h.has(full) else c
        for c, h in zip(columns, headers, strict=True)
    ]


def _of_product(column: Column, header: Header, shape: Shape) -> Column:
    """`Ukuran hoodie` where the campaign has a hoodie and a tee: a word of the one product's name alone."""
    if (
        column.role not in ("option", "quantity", "personalization")
        or len(shape.products) < 2
        or column.product
    ):
        return column
    words = [set(plain(product.name).split()) for product in shape.products]
    asked = set(header.words.split())
    named = [
        n
        for n, own in enumerate(words)
        if asked & own.difference(*(w for m, w in enumerate(words) if m != n))
    ]
    return replace(column, product=shape.products[named[0]].name) if len(named) == 1 else column


def _guesses(
    blank: Column, header: Header, told: Profile, shape: Shape, readers: Sequence[CellReader]
) -> list[_Guess]:
    weights = role_weights(header)
    guesses = [_option_guess(blank, header, told, reader, n) for reader, n in _options(readers)]
    guesses += _personal_guesses(blank, header, told, weights, shape)
    if len(shape.products) > 1 or len(told.distinct) > 1:
        guesses.append(_guess(blank, "product", weights, 3 * told.product))
    if header.grid:  # "Jumlah [M]" is never the quantity of the whole answer
        weights.pop("quantity", None)
    for role, evidence in _evidence(told, weights).items():
        guesses.append(_guess(blank, role, weights, evidence))
    if asks_something_else(header):
        guesses = [guess for guess in guesses if guess.asked >= STRONG - 1 and guess.score > STRONG - 1]
    return guesses


def _evidence(told: Profile, weights: dict[Role, float]) -> dict[Role, float]:
    """What the values add to the header for each plain role; a large minus where they rule it out."""
    empty = told.filled == 0
    return {
        "timestamp": 3 * told.date if told.date >= 0.5 or empty else -9.0,
        "email": 3 * told.email,
        "phone": 3 * told.phone if told.count < 0.5 or told.phone > 0.5 else -9.0,
        "name": -9.0 if told.phone > 0.5 or told.email > 0.5 or told.link > 0.5 or told.date > 0.5 else 0.5,
        "address": -9.0 if told.email > 0.5 else 0.5,
        "fulfilment": 3 * told.way if told.way >= 0.3 or empty else -0.5,
        "quantity": 2 * told.count if told.count >= 0.3 or empty else -2.0,
        "proof": 3 * told.link if told.link else -0.5,
        "note": 0.5,
        "items": 3 * told.several if weights.get("items") else -9.0,
    }


def _guess(blank: Column, role: Role, weights: dict[Role, float], evidence: float) -> _Guess:
    asked = weights.get(role, 0.0)
    must_ask = role in ("name", "address", "quantity", "note", "product", "fulfilment")
    score = asked + evidence if asked or not must_ask else -9.0
    part = "part" if role == "address" and is_address_part(read_header(blank.header)) else ""
    return _Guess(score, asked, replace(blank, role=role, part=part))


def _options(readers: Sequence[CellReader]) -> list[tuple[CellReader, int]]:
    return [(reader, option) for reader in readers for option in range(len(reader.book.kinds))]


def _option_guess(blank: Column, header: Header, told: Profile, reader: CellReader, option: int) -> _Guess:
    offered = reader.book.product.options[option]
    kind = reader.book.kinds[option]
    words = f"{plain(offered.name)}|{KIND_WORDS[kind]}".strip("|")
    asked = STRONG if header.has(words) else 0.0
    share = max(_shares(told, offered.name, reader, option), default=0.0)
    column = replace(blank, role="option", option=offered.name)
    yes_no = _yes_no_values(header, told, reader, option)
    if yes_no:
        return _Guess(STRONG + 3, STRONG, replace(column, values=tuple(yes_no.items())))
    return _Guess(asked + 3 * share, asked, column)


def _shares(told: Profile, name: str, reader: CellReader, option: int) -> list[float]:
    return [shares[option] for shares in told.options if option < len(shares)]


def _yes_no_values(header: Header, told: Profile, reader: CellReader, option: int) -> dict[str, str]:
    """ "Lengan panjang? Ya/Tidak", for an option of two values: the header names one, no means the other."""
    values = [value.name for value in reader.book.product.options[option].values]
    phrases = reader.book.within(option)
    named = {
        meaning.value
        for word in header.words.split()
        if (meaning := phrases.get((word,))) and meaning.option == option
    }
    if told.yes_no < 0.9 or len(values) != 2 or len(named) != 1:
        return {}
    yes = named.pop() or ""
    no = next(value for value in values if value != yes)
    answers = {cell: yes if cell in YES else no for cell in sorted(told.distinct) if cell in YES | NO}
    if no not in answers.values():  # a box to tick: left empty it says no
        answers[""] = no
    return answers


def _personal_guesses(
    blank: Column, header: Header, told: Profile, weights: dict[Role, float], shape: Shape
) -> list[_Guess]:
    fields = {field.name for product in shape.products for field in product.fields}
    named = [name for name in sorted(fields) if plain(name) == header.words]
    asked = STRONG + 2 if named else weights.get("personalization", 0.0)
    if not asked:
        return []
    if not fields:  # asked for all the same: whoever filled it in must hear that there is none
        return [_Guess(asked, asked, replace(blank, role="unoffered"))]
    if told.yes_no >= 0.9 and told.filled and asks_whether(header):
        return [_Guess(asked, asked, replace(blank, role="wanted"))]
    column = replace(
        blank,
        role="personalization",
        field=named[0] if named and len(fields) > 1 else "",
        part="number" if is_number_part(header) and not named else "",
    )
    return [_Guess(asked, asked, column)]


def _best(blank: Column, guesses: list[_Guess]) -> _Guess:
    best = max(guesses, key=lambda guess: guess.score, default=None)
    if best is None or best.score < _ENOUGH:
        return _Guess(0.0, 0.0, blank)
    return replace(best, column=replace(best.column, sure=best.asked >= _SURE and best.score >= _SURE))


def _without_hearsay(guesses: list[_Guess]) -> list[_Guess]:
    """Where one column's header asks a question, another that merely has such values does not."""
    asked = {guess.column.asks for guess in guesses if guess.asked and guess.column.role != "ignore"}
    return [
        guess
        if guess.asked or guess.column.asks not in asked
        else replace(guess, column=Column(guess.column.header, guess.column.nth))
        for guess in guesses
    ]
