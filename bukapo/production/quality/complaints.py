"""Defects that no check found and buyers did: noted for who made the pieces, and read with its record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import Sum

from bukapo.journal.events import SELLER
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.production.events import WorkOrderEvent
from bukapo.production.floor.yields import Piece
from bukapo.production.models import BuyerDefect, WorkOrderSize
from bukapo.production.quality.record import Maker
from bukapo.production.quality.rules import REASONS
from bukapo.production.steps import facts, lock_work_order

Found = tuple[str, tuple[str, ...], int]
"""(product as the recap names it, values of its options, pieces)."""


@dataclass(frozen=True, kw_only=True)
class BuyersFoundDefect(WorkOrderEvent):
    """`pieces` of a work order were wrong in a buyer's hands, for a reason of quality control's.

    `cause`: where it was told, `claim:17`. For the seller alone: it names no buyer, yet counts against a workshop.
    """

    kind: ClassVar[str] = "work_order.buyers_found_defect"
    audience: ClassVar[frozenset[str]] = frozenset({SELLER})
    reason: str
    pieces: int
    cause: str


def note_complaint(
    *,
    store_id: int,
    work_order_id: int,
    cause: str,
    reason: str,
    sizes: Sequence[Found],
    actor: Actor,
    at: datetime,
) -> BuyersFoundDefect | None:
    """Once per `cause`; None when it stands there already, or none of these sizes is of that work order.

    Raises NotFound.
    """
    if reason not in REASONS:
        raise ValueError(f"unknown reason {reason}")
    with writing():
        order = lock_work_order(store_id, work_order_id)
        if BuyerDefect.objects.of(store_id).filter(cause=cause).exists():
            return None
        own = {
            (size.product, tuple(size.values)): size
            for size in WorkOrderSize.objects.of(store_id).filter(work_order=order)
        }
        found: Counter[Piece] = Counter()
        for product, values, pieces in sizes:
            if (product, values) in own:
                found[product, values] += pieces
        if not found:
            return None
        BuyerDefect.objects.bulk_create(
            BuyerDefect(store_id=store_id, size=own[piece], reason=reason, pieces=n, cause=cause, at=at)
            for piece, n in found.items()
        )
        event = BuyersFoundDefect(**facts(order), reason=reason, pieces=sum(found.values()), cause=cause)
        record([event], actor=actor, at=at)
    return event


def complaints(store_id: int) -> dict[Maker, Counter[str]]:
    """Maker -> {reason: pieces that buyers found wrong}. One query."""
    made_by = ("size__work_order__workshop_id", "size__work_order__workshop_name", "reason")
    rows = BuyerDefect.objects.of(store_id).values_list(*made_by).annotate(n=Sum("pieces")).order_by()
    found: dict[Maker, Counter[str]] = {}
    for workshop, name, reason, pieces in rows:
        found.setdefault((workshop, name), Counter())[reason] += pieces
    return found
