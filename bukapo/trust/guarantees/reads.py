"""What an order was promised, and what its guarantee did."""

from dataclasses import dataclass
from datetime import date, datetime

from bukapo.campaigns.guarantees.reads import declared_of, frozen_of
from bukapo.campaigns.guarantees.rules import GuaranteeTerms
from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order
from bukapo.orders.parts.money import unsent_worths
from bukapo.payments.models import Credit
from bukapo.trust.guarantees.rules import OPEN_OFFERS
from bukapo.trust.guarantees.standing import unsent
from bukapo.trust.models import GuaranteeRemedy


@dataclass(frozen=True)
class RemedyTold:
    """One remedy; `may_be_taken`: the goods have not left and are not ready to be picked up."""

    days: int
    remedy: str
    state: str
    day: date
    amount: int
    answer_by: datetime | None
    credit: Credit | None
    may_be_taken: bool


def guarantee_of(order: Order) -> GuaranteeTerms:
    """What this order was promised: by its own terms; without such (older, imported) by the store's rules of today.

    An older order's ladder is empty: nothing acts for it by itself. At most three queries.
    """
    if frozen := frozen_of(order.terms):
        return frozen
    campaign = Campaign.objects.of(order.store_id).select_related("store").get(pk=order.campaign_id)
    store = campaign.store
    return GuaranteeTerms(
        ladder=(),
        ship_until=None,
        defect_days=store.exchange_days,
        fit_days=declared_of(campaign).fit_days if order.terms_id is None else 0,
        tolerance_cm=store.size_tolerance_cm,
        answer_hours=store.complaint_hours,
        refund_days=store.refund_days,
    )


def remedies_of(order: Order) -> list[RemedyTold]:
    """In the order in which they were given. At most three queries, eight once a part has left."""
    rows = list(
        GuaranteeRemedy.objects.of(order.store_id).filter(order=order).select_related("credit").order_by("pk")
    )
    there = bool(rows) and unsent(Order.objects.of(order.store_id).filter(pk=order.pk)).exists()
    rest = unsent_worths(order.store_id, [order]).get(order.pk) if there else None
    return [
        RemedyTold(
            row.days, row.remedy, row.state, row.day, _now(row, rest), row.answer_by, row.credit, there
        )
        for row in rows
    ]


def _now(row: GuaranteeRemedy, rest: int | None) -> int:
    """Rupiah: once a part has left since it was offered, the money is that of what has not."""
    return row.amount if rest is None or row.state not in OPEN_OFFERS else min(row.amount, rest)
