"""Every night each open work order is foreseen anew. The worker asks; every work order is its own write."""

from datetime import UTC, datetime, time, timedelta

from django.db.models import Exists, OuterRef

from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.production.models import Forecast, WorkOrder
from bukapo.production.promise.facts import Own, Shop, own_facts
from bukapo.production.promise.outlook import foresee
from bukapo.production.promise.writes import OPEN, keep_forecast

NIGHT = time(19, tzinfo=UTC)
"""02.00 WIB: nobody reports, nobody reads."""
BATCH, RUNS = 10, 4_000
WHY = "the worker serves every store"


def foresee_open(at: datetime) -> int:
    """Forecasts for work orders that have none of this night; returns how many. The rest comes with the next round."""
    night = night_of(at)
    made = Forecast.objects.across_stores(WHY).filter(work_order=OuterRef("pk"), made_at__gte=night)
    rows = WorkOrder.objects.across_stores(WHY).filter(~Exists(made), state__in=OPEN, sent_at__lte=at)
    known: dict[str, Own] = {}
    done = 0
    for order in rows.select_related("store", "workshop").order_by("store_id", "workshop_id", "id")[:BATCH]:
        shop = Shop(order.store_id, order.store.zone, order.workshop, order.workshop_name)
        own = known.get(shop.key) or known.setdefault(shop.key, own_facts(shop))
        done += _foresee(order, own, shop, night, at)
    return done


def night_of(at: datetime) -> datetime:
    """The latest beginning of a night, not after `at`."""
    night = datetime.combine(at.astimezone(UTC).date(), NIGHT)
    return night if night <= at else night - timedelta(days=1)


def _foresee(order: WorkOrder, own: Own, shop: Shop, night: datetime, at: datetime) -> bool:
    if all(row.pk != order.pk for row in own.rows):  # older than what is looked at
        own = own_facts(shop, until=order)
    outlook = foresee(own.known, own.work(order), today=shop.today(at), queue=own.queue(order), runs=RUNS)
    try:
        keep_forecast(
            store_id=order.store_id,
            work_order_id=order.pk,
            outlook=outlook,
            since=night,
            actor=SYSTEM_ACTOR,
            at=at,
        )
    except Refusal:
        return False  # somebody was faster, or it is finished
    return True
