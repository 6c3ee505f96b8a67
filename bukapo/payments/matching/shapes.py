"""What matching looks at and what it says. Pure; rupiah are whole."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Seen(NamedTuple):
    """An incoming line of a statement: `amount` rupiah > 0, `day` as the bank booked it."""

    row: int
    day: date
    amount: int
    description: str
    sender: str = ""


class Awaited(NamedTuple):
    """An open charge. `amount` is the recognisable one (0: none), `rest` is still to come, `code` its unique code.

    `opened` is the first day on which its money may come, in the store's zone. `version` is its order's.
    """

    order_id: int
    number: str
    buyer: str
    phone: str
    charge_id: int
    amount: int
    rest: int
    code: int
    paid: int
    opened: date
    version: int


class Past(NamedTuple):
    """An amount that was asked of an order before: paid already (`twice`), or let go with the order (`late`)."""

    order_id: int
    number: str
    buyer: str
    phone: str
    amount: int
    since: date
    until: date | None


class Noted(NamedTuple):
    """A payment that a person wrote down or a proof showed, and that no line of a statement stands behind yet."""

    payment_id: int
    order_id: int
    number: str
    buyer: str
    phone: str
    amount: int
    day: date
    recognisable: bool


class Claim(NamedTuple):
    """A proof of transfer that waits: who sent it, and how much they say (0: they don't)."""

    order_id: int
    sender: str
    claimed: int


class Named(NamedTuple):
    """An order whose number stands in a line, whatever its state."""

    order_id: int
    number: str
    buyer: str
    phone: str


class Part(NamedTuple):
    """`amount` rupiah for one order."""

    order_id: int
    number: str
    buyer: str
    amount: int


@dataclass(frozen=True)
class Candidate:
    """The line may be these parts (their sum is its amount). `payment_id`: it is that payment, booked already.

    `score` 0 to 99; `reasons` are codes of `reasons.SPEAKS`, the strongest first.
    """

    parts: tuple[Part, ...]
    score: int
    reasons: tuple[str, ...]
    payment_id: int | None = None


@dataclass(frozen=True)
class Certain:
    """The line pays this order, or is that payment (`payment_id`). `version` is the order's when it was judged."""

    part: Part
    reason: str
    payment_id: int | None = None
    version: int | None = None


@dataclass(frozen=True)
class Doubtful:
    """A person decides. `why` is a code of `reasons.WHY`; candidates are ranked, the likeliest first."""

    why: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Ignored:
    """Not about an order. `why` is a code of `reasons.WHY`."""

    why: str


Verdict = Certain | Doubtful | Ignored
