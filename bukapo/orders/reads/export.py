"""Every order of a store or a PO, and every line, one after another: for files, of any length."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum

from bukapo.ledger.tax import ppn_in
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import taxed_amount
from bukapo.orders.taxes import tax_of_store
from bukapo.payments.models import Charge

CHUNK = 5_000


class ExportOrder(NamedTuple):
    """Rupiah; `code` sums the unique codes, `outstanding` below zero is paid too much, `ppn` is owed now.

    `bundles` are its packages, in words.
    """

    number: str
    placed_at: datetime
    campaign: str
    state: str
    source: str
    buyer_name: str
    phone: str
    email: str
    fulfilment: str
    zone: str
    address: str
    city: str
    postal_code: str
    pieces: int
    weight: int
    goods: int
    shipping_fee: int
    code: int
    discount: int
    forgiven: int
    charged: int
    paid: int
    refunded: int
    outstanding: int
    ppn: int
    pay_by: datetime | None
    confirmed_at: datetime | None
    note: str
    bundles: str = ""


class ExportLine(NamedTuple):
    """`texts` is {field: what the buyer wrote}; `bundle` the package, its `bundle_no`-th in the order, it is of."""

    number: str
    position: int
    product: str
    label: str
    qty: int
    unit_price: int
    extra: int
    total: int
    texts: dict[str, str]
    bundle: str | None = None
    bundle_no: int = 0


_ORDER = (
    "pk", "number", "placed_at", "campaign__title", "state", "source", "buyer_name", "phone", "email", "fulfilment",
    "zone__name", "address", "city", "postal_code", "pieces", "weight", "goods", "shipping_fee", "discount", "forgiven",
    "charged", "paid", "refunded", "pay_by", "confirmed_at", "note",
)  # fmt: skip
_LINE = (
    "order__number", "position", "product_name", "label", "qty", "unit_price", "extra", "total", "personalization",
    "bundle__name", "bundle_no",
)  # fmt: skip


def orders_to_export(*, store_id: int, campaign_id: int | None = None) -> Iterator[ExportOrder]:
    """In the order in which they came. Three queries, whatever their number."""
    tax = tax_of_store(store_id)
    codes, bundles = _Codes(store_id, campaign_id), _Bundles(store_id, campaign_id)
    rows = _of(Order.objects.of(store_id), campaign_id, "campaign_id").order_by("pk").values_list(*_ORDER)
    for (
        pk, number, placed_at, campaign, state, source, name, phone, email, fulfilment, zone, address, city, postal,
        pieces, weight, goods, fee, discount, forgiven, charged, paid, refunded, pay_by, confirmed_at, note,
    ) in rows.iterator(chunk_size=CHUNK):  # fmt: skip
        held = taxed_amount(state, charged=charged, paid=paid, refunded=refunded)
        ppn = ppn_in(held) if tax.covers(placed_at) else 0
        yield ExportOrder(
            number, placed_at, campaign, state, source, name, phone, email, fulfilment, zone or "", address, city,
            postal, pieces, weight, goods, fee, codes.of(pk), discount, forgiven, charged, paid, refunded,
            charged - paid + refunded, ppn, pay_by, confirmed_at, note, bundles.of(pk),
        )  # fmt: skip


def lines_to_export(*, store_id: int, campaign_id: int | None = None) -> Iterator[ExportLine]:
    """In the order of their orders. One query."""
    rows = _of(OrderLine.objects.of(store_id), campaign_id, "order__campaign_id")
    for row in rows.order_by("order_id", "position").values_list(*_LINE).iterator(chunk_size=CHUNK):
        yield ExportLine._make(row)


def has_tax(store_id: int) -> bool:
    """Was the store ever PKP? Others show no column of it."""
    return bool(tax_of_store(store_id).periods)


class _Codes:
    """Unique codes per order, read alongside the orders: both come by id, so neither is kept."""

    def __init__(self, store_id: int, campaign_id: int | None) -> None:
        charges = _of(Charge.objects.of(store_id), campaign_id, "order__campaign_id")
        rows = charges.exclude(state="void").filter(Q(code__gt=0)).order_by("order_id")
        sums = rows.values_list("order_id").annotate(total=Sum("code"))
        self.rows = iter(sums.iterator(chunk_size=CHUNK))
        self.next: tuple[int, int] | None = next(self.rows, None)

    def of(self, order_id: int) -> int:
        while self.next is not None and self.next[0] < order_id:
            self.next = next(self.rows, None)
        return self.next[1] if self.next is not None and self.next[0] == order_id else 0


class _Bundles:
    """`2 × Keluarga, 1 × Berdua` per order, read alongside likewise."""

    def __init__(self, store_id: int, campaign_id: int | None) -> None:
        lines = _of(OrderLine.objects.of(store_id), campaign_id, "order__campaign_id")
        # A traded size splits the line of a piece: each package still has one piece in its first slot.
        rows = lines.filter(bundle__isnull=False, bundle_slot=0).order_by("order_id", "position")
        self.rows = iter(rows.values_list("order_id", "qty", "bundle__name").iterator(chunk_size=CHUNK))
        self.next: tuple[int, int, str] | None = next(self.rows, None)

    def of(self, order_id: int) -> str:
        found: dict[str, int] = {}
        while self.next is not None and self.next[0] <= order_id:
            if self.next[0] == order_id:
                found[self.next[2]] = found.get(self.next[2], 0) + self.next[1]
            self.next = next(self.rows, None)
        return ", ".join(f"{times} × {name}" for name, times in found.items())


def _of(rows: "QuerySet[Any]", campaign_id: int | None, column: str) -> "QuerySet[Any]":
    return rows if campaign_id is None else rows.filter(**{column: campaign_id})
