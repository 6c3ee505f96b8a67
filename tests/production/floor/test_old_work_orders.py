"""Work orders that were sent before sizes were counted have sizes after the migration."""

from importlib import import_module
from typing import Any

import pytest
from django.db.migrations.loader import MigrationLoader

from bukapo.audit import audit
from bukapo.production.models import StageCount, WorkOrderSize
from tests.faces.production import accepted, closed, reported, sent
from tests.world import make_world

NAME = "0004_sizes_of_old_work_orders"


@pytest.mark.django_db
def test_sizes_are_laid_out_from_the_recap_and_the_stages_counts_fill_them(settings: Any) -> None:
    world = make_world()
    world.place(world.line("M", qty=3), world.line("L", qty=2, name="BUDI 10"))
    closed(world)
    order = reported(accepted(sent(world)), 4, 3)
    shapes = list(WorkOrderSize.objects.of(world.store).values("position", "product", "values", "ordered"))
    StageCount.objects.of(world.store).delete()
    WorkOrderSize.objects.of(world.store).delete()
    settings.MIGRATION_MODULES = {}  # tests make their tables straight from the models
    then = MigrationLoader(None).project_state(("production", NAME)).apps
    import_module(f"bukapo.production.migrations.{NAME}").lay_out(then, None)
    sizes = WorkOrderSize.objects.of(world.store)
    assert list(sizes.values("position", "product", "values", "ordered")) == shapes
    counts = StageCount.objects.of(world.store).filter(stage__work_order=order)
    rows = counts.order_by("stage__position", "size__position").values_list("done", flat=True)
    assert list(rows) == [3, 1, 3, 0, 0, 0, 0, 0]
    assert [breach for _, found in audit() for breach in found] == []
