"""Pieces of the writes that move pieces. Need an open transaction and the SENDER's lock: it serialises all its lots."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet, Sum

from bukapo.kernel.refusal import NotFound
from bukapo.production.floor.rows import StageCount, WorkOrderSize
from bukapo.production.handover.rows import HandOver, HandOverSize, LostPieces
from bukapo.production.handover.rules import Standing
from bukapo.production.models import WorkOrder


def standing_of(order: WorkOrder, sizes: Sequence[WorkOrderSize]) -> list[Standing]:
    """Of each of the order's sizes; three queries."""
    last = StageCount.objects.of(order.store_id).filter(stage__work_order=order)
    finished: dict[int, int] = dict(
        last.order_by("stage__position").values_list("size_id", "done")  # the last stage's stays
    )
    travelling, arrived, short, again = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    for size, sent, repeated, received in lots(order).values_list("size_id", "sent", "again", "received"):
        again[size] += repeated
        if received is None:
            travelling[size] += sent
        else:
            arrived[size] += received
            short[size] += sent - received
    lost = LostPieces.objects.of(order.store_id).filter(work_order=order).order_by()
    gone: dict[int, int] = dict(lost.values_list("size_id").annotate(n=Sum("pieces")))
    return [
        Standing(
            finished=finished.get(size.pk, 0),
            travelling=travelling[size.pk],
            arrived=arrived[size.pk],
            short=short[size.pk],
            again=again[size.pk],
            lost=gone.get(size.pk, 0),
        )
        for size in sizes
    ]


def lots(order: WorkOrder) -> "QuerySet[Any]":
    """The sizes of what the work order has handed over and not taken back."""
    rows = HandOverSize.objects.of(order.store_id).filter(hand_over__work_order=order)
    return rows.exclude(hand_over__state="withdrawn").order_by("pk")


def wanted_by(receiver: WorkOrder, sizes: Sequence[WorkOrderSize]) -> dict[int, tuple[WorkOrderSize, int]]:
    """Position of the sender's size -> (the receiver's own row, pieces it still needs)."""
    own = {
        (size.product, tuple(size.values)): size
        for size in WorkOrderSize.objects.of(receiver.store_id).filter(work_order=receiver)
    }
    on_the_way = HandOverSize.objects.of(receiver.store_id).filter(hand_over__receiver=receiver)
    counted: Counter[int] = Counter()
    for size, sent, received in on_the_way.exclude(hand_over__state="withdrawn").values_list(
        "for_size_id", "sent", "received"
    ):
        counted[size] += sent if received is None else received
    found = {}
    for place, size in enumerate(sizes):
        if mine := own.get((size.product, tuple(size.values))):
            found[place] = (mine, mine.target - counted[mine.pk])
    return found


def received_by(order: WorkOrder) -> dict[int, int]:
    """Size of this work order -> pieces that its receiver has counted in; one query."""
    rows = HandOverSize.objects.of(order.store_id).filter(hand_over__receiver=order, received__isnull=False)
    return dict(rows.order_by().values_list("for_size_id").annotate(n=Sum("received")))


def handed_on(order: WorkOrder) -> dict[int, int]:
    """Size of this work order -> pieces that have left it and were not found missing; one query."""
    counted: Counter[int] = Counter()
    for size, sent, received in lots(order).values_list("size_id", "sent", "received"):
        counted[size] += sent if received is None else received
    return dict(counted)


def locked_hand_over(store_id: int, hand_over_id: int) -> tuple[HandOver, WorkOrder]:
    """The hand-over and its sender, the sender locked first. NotFound for another store's."""
    rows = HandOver.objects.of(store_id).filter(pk=hand_over_id)
    sender_id = rows.values_list("work_order_id", flat=True).first()
    if sender_id is None:
        raise NotFound()
    sender = WorkOrder.objects.of(store_id).select_for_update().get(pk=sender_id)
    return rows.get(), sender
