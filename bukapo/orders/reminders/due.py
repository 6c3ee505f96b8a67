"""What becomes true, and what stops being it. The worker asks every second."""

from datetime import datetime

from django.db.models import Count, Q

from bukapo.campaigns.models import Campaign
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import Reminder
from bukapo.orders.reminders.reads import campaigns_of, standing_of, with_interests
from bukapo.orders.reminders.rules import BEFORE, WHAT, is_true
from bukapo.orders.reminders.writes import end_reminder, remind

_WHY = "the worker serves every store"
_MOST = 50


def remind_truly(at: datetime) -> int:
    """Say what has become true and was never said; returns how many. One question where nobody has signed up."""
    soon = at + BEFORE
    rows = Campaign.objects.across_stores(_WHY).filter(
        Q(opens_at__lte=soon) | Q(early_opens_at__lte=soon), state="published", closes_at__gt=at
    )
    rows = with_interests(rows).annotate(told=Count("reminders")).filter(told__lt=len(WHAT))
    done = 0
    for campaign in rows.select_related("store").order_by("closes_at")[:_MOST]:
        standing = standing_of(campaign)
        true = [what for what in WHAT if standing is not None and is_true(what, standing, at)]
        if not true:
            continue
        said = set(
            Reminder.objects.of(campaign.store_id).filter(campaign=campaign).values_list("what", flat=True)
        )
        done += sum(_said(campaign, what, at) for what in true if what not in said)
    return done


def _said(campaign: Campaign, what: str, at: datetime) -> bool:
    try:
        remind(store_id=campaign.store_id, campaign_id=campaign.pk, what=what, actor=SYSTEM_ACTOR, at=at)
    except Refusal:
        return False
    return True


def end_reminders(at: datetime) -> int:
    """Take back what is true no more; returns how many."""
    rows = Reminder.objects.across_stores(_WHY).filter(state="said").order_by("pk")
    standing = list(rows.values_list("store_id", "pk", "campaign_id", "what")[: 10 * _MOST])
    campaigns = campaigns_of({campaign for _store, _pk, campaign, _what in standing})
    counted = {pk: standing_of(campaign) for pk, campaign in campaigns.items()}
    done = 0
    for store_id, pk, campaign_id, what in standing:
        now = counted[campaign_id]
        if now is not None and is_true(what, now, at):
            continue
        try:
            end_reminder(store_id=store_id, reminder_id=pk, actor=SYSTEM_ACTOR, at=at)
        except Refusal:
            continue
        done += 1
    return done
