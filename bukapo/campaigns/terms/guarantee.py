"""The ladder of guarantees as clauses: keys and values for the sentences of `campaigns.guarantees.terms`. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from bukapo.campaigns.clause import Clause
from bukapo.campaigns.guarantees.rules import SHIPPING, Declared, Rung
from bukapo.campaigns.guarantees.terms import COUNTING, KEPT, OFFERED, fit_lines, late_lines, percent
from bukapo.campaigns.made.terms import late_limit_english
from bukapo.campaigns.terms.facts import TermsFacts
from bukapo.campaigns.terms.speech import EN, ID, iso
from bukapo.kernel.money import rupiah

_ENGLISH = {
    OFFERED: (
        "That money is offered at once when the day has passed; nobody has to ask. Who does not answer is taken to "
        "wait, and may still take the money as long as the goods are not sent."
    ),
    KEPT: "Credit and shipping fees that were given stay the buyer's, even if the money is taken back afterwards.",
    COUNTING: (
        "Days late are counted from the date in these rules. A date that moves back shifts them only for buyers who "
        "chose to wait, and for a PO put off by the rules of its minimum. The guarantee counts for orders whose "
        "payment is in; while a bill is overdue it waits, and for orders paid late it counts from then on."
    ),
}
_KEYS = {OFFERED: "late.offered", KEPT: "late.kept", COUNTING: "late.counting"}


def late(facts: TermsFacts) -> Iterator[Clause]:
    """From when on a late order may be given back, what comes before that, and how it is counted."""
    back, own = facts.policies.refund_days, facts.pace is not None
    declared = facts.guarantee or Declared(refund_after=facts.policies.late_refund_days)
    limit, refund, *others = late_lines(declared, facts.ship_until, ID.day, refund_days=back, own_days=own)
    yield _limit(limit, declared.refund_after, None if own else facts.ship_until, own=own)
    yield Clause(
        "late.refund",
        refund,
        f"All of the money comes back, shipping included, at the latest {back} days after it is asked for.",
        {"days": back},
    )
    rungs = iter(declared.rungs)
    for line in others:
        if line in _KEYS:
            yield Clause(_KEYS[line], line, _ENGLISH[line])
        else:
            yield _rung(line, next(rungs), None if own else facts.ship_until, own=own)


def _limit(line: str, days: int, ship_until: date | None, *, own: bool) -> Clause:
    day = ship_until + timedelta(days=days) if ship_until else None
    return Clause(
        "late.limit",
        line,
        late_limit_english(days)
        if own
        else f"Goods not sent or not ready for pickup by {EN.day(day)} may be cancelled by the buyer.",
        {"days": days, "day": iso(day)},
    )


def _rung(line: str, rung: Rung, ship_until: date | None, *, own: bool) -> Clause:
    day = ship_until + timedelta(days=rung.days) if ship_until else None
    when = (
        f"{rung.days} days after the last promised day of the order"
        if own
        else f"by {EN.day(day)} ({rung.days} days late)"
    )
    return Clause(
        "late.rung",
        line,
        f"On-time guarantee: if goods are not sent or not ready for pickup {when}, the buyer at once gets "
        f"{_gives(rung)}, without asking.",
        {"days": rung.days, "remedy": rung.remedy, "amount": rung.amount, "bp": rung.bp, "day": iso(day)},
        about=f"{rung.remedy} {rung.days}",
    )


def _gives(rung: Rung) -> str:
    if rung.remedy == SHIPPING:
        return "the shipping fee back"
    much = rupiah(rung.amount) if rung.amount else f"{percent(rung.bp)} of the price of the goods"
    return f"a credit of {much} for the next order at this shop"


def fit(facts: TermsFacts) -> Iterator[Clause]:
    """Exchange of what is right and does not fit."""
    for line in fit_lines(facts.guarantee):
        days = facts.guarantee.fit_days if facts.guarantee else 0
        yield Clause(
            "defects.fit",
            line,
            f"Goods that are right and do not fit may be exchanged until {days} days after receipt, as long as they "
            "are unused and there is a replacement. The buyer bears the shipping. Goods with a name or a text are "
            "excepted.",
            {"days": days},
        )
