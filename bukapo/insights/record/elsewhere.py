"""What other rooms count for the record: how soon a store answers, what became of claims.

A number that nobody counts yet stays None, and the record says nothing of it.
"""

from datetime import datetime
from typing import Any

from bukapo.stores.models import Store


def answers_of(store: Store, *, at: datetime) -> dict[str, Any]:
    """`answers`, `answer_minutes`, `answered_in_a_day_bp` of `Facts`."""
    return {}


def claims_of(store: Store, *, at: datetime) -> dict[str, Any]:
    """`claims`, `claims_in_time` of `Facts`."""
    return {}
