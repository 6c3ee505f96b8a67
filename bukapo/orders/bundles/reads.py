"""How often the packages of a PO were sold."""

from dataclasses import dataclass

from django.db.models import F, Q, Sum

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import OrderLine
from bukapo.orders.rules import HOLDING


@dataclass(frozen=True)
class BundleSold:
    """`packages` in orders that hold their pieces, the `pieces` in them and their `goods` in rupiah."""

    id: int
    name: str
    packages: int
    pieces: int
    goods: int


def sold_bundles(campaign: Campaign) -> tuple[BundleSold, ...]:
    """The packages somebody has, those of an earlier batch too (an order moved with them). One query."""
    rows = OrderLine.objects.of(campaign.store_id).filter(
        order__campaign=campaign, order__state__in=HOLDING, bundle__isnull=False
    )
    # A traded size splits the line of a piece: its slot still has one piece per package.
    grouped = rows.order_by("bundle_id").values("bundle_id", "bundle__name")
    return tuple(
        BundleSold(row["bundle_id"], row["bundle__name"], row["packages"], row["pieces"], row["goods"])
        for row in grouped.annotate(
            packages=Sum("qty", filter=Q(bundle_slot=0)), pieces=Sum("qty"), goods=Sum(F("total"))
        )
    )
