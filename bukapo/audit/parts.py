"""Parts sent ahead: their buyers agreed, their states are told, and what was sent is never paid back with the rest."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.orders.allotment.rules import REFUNDED
from bukapo.orders.models import DroppedRest, OrderLine, PartShipment, ShortPiece
from bukapo.orders.rules import DELIVERED

WHY = "the audit reads every store"
STATES = {
    "order.part_proposed": "asked", "order.part_agreed": "agreed", "order.part_declined": "declined",
    "order.part_withdrawn": "withdrawn", "order.part_packed": "packed", "order.part_shipped": "sent",
    "order.part_tracking_corrected": "", "order.part_delivered": "delivered",
    "order.rest_dropped": "final", "order.cancelled": "withdrawn",
}  # fmt: skip
"""What an event of its order makes of a part (`order.received` makes one that was sent delivered)."""
AHEAD = ("packed", "sent", "delivered", "final")


@dataclass
class Said:
    """What the events of its order say of a part."""

    states: list[str] = field(default_factory=list)
    lines: list[list[int]] | None = None
    number: tuple[str, str] = ("", "")


def parts() -> Iterator[Breach]:
    """A part sent ahead is a real part, its buyer agreed, and its state and number are what the events say."""
    told, received = _said(), _parts_received()
    for part in PartShipment.objects.across_stores(WHY).select_related("order").order_by("pk"):
        said = told.get(part.pk, Said(["?"]))
        last = said.states[-1]
        should = "delivered" if last == "sent" and part.pk in received else last
        where = f"part {part.pk} (order {part.order.number})"
        if should != part.state:
            yield Breach("part", where, f"is {part.state}, its events say {should}")
        if part.state in AHEAD and "agreed" not in said.states:
            yield Breach("part", where, "went ahead without its buyer's consent")
        whole = part.lines == said.lines and part.pieces == sum(line[2] for line in part.lines)
        if not whole or part.pieces >= part.order.pieces:
            yield Breach("part", where, "is not the part that was proposed")
        if said.number != (part.courier, part.tracking_number):
            yield Breach("part", where, "carries another number than its buyer was told")


def _said() -> dict[int, Said]:
    found: dict[int, Said] = defaultdict(Said)
    rows = EventRow.objects.filter(kind__in=STATES).order_by("subject_id", "seq")
    for kind, data in rows.values_list("kind", "data").iterator(chunk_size=2000):
        if (pk := data.get("part_id")) is None:
            continue
        if state := STATES[kind]:
            found[pk].states.append(state)
        if kind == "order.part_proposed":
            found[pk].lines = data["lines"]
        if kind in ("order.part_shipped", "order.part_tracking_corrected"):
            found[pk].number = (data["courier"], data["tracking_number"])
    return found


def _parts_received() -> set[int]:
    """Parts that arrived with the whole order, in one word of its buyer."""
    rows = EventRow.objects.filter(kind="order.received").values_list("data", flat=True)
    return {data["part_id"] for data in rows.iterator(chunk_size=2000) if data.get("part_id")}


def rests() -> Iterator[Breach]:
    """What was dropped is all that was not sent, at no more than its price; the part is the order's parcel."""
    told = {data["part_id"]: data for data in _told("order.rest_dropped")}
    rows = DroppedRest.objects.across_stores(WHY).select_related("order", "part", "refund").order_by("pk")
    for rest in rows:
        where = f"rest of order {rest.order.number}"
        for what in _contradicted(rest, told.pop(rest.part_id, None)):
            yield Breach("rest", where, what)
        if rest.order.state not in DELIVERED or rest.part.state != "final":
            yield Breach("rest", where, "was dropped, and order or part say otherwise")
        if rest.amount > _price(rest):
            yield Breach("rest", where, f"gave {rest.amount} rupiah back, more than its pieces cost")
    for pk in told:
        yield Breach("rest", f"part {pk}", "its rest was dropped, and there is no row of it")


def _contradicted(rest: DroppedRest, data: dict[str, Any] | None) -> Iterator[str]:
    if data is None:
        yield "was dropped and nobody was told"
        return
    back = rest.refund.amount if rest.refund else 0
    if (data["lines"], data["pieces"], data["amount"], data["refund"]) != (
        rest.lines, rest.pieces, rest.amount, back,
    ):  # fmt: skip
        yield "is not what its event says"
    if (data["courier"], data["tracking_number"]) != (rest.part.courier, rest.part.tracking_number):
        yield "the order's parcel is not the part that was sent"
    gone = ShortPiece.objects.of(rest.store_id).filter(order_id=rest.order_id, state=REFUNDED)
    short = int(gone.aggregate(all=Sum("pieces"))["all"] or 0)
    if rest.part.pieces + rest.pieces + short != rest.order.pieces:
        yield "and what was sent are not the whole order"


def _price(rest: DroppedRest) -> int:
    """Rupiah of the dropped pieces as ordered, before any discount: the most that may go back for them."""
    pieces: Counter[int] = Counter()
    for position, _variant, count in rest.lines:
        pieces[position] += count
    lines = OrderLine.objects.of(rest.store_id).filter(order_id=rest.order_id)
    return sum(line.total // line.qty * pieces[line.position] for line in lines)


def _told(kind: str) -> Iterator[dict[str, Any]]:
    yield from EventRow.objects.filter(kind=kind).values_list("data", flat=True)
