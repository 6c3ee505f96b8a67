"""Invariants 6, 7 and 8 where goods were wrong: no claim gives back more than its pieces cost or than was paid, every
decision was told, every new piece is one that a work order was told to make.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.orders.rules import DELIVERED
from bukapo.payments.models import Refund
from bukapo.production.models import BuyerDefect, WorkOrderSize
from bukapo.trust.claims.rules import AGREED, LIVE, OFFERED, REFUND, SETTLED, WITHDRAWN, WORK_ORDER
from bukapo.trust.models import Claim, ClaimedPiece

WHY = "the audit reads every store"
SUBJECT = "trust.Claim"
Told = dict[int, list[tuple[str, dict[str, Any]]]]


def claims() -> Iterator[Breach]:
    """A claim is what its events said, and of goods that had left."""
    told, paid = _told(), _compensated()
    rows = Claim.objects.across_stores(WHY).select_related("order").prefetch_related("pieces", "photos")
    for row in rows.order_by("pk").iterator(chunk_size=500):
        where = f"claim {row.pk} (order {row.order.number})"
        events = told.get(row.pk, [])
        opened = next((data for kind, data in events if kind == "claim.opened"), {})
        said = {"reason": row.reason, "wish": row.wish, "whole": row.whole, "photos": len(row.photos.all()),
                "late": row.late, "lines": sorted([one.line_id, one.pieces] for one in row.pieces.all())}  # fmt: skip
        if said != {name: opened.get(name) for name in said} | {"lines": sorted(opened.get("lines", []))}:
            yield Breach("claim", where, "is not what its event said")
        if row.order.state not in DELIVERED:
            yield Breach("claim", where, f"is of an order that is {row.order.state}")
        yield from _decision(row, events, where)
        yield from _money(row, paid, where)
        if (row.overdue_at is not None) != any(kind == "claim.overdue" for kind, _ in events):
            yield Breach("claim", where, "is overdue, and nobody was told (or the other way round)")


def _decision(row: Claim, events: list[tuple[str, dict[str, Any]]], where: str) -> Iterator[Breach]:
    granted = [data for kind, data in events if kind in ("claim.granted", "claim.offered")]
    needs = {
        OFFERED: "claim.offered",
        "refused": "claim.refused",
        AGREED: "claim.granted",
        SETTLED: "claim.granted",
    }
    kind = needs.get(row.state)
    if kind and not any(known == kind for known, _ in events):
        yield Breach("claim", where, f"is {row.state}, and nobody decided it")
    if row.state in (OFFERED, AGREED, SETTLED) and granted:
        last = granted[-1]
        if (last["remedy"], last["source"]) != (row.remedy, row.source):
            yield Breach("claim", where, "has another remedy than its event told")
    if row.state in (WITHDRAWN, SETTLED) and row.settled_at is None:
        yield Breach("claim", where, f"is {row.state} since never")


def _money(row: Claim, paid: dict[int, list[dict[str, Any]]], where: str) -> Iterator[Breach]:
    """A refund was carried out once, for what stands in the claim, and no more of it is owed than was paid."""
    done = paid.pop(row.pk, [])
    amount = row.amount if row.state == SETTLED and row.remedy == REFUND else 0
    if sum(data["amount"] for data in done) != amount or len(done) > 1:
        yield Breach("claim", where, f"gave {amount} rupiah back, its events say otherwise")
    if amount > row.whole:
        yield Breach("claim", where, f"gave {amount} rupiah back for pieces of {row.whole}")
    for data in done:
        refund = (
            Refund.objects.across_stores(WHY).filter(pk=data["refund_id"] or 0, order=row.order_id).first()
        )
        if (refund.amount if refund else 0) != data["refund"] or data["refund"] > row.order.paid:
            yield Breach("claim", where, "owes another refund than its event told")


def claimed() -> Iterator[Breach]:
    """No piece is in two live claims, nor paid back twice."""
    asked = Counter[tuple[int, int]]()
    rows = ClaimedPiece.objects.across_stores(WHY).select_related("line", "claim").order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        if row.line.order_id != row.claim.order_id:
            yield Breach("claim", f"claim {row.claim_id}", "is about a line of another order")
        paid_back = row.claim.state == SETTLED and row.claim.remedy == REFUND
        if row.claim.state in LIVE or paid_back:
            asked[row.line_id, row.line.qty] += row.pieces
    for (line, qty), pieces in asked.items():
        if pieces > qty:
            yield Breach("claim", f"order line {line}", f"{pieces} pieces of {qty} are claimed")


def replacements() -> Iterator[Breach]:
    """New pieces joined a work order by an event of it; what was added stands among its spare ones."""
    added: dict[str, int] = {}
    per_size = Counter[tuple[int, int]]()
    rows = EventRow.objects.filter(kind="work_order.spare_added").order_by("pk")
    for subject_id, data in rows.values_list("subject_id", "data"):
        added[data["cause"]] = data["more"]
        for position, pieces in data["sizes"]:
            per_size[subject_id, position] += pieces
    joined = Claim.objects.across_stores(WHY).filter(source=WORK_ORDER, state__in=[AGREED, SETTLED])
    for row in joined.prefetch_related("pieces"):
        wanted = sum(one.pieces for one in row.pieces.all())
        if added.get(f"claim:{row.pk}") != wanted:
            yield Breach("claim", f"claim {row.pk}", f"lets {wanted} pieces be made, no work order was told")
    spare = {
        (order, position): pieces
        for order, position, pieces in WorkOrderSize.objects.across_stores(WHY)
        .filter(work_order_id__in={order for order, _ in per_size})
        .values_list("work_order_id", "position", "spare")
    }
    for key, pieces in per_size.items():
        if spare.get(key, 0) < pieces:
            yield Breach("claim", f"work order {key[0]}, size {key[1]}", "lost pieces that a claim asked for")


def complaints() -> Iterator[Breach]:
    """What buyers found is what its event said."""
    told = Counter[tuple[str, str]]()
    rows = EventRow.objects.filter(kind="work_order.buyers_found_defect").values_list("data", flat=True)
    for data in rows:
        told[data["cause"], data["reason"]] += data["pieces"]
    for row in BuyerDefect.objects.across_stores(WHY).values_list("cause", "reason", "pieces"):
        told[row[0], row[1]] -= row[2]
    for (cause, _), off in told.items():
        if off:
            yield Breach("claim", cause, "counts against a workshop otherwise than its event told")


def _told() -> Told:
    told: Told = defaultdict(list)
    rows = EventRow.objects.filter(subject=SUBJECT).order_by("subject_id", "seq")
    for subject_id, kind, data in rows.values_list("subject_id", "kind", "data").iterator(chunk_size=2000):
        told[subject_id].append((kind, data))
    return told


def _compensated() -> dict[int, list[dict[str, Any]]]:
    paid: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for data in EventRow.objects.filter(kind="order.compensated").values_list("data", flat=True):
        paid[data["claim_id"]].append(data)
    return paid
