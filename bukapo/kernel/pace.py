"""How fast strangers may post: wide for a crowd behind one address, narrow for a script. Pure; every door uses it.

What a post costs is known only when it is answered. Orders that were taken, repeated, or came too late cost next to
nothing: thousands of students share one address, and all of them may order within the same minute. What could not be
read or was filled in wrongly costs as much as it costs us.
"""

from dataclasses import dataclass, field

from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.kernel.windows import Buckets

CHEAP, DEAR = 1, 20
DEAR_STATUSES = frozenset({400, 404, 411, 413, 415, 422})
"""HTTP answers to what was unreadable, misaddressed or filled in wrongly."""
FREE_STATUSES = frozenset({429, 500, 502, 503, 504})
"""Answers that are our own fault, or that took us nothing."""
ORDERING_WRONG, ORDERING_SECONDS = 1_500, 300
"""For the steps of ordering: five thousand people behind one address, in one minute, one in six mistyping something."""
ORDERS_OF_A_PHONE, PHONE_SECONDS = 60, 300


class TooManyTries(Refusal):
    """The window is used up; HTTP 429. `seconds` until it is worth trying again, when that is known."""

    code = "too_many_tries"
    sentence = gettext_noop("Terlalu banyak percobaan. Coba lagi sebentar lagi.")
    http_status = 429

    @property
    def seconds(self) -> int:
        return int(self.params.get("seconds", 0))


def cost(status: int) -> int:
    """What a post costs that was answered with this HTTP status."""
    return DEAR if status in DEAR_STATUSES else 0 if status in FREE_STATUSES else CHEAP


@dataclass
class Pace:
    """One address may send `wrong` posts that are wrong, or twenty times as many that are right, in `seconds`.

    `now` is in seconds; every call of one Pace reads the same clock.
    """

    wrong: int
    seconds: float
    addresses: Buckets = field(init=False)
    phones: Buckets = field(init=False)

    def __post_init__(self) -> None:
        self.addresses = Buckets(most=self.wrong * DEAR, seconds=self.seconds)
        self.phones = Buckets(most=ORDERS_OF_A_PHONE, seconds=PHONE_SECONDS)

    def enter(self, address: str, now: float, *, phone: str = "") -> None:
        """Before anything is done for a post. `phone`: as typed, when the post orders. Raises TooManyTries."""
        self._check(self.addresses, address, DEAR, now)
        if number := known_phone(phone):
            self._check(self.phones, number, CHEAP, now)

    def answered(self, address: str, status: int, now: float, *, phone: str = "") -> None:
        """After the post was answered with this HTTP status."""
        self.addresses.charge(address, cost(status), now)
        if status not in FREE_STATUSES and (number := known_phone(phone)):
            self.phones.charge(number, CHEAP, now)

    def _check(self, buckets: Buckets, who: str, least: float, now: float) -> None:
        if buckets.left(who, now) < least:
            raise TooManyTries(seconds=1 + int(buckets.wait(who, least, now)))


def known_phone(typed: str) -> str:
    """The number in one spelling, "" when it is none: then nobody's window is touched."""
    try:
        return normalise_phone(typed) if typed else ""
    except PhoneUnusable:
        return ""
