"""Hand-overs told: what may leave, what is on the way, what arrived short."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from bukapo.catalog.models import Photo
from bukapo.production.floor.rows import WorkOrderSize
from bukapo.production.handover.rows import HandOver, LostPieces
from bukapo.production.handover.rules import Standing
from bukapo.production.handover.steps import standing_of
from bukapo.production.handover.writes import RECEIVING
from bukapo.production.models import WorkOrder

MOST_SHOWN = 60


@dataclass(frozen=True)
class ToldLine:
    """One size of a hand-over; `received` None until counted. `id` names it to the one who counts."""

    id: int
    product: str
    label: str
    sent: int
    received: int | None

    @property
    def short(self) -> int:
        return 0 if self.received is None else self.sent - self.received


@dataclass(frozen=True)
class ToldHandOver:
    """`number` is SPK-4F7Q2M/1; `receiver` is "" for the seller."""

    id: int
    store_id: int
    number: str
    state: str
    secret: str
    sender: str
    sender_number: str
    receiver: str
    receiver_number: str
    lines: tuple[ToldLine, ...]
    note: str
    photo: Photo | None
    sent_at: datetime
    received_note: str
    received_photo: Photo | None
    received_at: datetime | None

    @property
    def of_sender(self) -> int:
        """The sender's how manyth lot."""
        return int(self.number.rpartition("/")[2])

    @property
    def sent(self) -> int:
        return sum(line.sent for line in self.lines)

    @property
    def received(self) -> int:
        return sum(line.received or 0 for line in self.lines)

    @property
    def short(self) -> int:
        return sum(line.short for line in self.lines)

    @property
    def several_products(self) -> bool:
        return len({line.product for line in self.lines}) > 1


@dataclass(frozen=True)
class Giving:
    """One size a sender may hand over."""

    position: int
    product: str
    label: str
    target: int
    standing: Standing

    @property
    def shown(self) -> bool:
        return self.standing.free > 0 or self.standing.open > 0


@dataclass(frozen=True)
class ToldLoss:
    label: str
    pieces: int
    reason: str
    at: datetime


@dataclass(frozen=True)
class Exchange:
    """A work order's side of changing hands. `receivers`: (id, workshop) of those that follow."""

    sizes: tuple[Giving, ...]
    receivers: tuple[tuple[int, str], ...]
    given: tuple[ToldHandOver, ...]
    arriving: tuple[ToldHandOver, ...]
    arrived: tuple[ToldHandOver, ...]
    losses: tuple[ToldLoss, ...]

    @property
    def free(self) -> int:
        """Pieces that are probably there to hand over now."""
        return sum(one.standing.ready for one in self.sizes)

    @property
    def open(self) -> int:
        """Pieces that were short and are still to be handed over again, or explained."""
        return sum(one.standing.open for one in self.sizes)

    @property
    def anything(self) -> bool:
        return bool(self.given or self.arriving or self.arrived or self.free or self.open)


def exchange_of(store_id: int, work_order_id: int) -> Exchange:
    """Both sides of one work order; nine queries."""
    order = WorkOrder.objects.of(store_id).get(pk=work_order_id)
    sizes = list(WorkOrderSize.objects.of(store_id).filter(work_order=order).order_by("position"))
    standing = standing_of(order, sizes)
    lots = _told(
        HandOver.objects.of(store_id).filter(Q(work_order=order) | Q(receiver=order)).order_by("-id")
    )
    mine = tuple(lot for lot in lots if lot.sender_number == order.number)
    theirs = [lot for lot in lots if lot.sender_number != order.number and lot.state != "withdrawn"]
    lost = LostPieces.objects.of(store_id).filter(work_order=order).select_related("size").order_by("-id")
    return Exchange(
        sizes=tuple(
            Giving(size.position, size.product, size.label, size.target, one)
            for size, one in zip(sizes, standing, strict=True)
        ),
        receivers=_receivers(order),
        given=mine,
        arriving=tuple(lot for lot in theirs if lot.state == "sent"),
        arrived=tuple(lot for lot in theirs if lot.state == "received"),
        losses=tuple(ToldLoss(one.size.label, one.pieces, one.reason, one.at) for one in lost[:MOST_SHOWN]),
    )


def hand_over_by_secret(secret: str) -> ToldHandOver | None:
    """For who holds the link of this one hand-over. None for an unknown one."""
    rows = HandOver.objects.across_stores("a secret link is its own key").filter(secret=secret)
    return next(iter(_told(rows)), None)


def hand_over_of(work_order_id: int, number: int) -> HandOver | None:
    """The sender's `number`th lot."""
    rows = HandOver.objects.across_stores("the work order was found by its own key")
    found: HandOver | None = rows.filter(work_order_id=work_order_id, number=number).first()
    return found


def _told(rows: "QuerySet[Any]") -> list[ToldHandOver]:
    found = rows.select_related("work_order", "receiver", "photo", "received_photo")
    return [_one(row) for row in found.prefetch_related("sizes__size")[:MOST_SHOWN]]


def _one(row: HandOver) -> ToldHandOver:
    return ToldHandOver(
        id=row.pk,
        store_id=row.store_id,
        number=f"{row.work_order.number}/{row.number}",
        state=row.state,
        secret=row.secret,
        sender=row.work_order.workshop_name,
        sender_number=row.work_order.number,
        receiver=row.receiver.workshop_name if row.receiver else "",
        receiver_number=row.receiver.number if row.receiver else "",
        lines=tuple(
            ToldLine(line.pk, line.size.product, line.size.label, line.sent, line.received)
            for line in sorted(row.sizes.all(), key=lambda one: one.size.position)
        ),
        note=row.note,
        photo=row.photo,
        sent_at=row.sent_at,
        received_note=row.received_note,
        received_photo=row.received_photo,
        received_at=row.received_at,
    )


def _receivers(order: WorkOrder) -> tuple[tuple[int, str], ...]:
    rows = WorkOrder.objects.of(order.store_id).filter(after=order, state__in=RECEIVING).order_by("id")
    return tuple(rows.values_list("pk", "workshop_name"))
