"""What a store still has to send back, across its POs, and what that debt amounts to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from bukapo.payments.credits import credit_in_store
from bukapo.payments.models import Refund
from bukapo.payments.reads import RefundTold, refund_told
from bukapo.stores.models import Store

MOST = 200
"""Rows on the page; the sheet holds `MOST_EXPORTED`."""
MOST_EXPORTED = 5_000


@dataclass(frozen=True)
class RefundToSend:
    """One refund that is owed. `due_at`: the store's own rule (`refund_days`) after the promise."""

    refund: RefundTold
    campaign: str
    campaign_slug: str
    order_state: str
    due_at: datetime
    overdue: bool


@dataclass(frozen=True)
class RefundDebt:
    """Rupiah and rows owed; `overdue` past their day; `without_account`: nobody knows where to.

    `credit` is what buyers may still spend with the store: owed too, in goods or money.
    """

    owed: int
    count: int
    overdue: int
    overdue_count: int
    without_account: int
    credit: int


def refunds_to_send(*, store: Store, at: datetime, limit: int = MOST) -> tuple[RefundToSend, ...]:
    """Oldest promise first."""
    days = timedelta(days=store.refund_days)
    rows = Refund.objects.of(store).filter(state="owed").order_by("promised_at", "pk")
    return tuple(
        RefundToSend(
            refund=refund_told(row),
            campaign=row.order.campaign.title,
            campaign_slug=row.order.campaign.slug,
            order_state=row.order.state,
            due_at=row.promised_at + days,
            overdue=row.promised_at + days < at,
        )
        for row in rows.select_related("order__campaign", "bank_account")[:limit]
    )


def refund_debt(*, store: Store, at: datetime, campaign_id: int | None = None) -> RefundDebt:
    """Of the whole store, or of one PO (then `credit` is still the store's). Two queries."""
    rows = Refund.objects.of(store).filter(state="owed").order_by()
    if campaign_id is not None:
        rows = rows.filter(order__campaign_id=campaign_id)
    late = Q(promised_at__lt=at - timedelta(days=store.refund_days))
    told = rows.aggregate(
        owed=Sum("amount"),
        count=Count("pk"),
        overdue=Sum("amount", filter=late),
        overdue_count=Count("pk", filter=late),
        without_account=Count("pk", filter=Q(to_number="", send_to="")),
    )
    return RefundDebt(
        owed=told["owed"] or 0,
        count=told["count"],
        overdue=told["overdue"] or 0,
        overdue_count=told["overdue_count"],
        without_account=told["without_account"],
        credit=credit_in_store(store_id=store.pk),
    )
