"""A mapping laid over one sheet: where every cell of a row belongs, worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bukapo.kernel.sheets.sheet import Sheet
from bukapo.orders.imports.cells import CellReader
from bukapo.orders.imports.mapping import Column, Mapping, Role
from bukapo.orders.imports.phrases import option_named
from bukapo.orders.imports.refusals import MappingWrong
from bukapo.orders.imports.shape import Shape
from bukapo.orders.imports.vocabulary import folded, plain

GroupKey = tuple[int, str, tuple[tuple[str, str], ...]]
"""(n-th shirt of the form, product, option values of the header): cells with one key speak of the same pieces."""

WHOLE_ANSWER: GroupKey = (0, "", ())
_OF_PIECES: frozenset[Role] = frozenset(["option", "quantity", "items"])


@dataclass(frozen=True)
class Slot:
    """One column in place: its position, what it asks, and its value table ready for use."""

    position: int
    column: Column
    values: dict[str, str]

    def text(self, cells: Sequence[str]) -> str:
        cell = cells[self.position]
        return self.values.get(folded(cell), cell) if self.values else cell

    @property
    def group(self) -> GroupKey:
        return (self.column.item, self.column.product, self.column.of)


@dataclass
class Layout:
    """Raises MappingWrong when the mapping speaks of options, values or fields that the campaign does not have."""

    sheet: Sheet
    shape: Shape
    mapping: Mapping
    slots: list[Slot] = field(init=False)
    readers: list[CellReader] = field(init=False)
    groups: list[GroupKey] = field(init=False)
    _positions: dict[tuple[int, str], int | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.readers = [CellReader(product) for product in self.shape.products]
        self.slots = [
            Slot(position, column, {folded(cell): meaning for cell, meaning in column.values})
            for position, column in self.mapping.placed(self.sheet.headers)
            if column.role != "ignore"
        ]
        for slot in self.slots:
            self._check(slot.column)
        for name, value in self.mapping.defaults:
            self._check_value(name, value, "defaults")
        grouped = [slot.group for slot in self.slots if slot.column.role in _OF_PIECES]
        self.groups = sorted({key for key in grouped if key != WHOLE_ANSWER}, key=self._in_order)

    def has(self, role: Role) -> bool:
        return any(slot.column.role == role for slot in self.slots)

    def asked_options(self, product: int) -> frozenset[int]:
        """The options some column asks about, in a product's own positions.

        A free text about the whole order asks for what at least one of its answers names.
        """
        offered = self.shape.products[product]
        names = [slot.column.option for slot in self.slots if slot.column.role == "option"]
        names += [name for slot in self.slots if slot.column.role in _OF_PIECES for name, _ in slot.column.of]
        found = {option_named(offered, name) for name in names}
        for slot in self.slots:
            if slot.column.role == "items":
                found |= {o for row in self.sheet.rows for o in self._named_in(product, slot.text(row.cells))}
        return frozenset(position for position in found if position is not None)

    def _named_in(self, product: int, text: str) -> set[int]:
        ways = self.readers[product].read(text, None).ways
        return {option for way in ways for item in way for option, _ in item.choices}

    def option_position(self, product: int, name: str) -> int | None:
        """`option_named`, remembered: it is asked for every cell."""
        key = (product, name)
        if key not in self._positions:
            self._positions[key] = option_named(self.shape.products[product], name)
        return self._positions[key]

    def product_named(self, told: str) -> int | None:
        """The one product that `told` can mean: its name, or words that only it has."""
        wanted = plain(told)
        names = [plain(product.name) for product in self.shape.products]
        if wanted in names:
            return names.index(wanted)
        words = set(wanted.split())
        within = [n for n, name in enumerate(names) if words and words <= set(name.split())]
        around = [n for n, name in enumerate(names) if name and set(name.split()) <= words]
        found = within or around
        return found[0] if len(found) == 1 else None

    def _in_order(self, key: GroupKey) -> tuple[int, str, list[tuple[str, int]]]:
        """The product's own order of values: a form may list its sizes in any other."""
        item, product, of = key
        known = {
            (o.name, v): n for p in self.shape.products for o in p.options for n, v in enumerate(o.surcharges)
        }
        return item, product, [(name, known.get((name, value), 0)) for name, value in of]

    def _check(self, column: Column) -> None:
        if column.role == "option":
            self._check_option(column.option, column.header)
        if column.product and self.product_named(column.product) is None:
            raise MappingWrong(where=f"product “{column.product}”")
        for name, value in column.of:
            self._check_value(name, value, column.header)
        fields = {name for product in self.shape.products for name in product.field_by_name}
        if column.role in ("personalization", "wanted") and column.field and column.field not in fields:
            raise MappingWrong(where=f"field “{column.field}”")

    def _check_option(self, name: str, where: str) -> None:
        if all(option_named(product, name) is None for product in self.shape.products):
            raise MappingWrong(where=f"{where}: option “{name}”")

    def _check_value(self, name: str, value: str, where: str) -> None:
        self._check_option(name, where)
        for product in self.shape.products:
            position = option_named(product, name)
            if position is not None and value in product.options[position].surcharges:
                return
        raise MappingWrong(where=f"{where}: {name} “{value}”")
