"""What a new work order carries beside its sizes and stages. A step of the sending."""

from collections.abc import Sequence

from bukapo.production.giving.draft import DesignDraft, StageDraft
from bukapo.production.models import Stage, WorkOrder, WorkOrderDesign


def keep_stage_notes(order: WorkOrder, drafts: Sequence[StageDraft]) -> None:
    """What to mind in each stage, and the day it should be through."""
    for position, draft in enumerate(drafts):
        if draft.instruction or draft.due:
            rows = Stage.objects.of(order.store_id).filter(work_order=order, position=position)
            rows.update(instruction=draft.instruction, due=draft.due)


def keep_designs(order: WorkOrder, drafts: Sequence[DesignDraft]) -> None:
    """The prints and embroideries with their pictures."""
    WorkOrderDesign.objects.bulk_create(
        WorkOrderDesign(
            store_id=order.store_id,
            work_order=order,
            position=position,
            product=draft.product,
            place=draft.place,
            technique=draft.technique,
            size=draft.size,
            caption=draft.caption,
            photo=draft.photo,
        )
        for position, draft in enumerate(drafts)
    )
