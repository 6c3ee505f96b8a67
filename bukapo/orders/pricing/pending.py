"""Prices that were reached at closing and have not come to every order yet."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.tier_reads import Falls, falls_of
from bukapo.orders.models import OrderLine, Settlement


@dataclass(frozen=True)
class StillToFall:
    """By how much pieces become cheaper in orders after `through` (an order's id); None: nothing is to be done."""

    through: int | None
    falls: Falls

    def of(self, line: OrderLine) -> int:
        """Rupiah per piece that this line (its `order` loaded) still costs too much."""
        return self.drop(line.order_id, line.product_id, line.order.placed_at, line.bundle_id)

    def drop(self, order_id: int, product_id: int, placed_at: datetime, bundle_id: int | None) -> int:
        """The same, for who knows only these of a line. A package keeps its price."""
        if bundle_id is not None or self.through is None or order_id <= self.through:
            return 0
        return self.falls.drop(product_id, placed_at)


def still_to_fall(campaign: Campaign) -> StillToFall:
    """One query, two while a settlement is under way."""
    jobs = Settlement.objects.of(campaign.store_id).filter(campaign=campaign, done_at=None)
    through = jobs.values_list("through", flat=True).first()
    if through is None:
        return StillToFall(None, Falls({}, None))
    return StillToFall(through, falls_of(campaign))


def is_settling(campaign: Campaign) -> bool:
    """Whether orders are still being given the price that was reached."""
    return bool(Settlement.objects.of(campaign.store_id).filter(campaign=campaign, done_at=None).exists())
