"""Invariant 5 at its edges: every row of money is one that the ledger knows, and buyers' credit is all there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Sum

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import CREDITS, FORGIVEN, RECEIVABLE
from bukapo.orders.gifts import CAME_BACK
from bukapo.orders.models import Order
from bukapo.payments.models import Allowance, Charge, Credit, CreditUse, Payment, Refund
from bukapo.payments.rules import CREDIT

WHY = "the audit reads every store"

GRANTS = [
    "order.allowance_granted",
    "order.short_refunded",
    "order.short_swapped",
    "order.compensated",
    "order.guarantee_given",
    "order.rest_dropped",
]
"""Events that take something off an order after the fact."""

Net = dict[tuple[int | None, str], int]


def rows() -> Iterator[Breach]:
    """Row by row, not only in sum: each charge, payment, refund and credit is what its postings say."""
    owed = _net(RECEIVABLE)
    for charge in Charge.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=2000):
        says = 0 if charge.state == "void" else charge.total
        yield from _same("charge", charge, says, owed)
    for payment in Payment.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=2000):
        yield from _same("payment", payment, -payment.amount, owed)
    for refund in Refund.objects.across_stores(WHY).order_by("pk"):
        yield from _same("refund", refund, refund.amount if refund.credit_id is None else 0, owed)
    came_back = set(Credit.objects.across_stores(WHY).filter(CAME_BACK).values_list("pk", flat=True))
    for credit in Credit.objects.across_stores(WHY).order_by("pk"):
        of_order = credit.pk in came_back or (credit.refund_id is None and not credit.gift)
        yield from _same("credit", credit, credit.amount if of_order else 0, owed)


def _same(what: str, row: Charge | Payment | Refund | Credit, says: int, owed: Net) -> Iterator[Breach]:
    is_ = owed.get((row.order_id, f"{what}:{row.pk}"), 0)
    if says != is_:
        where = f"{what} {row.pk} (order row {row.order_id})"
        yield Breach("money row", where, f"moves {says} rupiah of what is owed, the ledger {is_}")


def forgiven() -> Iterator[Breach]:
    """What an order was let off is what the ledger let go; an allowance is what its event granted."""
    ledger = _by_order(_net(FORGIVEN))
    for pk, number, says in Order.objects.across_stores(WHY).values_list("pk", "number", "forgiven"):
        if says != ledger.pop(pk, 0):
            yield Breach("forgiven", f"order {number}", f"says {says} rupiah, the ledger says otherwise")
    told = _allowances_told()
    for row in Allowance.objects.across_stores(WHY).order_by("pk"):
        if told.pop(row.pk, None) != row.amount:
            yield Breach("forgiven", f"allowance {row.pk}", f"says {row.amount} rupiah, its event otherwise")
    for pk in told:
        yield Breach("forgiven", f"allowance {pk}", "was granted and is gone")


def _allowances_told() -> dict[int, int]:
    rows = EventRow.objects.filter(kind__in=GRANTS).values_list("data", flat=True)
    return {data["allowance_id"]: data["amount"] for data in rows if data["allowance_id"] is not None}


def credits() -> Iterator[Breach]:
    """A credit's spent part is its uses; each use is one payment or refund; the books hold what is left."""
    uses = list(CreditUse.objects.across_stores(WHY).select_related("payment", "refund").order_by("pk"))
    spent = _sums((use.credit_id, use.amount) for use in uses)
    left: dict[int, int] = defaultdict(int)
    for credit in Credit.objects.across_stores(WHY).select_related("refund").order_by("pk"):
        left[credit.store_id] += credit.left
        where = f"credit {credit.pk}"
        if credit.used != spent[credit.pk]:
            yield Breach("credit", where, f"says {credit.used} rupiah spent, its uses say {spent[credit.pk]}")
        if credit.refund and (credit.refund.state, credit.refund.amount) != ("credited", credit.amount):
            yield Breach("credit", where, "is not the refund that it replaced")
    yield from _uses(uses)
    yield from _in_the_books(left)


def _uses(uses: list[CreditUse]) -> Iterator[Breach]:
    paid = _sums((use.payment_id, use.amount) for use in uses if use.payment_id)
    for payment in Payment.objects.across_stores(WHY).filter(method=CREDIT).order_by("pk"):
        if payment.amount != paid.pop(payment.pk, 0):
            yield Breach("credit", f"payment {payment.pk}", "is not what was taken of credits for it")
    for pk in paid:
        yield Breach("credit", f"payment {pk}", "took from a credit and is no payment by credit")
    back = {use.refund_id: (use.credit_id, use.amount) for use in uses if use.refund_id}
    for refund in Refund.objects.across_stores(WHY).filter(credit__isnull=False).order_by("pk"):
        if back.pop(refund.pk, None) != (refund.credit_id, refund.amount):
            yield Breach("credit", f"refund {refund.pk}", "is not what was taken of its credit")
    for pk in back:
        yield Breach("credit", f"refund {pk}", "took from a credit that it does not name")
    for refund in Refund.objects.across_stores(WHY).filter(state="credited", kept_as__isnull=True):
        yield Breach("credit", f"refund {refund.pk}", "became credit, and there is none")


def _in_the_books(left: dict[int, int]) -> Iterator[Breach]:
    books: dict[int, int] = defaultdict(int)
    for side, sign in (("destination", 1), ("source", -1)):
        found = Posting.objects.across_stores(WHY).filter(**{f"{side}__code": CREDITS}).order_by()
        for store, amount in found.values_list("store_id").annotate(sum=Sum("amount")):
            books[store] += sign * amount
    for store in {*left, *books}:
        if left[store] != -books[store]:
            what = f"buyers have {left[store]} rupiah of credit, the books owe them {-books[store]}"
            yield Breach("credit", f"store {store}", what)


def _net(account: str) -> Net:
    """(order, cause) -> rupiah that arrived at this account, less what left it."""
    net: Net = defaultdict(int)
    for side, sign in (("destination", 1), ("source", -1)):
        found = Posting.objects.across_stores(WHY).filter(**{f"{side}__code": account}).order_by()
        for order, cause, amount in found.values_list("order_id", "cause").annotate(sum=Sum("amount")):
            net[order, cause] += sign * amount
    return net


def _by_order(net: Net) -> dict[int | None, int]:
    return _sums((order, amount) for (order, _cause), amount in net.items())


def _sums(pairs: Iterable[tuple[int | None, int]]) -> dict[int | None, int]:
    sums: dict[int | None, int] = defaultdict(int)
    for key, amount in pairs:
        sums[key] += amount
    return sums
