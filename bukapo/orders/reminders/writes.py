"""Saying a reminder, and taking it back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.campaigns.models import Campaign
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.models import Reminder
from bukapo.orders.reminders.events import SAYS, OfReminder, ReminderOver
from bukapo.orders.reminders.reads import standing_of
from bukapo.orders.reminders.rules import REMINDER, is_true


class NothingToSay(Refusal):
    """Not true now, or said before."""

    code = "nothing_to_remind"
    sentence = gettext_noop("Pengingat ini belum benar, atau sudah pernah dikirim.")


@write
def remind(*, store_id: int, campaign_id: int, what: str, actor: Actor, at: datetime) -> OfReminder:
    """Say it to who signed up, if it is true at `at`: once in the life of a PO. Raises NothingToSay, NotFound."""
    campaign = Campaign.objects.of(store_id).select_related("store").filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    standing = standing_of(campaign)
    if standing is None or not is_true(what, standing, at):
        raise NothingToSay()
    try:
        with transaction.atomic():
            said = Reminder.objects.create(store_id=store_id, campaign=campaign, what=what, said_at=at)
    except IntegrityError:
        raise NothingToSay() from None
    return SAYS[what](
        store_id=store_id,
        campaign_id=campaign_id,
        reminder_id=said.pk,
        state="said",
        left=-1 if standing.left is None else standing.left,
        missing=max(0, standing.minimum - standing.paid) if standing.minimum else -1,
    )


@write
def end_reminder(*, store_id: int, reminder_id: int, actor: Actor, at: datetime) -> ReminderOver:
    """It is not true any more: what waits to be sent is passed over. Raises NotFound, WrongState."""
    rows = Reminder.objects.of(store_id)
    found = rows.filter(pk=reminder_id).first()
    if found is None:
        raise NotFound()
    move(rows, pk=found.pk, machine=REMINDER, to="over", over_at=at)
    return ReminderOver(
        store_id=store_id,
        campaign_id=found.campaign_id,
        reminder_id=found.pk,
        state="over",
        what=found.what,
    )
