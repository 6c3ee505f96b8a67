"""The orders that hold pieces, as the recap's rules want them: one statement, one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.catalog.models import Option, OptionValue, PersonalizationField
from bukapo.kernel.refusal import gettext_noop
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.pricing.pending import StillToFall, still_to_fall
from bukapo.orders.rules import HOLDING
from bukapo.production.recap import CampaignFacts, ConfirmedLine, OptionAxis, OrderSum, ProductLayout
from bukapo.shipping.rules import COURIER, GROUP, PICKUP
from bukapo.stores.models import Store

WAYS = {
    PICKUP: gettext_noop("Ambil sendiri"),
    COURIER: gettext_noop("Kurir"),
    GROUP: gettext_noop("Rombongan"),
}


@dataclass(frozen=True)
class Held:
    """Lines of every holding order, and what the orders themselves say they sum to."""

    facts: CampaignFacts
    lines: tuple[ConfirmedLine, ...]
    orders: tuple[OrderSum, ...]
    unpaid_orders: int
    unpaid_pieces: int


def held_orders(campaign: Campaign, *, closes_at: datetime | None, order: Order | None = None) -> Held:
    """At most seven queries. `closes_at` is what the recap says of its closing; `order`: only this one.

    Prices are those that count: a tier that was reached, also while the orders are still being given it.
    """
    rows = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
    if order is not None:
        rows = rows.filter(order=order)
    columns = rows.order_by("order_id", "position").values_list(*_COLUMNS)
    found = list(map(_Row._make, columns))
    orders = {row.order_id: row for row in found}
    layouts = layouts_of(campaign, found)
    falling = still_to_fall(campaign)
    falls: dict[int, int] = {}
    for row in found:
        fall = falling.drop(row.order_id, row.product_id, row.placed_at, row.bundle_id)
        falls[row.order_id] = falls.get(row.order_id, 0) + fall * row.qty
    return Held(
        facts=facts_of(campaign, layouts.values(), closes_at=closes_at),
        lines=tuple(_line(row, layouts[row.product_id], falling) for row in found),
        orders=tuple(
            OrderSum(order.number, order.pieces, order.goods - falls[order.order_id])
            for order in orders.values()
        ),
        unpaid_orders=sum(order.state == "placed" for order in orders.values()),
        unpaid_pieces=sum(order.pieces for order in orders.values() if order.state == "placed"),
    )


def facts_of(
    campaign: Campaign, layouts: Iterable[ProductLayout], *, closes_at: datetime | None
) -> CampaignFacts:
    """What a recap says of its PO. One query."""
    store = Store.objects.get(pk=campaign.store_id)
    return CampaignFacts(
        store=store.name,
        campaign=campaign.title,
        zone=store.zone,
        closes_at=closes_at,
        layouts=tuple(layouts),
    )


class Ordered(Protocol):
    """Of a line (or of many alike), what the layout of its product depends on."""

    @property
    def product_id(self) -> int: ...
    @property
    def product_name(self) -> str: ...
    @property
    def values(self) -> list[str]: ...
    @property
    def personalization(self) -> dict[str, str]: ...


def layouts_of(campaign: Campaign, lines: Sequence[Ordered]) -> dict[int, ProductLayout]:
    """By product id; the lines in the order in which they were ordered. Four queries."""
    products = _products(campaign, {line.product_id: line.product_name for line in lines})
    return _layouts(campaign.store_id, products, lines)


def options_of(values: Sequence[str], layout: ProductLayout) -> tuple[str, ...]:
    """The headings of what was chosen."""
    if len(layout.options) == len(values):
        return layout.titles
    # The product was rebuilt after this was ordered: what was ordered still counts, under plain headings.
    return tuple(f"Pilihan {n}" for n in range(1, len(values) + 1))


class _Row(NamedTuple):
    """A line with what it needs of its order: bare columns, because a big PO has a hundred thousand of them."""

    pk: int
    order_id: int
    number: str
    state: str
    buyer_name: str
    pieces: int
    goods: int
    fulfilment: str
    placed_at: datetime
    product_id: int
    product_name: str
    values: list[str]
    qty: int
    unit_price: int
    extra: int
    personalization: dict[str, str]
    bundle_id: int | None


_COLUMNS = (
    "pk", "order_id", "order__number", "order__state", "order__buyer_name", "order__pieces", "order__goods",
    "order__fulfilment", "order__placed_at", "product_id", "product_name", "values", "qty", "unit_price", "extra",
    "personalization", "bundle_id",
)  # fmt: skip
"""As `_Row` names them."""


def _products(campaign: Campaign, ordered: dict[int, str]) -> dict[int, str]:
    """Product id -> a name of its own, in the PO's order. Two products of one name must not melt into one."""
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    names = {item.product_id: item.product.name for item in items}
    for product_id, name in ordered.items():
        names.setdefault(product_id, name)
    seen: dict[str, int] = {}
    for product_id, name in names.items():
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[product_id] = f"{name} ({seen[name]})"
    return names


def _layouts(store_id: int, products: dict[int, str], lines: Sequence[Ordered]) -> dict[int, ProductLayout]:
    ordered = {(line.product_id, tuple(line.values)) for line in lines}
    values = OptionValue.objects.of(store_id).filter(option__product_id__in=products)
    by_option: dict[int, list[OptionValue]] = {}
    for value in values.order_by("option_id", "position"):
        by_option.setdefault(value.option_id, []).append(value)
    axes: dict[int, list[OptionAxis]] = {}
    for option in Option.objects.of(store_id).filter(product_id__in=products).order_by("position"):
        place = len(axes.setdefault(option.product_id, []))
        used = {own[place] for product, own in ordered if product == option.product_id and place < len(own)}
        names = [v.name for v in by_option.get(option.pk, ()) if v.active or v.name in used]
        axes[option.product_id].append(OptionAxis(option.name, tuple(names)))
    fields: dict[int, list[str]] = {}
    rows = PersonalizationField.objects.of(store_id).filter(product_id__in=products).order_by("position")
    for row in rows:
        fields.setdefault(row.product_id, []).append(row.name)
    written = {(line.product_id, field) for line in lines for field in line.personalization}
    return {
        pk: ProductLayout(
            name, tuple(axes.get(pk, ())), tuple(f for f in fields.get(pk, ()) if (pk, f) in written)
        )
        for pk, name in products.items()
    }


def _line(line: _Row, layout: ProductLayout, falling: StillToFall) -> ConfirmedLine:
    return ConfirmedLine(
        order_number=line.number,
        buyer_name=line.buyer_name,
        line_id=line.pk,
        product=layout.name,
        options=options_of(line.values, layout),
        values=tuple(line.values),
        quantity=line.qty,
        unit_price=line.unit_price
        - falling.drop(line.order_id, line.product_id, line.placed_at, line.bundle_id),
        personalization=line.personalization,
        personalization_price=line.extra,
        fulfilment=WAYS[line.fulfilment],
    )
