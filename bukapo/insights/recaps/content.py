"""A recap at a glance and a difference as plain JSON values, and back. Pure."""

from dataclasses import asdict
from typing import Any

from bukapo.production.differences import Difference, NameDifference, PieceDifference
from bukapo.production.reads.glance import CountShown, Totals, first_names
from bukapo.production.recap import NameEntry, OptionAxis, ProductCount, Recap

NAMES = 100
"""Of each product: as many as its page shows."""


def glance_content(recap: Recap) -> dict[str, Any]:
    """Totals, and of each product the counts and the first names."""
    whole = recap.totals
    totals = Totals(whole.orders, whole.pieces, whole.personalized_pieces, whole.goods or 0)
    products = [_shown_content(first_names(product.count(), NAMES)) for product in recap.products]
    return {"totals": asdict(totals), "products": products}


def read_glance(content: dict[str, Any]) -> tuple[Totals, tuple[CountShown, ...]]:
    """Of `glance_content`."""
    return Totals(**content["totals"]), tuple(_read_shown(one) for one in content["products"])


def _shown_content(shown: CountShown) -> dict[str, Any]:
    count = shown.count
    return {
        "name": count.name,
        "options": [[axis.name, list(axis.values)] for axis in count.options],
        "fields": list(count.fields),
        "counts": [[list(values), pieces] for values, pieces in count.counts],
        "names": [
            [one.number, [list(text) for text in one.texts], list(one.values), one.quantity, one.order_number]
            for one in count.names
        ],
        "named": shown.named,
        "name_lines": shown.name_lines,
    }


def _read_shown(content: dict[str, Any]) -> CountShown:
    count = ProductCount(
        name=content["name"],
        options=tuple(OptionAxis(name, tuple(values)) for name, values in content["options"]),
        fields=tuple(content["fields"]),
        counts=tuple((tuple(values), pieces) for values, pieces in content["counts"]),
        names=tuple(
            NameEntry(number, tuple((field, text) for field, text in texts), tuple(values), quantity, order)
            for number, texts, values, quantity, order in content["names"]
        ),
    )
    return CountShown(count, content["named"], content["name_lines"])


def difference_content(found: Difference) -> dict[str, Any]:
    """Lists, ints and texts."""
    return {
        "gone": list(found.gone),
        "new": list(found.new),
        "changed": list(found.changed),
        "pieces": [[one.product, one.variant, one.before, one.after] for one in found.pieces],
        "names": [list(asdict(one).values()) for one in found.names],
    }


def read_difference(content: dict[str, Any]) -> Difference:
    """Of `difference_content`."""
    return Difference(
        gone=tuple(content["gone"]),
        new=tuple(content["new"]),
        changed=tuple(content["changed"]),
        pieces=tuple(PieceDifference(*one) for one in content["pieces"]),
        names=tuple(NameDifference(*one) for one in content["names"]),
    )
