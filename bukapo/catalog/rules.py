"""What a product may look like, and which variants follow from its options. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product as cross
from typing import Any

from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

MOST_OPTIONS, MOST_VALUES, MOST_VARIANTS, MOST_FIELDS = 4, 60, 600, 6
MOST_CHART_COLUMNS, MOST_CHART_ROWS = 10, 40
MOST_RUPIAH = 1_000_000_000
KINDS = ("text", "number", "choice")
LABEL_JOINT = " / "


class OnSale(Refusal):
    """Buyers are choosing from this product now: what they can choose and what it costs stays as it is."""

    code = "product_on_sale"
    sentence = gettext_noop(
        "Produk ini sedang dijual di PO yang berjalan, jadi pilihan, tambahan harga, dan bordir/cetak nama "
        "belum bisa diubah. Nama, keterangan, foto, dan tabel ukuran boleh."
    )


@dataclass(frozen=True)
class Value:
    """`surcharge` rupiah on top of the product's price; `is_default` is taken when nobody says anything."""

    name: str
    surcharge: int = 0
    is_default: bool = False


@dataclass(frozen=True)
class OptionDraft:
    """Ukuran, Warna …; `is_size` marks the one the size chart speaks of."""

    name: str
    values: tuple[Value, ...]
    is_size: bool = False


@dataclass(frozen=True)
class FieldDraft:
    """What a buyer may write on their piece; `price` rupiah per piece when filled. See PersonalizationField."""

    name: str
    kind: str = "text"
    max_length: int = 20
    alphabet: str = ""
    choices: tuple[str, ...] = ()
    price: int = 0
    required: bool = False
    help: str = ""


@dataclass(frozen=True)
class ProductDraft:
    """A product as it shall be. Rupiah, grams, millimetres; `size_chart` as in catalog.models.Product."""

    name: str
    description: str = ""
    normal_price: int = 0
    cost: int | None = None
    weight: int = 200
    length: int = 0
    width: int = 0
    height: int = 0
    size_chart: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[OptionDraft, ...] = ()
    personalizations: tuple[FieldDraft, ...] = ()


@dataclass(frozen=True)
class Combination:
    """One variant to be: its value names in option order and the sum of their surcharges (rupiah)."""

    label: str
    values: tuple[str, ...]
    surcharge: int


def combinations(options: Sequence[OptionDraft]) -> list[Combination]:
    """Every way to choose one value of each option, the last option turning fastest. No options: one, unlabelled."""
    return [
        Combination(
            label=LABEL_JOINT.join(value.name for value in chosen),
            values=tuple(value.name for value in chosen),
            surcharge=sum(value.surcharge for value in chosen),
        )
        for chosen in cross(*(option.values for option in options))
    ]


def checked(draft: ProductDraft) -> ProductDraft:
    """The draft tidied. Raises Invalid with the field at fault (`name`, `weight`, `options`, …)."""
    tidy = replace(
        draft,
        name=_words(draft.name),
        description=draft.description.strip(),
        options=tuple(_option(option) for option in draft.options),
        personalizations=tuple(_field(field) for field in draft.personalizations),
        size_chart=checked_chart(draft.size_chart),
    )
    if not 1 <= len(tidy.name) <= 100:
        raise Invalid(field="name", why=gettext_noop("Isi nama produk, paling panjang 100 huruf."))
    if not 0 < tidy.weight <= 100_000:
        raise Invalid(field="weight", why=gettext_noop("Berat per pcs antara 1 gram dan 100 kg."))
    for price in (tidy.normal_price, tidy.cost or 0):
        if not 0 <= price <= MOST_RUPIAH:
            raise Invalid(field="normal_price", why=gettext_noop("Harganya terlalu besar."))
    _check_options(tidy.options)
    _check_names("personalizations", [f.name for f in tidy.personalizations], MOST_FIELDS)
    return tidy


def _check_options(options: Sequence[OptionDraft]) -> None:
    _check_names("options", [option.name for option in options], MOST_OPTIONS)
    if sum(option.is_size for option in options) > 1:
        raise Invalid(field="options", why=gettext_noop("Hanya satu pilihan yang boleh menjadi ukuran."))
    count = 1
    for option in options:
        count *= len(option.values)
    if count > MOST_VARIANTS:
        raise Invalid(field="options", why=gettext_noop("Terlalu banyak kombinasi. Paling banyak 600."))


def _check_names(where: str, names: Sequence[str], most: int) -> None:
    if len(names) > most:
        raise Invalid(field=where, why=gettext_noop("Terlalu banyak. Kurangi dulu."))
    if len({name.casefold() for name in names}) < len(names):
        raise Invalid(field=where, why=gettext_noop("Ada nama yang sama dua kali."))


def _option(option: OptionDraft) -> OptionDraft:
    name = _words(option.name)
    values = tuple(replace(value, name=_words(value.name)) for value in option.values)
    if not name or len(name) > 40:
        raise Invalid(field="options", why=gettext_noop("Isi nama pilihan, misalnya Ukuran atau Warna."))
    if not values:
        raise Invalid(
            field="options",
            why=gettext_noop("Pilihan tanpa isi tidak bisa dipesan. Isi paling sedikit satu."),
        )
    for value in values:
        if not value.name or len(value.name) > 40 or LABEL_JOINT in value.name or "|" in value.name:
            raise Invalid(
                field="options", why=gettext_noop("Isi pilihan paling panjang 40 huruf, tanpa “ / ” dan “|”.")
            )
        if not 0 <= value.surcharge <= MOST_RUPIAH:
            raise Invalid(
                field="options", why=gettext_noop("Tambahan harga tidak boleh minus atau terlalu besar.")
            )
    _check_names("options", [value.name for value in values], MOST_VALUES)
    if sum(value.is_default for value in values) > 1:
        raise Invalid(field="options", why=gettext_noop("Tanda * hanya untuk satu isi di setiap pilihan."))
    return OptionDraft(name=name, values=values, is_size=option.is_size)


def _field(field: FieldDraft) -> FieldDraft:
    tidy = replace(
        field,
        name=_words(field.name),
        help=_words(field.help),
        choices=tuple(_words(c) for c in field.choices if c.strip()),
    )
    if not tidy.name or len(tidy.name) > 60 or len(tidy.help) > 160 or tidy.kind not in KINDS:
        raise Invalid(field="personalizations", why=gettext_noop("Isi namanya, misalnya Nama punggung."))
    if tidy.kind == "choice" and not tidy.choices:
        raise Invalid(field="personalizations", why=gettext_noop("Isi pilihannya, satu per baris."))
    if not 1 <= tidy.max_length <= 200 or not 0 <= tidy.price <= MOST_RUPIAH or len(tidy.alphabet) > 40:
        raise Invalid(
            field="personalizations", why=gettext_noop("Panjang antara 1 dan 200 huruf, harga tidak minus.")
        )
    return tidy


def checked_chart(chart: Mapping[str, Any]) -> dict[str, Any]:
    """A size chart whose rows all have as many cells as there are columns; {} stays {}. Raises Invalid."""
    if not chart or not chart.get("columns"):
        return {}
    columns = [_words(str(cell))[:40] for cell in chart["columns"]]
    rows = [[_words(str(cell))[:40] for cell in row] for row in chart.get("rows", [])]
    if len(columns) > MOST_CHART_COLUMNS or len(rows) > MOST_CHART_ROWS:
        raise Invalid(
            field="size_chart", why=gettext_noop("Tabel ukuran paling banyak 10 kolom dan 40 baris.")
        )
    if not rows:
        raise Invalid(
            field="size_chart", why=gettext_noop("Baris pertama judul kolom, baris berikutnya ukurannya.")
        )
    if any(len(row) != len(columns) for row in rows):
        raise Invalid(
            field="size_chart", why=gettext_noop("Setiap baris harus punya kolom sebanyak judulnya.")
        )
    return {"columns": columns, "rows": rows, "note": _words(str(chart.get("note", "")))[:300]}


def sizes_without_measures(options: Sequence[OptionDraft], chart: Mapping[str, Any]) -> list[str]:
    """Sizes on offer that the chart does not name (compared without case). All of them when there is no chart."""
    named = {str(row[0]).casefold() for row in chart.get("rows", []) if row}
    sizes = [value.name for option in options if option.is_size for value in option.values]
    return [size for size in sizes if size.casefold() not in named]


def _words(text: str) -> str:
    return " ".join(text.split())
