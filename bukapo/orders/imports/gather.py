"""The choices of one row: its cells read and put together, per group of columns that speak of the same pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.orders.imports.cells import Item, Reading
from bukapo.orders.imports.combine import Asked, Combined, combine
from bukapo.orders.imports.doubts import Said, said
from bukapo.orders.imports.headers import read_header
from bukapo.orders.imports.layout import WHOLE_ANSWER, GroupKey, Layout, Slot
from bukapo.orders.imports.menu import read_menu
from bukapo.orders.imports.personal import Told
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.quantities import read_quantity
from bukapo.orders.imports.vocabulary import plain, says_nothing, size_of

Filled = list[tuple[Slot, str]]


@dataclass(frozen=True, slots=True)
class Portion:
    """Pieces of one product that share what is written on them."""

    product: int
    combined: Combined
    told: tuple[Told, ...]


class Gatherer:
    """Gathers the portions of every row of one layout; what is wrong goes into the list of doubts it is given."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        written_per_item = any(
            slot.column.item for slot in layout.slots if slot.column.role == "personalization"
        )
        self._apart = written_per_item or any(key[1] for key in layout.groups)

    def portions(self, filled: Filled, doubts: list[Said]) -> list[Portion]:
        product = self._product(filled, doubts)
        doubts += _unoffered(filled)
        total = self._quantity(filled, WHOLE_ANSWER, doubts)
        if product is None and not doubts:
            menu = self._menu(filled, total, doubts)
            if menu:
                return menu
        groups = [key for key in self._layout.groups if self._speaks(filled, key)]
        if groups and self._apart:
            return self._one_by_one(filled, groups, product, total, doubts)
        return self._together(filled, groups, product, total, doubts)

    def _product(self, filled: Filled, doubts: list[Said]) -> int | None:
        told = [text for slot, text in filled if slot.column.role == "product" and not says_nothing(text)]
        if not told:
            return 0 if len(self._layout.shape.products) == 1 else None
        product = self._layout.product_named(without_prices(told[0]))
        if product is None:
            doubts.append(said("product_unknown", told=told[0]))
        return product

    def _quantity(self, filled: Filled, group: GroupKey, doubts: list[Said]) -> Asked:
        asked = any(slot.column.role == "quantity" and slot.group == group for slot in self._layout.slots)
        told = [
            t for s, t in filled if s.column.role == "quantity" and s.group == group and not says_nothing(t)
        ]
        counts = []
        for text in told:
            count = read_quantity(text)
            count = read_quantity(without_prices(text)) if count is None else count
            if not count:
                doubts.append(said("quantity_unclear", told=text))
                return Asked(True, None)
            counts.append(count)
        if len(set(counts)) > 1:
            doubts.append(said("two_answers", told=" / ".join(told)))
        return Asked(asked, counts[0] if counts else None)

    def _speaks(self, filled: Filled, key: GroupKey) -> bool:
        """A group counts when one of its cells says more than nothing or zero."""
        texts = [t for s, t in filled if s.group == key and s.column.role in ("option", "quantity", "items")]
        return any(not says_nothing(text) and read_quantity(text) != 0 for text in texts)

    def _one_by_one(
        self, filled: Filled, groups: list[GroupKey], product: int | None, total: Asked, doubts: list[Said]
    ) -> list[Portion]:
        """Every group is a shirt, or a product, with its own personalization."""
        portions = []
        for key in groups:
            of_product = self._layout.product_named(key[1]) if key[1] else product
            if of_product is None:
                doubts.append(said("product_missing"))
                continue
            own = self._group(filled, key, of_product, doubts)
            shared = self._shared(filled, of_product, doubts)
            combined = own if own.doubt else combine([Reading((own.items,)), *shared], Asked())
            portions.append(Portion(of_product, combined, self._told(filled, key[0])))
        return _adding_up(portions, total, doubts)

    def _menu(self, filled: Filled, total: Asked, doubts: list[Said]) -> list[Portion]:
        """A free text that names the products itself."""
        texts = [t for slot, t in filled if slot.column.role == "items" and not says_nothing(t)]
        found = read_menu(texts[0], self._layout.readers) if len(texts) == 1 else None
        if texts and not found:
            doubts.append(said("order_unknown", told=texts[0]))
        told = self._told(filled, None)
        portions = []
        for product, reading in (found or {}).items():
            combined = combine([reading, *self._shared(filled, product, doubts, but="items")], Asked())
            portions.append(Portion(product, combined, told))
        return _adding_up(portions, total, doubts)

    def _together(
        self, filled: Filled, groups: list[GroupKey], product: int | None, total: Asked, doubts: list[Said]
    ) -> list[Portion]:
        if product is None:
            if not any(doubt.code in ("product_unknown", "order_unknown") for doubt in doubts):
                doubts.append(said("product_missing"))
            return []
        parts = [self._group(filled, key, product, doubts) for key in groups]
        readings = self._shared(filled, product, doubts)
        if parts:
            readings.insert(0, Reading((tuple(item for part in parts for item in part.items),)))
        combined = combine(readings, total)
        doubt = next((part.doubt for part in parts if part.doubt), combined.doubt)
        # beside a cell that could not be read, sums that do not fit are no news
        told = Combined(combined.items, None if doubts else doubt)
        return [Portion(product, told, self._told(filled, None))]

    def _group(self, filled: Filled, key: GroupKey, product: int, doubts: list[Said]) -> Combined:
        readings = self._readings([(s, t) for s, t in filled if s.group == key], product, doubts)
        of = self._of(key, product)
        if readings or not key[2]:
            quantity = self._quantity(filled, key, doubts)
        else:
            quantity, readings = self._grid(filled, key, product, doubts)
        if of.choices:
            readings.append(Reading(((of,),)))
        return combine(readings, quantity)

    def _of(self, key: GroupKey, product: int) -> Item:
        positions = [(self._layout.option_position(product, name), value) for name, value in key[2]]
        return Item(tuple(sorted((position, value) for position, value in positions if position is not None)))

    def _grid(
        self, filled: Filled, key: GroupKey, product: int, doubts: list[Said]
    ) -> tuple[Asked, list[Reading]]:
        """A cell under `Jumlah [M]`: a number, or the rest of the choice ("Hitam 2, Navy 1")."""
        texts = [text for slot, text in filled if slot.group == key and slot.column.role == "quantity"]
        if len(texts) == 1 and read_quantity(texts[0]) is None:
            reading = self._layout.readers[product].read(texts[0], None)
            if reading.ways:
                return Asked(), [reading]
        return self._quantity(filled, key, doubts), []

    def _shared(self, filled: Filled, product: int, doubts: list[Said], but: str = "") -> list[Reading]:
        cells = [(s, t) for s, t in filled if s.group == WHOLE_ANSWER and s.column.role != but]
        return self._readings(cells, product, doubts)

    def _readings(self, cells: Filled, product: int, doubts: list[Said]) -> list[Reading]:
        """The readings of choice cells that say something; a troubled one becomes a doubt."""
        readings: dict[tuple[tuple[Item, ...], ...], Reading] = {}
        for slot, text in cells:
            if slot.column.role not in ("option", "items"):
                continue
            free_text = slot.column.role == "items"
            option = None if free_text else self._layout.option_position(product, slot.column.option)
            if option is None and not free_text:  # a question about another product
                continue
            reading = self._layout.readers[product].read(text, option)
            if reading.trouble:
                doubts.append(self._trouble(reading, product, option))
            elif not reading.empty:
                readings.setdefault(reading.ways, reading)
        return list(readings.values())

    def _trouble(self, reading: Reading, product: int, option: int | None) -> Said:
        kinds = self._layout.readers[product].book.kinds
        if option is None:
            return said(f"order_{reading.trouble}", told=reading.told)
        name = self._layout.shape.products[product].options[option].name
        return said(f"{kinds[option]}_{reading.trouble}", option=name, told=reading.told)

    def _told(self, filled: Sequence[tuple[Slot, str]], item: int | None) -> tuple[Told, ...]:
        """The personalization cells of one shirt (None: of the whole answer)."""
        return tuple(
            Told(slot.column.field, slot.column.part, text)
            for slot, text in filled
            if slot.column.role == "personalization" and (item is None or slot.column.item in (0, item))
        )


def _adding_up(portions: list[Portion], total: Asked, doubts: list[Said]) -> list[Portion]:
    counts = [item.count or 0 for portion in portions for item in portion.combined.items]
    if portions and total.count is not None and sum(counts) != total.count and not doubts:
        doubts.append(said("quantity_mismatch", total=total.count, told=" + ".join(map(str, counts))))
    return portions


def _unoffered(filled: Filled) -> list[Said]:
    """What was filled in under a choice that the campaign does not have (`Jumlah [5XL]`) must not get lost."""
    doubts = []
    for slot, text in filled:
        if slot.column.role == "unoffered" and not says_nothing(text) and read_quantity(text) != 0:
            header = read_header(slot.column.header)
            told = header.grid or header.text
            is_size = size_of("".join(plain(told).split())) is not None
            doubts.append(said("size_not_offered" if is_size else "order_unknown", told=told))
    return doubts
