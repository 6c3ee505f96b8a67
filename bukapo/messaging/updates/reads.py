"""The facts of an update, and the updates a PO has had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED, SHIP_UNTIL
from bukapo.catalog.models import Photo
from bukapo.messaging.updates.rows import PhotoChoice, Update
from bukapo.messaging.updates.rules import IN_DANGER, ON_COURSE, UNKNOWN, Facts, merged, read_facts
from bukapo.messaging.updates.words import draft_of
from bukapo.production.lateness.reads import lateness_of, running_of
from bukapo.production.models import Stage, StageReport
from bukapo.production.promise.reads import latest_forecasts

WEEK = timedelta(days=7)
SHOWN, PHOTOS = 12, 24
AT_WORK = ["accepted", "working", "done"]


@dataclass(frozen=True)
class WaitingUpdate:
    """A draft as it stands now: `stale` when something was reported since it was made, `facts` and `text` fresh."""

    row: Update
    facts: Facts
    text: str
    stale: bool


def is_in_production(campaign: Campaign) -> bool:
    """A workshop has taken the PO's work on and it is not all made. (Made to order: each order has its own story.)"""
    if campaign.state not in ("published", "closed") or campaign.produced_at is not None:
        return False
    return bool(running_of(campaign).filter(state__in=AT_WORK).exists())


def since_of(campaign: Campaign, at: datetime) -> datetime:
    """When the last update was sent, or a week ago."""
    rows = Update.objects.of(campaign.store_id).filter(campaign=campaign, state="sent")
    last = rows.order_by("-pk").values_list("ended_at", flat=True).first()
    return max(last, at - 2 * WEEK) if last else at - WEEK


def facts_of(campaign: Campaign, *, since: datetime, at: datetime) -> Facts:
    """What is counted at `at`, and how much of it since `since`. Six queries."""
    store = campaign.store_id
    earlier = StageReport.objects.of(store).filter(stage=OuterRef("pk"), at__lt=since).order_by("-pk")
    stages = Stage.objects.of(store).filter(
        work_order__campaign=campaign, work_order__order=None, work_order__state__in=AT_WORK
    )
    rows = stages.annotate(before=Subquery(earlier.values("count")[:1])).order_by("work_order_id", "position")
    promises = current_promises(campaign)
    days = {what: promises[what].isoformat() if what in promises else "" for what in (PRODUCED, SHIP_UNTIL)}
    photo = shown_photos(campaign, since=since)[:1]
    return Facts(
        since=since.astimezone(ZoneInfo(campaign.store.zone)).date().isoformat(),
        stages=merged([(row.name, row.done, row.target, row.before or 0) for row in rows]),
        produced=days[PRODUCED],
        ship_until=days[SHIP_UNTIL],
        schedule=_schedule(campaign, at),
        photo_id=photo[0].pk if photo else None,
    )


def _schedule(campaign: Campaign, at: datetime) -> str:
    """On course only if every work order under way was foreseen, and none of it says otherwise."""
    if lateness_of(campaign, at=at).signs:
        return IN_DANGER
    running = list(running_of(campaign).values_list("pk", flat=True))
    foreseen = latest_forecasts(campaign.store_id, running)
    return ON_COURSE if running and set(running) <= set(foreseen) else UNKNOWN


def shown_photos(campaign: Campaign, *, since: datetime | None = None) -> Sequence[Photo]:
    """The workshop's photos that buyers may see, the newest first."""
    found = _photos(campaign, since)
    hidden = hidden_of(campaign.store_id, [photo.pk for photo in found])
    return [photo for photo in found if photo.pk not in hidden]


def photos_for_seller(campaign: Campaign) -> list[tuple[Photo, bool]]:
    """The workshop's newest photos, and whether buyers see them."""
    found = _photos(campaign, None)
    hidden = hidden_of(campaign.store_id, [photo.pk for photo in found])
    return [(photo, photo.pk not in hidden) for photo in found]


def hidden_of(store_id: int, photo_ids: Iterable[int]) -> set[int]:
    """Which of these photos buyers are not shown."""
    wanted = list(photo_ids)
    if not wanted:
        return set()
    rows = PhotoChoice.objects.of(store_id).filter(photo_id__in=wanted, shown=False)
    return set(rows.values_list("photo_id", flat=True))


def _photos(campaign: Campaign, since: datetime | None) -> list[Photo]:
    reports = StageReport.objects.of(campaign.store_id).filter(
        stage__work_order__campaign=campaign, stage__work_order__order=None, photo__isnull=False
    )
    if since is not None:
        reports = reports.filter(at__gte=since)
    return [report.photo for report in reports.select_related("photo").order_by("-pk")[:PHOTOS]]


def updates_of(campaign: Campaign) -> Sequence[Update]:
    """The newest first, at most SHOWN, whatever became of them."""
    rows = Update.objects.of(campaign.store_id).filter(campaign=campaign)
    return list(rows.select_related("photo", "broadcast").order_by("-pk")[:SHOWN])


def sent_updates(campaign: Campaign, limit: int = 4) -> Sequence[Update]:
    """What buyers may read, the newest first. One query."""
    rows = Update.objects.of(campaign.store_id).filter(campaign=campaign, state="sent")
    return list(rows.select_related("photo").order_by("-pk")[:limit])


def waiting_update(campaign: Campaign, at: datetime) -> WaitingUpdate | None:
    """The draft that waits for a glance, with what is counted now."""
    row = Update.objects.of(campaign.store_id).filter(campaign=campaign, state="waiting").first()
    if row is None:
        return None
    fresh = facts_of(campaign, since=row.since, at=at)
    stale = fresh.digest != read_facts(dict(row.facts)).digest
    return WaitingUpdate(row, fresh, draft_of(fresh), stale)
