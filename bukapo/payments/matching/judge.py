"""One line against everything it may be about. Pure.

Certain are: an amount that only one open charge has, inside its time; our order's number beside what that order is
asked; one payment already written down. Everything else is told with its candidates, and a person decides.
"""

from datetime import date

from bukapo.payments.matching import reasons as why
from bukapo.payments.matching.field import Field
from bukapo.payments.matching.hints import Hints
from bukapo.payments.matching.rules import NOTED_WITHIN, may_be_paid, numbers_in, of_the_bank
from bukapo.payments.matching.shapes import (
    Awaited,
    Certain,
    Doubtful,
    Ignored,
    Named,
    Noted,
    Part,
    Seen,
    Verdict,
)


def recognise(line: Seen, *, asked: int, number: str, opened: date, today: date) -> bool:
    """Whether the amount alone makes it certain that the line pays order `number`, of which only it is `asked`.

    That the amount means nothing else is for the caller to know (`look.ambiguous_amounts`).
    """
    if line.amount != asked or not may_be_paid(line.day, opened=opened, today=today):
        return False
    return set(numbers_in(line.description)) <= {number}


def judge(line: Seen, field: Field, *, today: date) -> Verdict:
    """What this line is. Money out is not asked about; the caller books what is Certain and nothing else."""
    if line.amount <= 0:
        return Ignored(why.MONEY_OUT)
    named = _named(line, field)
    if certain := _certain(line, field, named, today):
        return certain
    hints = Hints(line, field, named, today)
    candidates = hints.ranked()
    if not candidates and of_the_bank(line.description):
        return Ignored(why.BANK_ITSELF)
    return Doubtful(hints.why(), candidates)


def weigh(line: Seen, field: Field, *, today: date) -> Doubtful:
    """Whatever speaks for a line that somebody looks at, also where it has become certain since it came."""
    hints = Hints(line, field, _named(line, field), today)
    return Doubtful(hints.why(), hints.ranked())


def _named(line: Seen, field: Field) -> list[Named]:
    return [field.named[number] for number in numbers_in(line.description) if number in field.named]


def _certain(line: Seen, field: Field, named: list[Named], today: date) -> Certain | None:
    exact = [
        one
        for one in field.exact.get(line.amount, ())
        if may_be_paid(line.day, opened=one.opened, today=today)
    ]
    noted = [one for one in field.noted.get(line.amount, ()) if _near(line, one)]
    if named:
        return _by_number(line, field, named, exact, noted)
    others = field.plain.get(line.amount) or _released_then(line, field)
    if others or len(exact) + len(noted) != 1:
        return None
    if exact:
        return _pays(exact[0], line.amount, why.AMOUNT)
    only = noted[0]
    if not only.recognisable or field.without_code.get(line.amount):
        return None
    return _is(only)


def _by_number(
    line: Seen, field: Field, named: list[Named], exact: list[Awaited], noted: list[Noted]
) -> Certain | None:
    if len(named) != 1 or any(one.order_id != named[0].order_id for one in exact):
        return None
    order_id = named[0].order_id
    written = [one for one in noted if one.order_id == order_id]
    asked = [one for one in field.by_order.get(order_id, ()) if line.amount in (one.amount, one.rest)]
    if len(written) + len(asked) != 1:
        return None
    return _is(written[0]) if written else _pays(asked[0], line.amount, why.NUMBER)


def _pays(one: Awaited, amount: int, reason: str) -> Certain:
    return Certain(Part(one.order_id, one.number, one.buyer, amount), reason, version=one.version)


def _is(one: Noted) -> Certain:
    return Certain(
        Part(one.order_id, one.number, one.buyer, one.amount), why.RECORDED, payment_id=one.payment_id
    )


def _near(line: Seen, one: Noted) -> bool:
    return abs(one.day - line.day) <= NOTED_WITHIN


def _released_then(line: Seen, field: Field) -> bool:
    return any(
        one.since <= line.day and (one.until is None or line.day <= one.until)
        for one in field.released.get(line.amount, ())
    )
