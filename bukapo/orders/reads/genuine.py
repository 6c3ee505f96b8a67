"""Is this paper one of ours, and what does it really say?"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Sum

from bukapo.journal.models import EventRow
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import CREDITS, RECEIVABLE, REFUNDS_PAYABLE
from bukapo.ledger.tax import ppn_in
from bukapo.orders.events import PaymentReceived
from bukapo.orders.models import Order
from bukapo.orders.papers import read_invoice_code, seal_of
from bukapo.orders.taxes import tax_of_store
from bukapo.payments.models import Payment

RECEIPT, INVOICE = "receipt", "invoice"
CHANGES = (
    "order.changed", "order.cancelled", "order.expired", "order.readmitted", "order.payment_received",
    "order.balance_asked", "order.instalment_asked", "order.shortfall_forgiven", "order.refund_promised",
    "order.refund_paid", "order.repriced", "order.price_agreed", "order.price_withdrawn",
    "order.handed_over",
)  # fmt: skip
"""What may make an older paper out of date. Other kinds say nothing of money."""
MOST = 30


@dataclass(frozen=True)
class Change:
    kind: str
    at: datetime
    amount: int | None


@dataclass(frozen=True)
class Genuine:
    """`amount` rupiah is what the paper states: received (receipt), or charged in all (invoice).

    `paid` is what was there then, refunds taken off, and `ppn` the tax inside the amount (0: none). `since` happened
    to the order after the paper was made, oldest first.
    """

    kind: str
    order: Order
    number: str
    at: datetime
    amount: int
    paid: int
    ppn: int
    since: tuple[Change, ...]


def genuine(code: str) -> Genuine | None:
    """The paper with this code, None when there is none. The code itself is the key."""
    payments = Payment.objects.across_stores("the code on a paper is the key")
    payment = payments.select_related("order__store", "order__campaign").filter(receipt_code=code).first()
    if payment is not None:
        return _receipt(payment)
    told = read_invoice_code(code)
    if told is None:
        return None
    orders = Order.objects.across_stores("the code on a paper is the key")
    order = orders.select_related("store", "campaign").filter(number=told.number).first()
    if order is None or not hmac.compare_digest(told.seal, seal_of(order, told.version)):
        return None
    return _invoice(order, told.version)


def receipt_number(payment: Payment) -> str:
    """`PO-7K3Q9XM2-2`: the order's second payment."""
    earlier = Payment.objects.of(payment.store_id).filter(order_id=payment.order_id, pk__lte=payment.pk)
    return f"{payment.order.number}-{earlier.count()}"


def ppn_of_payment(payment: Payment) -> int:
    """Rupiah of PPN that the books took out of this payment; 0 for a store that is not PKP."""
    rows = Posting.objects.of(payment.store_id).filter(
        order_id=payment.order_id, cause=f"payment:{payment.pk}"
    )
    sums = rows.aggregate(
        owed=Sum("amount", filter=Q(source__code="ppn_out")),
        back=Sum("amount", filter=Q(destination__code="ppn_out")),
    )
    return (sums["owed"] or 0) - (sums["back"] or 0)


def _receipt(payment: Payment) -> Genuine:
    order = payment.order
    told = EventRow.objects.filter(order_id=order.pk, kind=PaymentReceived.kind, data__payment_id=payment.pk)
    event = told.order_by("pk").first()
    return Genuine(
        RECEIPT,
        order,
        receipt_number(payment),
        payment.received_at,
        payment.amount,
        payment.amount,
        ppn_of_payment(payment),
        _since(order, event.pk if event else 0),
    )


def _invoice(order: Order, version: int) -> Genuine | None:
    rows = EventRow.objects.filter(subject="orders.Order", subject_id=order.pk, seq=version)
    event = rows.first()
    if event is None:
        return None
    charged, paid = _as_of(order, event.pk)
    covered = tax_of_store(order.store_id).covers(order.placed_at)
    number = f"{order.number}/{version}"
    ppn = ppn_in(max(0, charged)) if covered else 0
    return Genuine(INVOICE, order, number, event.at, charged, paid, ppn, _since(order, event.pk))


def _as_of(order: Order, event_id: int) -> tuple[int, int]:
    """Rupiah charged and rupiah held after this event, by the ledger."""
    rows = Posting.objects.of(order.store_id).filter(order_id=order.pk, event_id__lte=event_id)
    into = rows.filter(destination__code=RECEIVABLE).values_list("source__code").annotate(total=Sum("amount"))
    out = rows.filter(source__code=RECEIVABLE).values_list("destination__code").annotate(total=Sum("amount"))
    flows = [(code, total) for code, total in into] + [(code, -total) for code, total in out]
    charged = sum(total for code, total in flows if not _is_money(code))
    paid = -sum(total for code, total in flows if _is_money(code))
    return charged, paid


def _is_money(code: str) -> bool:
    return code.startswith(("cash:", "gateway:")) or code in (REFUNDS_PAYABLE, CREDITS)


def _since(order: Order, event_id: int) -> tuple[Change, ...]:
    rows = EventRow.objects.filter(order_id=order.pk, pk__gt=event_id, kind__in=CHANGES).order_by("pk")[:MOST]
    return tuple(Change(row.kind, row.at, _amount(row.data)) for row in rows)


def _amount(data: dict[str, Any]) -> int | None:
    told = [data[name] for name in ("amount", "now", "refund", "saved", "extra", "agreed") if data.get(name)]
    return told[0] if told else None
