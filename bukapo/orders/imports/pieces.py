"""The pieces one row orders, complete and in a fixed order; or as far as understood, with the doubts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bukapo.orders.imports.answers import Line
from bukapo.orders.imports.cells import Item
from bukapo.orders.imports.doubts import Said, said
from bukapo.orders.imports.gather import Filled, Gatherer, Portion
from bukapo.orders.imports.layout import Layout
from bukapo.orders.imports.personal import Texts, read_personalization
from bukapo.orders.imports.phrases import option_named
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.vocabulary import NO, YES, folded

_EXPLAINS_A_GAP = ("two_answers", "pairing_unclear", "order_unknown", "order_unclear")


@dataclass
class Pieces:
    """`defaults`: (option name, value) that were taken because the form does not ask."""

    lines: list[Line] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)
    defaults: set[tuple[str, str]] = field(default_factory=set)


class PieceReader:
    """Reads the pieces of every row of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._gatherer = Gatherer(layout)
        self._asked = [layout.asked_options(position) for position in range(len(layout.shape.products))]
        self._stated = [
            {option_named(product, name): value for name, value in layout.mapping.defaults}
            for product in layout.shape.products
        ]

    def read(self, cells: Sequence[str]) -> Pieces:
        filled = [(slot, text) for slot in self._layout.slots for text in [slot.text(cells)] if text]
        pieces = Pieces()
        for portion in self._gatherer.portions(filled, pieces.doubts):
            self._lines(portion, pieces)
        self._wanted(pieces, filled)
        self._settle(pieces)
        return pieces

    def _lines(self, portion: Portion, pieces: Pieces) -> None:
        product = self._layout.shape.products[portion.product]
        if portion.combined.doubt:
            pieces.doubts.append(portion.combined.doubt)
        whole = [
            (self._completed(item, portion.product, pieces), item.count or 0)
            for item in portion.combined.items
        ]
        if not pieces.doubts:  # "L 2, XL 0"
            whole = [(values, count) for values, count in whole if count]
        pieces_told = sum(count for _, count in whole)
        alike = len({values for values, _ in whole}) == 1
        written = read_personalization(product, portion.told, pieces=pieces_told, alike=alike)
        pieces.doubts += written.doubts
        if pieces_told > 1 and len(written.each) == 1 and written.each[0] and not written.doubts:
            told = ", ".join(text for _, text in written.each[0])
            pieces.remarks.append(said("one_name_for_all", told=told, pieces=pieces_told))
        for values, count, texts in _with_texts(whole, written.each):
            pieces.lines.append(Line(portion.product, values, count, texts))

    def _completed(self, item: Item, product: int, pieces: Pieces) -> tuple[str, ...]:
        """A value for every option: as told, or the default where the form does not ask; "" and a doubt otherwise."""
        choices, kinds = dict(item.choices), self._layout.readers[product].book.kinds
        values = []
        for position, option in enumerate(self._layout.shape.products[product].options):
            value = choices.get(position)
            if value is None and position not in self._asked[product]:
                value = self._stated[product].get(position) or option.default
                if value is not None:
                    pieces.defaults.add((option.name, value))
            if value is None and not _explained(kinds[position], pieces.doubts):
                pieces.doubts.append(said(f"{kinds[position]}_missing", option=option.name))
            values.append(value or "")
        return tuple(values)

    def _wanted(self, pieces: Pieces, filled: Filled) -> None:
        """`Pakai nama punggung?` held against what was written: yes without a text, no with one."""
        written = any(line.personalization for line in pieces.lines)
        for slot, text in filled:
            if slot.column.role != "wanted":
                continue
            answer = folded(without_prices(text))
            if (answer in YES and not written) or (answer in NO and written) or answer not in YES | NO:
                question = slot.column.header.splitlines()[0] if slot.column.header else ""
                pieces.doubts.append(said("personalization_unclear", field=question, told=text))

    def _settle(self, pieces: Pieces) -> None:
        """Equal pieces in one line, lines in one order whatever the order of the columns; the last checks."""
        amounts: dict[tuple[int, tuple[str, ...], Texts], int] = {}
        for line in pieces.lines:
            key = (line.product, line.values, line.personalization)
            amounts[key] = amounts.get(key, 0) + line.quantity
        lines = [Line(product, values, amount, texts) for (product, values, texts), amount in amounts.items()]
        pieces.lines = sorted(lines, key=self._position)
        total = sum(line.quantity for line in lines)
        if not total and not pieces.doubts:
            pieces.doubts.append(said("quantity_missing"))
        if total > self._layout.shape.max_pieces:
            pieces.doubts.append(said("quantity_too_large", told=str(total)))
        for line in lines:
            sold = self._layout.shape.products[line.product].sold
            if sold is not None and "" not in line.values and line.values not in sold:
                pieces.doubts.append(said("variant_not_offered", told=" / ".join(line.values)))

    def _position(self, line: Line) -> tuple[int, list[int], Texts]:
        options = self._layout.shape.products[line.product].options
        order = [list(o.surcharges).index(v) if v else -1 for o, v in zip(options, line.values, strict=True)]
        return line.product, order, line.personalization


def _with_texts(
    whole: list[tuple[tuple[str, ...], int]], each: Sequence[Texts]
) -> list[tuple[tuple[str, ...], int, Texts]]:
    """One text for all pieces, or one per piece (then they are all of one variant)."""
    if len(each) == 1:
        return [(values, count, each[0]) for values, count in whole]
    return [(whole[0][0], 1, texts) for texts in each]


def _explained(kind: str, doubts: Sequence[Said]) -> bool:
    """Whether a value is missing for a reason that was said already."""
    return any(doubt.code.startswith(f"{kind}_") or doubt.code in _EXPLAINS_A_GAP for doubt in doubts)
