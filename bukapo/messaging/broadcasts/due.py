"""The worker writes broadcasts out: some hundred messages in one short transaction, never far ahead of the channel.

Killed anywhere it begins again where the list says; a message that is there already stays the only one (its UNIQUE
event, recipient and channel).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.messaging.broadcasts.exits import born_of
from bukapo.messaging.broadcasts.filling import Filled, Press, Reader
from bukapo.messaging.broadcasts.groups import GROUPS, Asked
from bukapo.messaging.broadcasts.rows import Broadcast, BroadcastRecipient
from bukapo.messaging.broadcasts.rules import AHEAD, GROUP, MOVED, PRIORITY, STOPPED
from bukapo.messaging.broadcasts.writes import finish_broadcast, messages_of
from bukapo.messaging.consumer import overtake
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.models import Message
from bukapo.messaging.rules import EMAIL, WHATSAPP
from bukapo.messaging.stops.reads import stopped
from bukapo.orders.models import Order

MOST_AT_ONCE = 20
"""Broadcasts looked after in one round."""


def write_broadcasts(at: datetime) -> int:
    """A group of each broadcast under way; returns how many people were dealt with."""
    rows = Broadcast.objects.across_stores("the worker serves every store").filter(state="queued")
    under_way = rows.select_related("store", "campaign").order_by("pk")[:MOST_AT_ONCE]
    return sum(_go_on(row, at) for row in under_way)


def _go_on(row: Broadcast, at: datetime) -> int:
    if row.written == row.people:
        return _finish(row, at)
    if messages_of(row, states=["queued", "ready", "sending"]).count() >= AHEAD:
        return 0
    return write_group(row, at)


def _finish(row: Broadcast, at: datetime) -> int:
    try:
        finish_broadcast(store_id=row.store_id, broadcast_id=row.pk, actor=SYSTEM_ACTOR, at=at)
    except WrongState:
        return 0  # held, called off, or another worker was faster
    return 1


def write_group(row: Broadcast, at: datetime) -> int:
    """The next GROUP positions of the list. Words are filled outside the transaction."""
    reads = BroadcastRecipient.objects.of(row.store_id).filter(broadcast=row, position__gt=row.written)
    people = list(reads.order_by("position")[:GROUP])
    event = EventRow.objects.get(subject=Broadcast._meta.label, subject_id=row.pk, kind="broadcast.confirmed")
    left = _left(row, people)
    asked = Asked(row.store_id, row.campaign, row.choice)
    press = Press(GROUPS[row.group], asked, row.subject, row.body, store=row.store)
    told = [one for one in people if one.pk not in left]
    filled = press.filled([Reader(one.who, one.name, one.order_id) for one in told])
    messages = [message for one in told for message in _messages(row, event, one, filled[one.who], at)]
    return len(people) if _store(row, event, people, left, messages) else 0


def _store(
    row: Broadcast,
    event: EventRow,
    people: Sequence[BroadcastRecipient],
    left: dict[int, str],
    messages: Sequence[Message],
) -> bool:
    """All or nothing; False when the broadcast was held or another worker wrote this piece."""
    with transaction.atomic():
        mine = Broadcast.objects.of(row.store_id).filter(pk=row.pk, state="queued", written=row.written)
        if mine.update(written=people[-1].position) != 1:
            return False
        for why in (STOPPED, MOVED):
            gone = [pk for pk, reason in left.items() if reason == why]
            if gone:
                BroadcastRecipient.objects.of(row.store_id).filter(pk__in=gone).update(left=why)
        Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
        overtake(event, row.kind, [message.recipient for message in messages])
    return True


def _left(row: Broadcast, people: Sequence[BroadcastRecipient]) -> dict[int, str]:
    """Recipient -> why they get nothing after all, as things now stand. Three queries."""
    numbers = {one.order_id: one for one in people if one.order_id}
    left: dict[int, str] = {}
    if numbers:
        group = GROUPS[row.group].people(Asked(row.store_id, row.campaign, row.choice))
        if group.model is Order:
            still = set(group.filter(pk__in=list(numbers)).values_list("pk", flat=True))
            left = {one.pk: MOVED for number, one in numbers.items() if number not in still}
    addresses = [address for one in people for address in (one.phone, one.email) if address]
    said_no = stopped(row.store_id, addresses)
    return left | {one.pk: STOPPED for one in people if {one.phone, one.email} & said_no}


def _messages(
    row: Broadcast, event: EventRow, one: BroadcastRecipient, words: Filled, at: datetime
) -> Iterator[Message]:
    for name, address in ((WHATSAPP, one.phone), (EMAIL, one.email)):
        if not address:
            continue
        born = born_of(row.store_id, name)
        yield Message(
            store_id=row.store_id, event=event, order_id=one.order_id, campaign_id=row.campaign_id, kind=row.kind,
            purpose=KINDS[row.kind].purpose, priority=PRIORITY, recipient=one.who, name=one.name, channel=name,
            address=address, subject=words.subject[:200] if name == EMAIL else "", body=words.body, state=born,
            created_at=at, sent_at=at if born == "sent" else None, send_after=at,
        )  # fmt: skip
