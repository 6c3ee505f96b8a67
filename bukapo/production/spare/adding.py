"""More spare pieces for a work order that is still running: what was promised to a buyer beyond what was ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet

from bukapo.journal.events import SELLER, WORKSHOP
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.production.events import WorkOrderEvent
from bukapo.production.floor.yields import Piece
from bukapo.production.models import Stage, WorkOrder, WorkOrderSize
from bukapo.production.refusals import WorkOrderOver
from bukapo.production.spare.rules import SpareOfNothing
from bukapo.production.steps import facts, lock_work_order

RUNNING = ("sent", "questioned", "accepted", "working")


class PartOfRelay(Refusal):
    """Pieces of a chain of workshops are counted one by one from hand to hand."""

    code = "work_order_part_of_relay"
    sentence = gettext_noop(
        "SPK ini menerima dari atau menyerahkan ke konveksi lain, jadi jumlahnya tidak bisa ditambah. "
        "Buat penggantinya terpisah."
    )


@dataclass(frozen=True, kw_only=True)
class WorkOrderSpareAdded(WorkOrderEvent):
    """`more` pieces beyond what was ordered, by [position of the size, pieces]; `pieces` to make from now on.

    `cause`: what they are for, `claim:17`. Nobody's name: workshops read this.
    """

    kind: ClassVar[str] = "work_order.spare_added"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER, WORKSHOP})
    pieces: int
    more: int
    sizes: tuple[tuple[int, int], ...]
    cause: str


def open_to_more(store_id: int) -> "QuerySet[Any]":
    """Running work orders whose number of pieces may grow, oldest first."""
    rows = WorkOrder.objects.of(store_id).filter(state__in=RUNNING, after=None, followers=None)
    return rows.order_by("pk")


def add_spare_within(
    *, store_id: int, work_order_id: int, more: Mapping[Piece, int], cause: str, at: datetime
) -> WorkOrderSpareAdded:
    """A step: the caller records. Ordered pieces stay what they are. Raises WorkOrderOver, PartOfRelay,
    SpareOfNothing, NotFound.
    """
    order = lock_work_order(store_id, work_order_id)
    if order.state not in RUNNING:
        raise WorkOrderOver()
    if not open_to_more(store_id).filter(pk=order.pk).exists():
        raise PartOfRelay()
    sizes = {
        (size.product, tuple(size.values)): size
        for size in WorkOrderSize.objects.of(store_id).filter(work_order=order)
    }
    told = []
    for piece, pieces in more.items():
        if piece not in sizes or pieces < 1:
            raise SpareOfNothing(what=" / ".join(piece[1]) or piece[0])
        sizes[piece].spare += pieces
        sizes[piece].save(update_fields=["spare"])
        told.append((sizes[piece].position, pieces))
    target = sum(size.target for size in sizes.values())
    # A stage that was through has work again; what it has done stays.
    Stage.objects.of(store_id).filter(work_order=order).update(target=target, finished_at=None)
    WorkOrder.objects.of(store_id).filter(pk=order.pk).update(pieces=target)
    return WorkOrderSpareAdded(
        **facts(order), pieces=target, more=sum(more.values()), sizes=tuple(sorted(told)), cause=cause
    )
