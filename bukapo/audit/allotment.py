"""Invariant 8, where fewer pieces came out: who got them follows from the rule, and no missing one is forgotten."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import YieldDraw
from bukapo.campaigns.rules import LOT
from bukapo.journal.models import EventRow
from bukapo.kernel.draw import commitment
from bukapo.orders.allotment.allotting import sealed
from bukapo.orders.allotment.rules import FILLED, OPEN, REFUNDED, SWAPPED, WAITING, Claim, allocate, line_up
from bukapo.orders.models import Allocation, Allotment, ShortPiece

WHY = "the audit reads every store"
DECIDES = {
    REFUNDED: ("order.short_refunded",), WAITING: ("order.short_waits",), SWAPPED: ("order.short_swapped",),
    FILLED: ("order.short_filled",),
}  # fmt: skip


def allocations() -> Iterator[Breach]:
    """Each allocation is what its event sealed and what its rule gives; its draw opens the seed of the terms."""
    told = {row.data["allocation_id"]: row.data for row in EventRow.objects.filter(kind="allocation.made")}
    draws = {row.campaign_id: row for row in YieldDraw.objects.across_stores(WHY)}
    rows = Allocation.objects.across_stores(WHY).select_related("campaign").prefetch_related("allotments")
    for row in rows.order_by("pk"):
        where = f"allocation {row.pk} (campaign {row.campaign_id})"
        allotments = list(row.allotments.all())
        event = told.pop(row.pk, {})
        if not event.get("digest") == row.digest == sealed(row, allotments):
            yield Breach("allocation", where, "is not what its event sealed")
        if event.get("counted") != row.counted or event.get("rule") != row.rule:
            yield Breach("allocation", where, "counts otherwise than its event")
        if row.rule != row.campaign.short_rule:
            yield Breach("allocation", where, "does not follow the rule of its PO")
        if row.rule == LOT and commitment(row.seed) != getattr(draws.get(row.campaign_id), "commitment", ""):
            yield Breach("allocation", where, "its seed is not the one that was sealed")
        yield from (Breach("allocation", where, what) for what in _wrong(row, allotments))
    for pk in told:
        yield Breach("allocation", f"allocation {pk}", "was made and is gone")


def _wrong(row: Allocation, allotments: Sequence[Allotment]) -> Iterator[str]:
    claims = {one.pk: Claim(one.code, one.position, one.ordered, one.since) for one in allotments}
    places = line_up(row.rule, claims.values(), row.seed)
    grouped: dict[tuple[str, tuple[str, ...]], list[Allotment]] = defaultdict(list)
    for one in allotments:
        grouped[one.product, tuple(one.values)].append(one)
        if places[one.code] != one.place:
            yield f"order {one.code} stands at {one.place}, the rule puts it at {places[one.code]}"
    free = {
        (name, tuple(values)): max(0, counted - sent) for name, values, _o, _r, counted, sent in row.counted
    }
    for piece, rows in grouped.items():
        should = allocate(row.rule, [claims[one.pk] for one in rows], free.get(piece, 0), places)
        if should != [one.given for one in rows]:
            yield f"{piece[0]} {' / '.join(piece[1])} was given out otherwise than the rule says"


def pieces() -> Iterator[Breach]:
    """Ordered = given + short, line by line; what became of a missing piece is what an event of its order says."""
    told = _told()
    gaps: dict[tuple[int, int], int] = {}
    asked = {
        (order, line): count for order, data in _events("order.pieces_short") for line, count in data["lines"]
    }
    for one in Allotment.objects.across_stores(WHY).select_related("line").order_by("pk"):
        if one.ordered != one.line.qty:
            yield Breach("short", f"allotment {one.pk}", "is not of the pieces its line ordered")
        if one.given < one.ordered:
            gaps[one.allocation_id, one.line_id] = one.ordered - one.given
    rows = ShortPiece.objects.across_stores(WHY).select_related("order", "line").order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        where = f"short piece {row.pk} (order {row.order.number})"
        if (
            gaps.pop((row.allocation_id, row.line_id), None) != row.pieces
            or row.line.order_id != row.order_id
        ):
            yield Breach("short", where, "is not what its allotment lacks")
        if asked.pop((row.order_id, row.line_id), None) != row.pieces:
            yield Breach("short", where, "is missing and its buyer was not told so")
        if what := _contradicted(row, told):
            yield Breach("short", where, what)
    for allocation, line in gaps:
        yield Breach("short", f"allocation {allocation}, line {line}", "lacks pieces nobody accounts for")
    yield from _others()


def _contradicted(row: ShortPiece, told: dict[int, dict[str, Any]]) -> str:
    last = told.get(row.pk)
    if row.state == OPEN:
        return "was decided and has forgotten it" if last else ""
    if row.state == REFUNDED and row.order.state == "cancelled" and last is None:
        return ""  # nothing of the order came out: its end says the rest
    if last is None or last["kind"] not in DECIDES[row.state]:
        return f"is {row.state}, its order's events say otherwise"
    if row.state == SWAPPED and last["variant_id"] != row.variant_id:
        return "was exchanged for another variant than its event tells"
    return ""


def _told() -> dict[int, dict[str, Any]]:
    """Short piece -> the last event that decides it."""
    kinds = [kind for found in DECIDES.values() for kind in found]
    found: dict[int, dict[str, Any]] = {}
    for row in EventRow.objects.filter(kind__in=kinds).order_by("pk"):
        for pk in row.data["shorts"]:
            found[pk] = {**row.data, "kind": row.kind}
    return found


def _events(kind: str) -> Iterator[tuple[int | None, dict[str, Any]]]:
    yield from EventRow.objects.filter(kind=kind).values_list("order_id", "data")


def _others() -> Iterator[Breach]:
    """No more of another variant was taken instead than was left."""
    taken: Counter[tuple[int, int]] = Counter()
    for row in ShortPiece.objects.across_stores(WHY).filter(state=SWAPPED):
        taken[row.allocation_id, row.variant_id] += row.pieces
    left = {row.pk: row.left for row in Allocation.objects.across_stores(WHY)}
    for (allocation, variant), count in taken.items():
        if count > left[allocation].get(str(variant), 0):
            yield Breach(
                "short", f"allocation {allocation}, variant {variant}", "more was taken than was left"
            )
