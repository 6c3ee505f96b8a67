"""Somebody wants no more news and offers, or wants them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.models import Message
from bukapo.messaging.rules import FACTS
from bukapo.messaging.stops.rows import Stop
from bukapo.stores.models import Store

STOPPED = gettext_noop("Orang ini tidak mau dikirimi kabar dan penawaran lagi.")


@dataclass(frozen=True, kw_only=True)
class StopEvent(Event):
    """The address itself stays in its row: the journal is kept longer than anybody's address may be."""

    subject: ClassVar[tuple[str, str]] = ("stores.Store", "store_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    stop_id: int
    way: str


@dataclass(frozen=True, kw_only=True)
class MessagesStopped(StopEvent):
    kind: ClassVar[str] = "message.stopped"


@dataclass(frozen=True, kw_only=True)
class MessagesResumed(StopEvent):
    kind: ClassVar[str] = "message.resumed"


@write
def stop_messages(*, store_id: int, address: str, way: str, actor: Actor, at: datetime) -> MessagesStopped:
    """No more news and offers to `address`. `way`: link | reply | seller. Raises WrongState when that is so already."""
    Store.objects.select_for_update().get(pk=store_id)  # two taps at once are one stop
    if Stop.objects.of(store_id).filter(address=address.lower(), ended_at=None).exists():
        raise WrongState(state="stopped")
    stop = Stop.objects.create(store_id=store_id, address=address.lower(), way=way, asked_at=at)
    waiting = Message.objects.of(store_id).filter(address__iexact=address, state__in=["ready", "queued"])
    waiting.exclude(purpose=FACTS).update(state="skipped", error=STOPPED)
    return MessagesStopped(store_id=store_id, stop_id=stop.pk, way=way)


@write
def resume_messages(*, store_id: int, address: str, way: str, actor: Actor, at: datetime) -> MessagesResumed:
    """They asked for them again, themselves. Raises WrongState when they had not stopped."""
    open_ones = Stop.objects.of(store_id).filter(address=address.lower(), ended_at=None)
    stop = open_ones.first()
    if stop is None or open_ones.filter(pk=stop.pk).update(ended_at=at) != 1:
        raise WrongState(state="running")
    return MessagesResumed(store_id=store_id, stop_id=stop.pk, way=way)
