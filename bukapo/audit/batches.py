"""Batches and minimums: one of every number, orders moved as told, shortages carried out whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from bukapo.audit.breach import Breach
from bukapo.campaigns.minimums.rules import COLOUR, FALLBACKS
from bukapo.campaigns.models import Campaign, Series
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order, Shortage

WHY = "the audit reads every store"
MOVED = "order.batch_moved"


def origins() -> dict[int, int]:
    """Id of an order that was moved -> the PO it was accepted in."""
    found: dict[int, int] = {}
    rows = EventRow.objects.filter(kind=MOVED).order_by("order_id", "seq").values_list("order_id", "data")
    for order, data in rows:
        found.setdefault(order or 0, data["source_id"])
    return found


def series() -> Iterator[Breach]:
    """A series' batches are numbered without a gap, and each was opened once."""
    told: Counter[tuple[int, int]] = Counter()
    events = EventRow.objects.filter(kind__in=["series.begun", "series.batch_opened"])
    for pk, data in events.values_list("subject_id", "data"):
        told[pk, data["batch"]] += 1
    numbers: dict[int, list[int]] = defaultdict(list)
    rows = Campaign.objects.across_stores(WHY).filter(series__isnull=False).order_by("series_id", "batch")
    for pk, batch in rows.values_list("series_id", "batch"):
        numbers[pk].append(batch)
        if (times := told.pop((pk, batch), 0)) != 1:
            yield Breach("series", f"series {pk}, batch {batch}", f"was opened {times} times")
    for pk, batch in told:
        yield Breach("series", f"series {pk}, batch {batch}", "was opened and is gone")
    for pk in Series.objects.across_stores(WHY).values_list("pk", flat=True):
        if numbers[pk] != list(range(1, len(numbers[pk]) + 1)):
            yield Breach("series", f"series {pk}", f"its batches are numbered {numbers[pk]}")


def closings() -> Iterator[Breach]:
    """A PO that was put off, or is a batch, closes when its last such event says."""
    told: dict[int | None, str] = {}
    put_off: set[int | None] = set()
    events = EventRow.objects.filter(
        kind__in=["campaign.published", "campaign.postponed", "campaign.fell_short"]
    )
    for campaign, kind, data in events.order_by("subject_id", "seq").values_list(
        "campaign_id", "kind", "data"
    ):
        told[campaign] = data["closes_at"]
        if kind != "campaign.published":
            put_off.add(campaign)
    for row in Campaign.objects.across_stores(WHY).exclude(state="draft").order_by("pk"):
        if row.series_id is None and row.pk not in put_off:
            continue
        if row.pk not in told or row.closes_at != datetime.fromisoformat(told[row.pk]):
            yield Breach(
                "closing", f"campaign {row.pk}", f"closes at {row.closes_at}, its events say otherwise"
            )


def moves() -> Iterator[Breach]:
    """An order is where its events put it, and left each PO before it came into the next."""
    where: dict[int | None, int | None] = {}
    rows = EventRow.objects.filter(kind__in=["order.placed", MOVED]).order_by("order_id", "seq")
    for order, campaign, kind, data in rows.values_list("order_id", "campaign_id", "kind", "data"):
        if kind == MOVED and where.get(order) != data["source_id"]:
            yield Breach("move", f"order {order}", f"left campaign {data['source_id']}, where it was not")
        where[order] = campaign
    orders = Order.objects.across_stores(WHY).order_by("pk")
    for pk, number, campaign in orders.values_list("pk", "number", "campaign_id"):
        if where.get(pk, campaign) != campaign:
            yield Breach("move", f"order {number}", f"is in campaign {campaign}, its events say {where[pk]}")


def shortages() -> Iterator[Breach]:
    """Every shortage was told, and when it is over nobody is left in a PO that does not run."""
    told = Counter(EventRow.objects.filter(kind="campaign.fell_short").values_list("campaign_id", flat=True))
    ended = Counter(
        EventRow.objects.filter(kind="campaign.shortage_settled").values_list("campaign_id", flat=True)
    )
    for campaign, data in EventRow.objects.filter(kind="campaign.postponed").values_list(
        "campaign_id", "data"
    ):
        ended[campaign] += data["how"] == "extension"
    jobs = list(Shortage.objects.across_stores(WHY).order_by("pk"))
    begun = Counter(job.campaign_id for job in jobs)
    over = Counter(job.campaign_id for job in jobs if job.done_at)
    for campaign in {*told, *begun}:
        if told[campaign] != begun[campaign] or ended[campaign] != over[campaign]:
            yield Breach(
                "shortage", f"campaign {campaign}", "its shortages are not those that its events tell"
            )
    left = Order.objects.across_stores(WHY).filter(
        campaign__fell_short_at__isnull=False, state__in=["placed", "confirmed"]
    )
    going = [job.campaign_id for job in jobs if job.done_at is None]
    for number in left.exclude(campaign_id__in=going).values_list("number", flat=True):
        yield Breach("shortage", f"order {number}", "is left in a PO that does not run")


def choices() -> Iterator[Breach]:
    """What a buyer chose is something that can be done."""
    rows = Order.objects.across_stores(WHY).exclude(if_short="").order_by("pk")
    for number, chosen, second in rows.values_list("number", "if_short", "second_choice"):
        if chosen not in FALLBACKS or (chosen == COLOUR) != bool(second):
            yield Breach("choice", f"order {number}", f"chose {chosen!r} {second!r} for a shortage")
