"""The hands of a demo workshop: a work order, and what its people report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.floor.rows import WorkOrderSize
from bukapo.production.floor.steps import floor_of
from bukapo.production.handover.rows import HandOver, HandOverSize
from bukapo.production.handover.writes import hand_over, receive_hand_over
from bukapo.production.models import WorkOrder
from bukapo.production.writes.stages import finish_work_order, report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order

Pieces = Mapping[int, int]
"""{position of the size: pieces}."""


@dataclass(frozen=True)
class Floor:
    """One work order of a shop, seen by the workshop that has it."""

    shop: Shop
    order: WorkOrder

    @classmethod
    def sent(cls, shop: Shop, at: datetime, **facts: Any) -> "Floor":
        """A new work order; `facts` as `send_work_order` takes them."""
        with it_is(at):
            told = send_work_order(**shop.by_id(at), **facts, uncovered=10**9)
        return cls(shop, WorkOrder.objects.of(shop.store).get(pk=told.work_order_id))

    @property
    def number(self) -> str:
        return str(self.order.number)

    @property
    def targets(self) -> dict[int, int]:
        """What is to be made of each size."""
        return {size.position: size.target for size in self._sizes()}

    def by(self, at: datetime) -> dict[str, Any]:
        """Arguments of a write on the work order."""
        return {
            "store_id": self.shop.store.pk,
            "work_order_id": self.order.pk,
            "actor": WORKSHOP_ACTOR,
            "at": at,
        }

    def accepts(self, at: datetime) -> None:
        with it_is(at):
            accept_work_order(**self.by(at))

    def reports(self, at: datetime, position: int, counts: Pieces, *, photo: str = "") -> None:
        """The stage stands at these counts; a photo says its word."""
        shown = pictures.tee(pictures.BLACK, (240, 236, 226), [photo], long_sleeve=True) if photo else b""
        picture = self.shop.picture(shown, "progress") if shown else None
        with it_is(at):
            report_stage(**self.by(at), position=position, counts=counts, photo=picture)

    def finishes(self, at: datetime) -> None:
        with it_is(at):
            finish_work_order(**self.by(at))

    def hands_over(self, at: datetime, to: "Floor", counts: Pieces, *, note: str) -> HandOver:
        """The lot, which nobody has counted yet."""
        given = {size: pieces for size, pieces in counts.items() if pieces}
        with it_is(at):
            told = hand_over(**self.by(at), receiver_id=to.order.pk, counts=given, note=note)
        lot: HandOver = HandOver.objects.of(self.shop.store).get(pk=told.hand_over_id)
        return lot

    def receives(self, at: datetime, lot: HandOver, *, short: int, note: str) -> None:
        """All of it arrived but `short` pieces of its largest size."""
        rows = HandOverSize.objects.of(self.shop.store).filter(hand_over=lot).order_by("-sent", "pk")
        largest = rows[0]
        with it_is(at):
            receive_hand_over(
                store_id=self.shop.store.pk, hand_over_id=lot.pk, counts={largest.pk: largest.sent - short},
                note=note, actor=WORKSHOP_ACTOR, at=at,
            )  # fmt: skip

    def incoming(self) -> dict[int, int]:
        """What has arrived of each size."""
        return dict(enumerate(floor_of(self.order).incoming))

    def _sizes(self) -> list[WorkOrderSize]:
        return list(WorkOrderSize.objects.of(self.shop.store).filter(work_order=self.order))
