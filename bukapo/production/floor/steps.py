"""Pieces of the floor's writes. Need an open transaction and the work order's lock."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bukapo.production.floor.incoming import incoming, outgoing
from bukapo.production.models import Stage, StageCount, WorkOrder, WorkOrderSize
from bukapo.production.recap_values import ProductCount


@dataclass(frozen=True)
class Floor:
    """A work order's stages and sizes as they stand: `done[stage][size]` pieces of `targets[size]`.

    `incoming[size]` may have entered its first stage, `outgoing[size]` are begun by work orders after it.
    """

    stages: list[Stage]
    sizes: list[WorkOrderSize]
    done: list[list[int]]
    incoming: list[int] = field(default_factory=list)
    outgoing: list[int] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Of the stages."""
        return [stage.name for stage in self.stages]

    @property
    def labels(self) -> list[str]:
        """Of the sizes."""
        return [size.label for size in self.sizes]

    @property
    def targets(self) -> list[int]:
        """Pieces to make per size."""
        return [size.target for size in self.sizes]


def floor_of(order: WorkOrder) -> Floor:
    """Four queries, a few more in a relay, however many work orders there are."""
    stages = list(Stage.objects.of(order.store_id).filter(work_order=order).order_by("position"))
    sizes = list(WorkOrderSize.objects.of(order.store_id).filter(work_order=order).order_by("position"))
    counts = StageCount.objects.of(order.store_id).filter(stage__work_order=order)
    done: dict[tuple[int, int], int] = {
        (stage_id, size_id): pieces
        for stage_id, size_id, pieces in counts.values_list("stage_id", "size_id", "done")
    }
    table = [[done[stage.pk, size.pk] for size in sizes] for stage in stages]
    return Floor(stages, sizes, table, incoming(order, sizes), outgoing(order, sizes))


def set_counts(floor: Floor, position: int, counts: Sequence[int]) -> None:
    """Write the sizes that changed."""
    stage = floor.stages[position]
    for size, now, before in zip(floor.sizes, counts, floor.done[position], strict=True):
        if now != before:
            rows = StageCount.objects.of(stage.store_id).filter(stage=stage, size=size)
            rows.update(done=now)


def lay_out(order: WorkOrder, products: Sequence[ProductCount], names: Sequence[str]) -> None:
    """The sizes of a new work order, its stages and a count of nothing for each of both."""
    sizes = WorkOrderSize.objects.bulk_create(
        WorkOrderSize(
            store_id=order.store_id,
            work_order=order,
            position=position,
            product=name,
            values=list(values),
            ordered=pieces,
        )
        for position, (name, values, pieces) in enumerate(
            (product.name, values, pieces) for product in products for values, pieces in product.counts
        )
    )
    target = sum(size.target for size in sizes)
    stages = Stage.objects.bulk_create(
        Stage(store_id=order.store_id, work_order=order, name=name, position=position, target=target)
        for position, name in enumerate(names)
    )
    StageCount.objects.bulk_create(
        StageCount(store_id=order.store_id, stage=stage, size=size) for stage in stages for size in sizes
    )
