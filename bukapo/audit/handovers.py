"""Invariant 8, where pieces change hands: nothing is received that was not sent, nothing sent that was not made."""

from collections import Counter
from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.production.models import HandOver, HandOverSize, LostPieces, Stage, StageCount, WorkOrder

WHY = "the audit reads every store"


def lots() -> Iterator[Breach]:
    """A hand-over is what its events said: sent, then received; a size goes to the same size of who follows."""
    told: dict[tuple[int, str], int] = {}
    events = EventRow.objects.filter(kind__in=["hand_over.sent", "hand_over.received"])
    for subject_id, kind, data in events.values_list("subject_id", "kind", "data"):
        told[subject_id, kind] = data["pieces"]
    rows = HandOver.objects.across_stores(WHY).select_related("receiver", "work_order")
    for row in (
        rows.prefetch_related("sizes__size", "sizes__for_size").order_by("pk").iterator(chunk_size=500)
    ):
        where = f"hand-over {row.pk} of work order {row.work_order_id}"
        lines = list(row.sizes.all())
        if sum(line.sent for line in lines) != told.get((row.pk, "hand_over.sent")):
            yield Breach("hand-over", where, "is not what was said to be sent")
        counted = [line.received for line in lines if line.received is not None]
        if (row.state == "received") != (len(counted) == len(lines)) or (counted and row.state != "received"):
            yield Breach("hand-over", where, f"is {row.state}, its sizes say otherwise")
        if row.state == "received" and sum(counted) != told.get((row.pk, "hand_over.received")):
            yield Breach("hand-over", where, "is not what was said to have arrived")
        if any((line.received or 0) > line.sent for line in lines):
            yield Breach("hand-over", where, "had more arrive than was sent")
        # Not "follows this one": a sender that was cancelled is followed by whoever makes its part anew.
        if row.receiver and (
            row.receiver.after_id is None or row.receiver.campaign_id != row.work_order.campaign_id
        ):
            yield Breach("hand-over", where, "went to a work order that does not follow")
        if any(_elsewhere(line, row) for line in lines):
            yield Breach("hand-over", where, "counts a size of another work order")


def _elsewhere(line: HandOverSize, row: HandOver) -> bool:
    if line.size.work_order_id != row.work_order_id or (line.for_size is None) != (row.receiver_id is None):
        return True
    same = line.for_size is None or (
        line.for_size.work_order_id == row.receiver_id
        and (line.for_size.product, line.for_size.values) == (line.size.product, line.size.values)
    )
    return not same


def sent() -> Iterator[Breach]:
    """What left is no more than the last stage has finished; what was lost or made up for was short before."""
    finished = _finished()
    left, short = Counter[int](), Counter[int]()
    rows = HandOverSize.objects.across_stores(WHY).exclude(hand_over__state="withdrawn")
    for size, pieces, again, received in rows.values_list("size_id", "sent", "again", "received"):
        left[size] += pieces if received is None else received
        short[size] += (0 if received is None else pieces - received) - again
    for size, pieces in LostPieces.objects.across_stores(WHY).values_list("size_id", "pieces"):
        short[size] -= pieces
    for size, pieces in sorted(left.items()):
        if pieces > finished.get(size, 0):
            yield Breach(
                "hand-over", f"size {size}", f"{pieces} pieces left, {finished.get(size, 0)} are finished"
            )
    for size, pieces in sorted(short.items()):
        if pieces < 0:
            yield Breach("hand-over", f"size {size}", "has more lost or made up for than was ever short")


def followers() -> Iterator[Breach]:
    """A work order that follows another has worked on no more than it received."""
    arrived: Counter[int] = Counter()
    rows = HandOverSize.objects.across_stores(WHY).filter(hand_over__state="received")
    for size, received in rows.values_list("for_size_id", "received"):
        arrived[size] += received or 0
    first = Stage.objects.across_stores(WHY).filter(position=0, work_order__after__isnull=False)
    counts = StageCount.objects.across_stores(WHY).filter(stage__in=first.values("pk"), done__gt=0)
    for order, size, done in counts.values_list("stage__work_order_id", "size_id", "done").order_by(
        "size_id"
    ):
        if done > arrived[size]:
            yield Breach(
                "hand-over",
                f"work order {order}, size {size}",
                f"has worked on {done}, received {arrived[size]}",
            )


def losses() -> Iterator[Breach]:
    """Lost pieces are those that were declared, with the reason."""
    told: Counter[tuple[int, str]] = Counter()
    events = EventRow.objects.filter(kind="work_order.pieces_lost").values_list("subject_id", "data")
    for subject_id, data in events:
        told[subject_id, data["reason"]] += data["pieces"]
    rows = LostPieces.objects.across_stores(WHY).values_list("work_order_id", "reason", "pieces")
    for order, reason, pieces in rows:
        told[order, reason] -= pieces
    for (order, _), off in sorted(told.items()):
        if off:
            yield Breach("hand-over", f"work order {order}", "has lost pieces that nobody declared")


def _finished() -> dict[int, int]:
    """Size -> pieces through the last stage of its work order."""
    last: dict[int, int] = {}
    for order, stage in (
        Stage.objects.across_stores(WHY)
        .order_by("work_order_id", "position")
        .values_list("work_order_id", "pk")
    ):
        last[order] = stage
    handing = WorkOrder.objects.across_stores(WHY).filter(hand_overs__isnull=False).values("pk")
    counts = StageCount.objects.across_stores(WHY).filter(stage__work_order__in=handing)
    ends = set(last.values())
    return {
        size: done for stage, size, done in counts.values_list("stage_id", "size_id", "done") if stage in ends
    }
