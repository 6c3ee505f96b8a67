"""Whether a reminder that is about to be sent is still true, and still needed."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.campaigns.models import Interest
from bukapo.messaging.models import Message
from bukapo.messaging.teaser.kinds import REMINDING
from bukapo.orders.reminders.reads import campaigns_of, ordered, standing_of
from bukapo.orders.reminders.rules import is_true


def untrue(messages: Sequence[Message], at: datetime) -> frozenset[int]:
    """Ids of those that nobody should be told any more. No query where none is a reminder."""
    reminders = [one for one in messages if one.kind in REMINDING]
    gone: set[int] = set()
    for pk, campaign in campaigns_of({one.campaign_id or 0 for one in reminders}).items():
        mine = [one for one in reminders if one.campaign_id == pk]
        standing = standing_of(campaign)
        people = {one.recipient.removeprefix("interest:") for one in mine}
        rows = Interest.objects.of(campaign.store_id).filter(ordered(campaign), pk__in=people)
        bought = {f"interest:{interest}" for interest in rows.values_list("pk", flat=True)}
        for one in mine:
            true = standing is not None and is_true(one.kind.removeprefix("campaign."), standing, at)
            if not true or one.recipient in bought:
                gone.add(one.pk)
    return frozenset(gone)
