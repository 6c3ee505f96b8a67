"""What was foreseen last, and what would be foreseen now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import Order
from bukapo.production.models import Forecast, WorkOrder, Workshop
from bukapo.production.promise.facts import Own, Shop, own_facts
from bukapo.production.promise.outlook import Outlook, Work, foresee
from bukapo.production.promise.simulate import RUNS
from bukapo.production.promise.writes import OPEN
from bukapo.stores.models import Store


def latest_forecasts(store_id: int, work_order_ids: Iterable[int]) -> dict[int, Forecast]:
    """Work order -> its last forecast; work orders without one are left out. One query, one row for each."""
    rows = Forecast.objects.of(store_id)
    asked = rows.filter(work_order_id__in=list(work_order_ids)).order_by()
    last = asked.values("work_order_id").annotate(last=Max("id")).values("last")
    return {row.work_order_id: row for row in rows.filter(pk__in=last)}


def shop_of(store: Store, workshop: Workshop | None = None, name: str = "") -> Shop:
    """The workshop by its row; by a name that the directory has, too, its row is found."""
    if workshop is None and name.strip():
        workshop = Workshop.objects.of(store).filter(name__iexact=name.strip()).first()
    return Shop(store.pk, store.zone, workshop, "" if workshop else name.strip())


def finish_for(
    store: Store,
    workshop: Workshop | None,
    stages: Sequence[str],
    pieces: int,
    start: date,
    *,
    today: date | None = None,
    name: str = "",
    runs: int = RUNS,
) -> Outlook:
    """When `pieces` are finished that the workshop is given on `start`, behind all it has to do already.

    `today` (by default `start`) is the day it is asked; `name` of a workshop that is in no directory. Six queries.
    """
    return finish_with(
        own_facts(shop_of(store, workshop, name)), stages, pieces, start, today=today, runs=runs
    )


def finish_with(
    own: Own, stages: Sequence[str], pieces: int, start: date, *, today: date | None = None, runs: int = RUNS
) -> Outlook:
    """The same from facts that were read already."""
    work = Work(tuple(stages), pieces, start)
    return foresee(own.known, work, today=min(today or start, start), queue=own.queue(), runs=runs)


@dataclass(frozen=True)
class Expected:
    """An honest range: `first` in half of all cases, `last` in nine of ten."""

    first: date
    last: date


def expected_finish(campaign: Campaign, order: Order | None = None) -> Expected | None:
    """When all of the PO's work is there, by the latest forecasts; of what is made to order only what is `order`'s.

    None when nothing is being made for it, or some of it was not foreseen yet. Two queries.
    """
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, state__in=OPEN)
    ids = dict(rows.values_list("pk", "order_id"))
    if order is not None:
        ids = {pk: of for pk, of in ids.items() if of in (None, order.pk)}
    found = latest_forecasts(campaign.store_id, ids)
    if not ids or len(found) < len(ids):
        return None
    return Expected(max(row.p50 for row in found.values()), max(row.p90 for row in found.values()))
