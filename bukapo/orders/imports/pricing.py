"""Prices that a form promised in its options, held against those of the campaign."""

from bukapo.orders.imports.doubts import Said, said
from bukapo.orders.imports.layout import Layout
from bukapo.orders.imports.prices import written_surcharge


def surcharges_that_differ(layout: Layout) -> list[Said]:
    """One notice per value whose written surcharge ("XXL (+10rb)") is not the campaign's. Rupiah per piece."""
    found: set[tuple[str, int, int]] = set()
    for slot in layout.slots:
        if slot.column.role == "option":
            for text in {slot.text(row.cells) for row in layout.sheet.rows}:
                found |= _difference(layout, text, slot.column.option)
    return [
        said("surcharge_differs", value=value, written=written, ours=ours)
        for value, written, ours in sorted(found)
    ]


def _difference(layout: Layout, text: str, option_name: str) -> set[tuple[str, int, int]]:
    written = written_surcharge(text)
    if written is None or len(layout.shape.products) != 1:
        return set()
    option = layout.option_position(0, option_name)
    ways = layout.readers[0].read(text, option).ways if option is not None else ()
    if option is None or len(ways) != 1 or len(ways[0]) != 1:
        return set()
    value = dict(ways[0][0].choices).get(option, "")
    ours = layout.shape.products[0].options[option].surcharges.get(value)
    return {(value, written, ours)} if ours is not None and ours != written else set()
