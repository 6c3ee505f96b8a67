"""Orders for which no guarantee acts by itself, so that a seller knows it beforehand and does not promise them more."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING


@dataclass(frozen=True)
class Uncovered:
    """Orders not received yet: `unpaid` of which no money is held (COD, or not paid so far), `older` whose terms are of
    the time before there were ladders."""

    unpaid: int = 0
    older: int = 0


def uncovered(campaign: Campaign) -> Uncovered:
    """Of one PO. One query."""
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    old = Q(terms__guarantee__isnull=True)
    told = rows.exclude(state="received").aggregate(
        unpaid=Count("pk", filter=Q(paid__lte=F("refunded")) & ~old), older=Count("pk", filter=old)
    )
    return Uncovered(**told)
