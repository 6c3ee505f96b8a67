"""Orders that are made one by one: one job each, with its recap, its work order, its promise."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from django.db.models import F, Max, Sum

from bukapo.audit.breach import Breach
from bukapo.campaigns.rules import MADE_TO_ORDER, PROMISES
from bukapo.journal.models import EventRow
from bukapo.orders.models import Job, Order, OrderLine, OrderPromise
from bukapo.orders.rules import DELIVERED
from bukapo.production.models import FrozenRecap, WorkOrder

WHY = "the audit reads every store"
PATIENCE = timedelta(hours=1)
"""So long a worker may have been away before a confirmed order without a job is a breach."""


def jobs() -> Iterator[Breach]:
    """A confirmed order of a PO made to order is one job of that PO; nothing left the house unmade."""
    told = EventRow.objects.filter(kind="order.promised").values_list("order_id", "data")
    begun = Counter((order_id, data["job_id"]) for order_id, data in told)
    rows = Job.objects.across_stores(WHY).select_related("order", "campaign").order_by("pk")
    for job in rows.iterator(chunk_size=500):
        where = f"job {job.pk} (order {job.order.number})"
        if job.order.campaign_id != job.campaign_id or job.campaign.kind != MADE_TO_ORDER:
            yield Breach("job", where, "is not of a PO made to order")
        if begun.pop((job.order_id, job.pk), 0) != 1:
            yield Breach("job", where, "did not begin by exactly one event")
        if job.order.state in DELIVERED and not job.made_at:
            yield Breach("job", where, "left the house and was never made")
    for order_id, _job in begun:
        yield Breach("job", f"order {order_id}", "began a job that is gone")
    yield from _never_begun()


def _never_begun() -> Iterator[Breach]:
    latest = EventRow.objects.aggregate(at=Max("at"))["at"]
    rows = Order.objects.across_stores(WHY).filter(campaign__kind=MADE_TO_ORDER, job=None)
    for order in rows.filter(state__in=["confirmed", *DELIVERED]).order_by("pk"):
        if order.state in DELIVERED or (order.confirmed_at and order.confirmed_at < latest - PATIENCE):
            yield Breach("job", f"order {order.number}", "is confirmed and nobody makes it")


def goods() -> Iterator[Breach]:
    """A job has one frozen recap with all of the order's pieces, and work orders of that order, one of them alive."""
    recaps: dict[int, list[FrozenRecap]] = {}
    for recap in FrozenRecap.objects.across_stores(WHY).filter(order__isnull=False):
        recaps.setdefault(recap.order_id, []).append(recap)
    lines = OrderLine.objects.across_stores(WHY).filter(order__job__isnull=False).order_by()
    ordered = dict(lines.values_list("order_id").annotate(n=Sum("qty")))
    works: dict[int, list[WorkOrder]] = {}
    for work in WorkOrder.objects.across_stores(WHY).filter(order__isnull=False).select_related("recap"):
        works.setdefault(work.order_id, []).append(work)
    for job in Job.objects.across_stores(WHY).select_related("order").order_by("pk"):
        where = f"job {job.pk} (order {job.order.number})"
        own = recaps.pop(job.order_id, [])
        if [recap.content["totals"]["pieces"] for recap in own] != [ordered.get(job.order_id, 0)]:
            yield Breach("job", where, "has no recap of exactly its pieces")
        if any(line["order"] != job.order.number for recap in own for line in _lines(recap)):
            yield Breach("job", where, "has a recap with somebody else's pieces")
        sent = works.pop(job.order_id, [])
        if not sent or sum(work.state not in ("cancelled", "refused") for work in sent) > 1:
            yield Breach("job", where, f"has {len(sent)} work orders, more or less than one of them alive")
        if any(work.recap.order_id != work.order_id for work in sent):
            yield Breach("job", where, "has a work order from another recap")
    for order_id in {*recaps, *works}:
        yield Breach("job", f"order {order_id}", "is being made without a job")


def _lines(recap: FrozenRecap) -> list[dict[str, str]]:
    return [line for product in recap.content["products"] for line in product["lines"]]


def promises() -> Iterator[Breach]:
    """Every job was promised by its event; what was promised anew has a reason and the event of its moving."""
    told = set()
    for kind, name in (("order.promised", "promises"), ("order.promise_moved", "moves")):
        events = EventRow.objects.filter(kind=kind).values_list("order_id", "data")
        for order_id, data in events:
            for what, days in data[name].items():
                told.add((kind, order_id, what, days[1] if isinstance(days, list) else days))
    rows = OrderPromise.objects.across_stores(WHY).order_by("order_id", "what", "pk")
    given: dict[int, set[str]] = {}
    for (order_id, what), group in groupby(rows, key=lambda row: (row.order_id, row.what)):
        given.setdefault(order_id, set()).add(what)
        for place, promise in enumerate(group):
            where = f"order {order_id}, {what} {promise.day.isoformat()}"
            kind = "order.promise_moved" if place else "order.promised"
            if place and not promise.reason:
                yield Breach("order promise", where, "was moved without a reason")
            if (kind, order_id, what, promise.day.isoformat()) not in told:
                yield Breach("order promise", where, "was given without telling the buyer")
    for job in Job.objects.across_stores(WHY).annotate(number=F("order__number")).order_by("pk"):
        if given.get(job.order_id, set()) != set(PROMISES):
            yield Breach("order promise", f"order {job.number}", "is being made without a promise")
