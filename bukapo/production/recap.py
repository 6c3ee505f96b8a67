"""The recap's rules: from confirmed lines to what has to be made, and the proof that both agree.

Everything a caller needs is importable from here. Pure: no Django, no clock, no database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bukapo.kernel.canonical import digest
from bukapo.production.recap_content import (
    content_breaches,
    from_content,
    opened,
    to_content,
    workshop_content,
)
from bukapo.production.recap_matrix import Matrix, MatrixRow, matrix, natural_order, rank
from bukapo.production.recap_values import (
    ConfirmedLine,
    LinePrice,
    NameEntry,
    OptionAxis,
    ProductCount,
    ProductLayout,
    Recap,
    RecapError,
    RecapLine,
    RecapProduct,
    RecapTotals,
    State,
    Texts,
    piece_key,
    size_position,
)

__all__ = [
    "CampaignFacts",
    "ConfirmedLine",
    "LinePrice",
    "Matrix",
    "MatrixRow",
    "NameEntry",
    "OptionAxis",
    "OrderSum",
    "ProductCount",
    "ProductLayout",
    "Recap",
    "RecapError",
    "RecapLine",
    "RecapProduct",
    "RecapTotals",
    "build_recap",
    "build_sealed",
    "content_breaches",
    "digest",
    "from_content",
    "matrix",
    "opened",
    "piece_key",
    "reconcile",
    "size_position",
    "to_content",
    "workshop_content",
]


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """What the recap says of its PO. `closes_at` is None for a PO that never closes."""

    store: str
    campaign: str
    zone: str
    closes_at: datetime | None
    layouts: tuple[ProductLayout, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderSum:
    """An order's own totals, from the order and not from its lines; `goods` is rupiah without shipping."""

    number: str
    pieces: int
    goods: int


def build_recap(
    *, facts: CampaignFacts, lines: Iterable[ConfirmedLine], state: State, made_at: datetime, version: int = 1
) -> Recap:
    """The recap of these lines, in whatever order they arrive. RecapError on impossible facts."""
    return build_sealed(facts=facts, lines=lines, state=state, made_at=made_at, version=version)[0]


def build_sealed(
    *, facts: CampaignFacts, lines: Iterable[ConfirmedLine], state: State, made_at: datetime, version: int = 1
) -> tuple[Recap, dict[str, Any]]:
    """The recap and the content that its seal was computed over. RecapError on impossible facts."""
    given = list(lines)
    _refuse_impossible(given, [made_at, *([facts.closes_at] if facts.closes_at else [])])
    sections: dict[tuple[str, tuple[str, ...]], list[ConfirmedLine]] = {}
    for line in given:
        sections.setdefault((line.product, line.options), []).append(line)
    layouts = {(layout.name, tuple(axis.name for axis in layout.options)): layout for layout in facts.layouts}
    places = {key: place for place, key in enumerate(layouts)}
    ordered = sorted(sections, key=lambda key: (places.get(key, len(places)), key))
    recap = Recap(
        version=version,
        store=facts.store,
        campaign=facts.campaign,
        state=state,
        made_at=made_at,
        closes_at=facts.closes_at,
        zone=facts.zone,
        products=tuple(_product(key, sections[key], layouts.get(key)) for key in ordered),
    )
    content = to_content(recap)
    return replace(recap, seal=digest(content)), content


def reconcile(recap: Recap, orders: Iterable[OrderSum]) -> tuple[str, ...]:
    """Where recap and orders differ, one line each; empty when every piece and every rupiah agrees."""
    pieces: dict[str, int] = {}
    goods: dict[str, int] = {}
    for line in recap.lines:
        pieces[line.order_number] = pieces.get(line.order_number, 0) + line.quantity
        goods[line.order_number] = goods.get(line.order_number, 0) + line.goods
    breaches = []
    told = {order.number: order for order in orders}
    priced = recap.totals.goods is not None  # asked once: it goes through every line
    for number in sorted({*told, *pieces}):
        order = told.get(number, OrderSum(number, 0, 0))
        if pieces.get(number, 0) != order.pieces:
            breaches.append(f"order {number}: pieces {order.pieces}, the recap has {pieces.get(number, 0)}")
        if priced and goods.get(number, 0) != order.goods:
            breaches.append(f"order {number}: goods Rp{order.goods}, the recap has Rp{goods.get(number, 0)}")
    return tuple(breaches)


def _product(
    key: tuple[str, tuple[str, ...]], lines: Sequence[ConfirmedLine], layout: ProductLayout | None
) -> RecapProduct:
    name, option_names = key
    known = [axis.values for axis in layout.options] if layout else [()] * len(option_names)
    options = tuple(
        OptionAxis(option, _all_values(known[place], {line.values[place] for line in lines}))
        for place, option in enumerate(option_names)
    )
    typed = {field for line in lines for field, text in line.personalization.items() if text.strip()}
    fields = _all_values(layout.fields if layout else (), typed)
    made = [_line(line, fields) for line in lines]
    made.sort(key=lambda line: (rank(line.values, options), line.order_number, line.line_id))
    return RecapProduct(name, options, fields, tuple(made))


def _line(line: ConfirmedLine, fields: tuple[str, ...]) -> RecapLine:
    texts: Texts = tuple(
        (field, text) for field in fields if (text := line.personalization.get(field, "")).strip()
    )
    return RecapLine(
        order_number=line.order_number,
        line_id=line.line_id,
        values=tuple(line.values),
        quantity=line.quantity,
        texts=texts,
        fulfilment=line.fulfilment,
        price=LinePrice(line.unit_price, line.personalization_price),
        buyer_name=line.buyer_name,
    )


def _all_values(known: tuple[str, ...], seen: set[str]) -> tuple[str, ...]:
    """The product's own order first; what a product no longer lists but an order still holds comes after."""
    return (*dict.fromkeys(known), *sorted(seen.difference(known), key=natural_order))


def _refuse_impossible(lines: list[ConfirmedLine], moments: list[datetime]) -> None:
    if any(moment.tzinfo is None for moment in moments):
        raise RecapError("a recap needs times with a zone")
    told: set[int] = set()
    for line in lines:
        numbers = (line.quantity, line.unit_price, line.personalization_price)
        if any(type(number) is not int for number in numbers):
            raise RecapError(f"line {line.line_id}: quantities and rupiah are whole numbers")
        if line.quantity < 1 or line.unit_price < 0 or line.personalization_price < 0:
            raise RecapError(f"line {line.line_id}: a quantity below 1 or a price below 0")
        if len(line.values) != len(line.options):
            raise RecapError(f"line {line.line_id}: values {line.values} for options {line.options}")
        if line.line_id in told:
            raise RecapError(f"line {line.line_id} is told twice")
        told.add(line.line_id)
