"""What a payment gateway must do. An adapter is one file in `bukapo/providers/payments/`, named in the settings
(BUKAPO_GATEWAYS). It knows no model, no page and no store: it gets keys and values and says what the gateway said.

Money is whole rupiah; times are aware. No adapter retries: who asks decides when to ask again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Protocol

PENDING, PAID, EXPIRED, FAILED, UNKNOWN = "pending", "paid", "expired", "failed", "unknown"
STATES = (PENDING, PAID, EXPIRED, FAILED, UNKNOWN)
"""How an attempt stands at the gateway. `unknown`: the gateway has no such payment (perhaps none yet)."""

DONE, WAITING, REFUSED = "done", "waiting", "refused"
SANDBOX, LIVE = "sandbox", "live"


class GatewayTrouble(Exception):
    """`said` is the gateway's own words, for the seller only. Never holds a key, a header or a body that was sent."""

    def __init__(self, said: str = "") -> None:
        self.said = said[:300]
        super().__init__(self.said)


class Unavailable(GatewayTrouble):
    """No usable answer: time-out, 5xx, a lost reply. Whether it was carried out, only `look` can tell."""


class Refused(GatewayTrouble):
    """The gateway heard us and said no (validation, keys, method not enabled). Asking again changes nothing."""


class Duplicate(Refused):
    """The reference was used before: what it belongs to, `look` can tell."""


class BadNotice(Exception):
    """A callback that must not be acted on."""


class BadSignature(BadNotice):
    """It was not signed with this account's key."""


class Malformed(BadNotice):
    """It cannot be read."""


@dataclass(frozen=True)
class KeyField:
    """One thing to copy from the gateway's dashboard. `secret`: kept sealed, only its last four signs are shown."""

    name: str
    label: str
    secret: bool = True


@dataclass(frozen=True)
class Method:
    """A way to pay. `kind`: qris | va | page. Between `least` and `most` rupiah; pays at most `longest` after it began.

    `refund_days`: None where the gateway cannot send money back.
    """

    code: str
    name: str
    kind: str
    least: int = 1
    most: int = 2_000_000_000
    longest: timedelta = timedelta(hours=24)
    refund_days: int | None = None


@dataclass(frozen=True)
class Item:
    """`price` rupiah a piece; negative for a discount."""

    name: str
    price: int
    qty: int = 1


@dataclass(frozen=True)
class Ask:
    """What is to be paid. `reference` is ours and unique for ever; `items` sum to `amount`.

    `notify_url` is where this payment's notices shall go, for gateways that take it with the request.
    """

    reference: str
    amount: int
    method: str
    order_number: str
    buyer_name: str
    phone: str
    email: str
    items: tuple[Item, ...]
    begun_at: datetime
    expires_at: datetime
    return_url: str
    notify_url: str


@dataclass(frozen=True)
class Va:
    """A number to pay to. `biller` is the company code where the bank asks for one (Mandiri)."""

    bank: str
    number: str
    biller: str = ""


@dataclass(frozen=True)
class Begun:
    """What the payer needs: a page (`url`), a QR (`qr`, EMVCo text) or a number (`va`). `external_id` is theirs."""

    external_id: str
    url: str = ""
    qr: str = ""
    va: Va | None = None
    steps: tuple[str, ...] = ()
    expires_at: datetime | None = None


@dataclass(frozen=True)
class NoticeRead:
    """A callback whose signature holds. `key`: the same for every copy of the same news. `claims` one of STATES.

    What it claims moves no money: `look` is asked.
    """

    key: str
    reference: str
    external_id: str
    claims: str


@dataclass(frozen=True)
class Standing:
    """How a payment stands, read back from the gateway. `amount` rupiah were paid (the payer's fee left out).

    `fee` is what the gateway keeps, 0 when it does not say; `refunds` maps our refund keys to rupiah sent back.
    `begun` is what can be learnt again of what the payer needs.
    """

    state: str
    external_id: str = ""
    amount: int = 0
    currency: str = "IDR"
    fee: int = 0
    method: str = ""
    paid_at: datetime | None = None
    refunded: int = 0
    refunds: Mapping[str, int] = field(default_factory=dict)
    begun: Begun | None = None


@dataclass(frozen=True)
class RefundAsk:
    """`key` is ours and stays the same however often we ask. `refund_id` is theirs, once known."""

    key: str
    reference: str
    external_id: str
    amount: int
    reason: str
    refund_id: str = ""


@dataclass(frozen=True)
class Refunded:
    """`state`: done | waiting | refused; `why` is for the seller."""

    state: str
    refund_id: str = ""
    why: str = ""


@dataclass(frozen=True)
class Answer:
    """What the gateway wants to hear when a notice was taken."""

    body: bytes = b"ok"
    content_type: str = "text/plain"


class Gateway(Protocol):
    """Made anew for each use: `Adapter(keys, mode, base)`; `base` replaces the sandbox's address (an emulator's).

    Every call takes at most some ten seconds and raises nothing but Unavailable and Refused.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    keys: ClassVar[tuple[KeyField, ...]]
    headers: ClassVar[tuple[str, ...]]
    """Names (lower case) of the headers of a notice that matter; they are kept with it."""
    tells_where: ClassVar[bool]
    """True: the notice's address travels with each payment. False: the seller copies it into the dashboard."""
    took: ClassVar[Answer]

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "") -> None: ...

    def methods(self) -> tuple[Method, ...]:
        """Every way to pay this adapter knows."""

    def check(self) -> None:
        """Ask something harmless: do the keys open the door?"""

    def begin(self, ask: Ask) -> Begun:
        """Begin a payment. Raises Duplicate for a reference that was used."""

    def verify(self, headers: Mapping[str, str], body: bytes) -> NoticeRead:
        """Read a notice (header names in lower case). Raises BadSignature, Malformed. No network."""

    def look(self, reference: str, external_id: str) -> Standing:
        """How the payment stands; `external_id` may be "" while it is not known."""

    def call_off(self, reference: str, external_id: str) -> None:
        """Let nobody pay this any more. Raises Refused when it is too late (look then)."""

    def refund(self, ask: RefundAsk) -> Refunded:
        """Send money back, or tell how this very refund stands when it was asked for before."""

    def may_refund(self, method: str, paid_at: datetime, now: datetime) -> str:
        """ "" when a refund can be asked for, else why not, in a sentence for the seller."""
