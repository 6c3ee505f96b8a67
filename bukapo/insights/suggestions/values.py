"""What suggestions are made of. Pure values; days, pieces, rupiah, basis points."""

from dataclasses import dataclass, field
from typing import Any

from bukapo.campaigns.cloning.rules import PRICE, Applied, Sureness


@dataclass(frozen=True)
class Suggestion:
    """A setting for the next PO: `old` as it was (None: empty), `new` as it should be.

    `why` names the reason, `facts` are its numbers; `of` is how many things were counted. `only_told`: nothing to set.
    """

    setting: str
    old: int | None
    new: int
    sureness: Sureness
    why: str
    of: int
    facts: dict[str, Any] = field(default_factory=dict)
    only_told: bool = False

    @property
    def kind(self) -> str:
        return PRICE if self.setting.startswith(PRICE) else self.setting

    @property
    def applied(self) -> Applied:
        """As the clone takes it over."""
        return Applied(self.setting, self.old, self.new, self.sureness)


@dataclass(frozen=True)
class PriceFacts:
    """A product: its PO price, what a piece was to cost and what it did, both None when nobody knows."""

    product_id: int
    name: str
    price: int
    pieces: int
    planned_each: int | None
    each: int | None


@dataclass(frozen=True)
class Facts:
    """All that the rules look at. None where nothing is known; `earlier_…` are of the store's POs before, any order.

    `orders`, `pieces` hold; `refused` pieces of `lined_up` people in line got none. `late_made`, `late_sent` days of
    production alone, and of sending alone, against what was first promised; `slow_stage` took `slow_days` too long.
    `capacity` pieces could have been made in the promised days. `opened_at_hour` counts hours from Monday 00.00.
    """

    orders: int = 0
    pieces: int = 0
    placed: int = 0
    target: int | None = None
    cap: int | None = None
    refused: int = 0
    lined_up: int = 0
    minimum: int | None = None
    break_even: int | None = None
    fixed: int = 0
    counted: int = 0
    window_days: int = 0
    quiet_days: int = 0
    silent_end: int = 0
    last_bp: int | None = None
    opened_at_hour: int | None = None
    busy_hour: int | None = None
    busy_bp: int | None = None
    busy_weekday: int | None = None
    busy_weekday_bp: int | None = None
    earlier_hours: tuple[int, ...] = ()
    produce_days: int | None = None
    ship_days: int | None = None
    late_made: int | None = None
    late_sent: int | None = None
    earlier_made: tuple[int, ...] = ()
    earlier_sent: tuple[int, ...] = ()
    slow_stage: str = ""
    slow_days: int = 0
    capacity: int | None = None
    deposit_bp: int | None = None
    balances: int = 0
    unpaid: int = 0
    reminded: int = 0
    deposits_held: int = 0
    down_payment: int = 0
    goods: int = 0
    pay_hours: int = 0
    expired: int = 0
    payers: int = 0
    slow_hours: int | None = None
    prices: tuple[PriceFacts, ...] = ()
    margin_bp: int | None = None
    planned_bp: int | None = None
    checked: int = 0
    lost: int = 0
    lost_sizes: tuple[tuple[str, int, int], ...] = ()
