"""What was foreseen last."""

from collections.abc import Iterable

from django.db.models import Max

from bukapo.production.models import Forecast


def latest_forecasts(store_id: int, work_order_ids: Iterable[int]) -> dict[int, Forecast]:
    """Work order -> its last forecast; work orders without one are left out. One query, one row for each."""
    rows = Forecast.objects.of(store_id)
    asked = rows.filter(work_order_id__in=list(work_order_ids)).order_by()
    last = asked.values("work_order_id").annotate(last=Max("id")).values("last")
    return {row.work_order_id: row for row in rows.filter(pk__in=last)}
