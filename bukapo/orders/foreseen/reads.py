"""Trying a change or a cancellation: the same verbs, undone at the end."""

from datetime import datetime

from bukapo.journal.rehearsal import rehearsal
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.foreseen.rules import CancelSums, ChangeSums
from bukapo.orders.intake.draft import Wanted
from bukapo.orders.readdressing import Where
from bukapo.orders.writes.address import move_with_sums
from bukapo.orders.writes.change import change_with_sums
from bukapo.orders.writes.release import cancel_with_sums


def foresee_change(*, store_id: int, order_id: int, wanted: Wanted, at: datetime) -> ChangeSums:
    """What `change_order` would make of the order's money. Raises whatever that would raise."""
    with rehearsal():
        _event, sums = change_with_sums(store_id=store_id, order_id=order_id, wanted=wanted, at=at)
    return sums


def foresee_move(*, store_id: int, order_id: int, where: Where, at: datetime) -> ChangeSums:
    """What `change_address` would make of the order's money. Raises whatever that would raise."""
    with rehearsal():
        _event, sums = move_with_sums(store_id=store_id, order_id=order_id, where=where, at=at)
    return sums


def foresee_cancel(*, store_id: int, order_id: int, at: datetime) -> CancelSums:
    """What `cancel_order` by the buyer would give back. Raises whatever that would raise."""
    with rehearsal():
        _event, sums = cancel_with_sums(
            store_id=store_id, order_id=order_id, reason="", actor=BUYER_ACTOR, at=at
        )
    return sums
