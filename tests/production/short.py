"""A PO of which fewer came out than were ordered, for the tests of what then happens."""

from typing import Any

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.allotment.allocating import allocate_short_yield
from bukapo.production.models import WorkOrder, WorkOrderSize
from bukapo.production.writes.produce import declare_produced
from bukapo.production.writes.stages import report_stage
from tests.faces.production import accepted, closed, sent
from tests.world import World


def made(world: World, **good: int) -> WorkOrder:
    """The PO is closed and made, but of the sizes named (`L=3`, black) only so many came out good."""
    closed(world)
    work = accepted(sent(world))
    sizes = list(WorkOrderSize.objects.of(world.store).filter(work_order=work).order_by("position"))
    for position in range(4):
        last = position == 3
        counts = {
            n: good.get(size.values[0], size.target) if last else size.target for n, size in enumerate(sizes)
        }
        report_stage(
            store_id=world.store.pk, work_order_id=work.pk, position=position, counts=counts,
            actor=WORKSHOP_ACTOR, at=clock.now(),
        )  # fmt: skip
    declare_produced(
        store_id=world.store.pk, campaign_id=world.campaign.pk, counted_by_seller=True, actor=world.seller,
        at=clock.now(),
    )  # fmt: skip
    return work


def allocated(world: World, **more: Any) -> Any:
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller}
    return allocate_short_yield(**({"counted": {}, "at": clock.now()} | facts | more))
