"""The relay between work orders: what one workshop passes on bounds what the next may begin.

The one place that says how many pieces may enter a work order's first stage, and how many have left its last.
Need an open transaction where they lock.
"""

from collections.abc import Sequence

from django.db.models import Q

from bukapo.production.models import Stage, StageCount, WorkOrder, WorkOrderSize

Key = tuple[str, tuple[str, ...]]


def hold_relay(order: WorkOrder) -> None:
    """Lock the work order before it, so that it and its other followers stand still meanwhile. Child before parent."""
    if order.after_id:
        list(WorkOrder.objects.of(order.store_id).select_for_update().filter(pk=order.after_id))


def incoming(order: WorkOrder, sizes: Sequence[WorkOrderSize]) -> list[int]:
    """Pieces per size that may have entered the first stage: all of them, or what the work order before has finished.

    Where several share what it finishes, what the others have begun is theirs.
    """
    targets = [size.target for size in sizes]
    if order.after_id is None:
        return targets
    finished = _standing(order.store_id, Q(work_order_id=order.after_id), last=True)
    begun = _standing(order.store_id, _live_followers(order.after_id) & ~Q(work_order=order), last=False)
    here = [(size.product, tuple(size.values)) for size in sizes]
    return [
        max(0, min(target, finished.get(key, 0) - begun.get(key, 0)))
        for key, target in zip(here, targets, strict=True)
    ]


def outgoing(order: WorkOrder, sizes: Sequence[WorkOrderSize]) -> list[int]:
    """Pieces per size that work orders after this one have begun: its last stage can't be corrected below them."""
    begun = _standing(order.store_id, _live_followers(order.pk), last=False)
    return [begun.get((size.product, tuple(size.values)), 0) for size in sizes]


def _live_followers(order_id: int) -> Q:
    over = Q(work_order__state__in=["refused", "cancelled"])
    return Q(work_order__after_id=order_id) & ~over


def _standing(store_id: int, which: Q, *, last: bool) -> dict[Key, int]:
    """Pieces per variant that have passed the first (or last) stage of these work orders. Two queries, one if none."""
    stages: dict[int, int] = {}
    rows = Stage.objects.of(store_id).filter(which).order_by("-position" if not last else "position")
    for pk, work_order_id in rows.values_list("pk", "work_order_id"):
        stages[work_order_id] = pk  # the one that comes last in this order stays
    if not stages:
        return {}
    counted: dict[Key, int] = {}
    counts = StageCount.objects.of(store_id).filter(stage_id__in=stages.values())
    for product, values, done in counts.values_list("size__product", "size__values", "done"):
        key = (product, tuple(values))
        counted[key] = counted.get(key, 0) + done
    return counted
