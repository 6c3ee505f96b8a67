"""What happens when a promised date moves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bukapo.journal.events import SELLER, Event
from bukapo.orders.events import OrderEvent


@dataclass(frozen=True, kw_only=True)
class DelayEvent(Event):
    """`campaign_id` is always set. Buyers read their own order's event of it."""

    subject: ClassVar[tuple[str, str]] = ("orders.Delay", "delay_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    delay_id: int


@dataclass(frozen=True, kw_only=True)
class DelayAnnounced(DelayEvent):
    """`orders` buyers are asked; `consent` of them leave with their money if they do not answer."""

    kind: ClassVar[str] = "delay.announced"
    number: int
    reason: str
    moves: dict[str, tuple[date, date]]
    answer_by: datetime
    orders: int
    consent: int


@dataclass(frozen=True, kw_only=True)
class DelayOver(DelayEvent):
    """Nobody is asked any more. `gone`: answers of orders that ended or were sent otherwise; `replaced`: carried over
    to a newer delay."""

    kind: ClassVar[str] = "delay.ended"
    stayed: int
    left: int
    gone: tuple[int, ...]
    replaced: int = 0


@dataclass(frozen=True, kw_only=True)
class DelayAsked(OrderEvent):
    """The buyer is told that `what` moves from `was` to `day`, and may choose until `answer_by`.

    `choice`: what they had chosen before, when the date moved again.
    """

    kind: ClassVar[str] = "order.delay_asked"
    delay_id: int
    what: str
    was: date
    day: date
    reason: str
    silence: str
    choice: str
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class DelayReminded(OrderEvent):
    kind: ClassVar[str] = "order.delay_reminded"
    delay_id: int
    what: str
    day: date
    reason: str
    silence: str
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class DelayChosen(OrderEvent):
    """`choice` counts until another one or `answer_by`."""

    kind: ClassVar[str] = "order.delay_chosen"
    delay_id: int
    choice: str
    how: str


@dataclass(frozen=True, kw_only=True)
class DelayBorne(OrderEvent):
    """The order goes on to the new day: the buyer said so, or was silent where silence means that."""

    kind: ClassVar[str] = "order.delay_borne"
    delay_id: int
    how: str
