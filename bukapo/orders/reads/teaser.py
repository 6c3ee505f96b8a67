"""From a teaser to orders: the funnel, and what earlier ones teach."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from bukapo.campaigns.models import Campaign, Interest
from bukapo.campaigns.teaser.demand import Earlier
from bukapo.campaigns.teaser.rules import COUNTED
from bukapo.orders.models import Order
from bukapo.orders.reminders.reads import ordered
from bukapo.orders.rules import HOLDING

MOST_EARLIER = 12


@dataclass(frozen=True)
class Funnel:
    """People: `signed` are counted sign-ups, of whom `opened` went on to the form or ordered, and `ordered` did.

    `orders` (holding their pieces) are theirs, `pieces` of them; `all_orders` of the whole PO.
    """

    signed: int
    opened: int
    ordered: int
    orders: int
    pieces: int
    all_orders: int


def funnel_of(campaign: Campaign) -> Funnel:
    """Three queries. Who withdrew counts where they had come to, as long as their orders name them."""
    rows = Interest.objects.of(campaign.store_id).filter(campaign=campaign, state__in=COUNTED)
    bought = ordered(campaign)
    people = rows.aggregate(
        signed=Count("id"),
        opened=Count("id", filter=Q(opened_at__isnull=False) | bought),
        ordered=Count("id", filter=bought),
    )
    orders = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING)
    addresses = rows.values("address")
    theirs = orders.filter(
        Q(interest__isnull=False) | Q(phone__in=addresses) | Q(email__in=addresses)
    ).aggregate(orders=Count("id"), pieces=Sum("pieces"))
    return Funnel(**people, orders=theirs["orders"], pieces=theirs["pieces"] or 0, all_orders=orders.count())


def earlier_of(campaign: Campaign) -> Sequence[Earlier]:
    """The store's latest POs with a teaser that take no more orders, this one aside."""
    past = Campaign.objects.of(campaign.store_id).filter(
        teaser__isnull=False, state__in=["closed", "finished"]
    )
    found = []
    for row in past.exclude(pk=campaign.pk).order_by("-closed_at", "-pk")[:MOST_EARLIER]:
        funnel = funnel_of(row)
        found.append(Earlier(funnel.signed, funnel.ordered, funnel.pieces))
    return found
