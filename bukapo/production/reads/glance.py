"""An open PO's recap at a glance: counts and the first names, summed by the database instead of line by line.

What is frozen, printed and compared is built of every line (`recaps`). What a page shows comes from here while the PO
runs, by the same rules: a group of alike lines is laid out and counted like one line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, When
from django.db.models.functions import Collate

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import PersonalizationField
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.pricing.pending import is_settling
from bukapo.orders.rules import HOLDING
from bukapo.production.reads.held import facts_of, layouts_of, options_of
from bukapo.production.reads.recaps import LIVE, current_recap
from bukapo.production.recap import (
    ConfirmedLine,
    NameEntry,
    ProductCount,
    ProductLayout,
    RecapProduct,
    build_recap,
    size_position,
)
from bukapo.production.recap_matrix import rank

_PLAIN = {"postgresql": "C", "sqlite": "BINARY"}
"""Order numbers as the recap sorts them: by their characters, whatever the database's language."""


@dataclass(frozen=True)
class CountShown:
    """A product's counts with its first `names`; `named` pieces on `name_lines` lines have any."""

    count: ProductCount
    named: int
    name_lines: int


@dataclass(frozen=True)
class Totals:
    """Of the whole recap, as `recap_values.RecapTotals` has them: `goods` rupiah without shipping."""

    orders: int
    pieces: int
    personalized_pieces: int
    goods: int


@dataclass(frozen=True)
class Glance:
    """`totals` are those of the whole recap; of it, orders (and pieces) that have paid nothing yet."""

    totals: Totals
    products: tuple[CountShown, ...]
    unpaid_orders: int
    unpaid_pieces: int


class Group(NamedTuple):
    """Alike lines, `last` one of them; `personalization` holds the names of what is written on any of them."""

    product_id: int
    product_name: str
    variant_id: int
    values: list[str]
    last: int
    qty: int
    goods: int
    named: int
    name_lines: int
    personalization: dict[str, str]


@dataclass(frozen=True)
class Summed:
    """What a glance is laid out from: alike lines of orders that hold their pieces, and how many those are."""

    groups: Sequence[Group]
    orders: int
    unpaid_orders: int
    unpaid_pieces: int


def glance(campaign: Campaign, at: datetime, *, names: int, summed: Summed | None = None) -> Glance:
    """Of an open PO, at most `names` of each product. Six queries, and one more for each product with names.

    `summed`, where that is known; else four queries more, which go through every line.
    """
    summed = summed or _summed(campaign)
    groups = summed.groups
    # A variant whose values were rewritten, or orders each at its own price: only the lines know.
    if _is_rewritten(groups) or is_settling(campaign):
        return _line_by_line(campaign, at, names)
    totals = Totals(
        orders=summed.orders,
        pieces=sum(group.qty for group in groups),
        personalized_pieces=sum(group.named for group in groups),
        goods=sum(group.goods for group in groups),
    )
    shown = tuple(_products(campaign, groups, at, names))
    return Glance(totals, shown, summed.unpaid_orders, summed.unpaid_pieces)


def _is_rewritten(groups: Sequence[Group]) -> bool:
    kinds = {(group.product_id, group.variant_id): group.values for group in groups}
    return any(kinds[group.product_id, group.variant_id] != group.values for group in groups)


def _products(campaign: Campaign, groups: Sequence[Group], at: datetime, names: int) -> Iterator[CountShown]:
    """Laid out by the recap's own rules."""
    layouts = layouts_of(campaign, groups)
    lines = [_line(group, layouts[group.product_id]) for group in groups]
    facts = facts_of(campaign, layouts.values(), closes_at=campaign.closes_at)
    recap = build_recap(facts=facts, lines=lines, state="live", made_at=at, version=LIVE)
    for product in recap.products:
        own = [group for group, line in zip(groups, lines, strict=True) if _is_of(line, product)]
        found = _names(campaign, product, own, names)
        count = ProductCount(product.name, product.options, product.fields, product.counts(), found)
        yield CountShown(count, sum(one.named for one in own), sum(one.name_lines for one in own))


def _line_by_line(campaign: Campaign, at: datetime, names: int) -> Glance:
    told = current_recap(campaign, at)
    shown = tuple(first_names(product.count(), names) for product in told.recap.products)
    whole = told.recap.totals
    totals = Totals(whole.orders, whole.pieces, whole.personalized_pieces, whole.goods or 0)
    return Glance(totals, shown, told.unpaid_orders, told.unpaid_pieces)


def first_names(count: ProductCount, most: int) -> CountShown:
    """Of a product that was counted line by line."""
    named = sum(entry.quantity for entry in count.names)
    return CountShown(replace(count, names=count.names[:most]), named, len(count.names))


def _held(campaign: Campaign) -> "QuerySet[Any]":
    rows = OrderLine.objects.of(campaign.store_id)
    return rows.filter(order__campaign=campaign, order__state__in=HOLDING)


def _groups(campaign: Campaign) -> list[Group]:
    """In the order in which their last lines came. Three queries."""
    alike = _held(campaign).order_by().values("product_id", "product_name", "variant_id", "values")
    rows = list(alike.annotate(last=Max("pk"), n_qty=Sum("qty"), n_goods=Sum("total")))
    named = _named(campaign, {row["product_id"] for row in rows})
    found = []
    for row in sorted(rows, key=lambda row: row["last"]):
        pieces, lines, texts = named.get(_key(row), (0, 0, {}))
        found.append(
            Group(
                row["product_id"],
                row["product_name"],
                row["variant_id"],
                row["values"],
                last=row["last"],
                qty=row["n_qty"],
                goods=row["n_goods"],
                named=pieces,
                name_lines=lines,
                personalization=texts,
            )
        )
    return found


def _key(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["product_id"], row["product_name"], row["variant_id"], tuple(row["values"])


def _named(
    campaign: Campaign, products: set[int]
) -> dict[tuple[object, ...], tuple[int, int, dict[str, str]]]:
    """Per group: pieces and lines with something written on them, and what it is called."""
    # A field that is given up keeps its row: every name there ever was is here.
    fields = PersonalizationField.objects.of(campaign.store_id).filter(product_id__in=products)
    names = sorted(set(fields.values_list("name", flat=True)))
    if not names:
        return {}
    written = _held(campaign).filter(personalization__has_any_keys=names).order_by()
    counts = {f"f_{n}": Count("pk", filter=Q(personalization__has_key=f)) for n, f in enumerate(names)}
    alike = written.values("product_id", "product_name", "variant_id", "values")
    found: dict[tuple[object, ...], tuple[int, int, dict[str, str]]] = {}
    for row in alike.annotate(n_qty=Sum("qty"), lines=Count("pk"), **counts):
        texts = {name: name for n, name in enumerate(names) if row[f"f_{n}"]}
        found[_key(row)] = (row["n_qty"], row["lines"], texts)
    return found


def _line(group: Group, layout: ProductLayout) -> ConfirmedLine:
    return ConfirmedLine(
        order_number="",
        buyer_name="",
        line_id=group.last,
        product=layout.name,
        options=options_of(group.values, layout),
        values=tuple(group.values),
        quantity=group.qty,
        unit_price=0,
        personalization=group.personalization,
        personalization_price=0,
        fulfilment="",
    )


def _is_of(line: ConfirmedLine, product: RecapProduct) -> bool:
    return (line.product, line.options) == (product.name, tuple(axis.name for axis in product.options))


def _names(
    campaign: Campaign, product: RecapProduct, groups: Sequence[Group], most: int
) -> tuple[NameEntry, ...]:
    """The first of the product's list: size by size, then by variant, order and line. One query if there are any."""
    size = size_position(product.options)

    def place(group: Group) -> tuple[int, tuple[int, ...]]:
        of_size = product.options[size].values.index(group.values[size]) if size is not None else 0
        return of_size, rank(tuple(group.values), product.options)

    needed: list[Group] = []
    for group in sorted((one for one in groups if one.name_lines), key=place):
        if sum(one.name_lines for one in needed) < most:
            needed.append(group)
    if not needed:
        return ()
    written = Q(personalization__has_any_keys=sorted({f for one in needed for f in one.personalization}))
    places = Case(*(When(variant=one.variant_id, then=n) for n, one in enumerate(needed)))
    rows = _held(campaign).filter(
        written, product=needed[0].product_id, variant__in=[one.variant_id for one in needed]
    )
    rows = rows.order_by(places, Collate(F("order__number"), _PLAIN[connection.vendor]), "pk")
    told = rows.values_list("personalization", "values", "qty", "order__number")[:most]
    return tuple(
        NameEntry(n, _texts(texts, product.fields), tuple(values), qty, number)
        for n, (texts, values, qty, number) in enumerate(told, start=1)
    )


def _texts(written: dict[str, str], fields: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((field, text) for field in fields if (text := written.get(field, "")).strip())


def _summed(campaign: Campaign) -> Summed:
    """From the lines themselves."""
    unpaid = Q(state="placed")
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    found: dict[str, int] = rows.aggregate(
        orders=Count("pk"),
        unpaid_orders=Count("pk", filter=unpaid),
        unpaid_pieces=Sum("pieces", filter=unpaid, default=0),
    )
    return Summed(_groups(campaign), **found)
