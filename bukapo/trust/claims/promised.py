"""What the terms an order agreed to say about claims: the days and hours that count, whatever the store says now.

Source: the sentences of `campaigns.terms` (`_defects`, `_complaints`), frozen with the order.
"""

import re

from bukapo.orders.models import Order

_DAYS = re.compile(r"beri tahu penjual dengan foto paling lambat (\d{1,3}) hari")
_HOURS = re.compile(r"Dijawab paling lambat (\d{1,3}) jam")


def days_to_claim(order: Order) -> int:
    """Days after receipt in which a claim is in time. The order's `terms` and `store` should be loaded."""
    return _said(_DAYS, order) or int(order.store.exchange_days)


def hours_to_decide(order: Order) -> int:
    """Hours in which the seller said to answer."""
    return _said(_HOURS, order) or int(order.store.complaint_hours)


def _said(words: re.Pattern[str], order: Order) -> int:
    found = words.search(order.terms.text) if order.terms else None
    return int(found[1]) if found else 0
