"""Forms with one column per choice: `Jumlah [M]`, plain `M`, `Qty XL`, `Ukuran [XL]`, `Nastar`; and a column of
sizes for each sleeve: `Ukuran (lengan panjang)`."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bukapo.orders.imports.cells import UNOFFERED, CellReader
from bukapo.orders.imports.headers import Header
from bukapo.orders.imports.profiles import Profile
from bukapo.orders.imports.shape import Shape
from bukapo.orders.imports.vocabulary import plain, spellings

Of = tuple[tuple[str, str], ...]
_AROUND = spellings(
    "jumlah|qty|quantity|jml|ukuran|size|pcs|berapa|banyak|banyaknya|pesanan|pesan|order|total|untuk|yang|dipesan|kaos"
    "|baju|jersey|hoodie|jaket|kemeja|mau|kuantitas|pembelian|dibeli|varian|rasa|isi|pilihan|warna|model"
)
_MOSTLY = 0.6


def grid_columns(
    headers: Sequence[Header], profiles: Sequence[Profile], readers: Sequence[CellReader], shape: Shape
) -> dict[int, dict[str, Any]]:
    """Position -> the Column fields of every grid column."""
    found: dict[int, dict[str, Any]] = {}
    for number, (header, told) in enumerate(zip(headers, profiles, strict=True)):
        of, product = _named_by(header, readers, shape)
        counts = told.filled == 0 or told.count >= _MOSTLY
        if (of or product) and (counts or header.grid):
            found[number] = {"role": "quantity", "of": of, "product": product}
    alike = Counter(_question(column) for column in found.values())
    found = {n: column for n, column in found.items() if headers[n].grid or alike[_question(column)] > 1}
    asked = {headers[n].words for n in found if headers[n].grid}
    strangers = {n for n, h in enumerate(headers) if h.grid and h.words in asked and n not in found}
    strangers |= {n for n, column in found.items() if any(v.startswith(UNOFFERED) for _, v in column["of"])}
    found |= {n: {"role": "unoffered"} for n in strangers}
    return found | _split_questions(headers, profiles, readers, set(found))


def _question(column: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name, _ in column["of"]) or ("",)


def _named_by(header: Header, readers: Sequence[CellReader], shape: Shape) -> tuple[Of, str]:
    """The option values, or the product, that the header is all about."""
    told = header.grid or _bare(header.words)
    product = next(
        (p.name for p in shape.products if len(shape.products) > 1 and plain(p.name) == plain(told)), ""
    )
    if product:
        return (), product
    for reader in readers:
        reading = reader.read(told, None)
        if (
            len(reading.ways) >= 1
            and len(reading.ways[0]) == 1
            and reading.ways[0][0].count is None
            and reading.sure
        ):
            chosen = dict(reading.ways[0][0].choices)
            if header.grid:
                chosen = _mentioned(header.words, reader, chosen) | chosen
            options = reader.book.product.options
            return tuple((options[position].name, value) for position, value in sorted(chosen.items())), ""
    return (), ""


def _bare(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _AROUND)


def _mentioned(words: str, reader: CellReader, known: dict[int, str]) -> dict[int, str]:
    """Values that a question names beside others ("Kaos lengan panjang [M]"), one per option, sizes never."""
    phrases = {
        phrase: m for phrase, m in reader.book.within(None).items() if reader.book.kinds[m.option] != "size"
    }
    split = words.split()
    found: dict[int, set[str]] = {}
    for at in range(len(split)):
        for length in (3, 2, 1):
            meaning = phrases.get(tuple(split[at : at + length]))
            if meaning and meaning.value and meaning.option not in known:
                found.setdefault(meaning.option, set()).add(meaning.value)
    return {option: values.pop() for option, values in found.items() if len(values) == 1}


def _split_questions(
    headers: Sequence[Header], profiles: Sequence[Profile], readers: Sequence[CellReader], taken: set[int]
) -> dict[int, dict[str, Any]]:
    """Two columns of sizes that differ by a value in their headers, as forms with a page per sleeve have."""
    found: dict[int, dict[str, Any]] = {}
    for reader in readers:
        for option, kind in enumerate(reader.book.kinds):
            candidates = {
                n: _mentioned(headers[n].words, reader, {})
                for n, told in enumerate(profiles)
                if kind == "size"
                and n not in taken
                and any(s[option] >= _MOSTLY for s in told.options if option < len(s))
            }
            candidates = {n: of for n, of in candidates.items() if of}
            if len({tuple(of.items()) for of in candidates.values()}) < 2:
                continue
            options = reader.book.product.options
            for n, of in candidates.items():
                named = tuple((options[position].name, value) for position, value in sorted(of.items()))
                found[n] = {"role": "option", "option": options[option].name, "of": named}
    return found
