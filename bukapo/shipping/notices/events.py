"""What happens to a notice of a courier service."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CourierNoticeEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("shipping.CourierNotice", "notice_id")

    notice_id: int
    service: str
    external_id: str


@dataclass(frozen=True, kw_only=True)
class CourierNoticeTaken(CourierNoticeEvent):
    """A callback came in. `state` is new, or refused when it lacks the agreed secret."""

    kind: ClassVar[str] = "courier_notice.taken"
    claims: str


@dataclass(frozen=True, kw_only=True)
class CourierNoticeJudged(CourierNoticeEvent):
    """What came of it: done | ignored | failed, and why in one word."""

    kind: ClassVar[str] = "courier_notice.judged"
    why: str
