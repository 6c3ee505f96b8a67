"""Lateness that is seen ahead."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class DelaySeen(Event):
    """As the row says. The seller's alone: buyers hear of a date when it moves, with their choices."""

    kind: ClassVar[str] = "delay_warning.seen"
    subject: ClassVar[tuple[str, str]] = ("production.DelayWarning", "delay_warning_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    delay_warning_id: int
    work_order_id: int
    number: str
    sign: str
    what: str
    promised: date
    honest: date | None
