"""What a store's past work orders lost."""

from django.db.models import Q, Sum

from bukapo.production.models import Stage
from bukapo.production.spare.rules import History


def history_of(store_id: int) -> History:
    """Over work orders that are over: reported done, or of a PO whose production the seller declared finished.

    Lost is what began (its first stage) and never passed the last stage.
    """
    over = Q(work_order__state="done") | Q(
        work_order__state__in=["accepted", "working"], work_order__campaign__produced_at__isnull=False
    )
    begun = Stage.objects.of(store_id).filter(over, position=0)
    sums = begun.aggregate(pieces=Sum("done"))
    orders = begun.values_list("work_order_id", flat=True)
    last: dict[int, int] = {}
    rows = Stage.objects.of(store_id).filter(work_order_id__in=orders).order_by("work_order_id", "position")
    for work_order_id, done in rows.values_list("work_order_id", "done"):
        last[work_order_id] = done
    pieces = sums["pieces"] or 0
    return History(pieces, max(0, pieces - sum(last.values())), len(last))
