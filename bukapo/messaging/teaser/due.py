"""What waits to be sent and is not true any more, or has become needless. The worker asks just before it sends."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Q

from bukapo.campaigns.models import Interest
from bukapo.messaging.consumer import OVERTAKEN
from bukapo.messaging.models import Message
from bukapo.messaging.teaser.kinds import REMINDING
from bukapo.orders.models import Reminder
from bukapo.orders.reminders.reads import campaigns_of, ordered

_WHY = "the worker serves every store"
LATELY = timedelta(days=1)
_MOST = 2_000


def pass_over_untold(at: datetime) -> int:
    """Skip reminders that were taken back, and those to people who have ordered meanwhile; returns how many."""
    reminders = Reminder.objects.across_stores(_WHY).filter(Q(state="said") | Q(over_at__gt=at - LATELY))
    states = {(campaign, f"campaign.{what}"): state for campaign, what, state in reminders.values_list(
        "campaign_id", "what", "state")}  # fmt: skip
    if not states:
        return 0
    waiting = Message.objects.across_stores(_WHY).filter(
        state__in=["ready", "queued"],
        kind__in=REMINDING,
        campaign__in={campaign for campaign, _kind in states},
    )
    gone: list[int] = []
    true: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for pk, campaign, kind, recipient in waiting.values_list("pk", "campaign_id", "kind", "recipient")[
        :_MOST
    ]:
        if states.get((campaign, kind)) != "said":
            gone.append(pk)
        else:
            true[campaign][int(recipient.removeprefix("interest:"))].append(pk)
    gone += _needless(true)
    rows = Message.objects.across_stores(_WHY).filter(pk__in=gone, state__in=["ready", "queued"])
    return int(rows.update(state="skipped", error=OVERTAKEN)) if gone else 0


def _needless(true: dict[int, dict[int, list[int]]]) -> list[int]:
    """Messages to people who have ordered."""
    found: list[int] = []
    for pk, campaign in campaigns_of(true).items():
        rows = Interest.objects.of(campaign.store_id).filter(ordered(campaign), pk__in=list(true[pk]))
        for interest in rows.values_list("pk", flat=True):
            found += true[pk][interest]
    return found
