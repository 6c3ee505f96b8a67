"""What is kept of the orders that wait under a guarantee says what they say, where nothing has happened since."""

from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.trust.guarantees.kept import counted_now, kept, unchanged_since
from bukapo.trust.models import KeptStake

WHY = "the audit reads every store"


def kept_stakes() -> Iterator[Breach]:
    """Summed again, as seen from the moment it was summed."""
    rows = KeptStake.objects.across_stores(WHY).select_related("campaign__store").order_by("pk")
    for row in rows:
        quiet = unchanged_since(row.store_id, row.counted_at)
        if quiet and kept(row) != counted_now(row.campaign, row.counted_at):
            yield Breach("stake", f"campaign {row.campaign_id}", "is not kept as its orders stand")
