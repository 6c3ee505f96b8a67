"""How a work order's checked pieces stand, read from its rows."""

from bukapo.production.models import QualityCount, WorkOrder
from bukapo.production.quality.rules import ARRIVAL, Tally

PARTS = ("checked", "passed", "reworking", "replacing", "scrapped")


def tallies_of(order: WorkOrder) -> dict[tuple[int, int], Tally]:
    """How every size that was checked stands, place by place. One query."""
    rows = QualityCount.objects.of(order.store_id).filter(size__work_order=order)
    told = rows.values_list("stage__position", "size__position", *PARTS)
    return {(ARRIVAL if place is None else place, size): Tally(*parts) for place, size, *parts in told}
