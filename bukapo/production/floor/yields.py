"""How many good pieces there are to give to buyers."""

from collections import Counter

from django.db.models import Q

from bukapo.campaigns.models import Campaign
from bukapo.production.models import Stage, StageCount

Piece = tuple[str, tuple[str, ...]]
"""(product as the recap names it, values of its options)."""


def good_pieces(campaign: Campaign) -> dict[Piece, int]:
    """Pieces that have passed the last stage of the PO's work orders, spare ones included.

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
    return dict(made)
