"""Balances."""

from django.db.models import Q, Sum

from bukapo.ledger.models import Posting
from bukapo.ledger.rules import RECEIVABLE


def order_outstanding(*, store_id: int, order_id: int) -> int:
    """Rupiah the buyer still owes on this order; negative when they paid too much. Straight from the postings."""
    rows = Posting.objects.of(store_id).filter(order_id=order_id)
    sums = rows.aggregate(
        into=Sum("amount", filter=Q(destination__code=RECEIVABLE)),
        out=Sum("amount", filter=Q(source__code=RECEIVABLE)),
    )
    return (sums["into"] or 0) - (sums["out"] or 0)


def trial_balance(*, store_id: int) -> dict[str, int]:
    """Account code -> rupiah (arrived minus left). The values sum to zero."""
    balances: dict[str, int] = {}
    rows = Posting.objects.of(store_id)
    for code, amount in rows.values_list("destination__code").annotate(total=Sum("amount")).order_by():
        balances[code] = balances.get(code, 0) + amount
    for code, amount in rows.values_list("source__code").annotate(total=Sum("amount")).order_by():
        balances[code] = balances.get(code, 0) - amount
    return balances
