"""How many good pieces there are to give to buyers."""

from collections import Counter

from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.production.models import QualityCount, Stage, StageCount, WorkOrderSize

Piece = tuple[str, tuple[str, ...]]
"""(product as the recap names it, values of its options)."""


def good_pieces(campaign: Campaign) -> dict[Piece, int]:
    """Pieces that have passed the last stage of the PO's work orders, spare ones included.

    What the seller's own check holds back (being put right, or scrapped) is not good; nor is what a workshop's check
    holds back, because it has passed no stage since.
    What goes on to a live work order after it counts there; cancelled and refused ones made nothing.
    """
    of_the_po = Q(work_order__campaign=campaign) & ~Q(work_order__state__in=["cancelled", "refused"])
    stages = Stage.objects.of(campaign.store_id).filter(of_the_po)
    last = {stage.work_order_id: stage.pk for stage in stages.order_by("position")}
    made: Counter[Piece] = Counter()
    rows = StageCount.objects.of(campaign.store_id).filter(stage_id__in=last.values())
    passed_on = _passed_on(campaign)
    for row in rows.select_related("size"):
        piece = (row.size.product, tuple(row.size.values))
        made[piece] += max(0, row.done - passed_on[row.size.work_order_id, piece])
    held = QualityCount.objects.of(campaign.store_id).filter(stage=None, size__work_order_id__in=last)
    for count in held.exclude(checked=F("passed")).select_related("size"):
        made[count.size.product, tuple(count.size.values)] -= count.checked - count.passed
    return {piece: pieces for piece, pieces in made.items() if pieces > 0}


def _passed_on(campaign: Campaign) -> Counter[tuple[int, Piece]]:
    """Pieces that belong to live followers, by the work order they come from."""
    sizes = WorkOrderSize.objects.of(campaign.store_id).filter(
        work_order__campaign=campaign, work_order__after__isnull=False
    )
    passed: Counter[tuple[int, Piece]] = Counter()
    for size in sizes.exclude(work_order__state__in=["cancelled", "refused"]).select_related("work_order"):
        passed[size.work_order.after_id, (size.product, tuple(size.values))] += size.target
    return passed
