"""What a courier service must do. An adapter is one file in `bukapo/providers/couriers/`, named in the settings
(BUKAPO_COURIERS). It knows no model, no page and no store: it gets keys and values and says what the service said.

Fees are whole rupiah, weights grams, lengths centimetres; times are aware. Couriers and services go by the canonical
codes of `shipping/couriers/codes.py`; each adapter maps them to its own. No adapter retries: who asks decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

SANDBOX, LIVE = "sandbox", "live"

BOOKED, UNDER_WAY, HELD, DELIVERED = "booked", "under_way", "held", "delivered"
RETURNING, RETURNED, GONE, CANCELLED, FAILED, UNKNOWN = (
    "returning", "returned", "gone", "cancelled", "failed", "unknown",
)  # fmt: skip
STATES = (BOOKED, UNDER_WAY, HELD, DELIVERED, RETURNING, RETURNED, GONE, CANCELLED, FAILED, UNKNOWN)
"""How a parcel stands at the service. booked: taken on, not yet picked up; held: something is wrong on the way; gone:
lost or destroyed; failed: nobody came for it; unknown: the service has no such parcel (perhaps none yet)."""

REGULAR, EXPRESS, CARGO, INSTANT = "regular", "express", "cargo", "instant"
KINDS = (REGULAR, EXPRESS, CARGO, INSTANT)
PICKUP, DROP_OFF = "pickup", "drop_off"


class CourierTrouble(Exception):
    """`said` is the service's own words, for the seller only. Never holds a key, a header or a body that was sent."""

    def __init__(self, said: str = "") -> None:
        self.said = said[:300]
        super().__init__(self.said)


class Unavailable(CourierTrouble):
    """No usable answer: time-out, 5xx, 429, a lost reply. Whether it was carried out, nobody can tell yet.

    `wait` seconds the service asks for before the next question, 0 where it says nothing.
    """

    def __init__(self, said: str = "", wait: int = 0) -> None:
        self.wait = min(max(0, wait), 3600)
        super().__init__(said)


class Refused(CourierTrouble):
    """The service heard us and said no (validation, keys, balance, courier). Asking again changes nothing."""


class CannotTell(Refused):
    """The service has no way to answer this question (no list, no label, no pickup)."""


class BadNotice(Exception):
    """A callback that must not be kept as news."""


class BadSecret(BadNotice):
    """It does not carry this account's secret."""


class Malformed(BadNotice):
    """It cannot be read."""


@dataclass(frozen=True)
class KeyField:
    """One thing to copy from the service's dashboard. `secret`: kept sealed, only its last four signs are shown."""

    name: str
    label: str
    secret: bool = True
    needed: bool = True


@dataclass(frozen=True)
class Point:
    """Where a parcel comes from or goes to. `place` is the service's own id of the area, "" where not known."""

    name: str
    phone: str
    address: str
    city: str = ""
    postal_code: str = ""
    place: str = ""
    email: str = ""


@dataclass(frozen=True)
class Place:
    """An area as the service calls it."""

    id: str
    label: str
    postal_code: str = ""


@dataclass(frozen=True)
class Piece:
    """`price` rupiah and `grams` of one piece."""

    name: str
    price: int
    qty: int
    grams: int


@dataclass(frozen=True)
class RateAsk:
    """`grams` of the whole parcel; `couriers` canonical codes; `value` rupiah of the goods; `cod` rupiah to collect."""

    origin: Point
    destination: Point
    pieces: tuple[Piece, ...]
    grams: int
    couriers: tuple[str, ...]
    value: int = 0
    cod: int = 0


@dataclass(frozen=True)
class Rate:
    """`fee` rupiah for the whole parcel; `days` as the service says them ("2-3"); `cod`: it would collect cash.

    `token` is what `book` needs to know again (a service's own name of the service), "" where the codes are enough.
    """

    courier: str
    service: str
    name: str
    kind: str
    fee: int
    days: str = ""
    cod: bool = False
    token: str = ""


@dataclass(frozen=True)
class BookAsk:
    """`reference` is ours and unique for ever. `by` pickup or drop_off. `cod` rupiah that the courier collects."""

    reference: str
    origin: Point
    destination: Point
    pieces: tuple[Piece, ...]
    grams: int
    rate: Rate
    value: int
    asked_at: datetime
    by: str = PICKUP
    cod: int = 0
    note: str = ""


@dataclass(frozen=True)
class Track:
    """One line of a parcel's history, in the courier's words."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Standing:
    """How a parcel stands, read back from the service. `waybill` may be "" at first; `fee` 0 where it does not say."""

    state: str
    external_id: str = ""
    reference: str = ""
    waybill: str = ""
    fee: int = 0
    words: str = ""
    link: str = ""
    history: tuple[Track, ...] = ()


@dataclass(frozen=True)
class Parcel:
    """What a service needs to know a parcel again: our reference and its own names of it."""

    reference: str
    external_id: str
    waybill: str
    courier: str
    phone: str = ""


@dataclass(frozen=True)
class Label:
    """The courier's own label: a page to open (`url`) or the PDF itself."""

    url: str = ""
    pdf: bytes = b""


@dataclass(frozen=True)
class NoticeRead:
    """A callback that carries the secret, where one was agreed on. `key`: the same for every copy of the same news.

    What it `claims` is believed by nobody: `look` is asked.
    """

    key: str
    external_id: str
    reference: str = ""
    claims: str = ""


class Courier(Protocol):
    """Made anew for each use: `Adapter(keys, mode, base)`; `base` replaces the service's addresses (an emulator's).

    Every call takes at most some twenty seconds and raises nothing but Unavailable and Refused.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    keys: ClassVar[tuple[KeyField, ...]]
    repeats: ClassVar[bool]
    """Booking again under the same reference gives the parcel that it belongs to: a lost answer is simply asked again.

    Where it does not, a parcel whose answer was lost is not booked again by itself.
    """
    labels: ClassVar[bool]
    picks_up: ClassVar[bool]
    """The pickup is asked for apart from the booking (`pick_up`); otherwise booking asks for it."""
    needs_place: ClassVar[bool]
    """Origin and destination must be named by the service's own area."""

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "", wait: float = 0) -> None: ...

    @property
    def books(self) -> bool:
        """False: it tells fees and follows parcels, but takes none on."""

    def check(self) -> None:
        """Ask something harmless: do the keys open the door?"""

    def couriers(self) -> tuple[str, ...]:
        """Canonical codes of the couriers this adapter can ask for."""

    def places(self, text: str) -> tuple[Place, ...]:
        """Areas that fit, the best first."""

    def quote(self, ask: RateAsk) -> tuple[Rate, ...]:
        """What it would cost, cheapest first; () where no courier goes there."""

    def book(self, ask: BookAsk) -> Standing:
        """Have the parcel carried. A reference used before gives the parcel it belongs to, where the service says."""

    def look(self, parcel: Parcel) -> Standing:
        """How the parcel stands."""

    def cancel(self, parcel: Parcel) -> None:
        """Nobody shall come for it. Raises Refused when it is too late."""

    def label(self, parcel: Parcel) -> Label:
        """The courier's label. Raises CannotTell."""

    def pick_up(self, parcels: tuple[Parcel, ...], at: datetime) -> None:
        """Have them fetched at this time. Raises CannotTell where booking did that already."""

    def read(self, headers: Mapping[str, str], body: bytes) -> NoticeRead | None:
        """A notice (header names in lower case); None for one that says nothing (a registration's empty body).

        Raises BadSecret, Malformed. No network.
        """
