"""What a seller does with a broadcast: confirm, hold, go on, call off. And how the store tells in general."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.journal.models import EventRow
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.broadcasts.events import (
    BroadcastCancelled,
    BroadcastConfirmed,
    BroadcastMade,
    BroadcastPaused,
    BroadcastResumed,
    HabitSaved,
)
from bukapo.messaging.broadcasts.exits import born_of
from bukapo.messaging.broadcasts.groups import GROUPS, Asked, Group
from bukapo.messaging.broadcasts.listing import freeze_people
from bukapo.messaging.broadcasts.rows import Broadcast, BroadcastRecipient, TellingHabit
from bukapo.messaging.broadcasts.rules import (
    BROADCAST,
    CALLED_OFF,
    HELD,
    AlreadyQueued,
    Count,
    CountChanged,
    NobodyToTell,
    NotForOffers,
)
from bukapo.messaging.compose import Shelf
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.models import Message
from bukapo.messaging.rules import CHANNELS, check_words
from bukapo.messaging.writes import MOST_SUBJECT


@write
def confirm_broadcast(
    *,
    store_id: int,
    campaign_id: int | None,
    kind: str,
    group: str,
    choice: str,
    way: str,
    subject: str,
    body: str,
    shown: str,
    key: str,
    actor: Actor,
    at: datetime,
) -> BroadcastConfirmed:
    """The list is frozen as the seller saw it counted (`shown` is that Count's stamp), in two statements whatever its
    length; the worker does the rest.

    Raises CountChanged when it counts otherwise now, AlreadyQueued for a form that was sent before, NobodyToTell,
    NotForOffers, NotFound for what does not exist, and a Wording for words that can't be used.
    """
    return queue_within(
        store_id=store_id, campaign_id=campaign_id, kind=kind, group=group, choice=choice, way=way,
        subject=subject, body=body, shown=shown, key=key, at=at,
    )  # fmt: skip


def queue_within(
    *,
    store_id: int,
    campaign_id: int | None,
    kind: str,
    group: str,
    choice: str,
    way: str,
    subject: str,
    body: str,
    shown: str,
    key: str,
    at: datetime,
) -> BroadcastConfirmed:
    """The same inside another write's transaction; the caller records the event."""
    found, subject, body = checked(kind=kind, group=group, subject=subject, body=body)
    asked = Asked(store_id, _campaign(store_id, campaign_id), choice)
    if Broadcast.objects.of(store_id).filter(key=key).exists():
        raise AlreadyQueued()
    row = Broadcast.objects.create(
        store_id=store_id, campaign=asked.campaign, key=key, kind=kind, group=group, choice=choice, way=way,
        subject=subject, body=body, confirmed_at=at,
    )  # fmt: skip
    silent = frozenset(Shelf(store_id, kind).silent)
    people, whatsapp, email = freeze_people(found, asked, broadcast_id=row.pk, way=way, silent=silent)
    if Count(reached=people, by_whatsapp=whatsapp, by_email=email).stamp != shown:
        raise CountChanged()
    if not people:
        raise NobodyToTell()
    Broadcast.objects.of(store_id).filter(pk=row.pk).update(
        people=people, by_whatsapp=whatsapp, by_email=email
    )
    return BroadcastConfirmed(
        store_id=store_id, campaign_id=campaign_id, broadcast_id=row.pk, state="queued", what=kind, group=group,
        choice=choice, way=way, people=people, by_whatsapp=whatsapp, by_email=email, title=subject, body=body,
    )  # fmt: skip


def checked(*, kind: str, group: str, subject: str, body: str) -> tuple[Group, str, str]:
    """(group, subject, body) as they are kept. Raises NotFound, NotForOffers, a Wording."""
    found = GROUPS.get(group)
    if found is None or kind not in KINDS:
        raise NotFound()
    if KINDS[kind].purpose not in found.purposes:
        raise NotForOffers()
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").replace("\x00", "").strip()
    check_words(body, found.gaps)
    check_words(subject, found.gaps, field="subject", most=MOST_SUBJECT)
    return found, subject, body


def _campaign(store_id: int, campaign_id: int | None) -> Campaign | None:
    if campaign_id is None:
        return None
    campaign: Campaign | None = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    return campaign


@write
def pause_broadcast(*, store_id: int, broadcast_id: int, actor: Actor, at: datetime) -> BroadcastPaused:
    """Nothing more leaves: what waits for its channel is held, too. Raises WrongState, NotFound."""
    row = _row(store_id, broadcast_id)
    move(Broadcast.objects.of(store_id), pk=row.pk, machine=BROADCAST, to="paused", made_at=None)
    held = _messages(row).filter(state__in=["queued", "ready"]).update(state="skipped", error=HELD)
    return BroadcastPaused(**_facts(row), state="paused", held=held)


@write
def resume_broadcast(*, store_id: int, broadcast_id: int, actor: Actor, at: datetime) -> BroadcastResumed:
    """It goes on where it was held. Raises WrongState, NotFound."""
    row = _row(store_id, broadcast_id)
    move(Broadcast.objects.of(store_id), pk=row.pk, machine=BROADCAST, to="queued")
    for name in CHANNELS:
        born = born_of(store_id, name)
        held = _messages(row).filter(state="skipped", error=HELD, channel=name)
        held.update(state=born, error="", send_after=at, sent_at=at if born == "sent" else None)
    return BroadcastResumed(**_facts(row), state="queued")


@write
def cancel_broadcast(*, store_id: int, broadcast_id: int, actor: Actor, at: datetime) -> BroadcastCancelled:
    """What has not left yet never will. Raises WrongState, NotFound."""
    row = _row(store_id, broadcast_id)
    move(Broadcast.objects.of(store_id), pk=row.pk, machine=BROADCAST, to="cancelled")
    _messages(row).filter(state__in=["queued", "ready"]).update(state="skipped", error=CALLED_OFF)
    _messages(row).filter(state="skipped", error=HELD).update(error=CALLED_OFF)
    return BroadcastCancelled(**_facts(row), state="cancelled", written=row.written)


@write
def finish_broadcast(*, store_id: int, broadcast_id: int, actor: Actor, at: datetime) -> BroadcastMade:
    """All of its list is written out. Raises WrongState when it was held or called off meanwhile."""
    row = _row(store_id, broadcast_id)
    move(Broadcast.objects.of(store_id), pk=row.pk, machine=BROADCAST, to="made", made_at=at)
    left = BroadcastRecipient.objects.of(store_id).filter(broadcast=row).exclude(left="").count()
    return BroadcastMade(**_facts(row), state="made", left_out=left)


@write
def save_habit(
    *,
    store_id: int,
    weekday: int | None,
    hour: int,
    minute: int,
    news_price: int,
    offer_price: int,
    actor: Actor,
    at: datetime,
) -> HabitSaved:
    """When the weekly draft is made, and what a WhatsApp message costs."""
    facts = {"weekday": weekday, "hour": hour, "minute": minute, "news_price": news_price,
             "offer_price": offer_price}  # fmt: skip
    TellingHabit.objects.of(store_id).update_or_create(
        defaults=facts, create_defaults={**facts, "store_id": store_id}
    )
    return HabitSaved(store_id=store_id, **facts)  # type: ignore[arg-type]


def _row(store_id: int, broadcast_id: int) -> Broadcast:
    rows = Broadcast.objects.of(store_id).select_for_update(of=("self",)).filter(pk=broadcast_id)
    row: Broadcast | None = rows.first()
    if row is None:
        raise NotFound()
    return row


def messages_of(row: Broadcast, *, states: Sequence[str] = ()) -> "QuerySet[Message]":
    """Every message of a broadcast, by its confirming event."""
    confirmed = EventRow.objects.filter(
        subject=Broadcast._meta.label, subject_id=row.pk, kind=BroadcastConfirmed.kind
    )
    rows = Message.objects.of(row.store_id).filter(event__in=confirmed.values("pk"), priority__gt=0)
    return rows.filter(state__in=states) if states else rows


def _messages(row: Broadcast) -> "QuerySet[Message]":
    return messages_of(row)


def _facts(row: Broadcast) -> dict[str, Any]:
    return {"store_id": row.store_id, "campaign_id": row.campaign_id, "broadcast_id": row.pk}
