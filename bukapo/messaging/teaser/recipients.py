"""Who hears of a teaser, as things now stand."""

from collections.abc import Iterator

from django.db.models import QuerySet

from bukapo.campaigns.models import Campaign, Interest
from bukapo.campaigns.teaser.rules import BY_EMAIL, COUNTED
from bukapo.journal.models import EventRow
from bukapo.messaging.teaser.kinds import REMINDING
from bukapo.orders.models import Reminder
from bukapo.orders.reminders.reads import standing_of, to_remind
from bukapo.orders.reminders.rules import is_true

Heard = tuple[str, Interest]
"""Which message, and to whom."""


def who_hears(event: EventRow) -> Iterator[Heard]:
    """Of an `interest.…` event its one person, of a reminder everybody it is for: if it is still true."""
    if event.kind in REMINDING:
        yield from _reminded(event)
    elif event.kind.startswith("interest."):
        yield from _own(event)


def speaks_of_teaser(kind: str) -> bool:
    """Whether somebody who signed up may be told of such an event."""
    return kind in REMINDING or kind in ("interest.signed_up", "interest.asked_again", "interest.confirmed")


def _own(event: EventRow) -> Iterator[Heard]:
    rows = Interest.objects.of(event.store_id).select_related("campaign__store")
    found = rows.filter(pk=event.subject_id).exclude(state="withdrawn").first()
    if found is None:
        return
    if found.state == "waiting":
        yield "interest.confirm", found
    elif event.kind != "interest.signed_up" or found.way != BY_EMAIL:
        yield "interest.welcome", found  # an e-mail that has confirmed meanwhile is welcomed by that


def _reminded(event: EventRow) -> Iterator[Heard]:
    what = event.kind.removeprefix("campaign.")
    campaign = Campaign.objects.of(event.store_id).select_related("store").get(pk=event.campaign_id)
    if not still_true(campaign, what, event):
        return
    rows: QuerySet[Interest] = to_remind(campaign, what)
    for one in rows.filter(state__in=COUNTED).iterator(chunk_size=500):
        one.campaign = campaign
        yield event.kind, one


def still_true(campaign: Campaign, what: str, event: EventRow) -> bool:
    """It was not taken back meanwhile (the worker looks every second), and what is counted now says so too."""
    said = Reminder.objects.of(event.store_id).filter(pk=event.subject_id, state="said")
    standing = standing_of(campaign)
    return standing is not None and is_true(what, standing, event.at) and bool(said.exists())
