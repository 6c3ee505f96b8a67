"""The worker drafts each store's weekly updates when their hour has come."""

from datetime import datetime, timedelta

from django.db import IntegrityError

from bukapo.campaigns.models import Campaign
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.messaging.broadcasts.rows import TellingHabit
from bukapo.messaging.updates.reads import AT_WORK, is_in_production
from bukapo.messaging.updates.rows import Update
from bukapo.messaging.updates.rules import STILL, turn
from bukapo.messaging.updates.writes import draft_update
from bukapo.production.models import WorkOrder

_EVERY = "the worker serves every store"
EVERY = timedelta(minutes=5)
"""How often one worker looks."""

_looked: list[datetime] = []


def draft_updates(at: datetime) -> int:
    """At most once in five minutes per worker; returns how many drafts were made."""
    if _looked and abs(at - _looked[0]) < EVERY:
        return 0
    _looked[:] = [at]
    return draft_due(at)


def draft_due(at: datetime) -> int:
    """For every PO in production whose store's hour came less than two days ago and has no draft of that day."""
    running = WorkOrder.objects.across_stores(_EVERY).filter(state__in=AT_WORK, order=None)
    campaigns = Campaign.objects.across_stores(_EVERY).filter(
        pk__in=running.values("campaign"), state__in=["published", "closed"], produced_at=None
    )
    habits = {row.store_id: row for row in TellingHabit.objects.across_stores(_EVERY)}
    return sum(
        _draft(campaign, habits.get(campaign.store_id) or TellingHabit(store=campaign.store), at)
        for campaign in campaigns.select_related("store").order_by("pk")
    )


def _draft(campaign: Campaign, habit: TellingHabit, at: datetime) -> int:
    if habit.weekday is None:
        return 0
    due = turn(at, weekday=habit.weekday, hour=habit.hour, minute=habit.minute, zone=campaign.store.zone)
    had = Update.objects.of(campaign.store_id).filter(campaign=campaign, week=due.date())
    if at - due > STILL or had.exists() or not is_in_production(campaign):
        return 0
    try:
        draft_update(campaign=campaign, week=due.date(), actor=SYSTEM_ACTOR, at=at)
    except IntegrityError:
        return 0  # another worker drafted it
    return 1
