"""A relay of two workshops, for the tests of pieces that change hands: the second sews what the first has cut."""

from dataclasses import dataclass
from typing import Any

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.handover.writes import hand_over, receive_hand_over
from bukapo.production.models import HandOver, WorkOrder
from bukapo.production.writes.stages import report_stage
from tests.faces.production import accepted, closed, sent
from tests.world import World, make_world


@dataclass
class Relay:
    """`cutting` has Potong and Sablon, `sewing` follows with Jahit and QC; 6 of M and 4 of L."""

    world: World
    cutting: WorkOrder
    sewing: WorkOrder

    def by(self, verb: Any, **facts: Any) -> Any:
        return verb(store_id=self.world.store.pk, actor=WORKSHOP_ACTOR, at=clock.now(), **facts)

    def report(self, order: WorkOrder, position: int, **counts: Any) -> Any:
        return self.by(report_stage, work_order_id=order.pk, position=position, **counts)

    def give(self, counts: dict[int, int], **facts: Any) -> HandOver:
        to = {"receiver_id": self.sewing.pk} | facts
        event = self.by(hand_over, work_order_id=self.cutting.pk, counts=counts, **to)
        row: HandOver = HandOver.objects.of(self.world.store).get(pk=event.hand_over_id)
        return row

    def receive(self, row: HandOver, *received: int) -> Any:
        """Its sizes in their order arrived in these numbers; all of it where none is named."""
        lines = [line.pk for line in row.sizes.order_by("pk")]
        counts = dict(zip(lines, received, strict=True)) if received else None
        return self.by(receive_hand_over, hand_over_id=row.pk, counts=counts)


def make_relay(**world: Any) -> Relay:
    """All of the cutting is finished; nothing was handed over yet."""
    cast = make_world(**world)
    cast.place(cast.line("M", qty=6), cast.line("L", qty=4))
    closed(cast)
    cutting = accepted(sent(cast, stages=["Potong", "Sablon"], workshop_name="Sablon Contoh"))
    sewing = accepted(sent(cast, stages=["Jahit", "QC"], workshop_name="Jahit Contoh", after=cutting.number))
    relay = Relay(cast, cutting, cast.fresh(sewing))
    for position in (0, 1):
        relay.report(cutting, position, count=10)
    return relay
