"""Invariant 3 at the gateways: one attempt, one payment of what came; no signed notice of money without its money."""

from collections.abc import Iterator

from django.db.models import F, Sum

from bukapo.audit.breach import Breach
from bukapo.payments.gateways.rows import Notice
from bukapo.payments.models import Attempt, Payment
from bukapo.payments.port import PAID
from bukapo.payments.rules import GATEWAY

WHY = "the audit reads every store"


def attempts() -> Iterator[Breach]:
    """A paid attempt has a payment of what it received, on its own order; no other attempt has one."""
    columns = ("pk", "reference", "state", "received", "order_id", "payment__amount", "payment__order_id")
    rows = Attempt.objects.across_stores(WHY).order_by("pk").values_list(*columns)
    for _pk, reference, state, received, order, amount, paid_order in rows.iterator(chunk_size=2000):
        where = f"attempt {reference}"
        if state == "paid" and amount is None:
            yield Breach("attempt", where, "is paid and has no payment")
        elif state != "paid" and amount is not None:
            yield Breach("attempt", where, f"is {state} and has a payment of {amount} rupiah")
        elif amount is not None and (amount, paid_order) != (received, order):
            yield Breach("attempt", where, f"received {received} rupiah, its payment says {amount}")
    loose = Payment.objects.across_stores(WHY).filter(method=GATEWAY, attempt=None)
    for pk in loose.values_list("pk", flat=True)[:100]:
        yield Breach("attempt", f"payment {pk}", "came by a gateway and names no attempt")


def refunds() -> Iterator[Breach]:
    """What goes back through a gateway is at most what came through that attempt, which was paid."""
    sums = Attempt.objects.across_stores(WHY).filter(refunds__isnull=False)
    sums = sums.annotate(back=Sum("refunds__amount")).exclude(state="paid", back__lte=F("received"))
    for reference, back, received in sums.values_list("reference", "back", "received"):
        yield Breach("attempt", f"attempt {reference}", f"{back} rupiah go back of {received} received")


def notices() -> Iterator[Breach]:
    """A signed notice of money that was dealt with belongs to an attempt that is paid."""
    paid = set(Attempt.objects.across_stores(WHY).filter(state="paid").values_list("account_id", "reference"))
    rows = Notice.objects.across_stores(WHY).filter(verified=True, claims=PAID, state="done")
    for pk, account, reference in rows.values_list("pk", "account_id", "reference").iterator(chunk_size=2000):
        if reference and (account, reference) not in paid:
            yield Breach("notice", f"notice {pk}", f"tells of money for {reference}, which is not paid")
