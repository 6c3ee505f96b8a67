"""How many good pieces there are to give to buyers."""

from collections import Counter

from django.db.models import F, Q

from bukapo.campaigns.models import Campaign
from bukapo.production.models import QualityCount, Stage, StageCount

Piece = tuple[str, tuple[str, ...]]
"""(product as the recap names it, values of its options)."""


def good_pieces(campaign: Campaign) -> dict[Piece, int]:
    """Pieces that have passed the last stage of the PO's work orders, spare ones included.

    What the seller's own check holds back (being put right, or scrapped) is not good; nor is what a workshop's check
    holds back, because it has passed no stage since.
    Of work orders that follow each other only the last counts; cancelled and refused ones made nothing.
    """
    of_work_orders = Q(work_order__campaign=campaign, work_order__followers=None)
    stages = Stage.objects.of(campaign.store_id).filter(of_work_orders)
    stages = stages.exclude(work_order__state__in=["cancelled", "refused"])
    last = {stage.work_order_id: stage.pk for stage in stages.order_by("position")}
    made: Counter[Piece] = Counter()
    rows = StageCount.objects.of(campaign.store_id).filter(stage_id__in=last.values())
    for row in rows.select_related("size"):
        made[row.size.product, tuple(row.size.values)] += row.done
    held = QualityCount.objects.of(campaign.store_id).filter(stage=None, size__work_order_id__in=last)
    for count in held.exclude(checked=F("passed")).select_related("size"):
        made[count.size.product, tuple(count.size.values)] -= count.checked - count.passed
    return dict(made)
