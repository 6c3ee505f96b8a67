"""How many pieces a work order has to work on: the one place for the bound of its first stage."""

from collections.abc import Sequence

from bukapo.production.floor.rows import WorkOrderSize
from bukapo.production.handover.steps import received_by
from bukapo.production.models import WorkOrder


def incoming(order: WorkOrder, sizes: Sequence[WorkOrderSize] | None = None) -> list[int]:
    """Pieces per size, in the order of its sizes: all of the target where it makes them from the start, what it has
    counted in where they come from another work order (`after`)."""
    if sizes is None:
        rows = WorkOrderSize.objects.of(order.store_id).filter(work_order=order)
        sizes = list(rows.order_by("position"))
    if order.after_id is None:
        return [size.target for size in sizes]
    arrived = received_by(order)
    return [min(arrived.get(size.pk, 0), size.target) for size in sizes]
