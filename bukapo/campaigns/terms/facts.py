"""Everything that the terms of a PO speak of, as plain values. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from bukapo.campaigns.clause import Clause
from bukapo.campaigns.guarantees.rules import Declared
from bukapo.campaigns.locks.rules import DAYS
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.rules import FIRST
from bukapo.campaigns.schedule import Tongue
from bukapo.campaigns.terms.speech import INDONESIAN
from bukapo.payments.plans import PRODUCED, Term
from bukapo.stores.rules import Policies


@dataclass(frozen=True)
class TermsGoods:
    """A product as it is offered; rupiah. `surcharges` and `extras` are (name, rupiah per piece).

    `tiers` are (pieces of it in the PO, rupiah per piece from then on).
    """

    name: str
    price: int
    normal_price: int
    surcharges: tuple[tuple[str, int], ...] = ()
    extras: tuple[tuple[str, int], ...] = ()
    sized: bool = False
    early_price: int = 0
    tiers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class TermsFacts:
    """Everything the terms speak of. Instants UTC, days local; `frozen_at` is when the text was fixed.

    `store` and `slug` name the PO, `version` counts its terms, `before` is the digest of the terms of the store's PO
    before it. `english` translates what the schedule says (`campaigns.schedule`).
    """

    title: str
    seller: str
    city: str
    address: str
    phone: str
    email: str
    registration: str
    zone: str
    goods: tuple[TermsGoods, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    early_opens_at: datetime | None = None
    draw_at: datetime | None = None
    grace_minutes: int = 0
    capped: bool = False
    pay_hours: int
    pay_mode: str
    deposit_bp: int
    deposit_fixed: int
    instalments: tuple[Term, ...] = ()
    balance_due: str = PRODUCED
    balance_day: date | None = None
    early_until: datetime | None = None
    balance_days: int
    shipping_with: str
    produced: date | None
    ship_from: date | None
    ship_until: date | None
    pickup: bool
    pickup_place: str
    courier: bool
    address_days: int = DAYS
    policies: Policies
    extra_terms: str
    pace: Pace | None = None
    short_rule: str = FIRST
    short_seal: str = ""
    """Commitment of the draw that decides a short yield, once it is sealed."""
    more_of_window: tuple[Clause, ...] = ()
    more_of_goods: tuple[Clause, ...] = ()
    groups: bool = False
    group_least: int = 0
    guarantee: Declared | None = None  # without one: the full refund of the store's policy
    frozen_at: datetime
    store: str = ""
    slug: str = ""
    version: int = 1
    before: str = ""
    english: Tongue = INDONESIAN
