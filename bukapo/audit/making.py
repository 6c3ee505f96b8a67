"""Invariants 8 and 9: frozen recaps, promises, the relay of stages."""

from collections.abc import Iterator
from itertools import groupby

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Campaign, Promise
from bukapo.journal.models import EventRow
from bukapo.kernel.canonical import digest
from bukapo.production.models import FrozenRecap, Stage, WorkOrder

WHY = "the audit reads every store"
FREEZING = ["campaign.closed", "campaign.recap_amended", "campaign.order_recapped"]


def recaps() -> Iterator[Breach]:
    """A frozen recap is word for word what the event of its freezing sealed; a closed PO has one."""
    sealed: dict[tuple[int | None, int], str] = {}
    rows = EventRow.objects.filter(kind__in=FREEZING)
    for campaign_id, data in rows.values_list("campaign_id", "data"):
        sealed[campaign_id, data["version"]] = data["digest"]
    for row in FrozenRecap.objects.across_stores(WHY).order_by("pk"):
        where = f"recap {row.pk} (campaign {row.campaign_id}, version {row.version})"
        if digest(row.content) != row.digest:
            yield Breach("recap", where, "its content is not what its digest seals")
        if sealed.pop((row.campaign_id, row.version), None) != row.digest:
            yield Breach("recap", where, "its digest is not the one its event sealed")
    for campaign_id, version in sealed:
        yield Breach("recap", f"campaign {campaign_id}", f"version {version} was frozen and is gone")
    whole = FrozenRecap.objects.across_stores(WHY).filter(order=None)
    closed = Campaign.objects.across_stores(WHY).filter(state__in=["closed", "finished"])
    for pk in closed.exclude(pk__in=whole.values("campaign")).values_list("pk", flat=True):
        yield Breach("recap", f"campaign {pk}", "is closed without a frozen recap")


def promises() -> Iterator[Breach]:
    """After the first, every promise has a reason and the event of its moving."""
    moved = _moved_promises()
    rows = Promise.objects.across_stores(WHY).order_by("campaign_id", "what", "pk")
    for (campaign_id, what), group in groupby(rows, key=lambda row: (row.campaign_id, row.what)):
        for promise in list(group)[1:]:
            where = f"campaign {campaign_id}, {what} {promise.day.isoformat()}"
            if not promise.reason:
                yield Breach("promise", where, "was moved without a reason")
            if (campaign_id, what, promise.day.isoformat()) not in moved:
                yield Breach("promise", where, "was moved without telling anybody")


def _moved_promises() -> set[tuple[int | None, str, str]]:
    """(campaign, what, new day) of every moving that was told."""
    kinds = ["campaign.promise_moved", "campaign.postponed"]
    told = EventRow.objects.filter(kind__in=kinds).values_list("campaign_id", "data")
    return {(campaign, what, day) for campaign, data in told for what, day in data["moves"].items()}


def stages() -> Iterator[Breach]:
    """No stage is ahead of the one before it; a stage stands where its last report says."""
    rows = Stage.objects.across_stores(WHY).order_by("work_order_id", "position").prefetch_related("reports")
    for work_order_id, group in groupby(rows, key=lambda row: row.work_order_id):
        before: Stage | None = None
        for stage in group:
            where = f"work order {work_order_id}, stage {stage.name}"
            if before is not None and stage.done > before.done:
                yield Breach("stage", where, f"has {stage.done} pieces, {before.name} only {before.done}")
            reports = list(stage.reports.all())
            if stage.done != (reports[-1].count if reports else 0):
                yield Breach("stage", where, f"says {stage.done} pieces, its reports say otherwise")
            before = stage


def sizes() -> Iterator[Breach]:
    """A work order is the sum of its sizes, a stage the sum of its counts, and no size is ahead of the stage before."""
    rows = WorkOrder.objects.across_stores(WHY).order_by("pk").prefetch_related("sizes", "stages__counts")
    for order in rows.iterator(chunk_size=500):
        targets = {size.pk: size.target for size in order.sizes.all()}
        where = f"work order {order.pk}"
        if sum(targets.values()) != order.pieces:
            yield Breach(
                "size", where, f"is for {order.pieces} pieces, its sizes are {sum(targets.values())}"
            )
        before = targets
        for stage in order.stages.all():
            done = {count.size_id: count.done for count in stage.counts.all()}
            if done.keys() != targets.keys() or sum(done.values()) != stage.done:
                yield Breach("size", f"{where}, stage {stage.name}", "is not the sum of its sizes")
            if any(pieces > before.get(size, 0) for size, pieces in done.items()):
                yield Breach("size", f"{where}, stage {stage.name}", "has a size ahead of the stage before")
            before = done
