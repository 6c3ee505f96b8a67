"""Pieces of the floor's writes. Need an open transaction and the work order's lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, PositiveIntegerField, Value, When

from bukapo.production.floor.incoming import incoming
from bukapo.production.floor.rules import bounds
from bukapo.production.floor.yields import Piece
from bukapo.production.handover.steps import handed_on
from bukapo.production.models import Stage, StageCount, WorkOrder, WorkOrderSize
from bukapo.production.quality.rules import Tallies, lost, within
from bukapo.production.quality.rules import bounds as quality_bounds
from bukapo.production.quality.tallies import tallies_of
from bukapo.production.recap_values import ProductCount


@dataclass(frozen=True)
class Floor:
    """A work order's stages and sizes as they stand: `done[stage][size]` pieces of `targets[size]`.

    `incoming` pieces are there for the first stage, `handed` have left the last one; `tallies` is what was checked.
    """

    stages: list[Stage]
    sizes: list[WorkOrderSize]
    done: list[list[int]]
    incoming: list[int]
    handed: list[int]
    tallies: Tallies

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

    def bounds(self, position: int) -> list[tuple[int, int]]:
        """(least, most) per size at one stage: what the relay, hand-overs and quality control all allow."""
        relay = self.relay(position)
        if not self.tallies:
            return relay
        return within(relay, quality_bounds(self.tallies, self.done, self.targets, position))

    def relay(self, position: int) -> list[tuple[int, int]]:
        """The same without quality control."""
        return bounds(self.done, self.targets, position, incoming=self.incoming, handed=self.handed)

    def lost(self, position: int) -> int:
        """Pieces scrapped at this stage or before: nobody waits for them there."""
        return sum(lost(self.tallies, size, position) for size in range(len(self.sizes)))


def floor_of(order: WorkOrder, *, about: int | None = None) -> Floor:
    """Five queries, six where the pieces come from another work order; however many work orders there are.

    `about`: the position of the only stage whose bounds matter; what only others need is then not asked (and 0).
    """
    stages = list(Stage.objects.of(order.store_id).filter(work_order=order).order_by("position"))
    sizes = list(WorkOrderSize.objects.of(order.store_id).filter(work_order=order).order_by("position"))
    asked = [stage.pk for stage in stages if about is None or abs(stage.position - about) <= 1]
    counts = StageCount.objects.of(order.store_id).filter(stage__in=asked).order_by()
    done: dict[tuple[int, int], int] = {
        (stage_id, size_id): pieces
        for stage_id, size_id, pieces in counts.values_list("stage_id", "size_id", "done")
    }
    left = handed_on(order) if about in (None, len(stages) - 1) else {}
    return Floor(
        stages=stages,
        sizes=sizes,
        done=[[done.get((stage.pk, size.pk), 0) for size in sizes] for stage in stages],
        incoming=incoming(order, sizes) if about in (None, 0) else [size.target for size in sizes],
        handed=[left.get(size.pk, 0) for size in sizes],
        tallies=tallies_of(order),
    )


def set_counts(floor: Floor, position: int, counts: Sequence[int]) -> None:
    """Write the sizes that changed; one statement."""
    stage = floor.stages[position]
    pairs = zip(floor.sizes, counts, floor.done[position], strict=True)
    changed = {size.pk: now for size, now, before in pairs if now != before}
    if changed:
        rows = StageCount.objects.of(stage.store_id).filter(stage=stage, size__in=list(changed))
        told = [When(size=size, then=Value(now)) for size, now in changed.items()]
        rows.update(done=Case(*told, output_field=PositiveIntegerField()))


def lay_out(
    order: WorkOrder,
    products: Sequence[ProductCount],
    names: Sequence[str],
    spare: Mapping[Piece, int] | None = None,
) -> None:
    """The sizes of a new work order, its stages and a count of nothing for each of both.

    `spare` pieces are to be made beyond what was ordered, by (product, values).
    """
    more = spare or {}
    sizes = WorkOrderSize.objects.bulk_create(
        WorkOrderSize(
            store_id=order.store_id,
            work_order=order,
            position=position,
            product=name,
            values=list(values),
            ordered=pieces,
            spare=more.get((name, values), 0),
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
