"""What the seller knows of a PO's cost, once more in the next one. A step of the clone."""

from collections.abc import Collection

from bukapo.campaigns.cloning.plan import LeftOut
from bukapo.campaigns.models import Campaign
from bukapo.production.capital.rows import Capital


def carry_capital(origin: Campaign, fresh: Campaign, gone: Collection[int]) -> list[LeftOut]:
    """Everything but what was spent: that was the last PO's money."""
    row = Capital.objects.of(origin.store_id).filter(campaign=origin).first()
    if row is not None:
        Capital.objects.create(
            store_id=row.store_id,
            campaign=fresh,
            each=row.each,
            fixed=row.fixed,
            down_bp=row.down_bp,
            down_fixed=row.down_fixed,
        )
    return []
