"""What the terms an order agreed to say about claims: the days and hours that count, whatever the store says now.

The product guarantee is `guarantees.reads.guarantee_of`. Where the terms are data, their sealed clauses have the last
word; of terms of the time before, the sentences are read (source: `campaigns.terms.rights`, as it was worded then).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.guarantees.rules import GuaranteeTerms
from bukapo.campaigns.terms.document import clause_in, clauses_in
from bukapo.orders.models import Order
from bukapo.trust.claims.rules import FIT
from bukapo.trust.guarantees.reads import guarantee_of

_CLAUSES = {
    "defect_days": ("defects.report", "days"),
    "fit_days": ("defects.fit", "days"),
    "tolerance_cm": ("defects.size", "cm"),
    "answer_hours": ("complaints.answer", "hours"),
    "refund_days": ("late.refund", "days"),
}
_SENTENCES = {
    "defect_days": re.compile(r"beri tahu penjual dengan foto paling lambat (\d{1,3}) hari"),
    "answer_hours": re.compile(r"Dijawab paling lambat (\d{1,3}) jam"),
}


@dataclass(frozen=True)
class Sentence:
    """One clause as the buyer agreed to it; `english` only helps to read it."""

    text: str
    english: str


def promised_to(order: Order) -> GuaranteeTerms:
    """The product guarantee of this order. Its `terms` and `store` should be loaded. At most three queries."""
    mine, terms = guarantee_of(order), order.terms
    if terms is None:
        return mine
    said: dict[str, Any] = _in_clauses(terms.document) if terms.document else _in_text(terms.text)
    return replace(mine, **said)


def sentences_of(order: Order) -> tuple[Sentence, ...]:
    """What its terms say of goods that are wrong or do not fit, word for word; () where they are no data."""
    told = order.terms.document if order.terms else {}
    return tuple(
        Sentence(clause["text"], clause["english"]) for part, clause in clauses_in(told) if part == "defects"
    )


def until(mine: GuaranteeTerms, *, reason: str, received_at: datetime | None) -> datetime | None:
    """The last instant at which a claim for this reason is in time; None before the goods are there or without one."""
    days = mine.fit_days if reason == FIT else mine.defect_days
    return received_at + timedelta(days=days) if received_at and days else None


def _in_clauses(told: Mapping[str, Any]) -> dict[str, int]:
    """Every number of the product guarantee that these clauses hold; who says nothing of fitting promises nothing."""
    found = {"fit_days": 0}
    for name, (key, value) in _CLAUSES.items():
        clause = clause_in(told, key)
        if clause is not None:
            found[name] = int(clause["data"][value])
    return found


def _in_text(text: str) -> dict[str, int]:
    found = {name: pattern.search(text) for name, pattern in _SENTENCES.items()}
    return {name: int(match[1]) for name, match in found.items() if match}
