"""The clock of claims: the seller is reminded before the time is over; afterwards the buyer is told what is left."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from bukapo.journal.alone import each_alone
from bukapo.journal.write import write
from bukapo.kernel.actor import SYSTEM_ACTOR, Actor
from bukapo.orders.steps import StillTime
from bukapo.trust.claims.events import ClaimOverdue, ClaimReminded
from bukapo.trust.claims.rules import OPEN, remind_at
from bukapo.trust.claims.steps import lock_claim, told
from bukapo.trust.models import Claim

_BATCH = 100
_AHEAD = timedelta(hours=168)
"""The longest time a store may take (`stores.rules.BOUNDS`)."""


def remind_sellers(at: datetime) -> int:
    """Once per clock, a day before its end or half way."""
    rows = Claim.objects.across_stores("the worker serves every store").filter(
        state=OPEN, reminded_at=None, due_at__gt=at, due_at__lte=at + _AHEAD
    )
    due = [
        (store, pk)
        for store, pk, opened, until in rows.order_by("due_at").values_list(
            "store_id", "pk", "opened_at", "due_at"
        )[: 10 * _BATCH]
        if at >= remind_at(opened, until)
    ]
    return each_alone(
        due[:_BATCH], lambda store, pk: remind(store_id=store, claim_id=pk, actor=SYSTEM_ACTOR, at=at)
    )


def tell_of_overdue(at: datetime) -> int:
    """Nobody decided in time: the buyer hears of the ways that are left, and the store's record remembers it."""
    rows = Claim.objects.across_stores("the worker serves every store").filter(
        Q(overdue_at=None) | Q(overdue_at__lt=F("due_at")), state=OPEN, due_at__lte=at
    )
    return each_alone(
        rows.order_by("due_at").values_list("store_id", "pk")[:_BATCH],
        lambda store, pk: mark_overdue(store_id=store, claim_id=pk, actor=SYSTEM_ACTOR, at=at),
    )


@write
def remind(*, store_id: int, claim_id: int, actor: Actor, at: datetime) -> ClaimReminded:
    """Raises StillTime (decided or reminded meanwhile), NotFound."""
    order, claim = lock_claim(store_id, claim_id)
    if claim.state != OPEN or claim.reminded_at is not None or at < remind_at(claim.opened_at, claim.due_at):
        raise StillTime()
    Claim.objects.of(store_id).filter(pk=claim.pk).update(reminded_at=at)
    return ClaimReminded(**told(claim, order), due_at=claim.due_at)


@write
def mark_overdue(*, store_id: int, claim_id: int, actor: Actor, at: datetime) -> ClaimOverdue:
    """Raises StillTime (decided meanwhile, or before its time), NotFound."""
    order, claim = lock_claim(store_id, claim_id)
    told_already = claim.overdue_at is not None and claim.overdue_at >= claim.due_at
    if claim.state != OPEN or at < claim.due_at or told_already:
        raise StillTime()
    Claim.objects.of(store_id).filter(pk=claim.pk).update(overdue_at=at)
    return ClaimOverdue(**told(claim, order), due_at=claim.due_at)
