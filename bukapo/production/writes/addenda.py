"""A work order that was sent from an older version of the recap is brought to the latest one."""

from collections import Counter
from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.production.addenda import WorkOrderAmended
from bukapo.production.floor.addendum import Brought, Piece, SizeNow, brought
from bukapo.production.floor.steps import Floor, floor_of
from bukapo.production.giving.steps import followers_of
from bukapo.production.models import FrozenRecap, Stage, StageCount, WorkOrder, WorkOrderSize
from bukapo.production.opened import verified
from bukapo.production.recap import Recap
from bukapo.production.refusals import NothingChanged, WorkOrderOver
from bukapo.production.steps import facts, lock_work_order


class PartOfRecap(Refusal):
    """Only who divided the work can say which workshop makes fewer."""

    code = "work_order_part_of_recap"
    sentence = gettext_noop(
        "SPK ini hanya memuat sebagian rekap, jadi tidak bisa disesuaikan sendiri. Batalkan, lalu bagi ulang dari "
        "rekap terbaru."
    )


@write
def bring_to_latest(*, store_id: int, work_order_id: int, actor: Actor, at: datetime) -> WorkOrderAmended:
    """Make the work order speak of the latest frozen version, and let the workshop know.

    Targets fall only where pieces are not begun yet; what is begun stays, as spare. Only for a work order of the whole
    recap. Raises NothingChanged, WorkOrderOver, PartOfRecap, RecapAltered, NotFound.
    """
    order = lock_work_order(store_id, work_order_id)
    if order.state not in ("sent", "questioned", "accepted", "working"):
        raise WorkOrderOver()
    rows = (
        FrozenRecap.objects.of(store_id).filter(campaign_id=order.campaign_id, order=None).order_by("version")
    )
    latest, before = rows.last(), order.recap
    if latest is None or latest.pk == before.pk:
        raise NothingChanged()
    floor = floor_of(order)
    _refuse_part(order, floor, verified(before))
    sizes = _sizes_now(floor)
    told = brought(sizes, _counts(verified(latest)))
    _store(order, floor, told, at)
    WorkOrder.objects.of(store_id).filter(pk=order.pk).update(
        recap=latest, pieces=sum(one.target for one in told)
    )
    return WorkOrderAmended(
        **facts(order),
        before=before.version,
        version=latest.version,
        recap_id=latest.pk,
        pieces=sum(one.target for one in told),
        kept=sum(one.spare for one in told) - sum(size.spare for size in sizes),
    )


def _refuse_part(order: WorkOrder, floor: Floor, recap: Recap) -> None:
    own = {(size.product, tuple(size.values)): size.ordered for size in floor.sizes if size.ordered}
    if order.order_id is not None or order.after_id is not None or own != _counts(recap):
        raise PartOfRecap()
    if followers_of(order):  # they would be given more than there is
        raise PartOfRecap()


def _counts(recap: Recap) -> dict[Piece, int]:
    counts: Counter[Piece] = Counter()
    for product in recap.products:
        for line in product.lines:
            counts[product.name, line.values] += line.quantity
    return dict(counts)


def _sizes_now(floor: Floor) -> list[SizeNow]:
    made = floor.done[0] if floor.done else [0] * len(floor.sizes)
    return [
        SizeNow((size.product, tuple(size.values)), size.ordered, size.spare, done)
        for size, done in zip(floor.sizes, made, strict=True)
    ]


def _store(order: WorkOrder, floor: Floor, told: list[Brought], at: datetime) -> None:
    known = len(floor.sizes)
    for size, one in zip(floor.sizes, told[:known], strict=True):
        if (size.ordered, size.spare) != (one.ordered, one.spare):
            size.ordered, size.spare = one.ordered, one.spare
            size.save(update_fields=["ordered", "spare"])
    fresh = WorkOrderSize.objects.bulk_create(
        WorkOrderSize(
            store_id=order.store_id,
            work_order=order,
            position=position,
            product=one.piece[0],
            values=list(one.piece[1]),
            ordered=one.ordered,
            spare=one.spare,
        )
        for position, one in enumerate(told[known:], start=known)
    )
    StageCount.objects.bulk_create(
        StageCount(store_id=order.store_id, stage=stage, size=size)
        for stage in floor.stages
        for size in fresh
    )
    target = sum(one.target for one in told)
    for stage in floor.stages:
        stage.target = target
        stage.finished_at = (stage.finished_at or at) if stage.done == target else None
        Stage.objects.of(order.store_id).filter(pk=stage.pk).update(
            target=target, finished_at=stage.finished_at
        )
