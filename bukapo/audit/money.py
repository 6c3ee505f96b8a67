"""Invariants 5 and 6: the ledger, and what every page says of an order's money."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q, Sum

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import RECEIVABLE
from bukapo.orders.gifts import CAME_BACK
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Credit, Payment, Refund
from bukapo.payments.rules import waterfall

WHY = "the audit reads every store"


def orders() -> Iterator[Breach]:
    """Charged, paid and refunded are what the rows say; outstanding is what the ledger says."""
    charged = _sum(Charge.objects.across_stores(WHY).exclude(state="void"), "total")
    paid = _sum(Payment.objects.across_stores(WHY), "amount")
    refunded = _sum(Refund.objects.across_stores(WHY).filter(credit__isnull=True), "amount")
    money = Q(refund__isnull=True, gift=False) | CAME_BACK
    kept = _sum(Credit.objects.across_stores(WHY).filter(money), "amount")
    into = _sum(Posting.objects.across_stores(WHY).filter(destination__code=RECEIVABLE), "amount")
    out = _sum(Posting.objects.across_stores(WHY).filter(source__code=RECEIVABLE), "amount")
    for order in Order.objects.across_stores(WHY).order_by("pk"):
        where = f"order {order.number}"
        pairs = {
            "charged": (order.charged, charged[order.pk]),
            "paid": (order.paid, paid[order.pk]),
            "refunded": (order.refunded, refunded[order.pk] + kept[order.pk]),
            "outstanding": (order.outstanding, into[order.pk] - out[order.pk]),
        }
        for name, (says, is_) in pairs.items():
            if says != is_:
                source = "the ledger" if name == "outstanding" else "its rows"
                yield Breach("order money", where, f"{name} says {says} rupiah, {source} say {is_}")
        if order.refunded > order.paid:
            yield Breach("refund", where, f"{order.refunded} rupiah refunded of {order.paid} paid")


def charges() -> Iterator[Breach]:
    """A holding order's charges cover its price; money filled them from the first; two never ask the same amount."""
    by_order: dict[int, list[Charge]] = defaultdict(list)
    for charge in Charge.objects.across_stores(WHY).exclude(state="void").order_by("order_id", "position"):
        by_order[charge.order_id].append(charge)
    for order in Order.objects.across_stores(WHY).order_by("pk"):
        own = by_order[order.pk]
        where = f"order {order.number}"
        asked = sum(c.goods + c.shipping for c in own) + order.forgiven
        price = order.net_goods + order.shipping_fee
        if order.state in HOLDING and asked != price:
            yield Breach("charges", where, f"its charges ask {asked} rupiah, it costs {price}")
        filled = waterfall([c.total for c in own], order.paid - order.refunded)
        for charge, part in zip(own, filled, strict=True):
            if charge.paid != part:
                yield Breach(
                    "charges", where, f"charge {charge.pk} says {charge.paid} paid, the money makes {part}"
                )


def ledger() -> Iterator[Breach]:
    """Every posting is what its event says, and every line of an event was posted."""
    posted: dict[int, list[list[object]]] = defaultdict(list)
    stores: dict[int, set[int]] = defaultdict(set)
    rows = Posting.objects.across_stores(WHY).order_by("event_id", "id")
    columns = ("event_id", "store_id", "source__code", "destination__code", "amount", "cause", "order_id")
    for event, store, source, destination, amount, cause, order in rows.values_list(*columns):
        posted[event].append([source, destination, amount, cause, order])
        stores[event].add(store)
    for event in EventRow.objects.order_by("pk").iterator(chunk_size=2000):
        told = event.data.get("postings", [])
        actual = posted.pop(event.pk, [])
        where = f"event {event.pk} ({event.kind})"
        if told != actual:
            yield Breach("ledger", where, _difference(told, actual))
        if stores.get(event.pk, {event.store_id}) != {event.store_id}:
            yield Breach("ledger", where, "is booked in another store's books")
    for event_id in posted:
        yield Breach("ledger", f"event {event_id}", "has postings but does not exist")


def _difference(told: list[list[object]], actual: list[list[object]]) -> str:
    if len(told) != len(actual):
        return f"tells of {len(told)} postings, the ledger holds {len(actual)}"
    one, other = next((t, a) for t, a in zip(told, actual, strict=True) if t != a)
    return f"tells {one}, the ledger says {other}"


def _sum(rows: "object", column: str) -> dict[int, int]:
    sums = rows.order_by().values_list("order_id").annotate(total=Sum(column))  # type: ignore[attr-defined]
    return defaultdict(int, {order: total for order, total in sums if order is not None})
