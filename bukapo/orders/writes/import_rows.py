"""Doubtful answers decided by a person: made into an order, or laid aside."""

from dataclasses import replace

from bukapo.journal.write import writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.intake.draft import Wanted
from bukapo.orders.intake.imported import row_key
from bukapo.orders.models import ImportRow, Order
from bukapo.orders.rules import IMPORT
from bukapo.orders.writes.place import insisting, place_within


def decide_row(*, store_id: int, row_id: int, wanted: Wanted, actor: Actor) -> Order:
    """The order that this answer means, as the person finished it. Decided once.

    Raises WrongState, NotFound and every refusal of `place_order`.
    """
    return insisting(lambda: _decide(store_id, row_id, wanted, actor))


def _decide(store_id: int, row_id: int, wanted: Wanted, actor: Actor) -> Order:
    with writing():
        row = _waiting(store_id, row_id)
        # Whatever the form's key says: one answer is one order.
        own = replace(
            wanted,
            key=row_key(row.campaign_id, row.fingerprint),
            source=IMPORT,
            sent_before=bool(row.draft.get("proofs")),
        )
        answer = place_within(store_id=store_id, campaign_id=row.campaign_id, wanted=[own], actor=actor)[0]
        if isinstance(answer, Refusal):
            raise answer
        # After the counters, in the order in which an import takes its locks.
        _settle(store_id, row_id, state="order", order_id=answer.pk)
    return answer


def dismiss_row(*, store_id: int, row_id: int) -> None:
    """This answer is no order (a test, a duplicate). Its file says so ever after. Raises WrongState, NotFound."""
    with writing():
        _waiting(store_id, row_id)
        _settle(store_id, row_id, state="dismissed")


def _waiting(store_id: int, row_id: int) -> ImportRow:
    row: ImportRow | None = ImportRow.objects.of(store_id).filter(pk=row_id).first()
    if row is None:
        raise NotFound()
    if row.state != "doubtful":
        raise WrongState(state=row.state)
    return row


def _settle(store_id: int, row_id: int, **changes: object) -> None:
    rows = ImportRow.objects.of(store_id).filter(pk=row_id, state="doubtful")
    if rows.update(**changes) != 1:
        raise WrongState(state="?")
