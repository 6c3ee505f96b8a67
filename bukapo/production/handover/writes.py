"""The verbs of changing hands: hand over, receive, take back, declare lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from bukapo.catalog.models import Photo
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.production.floor.rows import WorkOrderSize
from bukapo.production.floor.rules import own_key
from bukapo.production.handover.events import (
    HandedOver,
    HandOverReceived,
    HandOverWithdrawn,
    PiecesLost,
)
from bukapo.production.handover.rows import HandOver, HandOverSize, LostPieces
from bukapo.production.handover.rules import (
    HAND_OVER,
    HandOverSettled,
    MoreThanSent,
    NotAReceiver,
    check_lost,
    check_sending,
)
from bukapo.production.handover.steps import locked_hand_over, standing_of, wanted_by
from bukapo.production.models import WorkOrder
from bukapo.production.refusals import AlreadySaid, NotAcceptedYet, WorkOrderOver
from bukapo.production.steps import facts, lock_work_order

RECEIVING = ("sent", "questioned", "accepted", "working")
"""States of a work order that may be given pieces."""


@write
def hand_over(
    *,
    store_id: int,
    work_order_id: int,
    receiver_id: int | None = None,
    counts: Mapping[int, int],
    note: str = "",
    photo: Photo | None = None,
    key: str = "",
    actor: Actor,
    at: datetime,
) -> HandedOver:
    """Pieces {position of the size: how many} leave the work order for one that follows it, or for the seller (None).

    Only what its last stage has finished and no earlier lot took. Raises AlreadySaid (the same `key` again),
    NotAcceptedYet, WorkOrderOver, NotAReceiver, NothingHandedOver, MoreThanFinished, MoreThanNeeded, NotFound.
    """
    order = lock_work_order(store_id, work_order_id)
    name = own_key(work_order_id, key)
    if name and HandOver.objects.of(store_id).filter(key=name).exists():
        raise AlreadySaid()
    _refuse_unless_working(order)
    receiver = _receiver(order, receiver_id)
    sizes = _sizes(order, counts)
    labels = [size.label for size in sizes]
    standing = standing_of(order, sizes)
    wanted = wanted_by(receiver, sizes) if receiver else {}
    room = {place: left for place, (_, left) in wanted.items()}
    if receiver is None:
        room = {place: one.free for place, one in enumerate(standing)}
    check_sending(labels, standing, counts, room=room, receiver=receiver.workshop_name if receiver else "")
    given = {place: count for place, count in sorted(counts.items()) if count}
    row = _new_lot(order, receiver, key=name, note=note, photo=photo, at=at)
    HandOverSize.objects.bulk_create(
        HandOverSize(
            store_id=store_id,
            hand_over=row,
            size=sizes[place],
            for_size=wanted[place][0] if receiver else None,
            sent=count,
            again=min(count, standing[place].open),
        )
        for place, count in given.items()
    )
    return HandedOver(
        **_facts(row, order),
        state="sent",
        sent=tuple((labels[place], count) for place, count in given.items()),
        pieces=sum(given.values()),
        photo=photo.key if photo else "",
    )


@write
def receive_hand_over(
    *,
    store_id: int,
    hand_over_id: int,
    counts: Mapping[int, int] | None = None,
    note: str = "",
    photo: Photo | None = None,
    actor: Actor,
    at: datetime,
) -> HandOverReceived:
    """What arrived, {HandOverSize id: pieces}; None: all of it. A size left out arrived whole.

    What is short stays the sender's. Raises HandOverSettled, MoreThanSent, NotFound.
    """
    row, order = locked_hand_over(store_id, hand_over_id)
    if row.state != "sent":
        raise HandOverSettled()
    lines = list(
        HandOverSize.objects.of(store_id).filter(hand_over=row).select_related("size").order_by("pk")
    )
    said = dict(counts or {})
    if said.keys() - {line.pk for line in lines}:
        raise NotFound()
    for line in lines:
        line.received = said.get(line.pk, line.sent)
        if not 0 <= line.received <= line.sent:
            raise MoreThanSent(size=line.size.label, place=line.pk, sent=line.sent)
    rows: Any = HandOverSize.objects.of(store_id)
    rows.bulk_update(lines, ["received"])
    move(
        HandOver.objects.of(store_id),
        pk=row.pk,
        machine=HAND_OVER,
        to="received",
        received_at=at,
        received_note=" ".join(note.split())[:200],
        received_photo=photo,
    )
    pieces = sum(line.received for line in lines)
    return HandOverReceived(
        **_facts(row, order),
        state="received",
        received=tuple((line.size.label, line.received) for line in lines),
        pieces=pieces,
        short=sum(line.sent for line in lines) - pieces,
        photo=photo.key if photo else "",
    )


@write
def withdraw_hand_over(*, store_id: int, hand_over_id: int, actor: Actor, at: datetime) -> HandOverWithdrawn:
    """The sender typed it wrongly and nobody has counted it yet. Raises HandOverSettled, NotFound."""
    row, order = locked_hand_over(store_id, hand_over_id)
    if row.state != "sent":
        raise HandOverSettled()
    move(HandOver.objects.of(store_id), pk=row.pk, machine=HAND_OVER, to="withdrawn")
    return HandOverWithdrawn(**_facts(row, order), state="withdrawn")


@write
def declare_lost(
    *, store_id: int, work_order_id: int, counts: Mapping[int, int], reason: str, actor: Actor, at: datetime
) -> PiecesLost:
    """Pieces {position of the size: how many} that were short will not turn up.

    Raises Invalid (no reason), NothingHandedOver, NotShort, NotFound.
    """
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise Invalid(field="reason", why=gettext_noop("Tulis kenapa hilang, supaya toko tahu."))
    order = lock_work_order(store_id, work_order_id)
    sizes = _sizes(order, counts)
    labels = [size.label for size in sizes]
    check_lost(labels, standing_of(order, sizes), counts)
    gone = {place: count for place, count in sorted(counts.items()) if count}
    LostPieces.objects.bulk_create(
        LostPieces(store_id=store_id, work_order=order, size=sizes[place], pieces=count, reason=reason, at=at)
        for place, count in gone.items()
    )
    return PiecesLost(
        **facts(order),
        lost=tuple((labels[place], count) for place, count in gone.items()),
        pieces=sum(gone.values()),
        reason=reason,
    )


def _new_lot(
    order: WorkOrder,
    receiver: WorkOrder | None,
    *,
    key: str | None,
    note: str,
    photo: Photo | None,
    at: datetime,
) -> HandOver:
    last = HandOver.objects.of(order.store_id).filter(work_order=order).aggregate(n=Max("number"))["n"] or 0
    row: HandOver = HandOver.objects.create(
        store_id=order.store_id,
        work_order=order,
        receiver=receiver,
        number=last + 1,
        secret=secret(),
        key=key,
        note=" ".join(note.split())[:200],
        photo=photo,
        sent_at=at,
    )
    return row


def _refuse_unless_working(order: WorkOrder) -> None:
    if order.state in ("sent", "questioned"):
        raise NotAcceptedYet()
    if order.state not in ("accepted", "working", "done"):
        raise WorkOrderOver()


def _receiver(order: WorkOrder, receiver_id: int | None) -> WorkOrder | None:
    """One of those that follow; None is the seller. Raises NotAReceiver."""
    following = WorkOrder.objects.of(order.store_id).filter(after=order, state__in=RECEIVING)
    if receiver_id is None:
        return None
    found: WorkOrder | None = following.filter(pk=receiver_id).first()
    if found is None:
        raise NotAReceiver()
    return found


def _sizes(order: WorkOrder, counts: Mapping[int, int]) -> list[WorkOrderSize]:
    sizes = list(WorkOrderSize.objects.of(order.store_id).filter(work_order=order).order_by("position"))
    if any(not 0 <= place < len(sizes) for place in counts):
        raise NotFound()
    return sizes


def _facts(row: HandOver, order: WorkOrder) -> dict[str, Any]:
    return {
        "store_id": row.store_id,
        "campaign_id": order.campaign_id,
        "hand_over_id": row.pk,
        "work_order_id": order.pk,
        "receiver_id": row.receiver_id,
        "number": f"{order.number}/{row.number}",
    }
