"""The mapping as a form: one row per column of the sheet, one choice of what it asks, and a table for odd answers."""

from collections import Counter
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bukapo.kernel.sheets.sheet import Sheet
from bukapo.orders.imports.cells import CellReader
from bukapo.orders.imports.mapping import Column, Mapping, places_of
from bukapo.orders.imports.phrases import option_named
from bukapo.orders.imports.shape import Shape
from bukapo.orders.imports.vocabulary import folded, says_nothing

EXAMPLES = 3
MOST_TEXTS = 60
AS_IS = "as-is"
"""The choice for a column whose meaning has more to it than this form can say (a grid, the second shirt)."""

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class OddText:
    """One distinct answer of an option's column: how often, what it is read as ("" = not at all), what was chosen."""

    wire: str
    text: str
    count: int
    read_as: str
    chosen: str


@dataclass(frozen=True)
class ColumnRow:
    """One column on screen. `texts`: answers that may need a hand; `options`: what they can mean."""

    wire: str
    number: int
    header: str
    examples: tuple[str, ...]
    filled: int
    chosen: str
    as_is: str
    sure: bool
    texts: tuple[OddText, ...]
    values: tuple[str, ...]


def choices(shape: Shape) -> Choices:
    """What a column can ask, grouped; (value on the wire, words)."""
    options = list(dict.fromkeys(option.name for product in shape.products for option in product.options))
    fields = list(dict.fromkeys(field.name for product in shape.products for field in product.fields))
    goods = [(f"option:{name}", name) for name in options] + [("quantity", pgettext("pcs", "Jumlah"))]
    if len(shape.products) > 1:
        goods.insert(0, ("product", _("Produk")))
    goods.append(("items", _("Pesanan ditulis bebas")))
    if len(fields) == 1:
        goods.append(("personalization:", fields[0]))
    elif fields:
        goods.append(("personalization:", _("Nama dan nomor jadi satu")))
        goods += [(f"personalization:{name}", name) for name in fields]
    groups: Choices = [
        (
            _("Pembeli"),
            [
                ("name", _("Nama")),
                ("phone", _("Nomor HP")),
                ("email", _("E-mail")),
                ("address", _("Alamat")),
                ("fulfilment", _("Cara terima")),
                ("note", _("Catatan")),
            ],
        ),
        (_("Barang"), goods),
        (_("Lainnya"), [("timestamp", _("Waktu menjawab")), ("proof", _("Bukti transfer"))]),
    ]
    if fields:
        groups[1][1].append(("wanted", _("Mau pakai nama atau tidak")))
    return groups


def column_rows(sheet: Sheet, shape: Shape, mapping: Mapping) -> list[ColumnRow]:
    """Every column of the sheet with what the mapping says of it."""
    known = {column.place: column for column in mapping.columns}
    places = places_of(sheet.headers)
    allowed = {""} | _allowed(shape)
    rows = []
    for position, (header, place) in enumerate(zip(sheet.headers, places, strict=True)):
        column = known.get(place, Column(header, place[1]))
        filled = [row.cells[position] for row in sheet.rows if row.cells[position]]
        rows.append(
            ColumnRow(
                wire=f"kolom-{position}",
                number=position + 1,
                header=header or _("(tanpa judul)"),
                examples=tuple(list(dict.fromkeys(filled))[:EXAMPLES]),
                filled=len(filled),
                chosen=wire_of(column) if wire_of(column) in allowed else AS_IS,
                as_is="" if wire_of(column) in allowed else _as_is_words(column),
                sure=column.sure,
                texts=_texts(position, column, filled, shape),
                values=_values(column, shape),
            )
        )
    return rows


def mapping_from(posted: Map[str, str], sheet: Sheet, shape: Shape, before: Mapping) -> Mapping:
    """What the form says, over what was there before: an untouched column keeps everything known of it."""
    known = {column.place: column for column in before.columns}
    allowed = _allowed(shape)
    columns = []
    for position, (header, place) in enumerate(zip(sheet.headers, places_of(sheet.headers), strict=True)):
        column = known.get(place, Column(header, place[1]))
        chosen = posted.get(f"kolom-{position}", "")
        if chosen not in (AS_IS, wire_of(column)):
            column = _column(header, place[1], chosen if chosen in allowed else "")
        columns.append(_with_texts(column, position, posted, shape))
    order = posted.get("urutan-tanggal", "")
    return Mapping(
        columns=tuple(columns),
        date_order="dmy" if order == "dmy" else "mdy" if order == "mdy" else "",
        defaults=_defaults(posted, shape),
    )


def wire_of(column: Column) -> str:
    """The choice that says everything this column says, or AS_IS."""
    plain = Column(column.header, column.nth, column.role, column.option, column.field)
    if replace(column, values=(), sure=True) != plain:
        return AS_IS
    if column.role == "ignore":
        return ""
    if column.role == "option":
        return f"option:{column.option}"
    if column.role == "personalization":
        return f"personalization:{column.field}"
    return column.role


def _allowed(shape: Shape) -> set[str]:
    return {value for _group, values in choices(shape) for value, _words in values}


def unasked(shape: Shape, mapping: Mapping) -> list[tuple[str, str, tuple[str, ...]]]:
    """Options that no column asks about: (name, value taken for everybody, values)."""
    asked = {column.option for column in mapping.columns if column.role == "option"}
    asked |= {name for column in mapping.columns for name, _value in column.of}
    if any(column.role == "items" for column in mapping.columns):
        return []
    decided = dict(mapping.defaults)
    return [
        (option.name, decided.get(option.name) or option.default or "", tuple(v.name for v in option.values))
        for product in shape.products
        for option in product.options
        if option.name not in asked
    ]


def _column(header: str, nth: int, chosen: str) -> Column:
    role, _colon, name = chosen.partition(":")
    if role == "option":
        return Column(header, nth, "option", option=name)
    if role == "personalization":
        return Column(header, nth, "personalization", field=name)
    return Column(header, nth, role or "ignore")  # type: ignore[arg-type]


def _with_texts(column: Column, position: int, posted: Map[str, str], shape: Shape) -> Column:
    """The answers that somebody gave a meaning; "" takes a meaning away again."""
    if column.role != "option":
        return replace(column, values=()) if column.role != "personalization" else column
    values, offered = dict(column.values), set(_values(column, shape))
    for number in range(MOST_TEXTS):
        text = posted.get(f"jawaban-{position}-{number}")
        if text is None:
            continue
        meaning = posted.get(f"arti-{position}-{number}", "")
        for cell in [cell for cell in values if folded(cell) == folded(text)]:
            del values[cell]
        if meaning in offered:
            values[text[:200]] = meaning
    return replace(column, values=tuple(values.items()))


def _defaults(posted: Map[str, str], shape: Shape) -> tuple[tuple[str, str], ...]:
    found = []
    for product in shape.products:
        for option in product.options:
            value = posted.get(f"bawaan-{option.name}", "")
            if value in option.surcharges and value != option.default:
                found.append((option.name, value))
    return tuple(dict(found).items())


def _values(column: Column, shape: Shape) -> tuple[str, ...]:
    if column.role != "option":
        return ()
    found: list[str] = []
    for product in shape.products:
        position = option_named(product, column.option)
        if position is not None:
            found += [value.name for value in product.options[position].values]
    return tuple(dict.fromkeys(found))


def _texts(position: int, column: Column, filled: list[str], shape: Shape) -> tuple[OddText, ...]:
    """Answers that are not simply a value's own name; what nobody can read stands first."""
    if column.role != "option" or column.item or column.of:
        return ()
    values, told = _values(column, shape), {folded(cell): meaning for cell, meaning in column.values}
    names = {folded(value) for value in values}
    counted: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for text in filled:
        key = folded(text)
        if key not in names and not says_nothing(text):
            counted[key] += 1
            spelled.setdefault(key, text)
    readers = [CellReader(product) for product in shape.products]
    found = []
    for key, count in counted.items():
        found.append((_read_as(spelled[key], column, readers), -count, key))
    found.sort(key=lambda one: (bool(one[0] or told.get(one[2])), one[1], one[2]))
    return tuple(
        OddText(f"{position}-{n}", spelled[key], -count, read_as, told.get(key, ""))
        for n, (read_as, count, key) in enumerate(found[:MOST_TEXTS])
    )


def _read_as(text: str, column: Column, readers: list[CellReader]) -> str:
    for reader in readers:
        option = option_named(reader.book.product, column.option)
        reading = reader.read(text, option) if option is not None else None
        if reading and len(reading.ways) == 1:
            items = reading.ways[0]
            words = [
                " ".join([v for _o, v in item.choices] + ([str(item.count)] if item.count else []))
                for item in items
            ]
            return ", ".join(words)
    return ""


def _as_is_words(column: Column) -> str:
    """What AS_IS says of this column, in words."""
    names = {
        "quantity": pgettext("pcs", "Jumlah"),
        "address": _("Bagian alamat"),
        "personalization": column.field or _("Nama dan nomor"),
    }
    said = [names.get(column.role) or column.option or column.role]
    said += [value for _name, value in column.of]
    if column.part == "number":
        said.append(_("nomornya saja"))
    if column.product:
        said.append(column.product)
    if column.item:
        said.append(_("barang ke-%(n)s") % {"n": column.item})
    return " · ".join(said)
