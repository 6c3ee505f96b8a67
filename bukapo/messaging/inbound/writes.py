"""A seller has dealt with what somebody wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.inbound.rows import Inbound


@dataclass(frozen=True, kw_only=True)
class InboundAnswered(Event):
    """`seconds` from the message to this moment."""

    kind: ClassVar[str] = "inbound.answered"
    subject: ClassVar[tuple[str, str]] = ("stores.Store", "store_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    inbound_id: int
    seconds: int


@write
def mark_answered(*, store_id: int, inbound_id: int, actor: Actor, at: datetime) -> InboundAnswered:
    """Raises NotFound, WrongState when somebody was faster."""
    row = Inbound.objects.of(store_id).filter(pk=inbound_id).first()
    if row is None:
        raise NotFound()
    if Inbound.objects.of(store_id).filter(pk=inbound_id, answered_at=None).update(answered_at=at) != 1:
        raise WrongState(state="answered")
    seconds = max(0, int((at - row.at).total_seconds()))
    return InboundAnswered(store_id=store_id, order_id=row.order_id, inbound_id=row.pk, seconds=seconds)
