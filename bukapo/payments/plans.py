"""How an order is paid: its price split into parts, each with the day on which it is due. Pure.

Every rounding is here and nowhere else: a deposit in percent is rounded up to a whole rupiah, instalments in percent
are rounded down and the last one takes what is over. The parts always sum to the price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.kernel.money import share_rounded_up
from bukapo.payments.rules import ADJUSTMENT, BALANCE, COD, DEPOSIT, FULL, INSTALMENT, SHIPPING

MODES = (FULL, DEPOSIT, INSTALMENT, COD)
"""Everything at once; a part now and the rest later; by instalments; everything in cash at the handing over."""
NOW, DAY, DAYS, PRODUCED, BEFORE_SHIPPING = "now", "day", "days", "produced", "shipping"
BALANCES = (PRODUCED, DAY, BEFORE_SHIPPING, COD)
"""When the rest after a deposit is due."""
FEWEST_TERMS, MOST_TERMS = 2, 6
LEAST_TIME = timedelta(days=1)
"""Nobody gets less time than this to pay what is asked of them."""
ASKED_AHEAD = timedelta(days=3)
"""So long before its day a planned charge is asked."""
ENDS = time(23, 59)
"""A day is over for a payer then, in the store's zone."""


@dataclass(frozen=True)
class Due:
    """When a part is to be paid: `day`, or `days` after ordering, or at an event that has no day yet."""

    when: str
    day: date | None = None
    days: int = 0

    def last_moment(self, placed_at: datetime, zone: str) -> datetime | None:
        """The last minute (UTC) of the day, as far as it is known when ordering; None for an event to come."""
        day = self.falls_on(placed_at, zone)
        if day is None:
            return None
        return datetime.combine(day, ENDS, ZoneInfo(zone)).astimezone(UTC)

    def falls_on(self, placed_at: datetime, zone: str) -> date | None:
        """The day itself, in the store's zone."""
        if self.when == DAYS:
            return placed_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=self.days)
        return self.day if self.when == DAY else None


AT_ONCE = Due(NOW)


@dataclass(frozen=True)
class Term:
    """One instalment: `bp` basis points of the goods, or `fixed` rupiah per piece (the last one is then the rest)."""

    due: Due
    bp: int = 0
    fixed: int = 0


@dataclass(frozen=True)
class Plan:
    """How a campaign is paid. Deposit: `deposit_fixed` rupiah per piece, or `deposit_bp` basis points of the goods.

    `terms` are the instalments, the first due at once. `balance_due` (with `balance_day`) is when the rest after a
    deposit is due. `zone` is the store's, in which days end.
    """

    mode: str  # see MODES
    deposit_bp: int = 0
    deposit_fixed: int = 0
    shipping_with: str = "order"  # order | balance
    terms: tuple[Term, ...] = ()
    balance_due: str = PRODUCED
    balance_day: date | None = None
    zone: str = "Asia/Jakarta"

    @property
    def later(self) -> Due:
        """When what is not paid with the order is due."""
        return Due(COD) if self.mode == COD else Due(self.balance_due, self.balance_day)

    @property
    def is_cod(self) -> bool:
        """The rest (or everything) is paid in cash at the handing over."""
        return pays_cod(self.mode, self.balance_due)


def pays_cod(mode: str, balance_due: str) -> bool:
    """Whether what a plan leaves is paid in cash at the handing over."""
    return mode == COD or (mode == DEPOSIT and balance_due == COD)


@dataclass(frozen=True)
class Ask:
    """One charge to raise: rupiah of goods and of shipping; `now` = to be paid at once, else `due`."""

    kind: str
    goods: int
    shipping: int
    now: bool
    due: Due = Due(PRODUCED)

    @property
    def amount(self) -> int:
        """Rupiah, without a unique code."""
        return self.goods + self.shipping


def asks(plan: Plan, *, goods: int, shipping: int, pieces: int) -> list[Ask]:
    """Split an order's money (goods after any discount) into charges that sum exactly to goods + shipping."""
    early = shipping if plan.shipping_with == "order" else 0
    if plan.mode == COD:
        return [Ask(FULL, goods, shipping, now=False, due=plan.later)]
    if plan.mode == INSTALMENT:
        return _instalments(plan.terms, goods, early, shipping - early, pieces)
    if plan.mode == FULL:
        first, later = (
            Ask(FULL, goods, early, now=True),
            Ask(SHIPPING, 0, shipping - early, now=False, due=plan.later),
        )
    else:
        deposit = min(goods, _wished(plan, goods, pieces))
        first = Ask(DEPOSIT, deposit, early, now=True)
        later = Ask(BALANCE, goods - deposit, shipping - early, now=False, due=plan.later)
    return [first, later] if later.amount else [first]


def _wished(plan: Plan, goods: int, pieces: int) -> int:
    return plan.deposit_fixed * pieces if plan.deposit_fixed else share_rounded_up(goods, plan.deposit_bp)


def _instalments(terms: Sequence[Term], goods: int, early: int, late: int, pieces: int) -> list[Ask]:
    """`early` rupiah of shipping go with the first term, `late` with the last. Terms of nothing are left out."""
    parts = in_terms(terms, goods, pieces)
    shipping = [0] * len(parts)
    shipping[0] += early
    shipping[-1] += late
    asked = [row for row in zip(parts, shipping, terms, strict=True) if row[0] + row[1]]
    return [
        Ask(INSTALMENT, part, fee, now=not place, due=term.due)
        for place, (part, fee, term) in enumerate(asked)
    ]


def in_terms(terms: Sequence[Term], goods: int, pieces: int) -> list[int]:
    """Rupiah of each term: its share rounded down, or its fixed amount while any is left; the last takes the rest."""
    whole = sum(term.bp for term in terms)
    parts: list[int] = []
    left = goods
    for term in terms[:-1]:
        parts.append(goods * term.bp // whole if whole else min(left, term.fixed * pieces))
        left -= parts[-1]
    return [*parts, left]


def asks_beside(plan: Plan, paid: Sequence[str], *, goods: int, shipping: int, pieces: int) -> list[Ask]:
    """What is asked of an order whose first charges (their kinds, in order) are paid and stand: the rest of its price.

    A balance stays the balance, instalments to come share the rest in their proportions; beside a price that was paid
    whole, more is asked at once.
    """
    if goods + shipping == 0:
        return []
    if plan.mode == COD or (plan.mode == DEPOSIT and paid[0] == DEPOSIT):
        return [Ask(BALANCE, goods, shipping, now=False, due=plan.later)]
    to_come = plan.terms[paid.count(INSTALMENT) :] if plan.mode == INSTALMENT else ()
    if to_come:
        early = shipping if plan.shipping_with == "order" else 0
        fresh = _instalments(to_come, goods, early, shipping - early, pieces)
        return [Ask(one.kind, one.goods, one.shipping, now=False, due=one.due) for one in fresh]
    if plan.mode == FULL and plan.shipping_with == "balance" and SHIPPING not in paid:
        fee = [Ask(SHIPPING, 0, shipping, now=False, due=plan.later)] if shipping else []
        return [*([Ask(ADJUSTMENT, goods, 0, now=True)] if goods else []), *fee]
    return [Ask(ADJUSTMENT, goods, shipping, now=True)]


@dataclass(frozen=True)
class Raised:
    """A charge as it comes into being. Rupiah: `goods` + `shipping` + `code` = `total`.

    `transfer_amount` is the recognisable amount asked for; None without a code. `due_at` of a planned one: see `Due`.
    """

    kind: str
    position: int
    state: str  # open | planned
    goods: int
    shipping: int
    code: int
    total: int
    transfer_amount: int | None
    due_at: datetime | None
    opened_at: datetime | None


def raise_charge(ask: Ask, position: int, *, code: int, at: datetime, due_at: datetime | None) -> Raised:
    """The charge of one ask. Only what is to be paid now is open and carries the unique code (0 = none)."""
    base = ask.amount
    if not ask.now:
        return Raised(ask.kind, position, "planned", ask.goods, ask.shipping, 0, base, None, due_at, None)
    amount = base + code if code else None
    return Raised(
        ask.kind, position, "open", ask.goods, ask.shipping, code, base + code, amount, due_at, at
    )  # fmt: skip


def terms_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Term, ...]:
    """Instalments from the JSON that a campaign keeps: rows of {bp, fixed, day: "2026-12-10" | null, days}.

    A row without a day or a number of days is due at once, which `campaigns.readiness` lets only the first one be.
    """
    return tuple(
        Term(_due(row) if place else AT_ONCE, int(row.get("bp") or 0), int(row.get("fixed") or 0))
        for place, row in enumerate(rows)
    )


def _due(row: Mapping[str, Any]) -> Due:
    if row.get("day"):
        return Due(DAY, date.fromisoformat(str(row["day"])))
    return Due(DAYS, days=int(row["days"])) if row.get("days") else AT_ONCE
