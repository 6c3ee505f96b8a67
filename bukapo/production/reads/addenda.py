"""What changed in a work order after it was sent: one entry per version it was brought to."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import EventRow
from bukapo.production.differences import Difference
from bukapo.production.models import WorkOrderSize
from bukapo.production.reads.recaps import recap_difference


@dataclass(frozen=True)
class WorkAddendum:
    """From version `before` to `version`; `kept` pieces more are spare because they were begun already."""

    before: int
    version: int
    kept: int
    at: datetime
    changes: Difference


@dataclass(frozen=True)
class SpareSize:
    """Extra pieces of one size that the work order asks for."""

    label: str
    spare: int


def work_addenda(campaign: Campaign, work_order_id: int) -> list[WorkAddendum]:
    """Newest first. Holds no price and nobody's name but what is made on the pieces."""
    rows = EventRow.objects.filter(
        subject="production.WorkOrder", subject_id=work_order_id, kind="work_order.amended"
    )
    return [
        WorkAddendum(
            row.data["before"],
            row.data["version"],
            row.data["kept"],
            row.at,
            recap_difference(campaign, row.data["before"], row.data["version"]),
        )
        for row in rows.order_by("-seq")
    ]


def spare_sizes(store_id: int, work_order_id: int) -> list[SpareSize]:
    """Sizes with extra pieces, in the work order's order."""
    rows = WorkOrderSize.objects.of(store_id).filter(work_order_id=work_order_id, spare__gt=0)
    return [SpareSize(size.label, size.spare) for size in rows.order_by("position")]
