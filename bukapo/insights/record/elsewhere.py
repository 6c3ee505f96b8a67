"""What other rooms count for the record: how soon a store answers, what became of claims.

A number that nobody counts yet stays None, and the record says nothing of it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bukapo.insights.answering.reads import answer_time_of
from bukapo.stores.models import Store
from bukapo.trust.claims.record import claims_record


def answers_of(store: Store, *, at: datetime) -> dict[str, Any]:
    """`answers`, `answer_minutes`, `answered_in_a_day_bp` of `Facts`. Four queries."""
    told = answer_time_of(store, at=at)
    return {
        "answers": told.answered,
        "answer_minutes": told.median_minutes,
        "answered_in_a_day_bp": told.within_day_bp,
    }


def claims_of(store: Store, campaigns: Sequence[int]) -> dict[str, Any]:
    """`claims`, `claims_due`, `claims_in_time` of `Facts`, over the POs whose orders are counted. Two queries."""
    told = claims_record(store.pk, campaigns=campaigns)
    return {"claims": told.claims, "claims_due": told.due, "claims_in_time": told.in_time}
