"""What an order's terms promise for goods that are wrong or do not fit: by when, and in which words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from bukapo.orders.models import Order
from bukapo.trust.claims.promised import sentences_of
from bukapo.trust.claims.reads import Guaranteed


@dataclass(frozen=True)
class ShownPromise:
    """`wrong_until`, `fit_until`: the last instant, None before the goods are there; `*_over`: it has passed.

    `fits`: exchange of what does not fit is promised. `sentences` are the frozen clauses, in the reader's language.
    """

    wrong_days: int
    wrong_until: datetime | None
    wrong_over: bool
    fits: bool
    fit_days: int
    fit_until: datetime | None
    fit_over: bool
    answer_hours: int
    refund_days: int
    sentences: tuple[str, ...]


def promise_of(order: Order, mine: Guaranteed, *, at: datetime) -> ShownPromise:
    """Of this order at this moment."""
    english = get_language() == "en"
    terms = mine.terms
    return ShownPromise(
        wrong_days=terms.defect_days,
        wrong_until=mine.wrong_until,
        wrong_over=mine.wrong_until is not None and at > mine.wrong_until,
        fits=terms.fit_days > 0,
        fit_days=terms.fit_days,
        fit_until=mine.fit_until,
        fit_over=mine.fit_until is not None and at > mine.fit_until,
        answer_hours=terms.answer_hours,
        refund_days=terms.refund_days,
        sentences=tuple((one.english if english else "") or one.text for one in sentences_of(order)),
    )
