"""What a granted claim tells the floor: buyers found a defect that no check had found."""

from datetime import datetime

from bukapo.journal.models import EventRow
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.production.quality.complaints import note_complaint
from bukapo.trust.claims.rules import MADE_WRONG
from bukapo.trust.models import Claim


def note_defect(event: EventRow, at: datetime) -> None:
    """For the record of who made the pieces. Safe to run again: a claim is noted once."""
    claim = Claim.objects.of(event.store_id).filter(pk=event.subject_id).first()
    if claim is None or claim.of_work_order_id is None or claim.reason not in MADE_WRONG:
        return
    rows = claim.pieces.select_related("line")
    note_complaint(
        store_id=claim.store_id,
        work_order_id=claim.of_work_order_id,
        cause=f"claim:{claim.pk}",
        reason=MADE_WRONG[claim.reason],
        sizes=[(row.line.product_name, tuple(row.line.values), row.pieces) for row in rows],
        actor=SYSTEM_ACTOR,
        at=at,
    )
