"""What happens to a store's gateways and notices. Keys are never told: only which account, and that they changed."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.journal.events import SELLER, Event


@dataclass(frozen=True, kw_only=True)
class GatewayEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("payments.GatewayAccount", "account_id")
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})

    account_id: int
    gateway: str
    mode: str


@dataclass(frozen=True, kw_only=True)
class GatewaySaved(GatewayEvent):
    """`keys`: names of the keys that were entered anew; `methods` that buyers are offered."""

    kind: ClassVar[str] = "gateway.saved"
    keys: tuple[str, ...]
    methods: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GatewaySwitchedOff(GatewayEvent):
    kind: ClassVar[str] = "gateway.switched_off"


@dataclass(frozen=True, kw_only=True)
class GatewayChecked(GatewayEvent):
    """`trouble`: the gateway's words, "" when the keys open the door."""

    kind: ClassVar[str] = "gateway.checked"
    trouble: str


@dataclass(frozen=True, kw_only=True)
class PayoutRecorded(GatewayEvent):
    """`amount` rupiah arrived at the bank, `fee` the gateway kept."""

    kind: ClassVar[str] = "gateway.payout_recorded"
    payout_id: int
    amount: int
    fee: int


@dataclass(frozen=True, kw_only=True)
class NoticeEvent(Event):
    subject: ClassVar[tuple[str, str]] = ("payments.Notice", "notice_id")

    notice_id: int
    gateway: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class NoticeTaken(NoticeEvent):
    """A callback came in. `state` is new, or refused when its signature does not hold."""

    kind: ClassVar[str] = "notice.taken"
    claims: str


@dataclass(frozen=True, kw_only=True)
class NoticeJudged(NoticeEvent):
    """What came of it: done | ignored | doubtful | failed, and why in one word."""

    kind: ClassVar[str] = "notice.judged"
    why: str
