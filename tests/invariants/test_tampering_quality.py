"""Whatever is altered about checked goods behind the house's back, the audit names it."""

import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.production.models import Defect, WorkOrder
from bukapo.production.quality.returns import price_defect, take_back
from bukapo.production.quality.rules import ARRIVAL, REWORK, SCRAP
from bukapo.production.quality.writes import Fault, inspect
from tests.faces.production import accepted, closed, reported, sent
from tests.invariants.altering import unnamed
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

COUNT, DEFECT = "production_qualitycount", "production_defect"
ALTERATIONS = {
    "a tally that still adds up": ("quality", f"UPDATE {COUNT} SET passed = passed + 1, reworking = reworking - 1 "
                                   "WHERE reworking > 0"),
    "a tally that is gone": ("quality", f"DELETE FROM {COUNT} WHERE stage_id IS NULL"),
    "a stage that passed held pieces": ("quality", "UPDATE production_stagecount SET done = 5 WHERE done = 4"),
    "how many were checked": ("check", "UPDATE production_inspectedsize SET checked = checked + 1"),
    "what was wrong": ("check", f"UPDATE {DEFECT} SET reason = 'stain' WHERE reason = 'seam'"),
    "how many were wrong": ("check", f"UPDATE {DEFECT} SET pieces = pieces + 1 WHERE remedy = 'rework'"),
    "what came back": ("check", "UPDATE production_defectreturn SET passed = 2"),
    "what a defect says of it": ("check", f"UPDATE {DEFECT} SET passed = passed + 1 WHERE remedy = 'rework'"),
    "what it cost": ("check", f"UPDATE {DEFECT} SET cost = 1 WHERE cost > 0"),
    "whether it is over": ("check", "UPDATE production_inspection SET state = 'settled' WHERE state = 'open'"),
    "a check that is withdrawn": ("state", "UPDATE production_inspection SET state = 'withdrawn'"),
    "an event's numbers": ("event", "UPDATE journal_event SET data = '{}' WHERE kind = 'inspection.made'"),
}  # fmt: skip


@pytest.fixture
def world() -> World:
    """Five of six passed the workshop's check, one is being mended; the shop has looked at two."""
    world = make_world()
    world.place(world.line("L", qty=7))
    order: WorkOrder = reported(accepted(sent(closed(world))), 7, 7, 7)
    facts = {"store_id": world.store.pk, "actor": WORKSHOP_ACTOR, "at": clock.now()}
    work = {**facts, "work_order_id": order.pk}
    faults = (Fault(0, "seam", REWORK, 3, back_to=2), Fault(0, "stain", SCRAP, 1))
    inspect(**work, place=3, checked={0: 7}, faults=faults)
    mended = Defect.objects.of(world.store).get(remedy=REWORK).pk
    take_back(**facts, defect_id=mended, passed=1)
    price_defect(**facts, defect_id=mended, cost=20_000, bearer="workshop")
    inspect(**work, place=ARRIVAL, checked={0: 2})
    return world


def test_an_untouched_one_is_clean_and_every_alteration_is_named(world: World) -> None:
    assert unnamed(ALTERATIONS) == {}
