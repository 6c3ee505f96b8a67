"""Locks that come near. The worker asks; every notice is its own write."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Subquery

from bukapo.campaigns.locks.rules import ADDRESS, NOTICE, ORDER, WAY, ladder
from bukapo.campaigns.locks.writes import announce_lock
from bukapo.campaigns.models import Campaign, LockNotice, Promise
from bukapo.campaigns.rules import MADE_TO_ORDER, PRODUCED, SHIP_FROM
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal

_BATCH, _MOST = 50, 1_000
_WHY = "the worker serves every store"


def announce_locks(at: datetime) -> int:
    """Announce what is locked within 48 hours; returns how many notices went out."""
    done = 0
    for store_id, campaign_id, lock in [*_closing(at), *_closed(at)]:
        try:
            announce_lock(store_id=store_id, campaign_id=campaign_id, lock=lock, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue  # announced before, or somebody was faster
        done += 1
    return done


def _closing(at: datetime) -> Iterator[tuple[int, int, str]]:
    rows = Campaign.objects.across_stores(_WHY).filter(
        state="published", opens_at__lt=at, closes_at__gt=at, closes_at__lte=at + NOTICE
    )
    rows = rows.exclude(lock_notices__lock=ORDER).exclude(
        kind=MADE_TO_ORDER
    )  # locked one by one, as they begin
    for store_id, pk in rows.order_by("closes_at", "id").values_list("store_id", "id")[:_BATCH]:
        yield store_id, pk, ORDER


def _closed(at: datetime) -> Iterator[tuple[int, int, str]]:
    """Closed ones whose locks are at hand, reckoned from two questions: the worker asks it every second."""
    last = Promise.objects.across_stores(_WHY).filter(campaign=OuterRef("pk")).order_by("-id")
    rows = Campaign.objects.across_stores(_WHY).filter(state="closed").annotate(
        produced_on=Subquery(last.filter(what=PRODUCED).values("day")[:1]),
        ships_on=Subquery(last.filter(what=SHIP_FROM).values("day")[:1]),
    )  # fmt: skip
    columns = ("store_id", "id", "closes_at", "address_days", "store__zone", "produced_on", "ships_on")
    notices = LockNotice.objects.across_stores(_WHY).filter(campaign__state="closed")
    told = set(notices.values_list("campaign_id", "lock"))
    for store_id, pk, closes_at, days, zone, produced, ships in rows.order_by("-id").values_list(*columns)[
        :_MOST
    ]:
        locks = ladder(closes_at=closes_at, produced=produced, ship_from=ships, address_days=days, zone=zone)
        for lock in (WAY, ADDRESS):
            instant = locks.of(lock)
            if (pk, lock) not in told and instant is not None and at >= instant - NOTICE:
                yield store_id, pk, lock
