"""An event becomes messages. Run by the worker, after the event; running it again changes nothing."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from bukapo.journal.models import EventRow
from bukapo.messaging.compose import Shelf, written
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.models import Message
from bukapo.messaging.recipients import Telling, tellings
from bukapo.messaging.rules import EMAIL, FACTS, WHATSAPP
from bukapo.messaging.stops.links import stop_url
from bukapo.messaging.stops.reads import stopped
from bukapo.messaging.ways import Ways

ASKING = [
    "order.placed",
    "order.turn_came",
    "order.changed",
    "order.readmitted",
    "order.proof_rejected",
    "order.balance_asked",
    "order.instalment_asked",
    "order.payment_reminded",
    "order.payment_overdue",
    "order.payment_overdue_again",
    "order.payment_overdue_last",
    "order.due_extended",
]
REMINDERS = [kind for kind in ASKING if kind.startswith(("order.payment_", "order.due_"))]
PRICE_ASKING = ["order.price_asked", "order.price_reminded"]
DELAY_ASKING = ["order.delay_asked", "order.delay_reminded"]
GUARANTEE_ASKING = "order.guarantee_offered"
SETTLES: dict[str, list[str]] = {
    "order.swapped": ["swap.taken", "swap.freed"],
    "swap.freed": ["swap.taken"],
    "order.repriced": ASKING,
    "order.price_agreed": [*ASKING, *PRICE_ASKING],
    "order.price_kept": PRICE_ASKING,
    "order.price_reminded": PRICE_ASKING,
    "order.price_withdrawn": [*ASKING, *PRICE_ASKING, "order.price_agreed"],
    "order.payment_received": ASKING,
    "order.payment_late": ASKING,
    "order.shortfall_forgiven": ASKING,
    "order.cancelled": [*ASKING, *PRICE_ASKING, *DELAY_ASKING, "order.pieces_short", GUARANTEE_ASKING],
    "order.rest_dropped": [*PRICE_ASKING, *DELAY_ASKING, GUARANTEE_ASKING],
    "order.shipped": [GUARANTEE_ASKING],
    "order.delay_asked": [*DELAY_ASKING, "campaign.promise_moved", "work_order.progressed"],
    "order.delay_reminded": DELAY_ASKING,
    "order.short_refunded": [*ASKING, "order.pieces_short"],
    "order.short_filled": ["order.pieces_short"],
    "order.expired": ASKING,
    "order.payment_reminded": REMINDERS,
    "order.payment_overdue": REMINDERS,
    "order.payment_overdue_again": REMINDERS,
    "order.payment_overdue_last": REMINDERS,
    "order.due_extended": REMINDERS,
    "order.readmitted": ["order.expired", "order.payment_late"],
    "order.refund_promised": ["order.payment_late"],
    "order.credit_kept": ["order.payment_late", "order.refund_promised"],
    "order.credit_paid_out": ["order.credit_kept"],
    "order.refund_paid": ["order.refund_promised", "order.credit_paid_out"],
    "roster.all_filled": ["roster.deadline_near"],
    "work_order.done": ["work_order.progressed"],
    "update.sent": ["update.sent"],
    "work_order.answered.workshop": ["work_order.sent.workshop", "work_order.answered.workshop"],
    "work_order.link_renewed.workshop": ["work_order.sent.workshop", "work_order.link_renewed.workshop"],
    "work_order.cancelled.workshop": [
        "work_order.sent.workshop",
        "work_order.link_renewed.workshop",
        "work_order.answered.workshop",
    ],
    "order.promise_moved": ["order.promised", "order.promise_moved", "work_order.progressed"],
    "campaign.promise_moved": ["campaign.promise_moved", "work_order.progressed"],
    "campaign.postponed": ["campaign.promise_moved", "campaign.postponed"],
    "order.batch_moved": ["campaign.promise_moved", "campaign.postponed", "order.batch_moved"],
}
"""A newer message -> the kinds that nobody should still send to the same person after it."""
ADDRESSES = 250
"""People asked about in one query."""
OVERTAKEN = "overtaken"
"""Kept in `error` of a message that was passed over by itself."""


def tell(event: EventRow, at: datetime) -> None:
    """Write to everybody who should hear of `event`: one message per person and channel, ever."""
    messages: list[Message] = []
    shelves: dict[str, Shelf] = {}
    ways = Ways(event.store_id)
    for telling in _willing(event.store_id, tellings(event)):
        if telling.key not in shelves:
            shelves[telling.key] = Shelf(event.store_id, telling.key)
        messages += _messages(telling, shelves[telling.key], ways, at)
    if not messages:
        return
    with transaction.atomic():
        Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
        for key in shelves:
            overtake(event, key, [message.recipient for message in messages if message.kind == key])


def _willing(store_id: int, found: Iterator[Telling]) -> list[Telling]:
    """Without those who want no more news and offers; whoever said so by one address means the other as well."""
    everybody = list(found)
    asked = [one for one in everybody if KINDS[one.key].purpose != FACTS]
    ended: set[str] = set()
    for start in range(0, len(asked), ADDRESSES):
        some = asked[start : start + ADDRESSES]
        ended |= stopped(store_id, [address for one in some for address in (one.phone, one.email)])
    return [one for one in everybody if KINDS[one.key].purpose == FACTS or not {one.phone, one.email} & ended]


def _messages(telling: Telling, shelf: Shelf, ways: Ways, at: datetime) -> Iterator[Message]:
    purpose = KINDS[telling.key].purpose
    for name, address in ((WHATSAPP, telling.phone), (EMAIL, telling.email)):
        if not address or name in shelf.silent:
            continue
        way_out = "" if purpose == FACTS else stop_url(telling.case.store.pk, address)
        subject, body = written(telling, name, shelf, way_out)
        born = ways.born(name)
        yield Message(
            store=telling.case.store,
            event=telling.case.event,
            order=telling.case.order,
            campaign=telling.case.campaign,
            kind=telling.key,
            purpose=purpose,
            recipient=telling.who,
            name=telling.name,
            channel=name,
            address=address,
            subject=subject[:200],
            body=body,
            state=born,
            created_at=at,
            sent_at=at if born == "sent" else None,
            send_after=ways.when(telling, at) if born == "queued" else at,
            form=ways.form(telling) if name == WHATSAPP and born == "queued" else {},
        )


def overtake(event: EventRow, key: str, recipients: list[str]) -> None:
    """Pass over what waits for a tap and is no longer true."""
    older = Message.objects.of(event.store_id).filter(state__in=["ready", "queued"], event_id__lt=event.pk)
    if not _new_link(event):  # else every one of them carries the old link
        older = older.filter(kind__in=SETTLES.get(key, []))
    older.filter(recipient__in=recipients).update(state="skipped", error=OVERTAKEN)


def _new_link(event: EventRow) -> bool:
    renewed = event.kind == "order.changed" and "link" in event.data["what"]
    return renewed or event.kind == "order.handed_over"
