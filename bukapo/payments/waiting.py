"""Signs that an order's money may be here already, though nobody has booked it.

While there is one, nothing expires and nobody is reminded. Whoever adds another way for money to wait adds its sign.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bukapo.payments.models import Attempt, Charge, Proof, StatementLine

WHY = "the orders asked about are of one store or the worker's"
GRACE = timedelta(minutes=10)
"""After an attempt's end its money may still be on the way: so long the order does not expire."""

Sign = Callable[[Any, datetime], "QuerySet[Any]"]
"""(order id, OuterRef to one, or None for any, now) -> rows (with an `order_id`) whose existence is the sign."""


def proof_waits(order: Any, at: datetime) -> "QuerySet[Any]":
    """A picture of a transfer that nobody has judged."""
    return _of(order, Proof.objects.across_stores(WHY).filter(state="pending"))


def attempt_runs(order: Any, at: datetime) -> "QuerySet[Any]":
    """The buyer is at a gateway; its answer may be on the way."""
    return _of(order, Attempt.objects.across_stores(WHY).filter(still_coming(at)))


def still_coming(at: datetime) -> Q:
    """Attempts whose money may still be on its way, or waits for the seller's word."""
    return Q(state="pending") & (Q(expires_at__gt=at - GRACE) | Q(doubted__isnull=False))


def doubtful_line_fits(order: Any, at: datetime) -> "QuerySet[Any]":
    """A statement line that waits for a decision is exactly what one of the order's open charges asks."""
    lines = StatementLine.objects.across_stores(WHY).filter(
        state="doubtful", store_id=OuterRef("store_id"), amount=OuterRef("rest_now")
    )
    open_ones = _of(order, Charge.objects.across_stores(WHY).filter(state="open").order_by())
    return open_ones.annotate(rest_now=F("total") - F("paid")).filter(Exists(lines))


def _of(order: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows if order is None else rows.filter(order_id=order)


SIGNS: tuple[Sign, ...] = (proof_waits, attempt_runs, doubtful_line_fits)


def money_may_be_here(order: Any, at: datetime) -> bool:
    """Whether anything says that this order's money may have come already."""
    return any(sign(order.pk, at).exists() for sign in SIGNS)


def without_signs(rows: "QuerySet[Any]", at: datetime, *, order: str = "pk") -> "QuerySet[Any]":
    """The rows whose order (named by the field `order`) shows no sign."""
    return rows.filter(*(~Exists(sign(OuterRef(order), at)) for sign in SIGNS))


def with_signs(rows: "QuerySet[Any]", at: datetime, *, store_id: int, order: str = "pk") -> "QuerySet[Any]":
    """The rows of this store whose order shows at least one sign. Found from the signs, which are few."""
    # Doubtful lines are compared with every open charge: only where there are any. One query.
    lines = StatementLine.objects.of(store_id).filter(state="doubtful")
    told = [sign for sign in SIGNS if sign is not doubtful_line_fits or lines.exists()]
    ids = [sign(None, at).filter(store_id=store_id).order_by().values("order_id") for sign in told]
    return rows.filter(**{f"{order}__in": ids[0].union(*ids[1:])})
