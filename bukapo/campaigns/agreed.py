"""What is missing in a plan of payment or in early prices before buyers may agree to them. Pure.

Each finding is (code, params): `LACKS_OF_PLANS` has the sentences of plans.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bukapo.kernel.money import BASIS_POINTS
from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.plans import DAY, DAYS, FEWEST_TERMS, MOST_TERMS, Term, pays_cod
from bukapo.payments.rules import COD, DEPOSIT, INSTALMENT

Finding = tuple[str, dict[str, Any]]


LACKS_OF_PLANS = {
    "terms_too_few": gettext_noop("Cicilan perlu 2 sampai 6 termin."),
    "terms_mixed": gettext_noop("Isi semua termin dengan persen, atau semua dengan rupiah per pcs."),
    "terms_do_not_sum": gettext_noop("Termin baru berjumlah {what}, harus tepat 100%."),
    "terms_over_price": gettext_noop(
        "Jumlah termin per pcs harus di bawah harga {what}, supaya termin terakhir ada sisanya."
    ),
    "term_is_nothing": gettext_noop("Termin {what} belum diisi besarnya."),
    "term_without_day": gettext_noop("Termin {what} belum punya tanggal atau jumlah hari."),
    "term_before_closing": gettext_noop(
        "Termin {what} jatuh sebelum atau di hari PO ditutup, padahal pesanan masih bisa masuk."
    ),
    "term_before_first": gettext_noop("Termin {what} jatuh sebelum batas bayar termin pertama habis."),
    "terms_out_of_order": gettext_noop("Tanggal termin {what} lebih awal daripada termin sebelumnya."),
    "term_after_shipping": gettext_noop(
        "Termin {what} jatuh setelah tanggal paling lambat kirim, padahal barang baru dikirim kalau lunas."
    ),
    "no_balance_day": gettext_noop("Tanggal pelunasan belum diisi."),
    "balance_before_closing": gettext_noop(
        "Tanggal pelunasan jatuh sebelum atau di hari PO ditutup, padahal pesanan masih bisa masuk."
    ),
    "balance_after_shipping": gettext_noop(
        "Tanggal pelunasan jatuh setelah tanggal paling lambat kirim, padahal barang baru dikirim kalau lunas."
    ),
}


@dataclass(frozen=True)
class PlanFacts:
    """A plan beside the dates it must fit. `opens`, `closes` in the store's zone; `prices` (name, lowest rupiah)."""

    mode: str
    terms: tuple[Term, ...]
    balance_due: str
    balance_day: date | None
    prices: tuple[tuple[str, int], ...]
    pay_hours: int
    opens: datetime | None
    closes: datetime | None
    ship_until: date | None
    has_way: bool


def plan_lacks(facts: PlanFacts) -> Iterator[Finding]:
    """Everything that keeps this plan from being offered."""
    if facts.mode == INSTALMENT:
        yield from _shares(facts)
        yield from _days(facts)
    if facts.mode == DEPOSIT and facts.balance_due == DAY:
        yield from _balance(facts)
    if pays_cod(facts.mode, facts.balance_due) and not facts.has_way:
        yield "cod_without_way", {}


def plan_risks(mode: str, balance_due: str) -> Iterator[str]:
    """What the seller should know and may still choose."""
    if mode == COD:
        yield "cod_risk"
    elif mode == DEPOSIT and balance_due == COD:
        yield "cod_balance_risk"


def _shares(facts: PlanFacts) -> Iterator[Finding]:
    terms = facts.terms
    if not FEWEST_TERMS <= len(terms) <= MOST_TERMS:
        yield "terms_too_few", {}
        return
    in_percent = any(term.bp for term in terms)
    if in_percent and any(term.fixed for term in terms):
        yield "terms_mixed", {}
        return
    amounts = [term.bp for term in terms] if in_percent else [term.fixed for term in terms[:-1]]
    for number, amount in enumerate(amounts, start=1):
        if not amount:
            yield "term_is_nothing", {"what": number}
    if in_percent and sum(amounts) != BASIS_POINTS:
        yield "terms_do_not_sum", {"what": percent(sum(amounts))}
    for name, price in facts.prices:
        if not in_percent and sum(amounts) >= price:
            yield "terms_over_price", {"what": name}


def _days(facts: PlanFacts) -> Iterator[Finding]:
    """Judged for who orders at opening and for who orders in the last second."""
    for number, term in enumerate(facts.terms[1:], start=2):
        what = {"what": number}
        if term.due.when not in (DAY, DAYS):
            yield "term_without_day", what
        elif facts.closes and term.due.when == DAY and _day(term, facts.closes) <= facts.closes.date():
            yield "term_before_closing", what
        elif (
            facts.closes
            and _day(term, facts.closes) < (facts.closes + timedelta(hours=facts.pay_hours)).date()
        ):
            yield "term_before_first", what
        if facts.closes and facts.ship_until and _day(term, facts.closes) > facts.ship_until:
            yield "term_after_shipping", what
        if number > 2 and _before(facts.terms[number - 2], term, facts):
            yield "terms_out_of_order", what


def _before(earlier: Term, later: Term, facts: PlanFacts) -> bool:
    moments = [moment for moment in (facts.opens, facts.closes) if moment]
    return any(_day(later, moment) < _day(earlier, moment) for moment in moments)


def _day(term: Term, ordered: datetime) -> date:
    """The day on which the term falls for who orders then; a term without a day falls nowhere."""
    if term.due.when == DAYS:
        return ordered.date() + timedelta(days=term.due.days)
    return term.due.day or ordered.date()


def _balance(facts: PlanFacts) -> Iterator[Finding]:
    if facts.balance_day is None:
        yield "no_balance_day", {}
        return
    if facts.closes and facts.balance_day <= facts.closes.date():
        yield "balance_before_closing", {}
    if facts.ship_until and facts.balance_day > facts.ship_until:
        yield "balance_after_shipping", {}


def early_lacks(
    prices: Sequence[tuple[str, int, int]],
    until: datetime | None,
    opens_at: datetime | None,
    closes_at: datetime | None,
) -> Iterator[Finding]:
    """Early prices (name, price, early price; 0 = none) beside the instant (UTC) they count until."""
    given = [(name, price, early) for name, price, early in prices if early]
    for name, price, early in given:
        if price and early >= price:
            yield "early_price_not_lower", {"what": name}
    if given and until is None:
        yield "no_early_until", {}
    if until is not None and not given:
        yield "no_early_price", {}
    if until and ((opens_at and until <= opens_at) or (closes_at and until >= closes_at)):
        yield "early_outside_window", {}


def percent(basis_points: int) -> str:
    """`3333` -> `33,33%`."""
    whole, part = divmod(basis_points, 100)
    return (f"{whole},{part:02}".rstrip("0") if part else f"{whole}") + "%"
