"""What went to many: everybody on a frozen list once, nobody beside it, and nobody who had asked to be left alone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.messaging.broadcasts.rules import OFFER_KIND
from bukapo.messaging.models import Broadcast, BroadcastRecipient, Consent, Message, Stop, Update
from bukapo.messaging.rules import EMAIL, NEWS, OFFER, WHATSAPP

WHY = "the audit reads every store"
SHOWN = 100
AT_ONCE = timedelta(minutes=1)
"""A wish that came while a message was being written is told to the next one."""


def lists() -> Iterator[Breach]:
    """A list is what its seller confirmed: as many people and addresses, one after another, nobody twice."""
    told = dict(EventRow.objects.filter(kind="broadcast.confirmed").values_list("subject_id", "data"))
    counted = Broadcast.objects.across_stores(WHY).annotate(
        listed=Count("list"),
        last=Max("list__position"),
        phones=Count("list", filter=~Q(list__phone="")),
        mails=Count("list", filter=~Q(list__email="")),
        one_phone=Count("list__phone", filter=~Q(list__phone=""), distinct=True),
        one_mail=Count(Lower("list__email"), filter=~Q(list__email=""), distinct=True),
    )
    for row in counted.order_by("pk").iterator(chunk_size=500):
        where, said = f"broadcast {row.pk}", told.get(row.pk, {})
        shown = (said.get("people"), said.get("by_whatsapp"), said.get("by_email"))
        if (row.listed, row.phones, row.mails) != shown or (
            row.people,
            row.by_whatsapp,
            row.by_email,
        ) != shown:
            yield Breach("broadcast", where, "does not list whom its seller confirmed")
        if row.last != row.listed:
            yield Breach("broadcast", where, "has a hole in its list")
        if (row.one_phone, row.one_mail) != (row.phones, row.mails):
            yield Breach("broadcast", where, "lists somebody twice")
        if (row.body, row.subject, row.kind) != (said.get("body"), said.get("title"), said.get("what")):
            yield Breach("broadcast", where, "has words that its seller did not confirm")
        if row.state == "made" and row.written != row.people:
            yield Breach("broadcast", where, "is said to be written out and is not")


def messages() -> Iterator[Breach]:
    """Who is within the written part and not left out has a message by each way listed; nobody else has one."""
    told = EventRow.objects.filter(kind="broadcast.confirmed", subject=Broadcast._meta.label)
    events = dict(told.values_list("subject_id", "pk"))
    for row in Broadcast.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=500):
        where, event = f"broadcast {row.pk}", events.get(row.pk, 0)
        due = BroadcastRecipient.objects.of(row.store_id).filter(
            broadcast=row, left="", position__lte=row.written
        )
        own = Message.objects.of(row.store_id).filter(event=event)
        for channel, field in ((WHATSAPP, "phone"), (EMAIL, "email")):
            reached = own.filter(channel=channel, recipient=OuterRef("who"), address=OuterRef(field))
            for who in _some(due.exclude(**{field: ""}).filter(~Exists(reached)), "who"):
                yield Breach("broadcast", where, f"has no {channel} message for {who}")
            listed = due.filter(who=OuterRef("recipient")).exclude(**{field: ""})
            for who in _some(own.filter(~Exists(listed), channel=channel), "recipient"):
                yield Breach("broadcast", where, f"wrote to {who} by {channel}, who is not to get it")


def unwanted() -> Iterator[Breach]:
    """No news and no offer to whoever had asked for none; no offer to earlier buyers without their word."""
    rows = Message.objects.across_stores(WHY).filter(purpose__in=[NEWS, OFFER])
    asked = Stop.objects.across_stores(WHY).annotate(until=F("asked_at") + AT_ONCE)
    before = asked.filter(
        Q(ended_at=None) | Q(ended_at__gt=OuterRef("created_at")),
        store=OuterRef("store"), address=Lower(OuterRef("address")), until__lt=OuterRef("created_at"),
    )  # fmt: skip
    for pk in _some(rows.filter(Exists(before)), "pk"):
        yield Breach("unwanted", f"message {pk}", "was written to somebody who had asked for no more")
    agreed = Consent.objects.across_stores(WHY).filter(
        Q(ended_at=None) | Q(ended_at__gt=OuterRef("broadcast__confirmed_at")),
        Q(address=OuterRef("phone")) | Q(address=Lower(OuterRef("email"))),
        store=OuterRef("store"), given_at__lte=OuterRef("broadcast__confirmed_at"),
    )  # fmt: skip
    listed = BroadcastRecipient.objects.across_stores(WHY).filter(
        broadcast__kind=OFFER_KIND, broadcast__group="earlier"
    )
    for who in _some(listed.filter(~Exists(agreed)), "who"):
        yield Breach("unwanted", who, "is offered something without having agreed")


def updates() -> Iterator[Breach]:
    """A sent update is its event's text, and has the broadcast that told it."""
    told = dict(EventRow.objects.filter(kind="update.sent").values_list("subject_id", "data"))
    for row in Update.objects.across_stores(WHY).select_related("photo", "broadcast").order_by("pk"):
        where, said = f"update {row.pk}", told.get(row.pk)
        if (row.state == "sent") != (said is not None) or (row.state == "sent") != (
            row.broadcast is not None
        ):
            yield Breach("update", where, f"is {row.state}, its event or its broadcast says otherwise")
        elif said is not None and (row.text, row.photo.key if row.photo else "") != (
            said["text"],
            said["photo"],
        ):
            yield Breach("update", where, "is not what was sent")


def _some(rows: "QuerySet[Any]", name: str) -> list[str]:
    return [str(one) for one in rows.order_by("pk").values_list(name, flat=True)[:SHOWN]]
