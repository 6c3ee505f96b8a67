"""Where new pieces for a claim can come from: what is left over, what is still being made, what is made next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.catalog.models import Variant
from bukapo.orders.models import Order, OrderLine, ShortPiece
from bukapo.orders.rules import HOLDING
from bukapo.production.floor.yields import Piece, good_pieces
from bukapo.production.models import WorkOrder, WorkOrderSize
from bukapo.production.spare.adding import open_to_more
from bukapo.trust.claims.rules import AGREED, BATCH, OFFERED, SETTLED, SPARE
from bukapo.trust.models import Claim, ClaimedPiece

MOST = 5
"""Work orders and POs that are offered."""


@dataclass(frozen=True)
class Needed:
    """New pieces that a claim asks for: of the variant that was ordered, or of the size wished for instead."""

    line: OrderLine
    product: str
    values: tuple[str, ...]
    variant_id: int
    label: str
    pieces: int

    @property
    def piece(self) -> Piece:
        return self.product, self.values


@dataclass(frozen=True)
class Supply:
    """`spare`: whether all of it is left over, of [label, left]; `work_orders`, `batches` that can take it in."""

    left: tuple[tuple[str, int], ...]
    spare: bool
    work_orders: tuple[WorkOrder, ...]
    batches: tuple[Campaign, ...]


def needed(rows: Sequence[ClaimedPiece]) -> list[Needed]:
    """Of claimed pieces with their `line` and `variant`."""
    return [_needed(row.line, row.variant, row.pieces) for row in rows]


def _needed(line: OrderLine, other: Variant | None, pieces: int) -> Needed:
    values = tuple(other.values) if other else tuple(line.values)
    label = (other.label if other else line.label) or line.product_name
    return Needed(line, line.product_name, values, other.pk if other else line.variant_id, label, pieces)


def supply_for(claim: Claim, order: Order) -> Supply:
    """For the pieces of this claim. Some ten queries, whatever the size of the PO."""
    wants = needed(list(claim.pieces.select_related("line", "variant")))
    left = spare_left(order.campaign, but=claim)
    asked = Counter[Piece]()
    for one in wants:
        asked[one.piece] += one.pieces
    return Supply(
        left=tuple((one.label, left.get(one.piece, 0)) for one in wants),
        spare=all(left.get(piece, 0) >= n for piece, n in asked.items()),
        work_orders=tuple(_work_orders(order, wants)),
        batches=tuple(_batches(order, wants)),
    )


def spare_left(campaign: Campaign, *, but: Claim | None = None) -> dict[Piece, int]:
    """Good pieces that nobody ordered, less those that went to buyers instead of others or by claims."""
    left = Counter(good_pieces(campaign))
    lines = OrderLine.objects.of(campaign.store_id).filter(order__campaign=campaign, order__state__in=HOLDING)
    ordered = lines.values("product_name", "variant__values").annotate(n=Sum("qty")).order_by()
    for row in ordered:
        left[row["product_name"], tuple(row["variant__values"])] -= row["n"]
    swapped = ShortPiece.objects.of(campaign.store_id).filter(order__campaign=campaign, variant__isnull=False)
    for name, values, n in swapped.values_list("line__product_name", "variant__values", "pieces"):
        left[name, tuple(values)] -= n
    given = ClaimedPiece.objects.of(campaign.store_id).filter(
        claim__order__campaign=campaign, claim__source=SPARE, claim__state__in=[OFFERED, AGREED, SETTLED]
    )
    for row in given.exclude(claim=but).select_related("line", "variant"):
        one = _needed(row.line, row.variant, row.pieces)
        left[one.piece] -= one.pieces
    return {piece: n for piece, n in left.items() if n > 0}


def _work_orders(order: Order, wants: Sequence[Needed]) -> list[WorkOrder]:
    """Of this PO, still being made, with every size that is needed."""
    rows = open_to_more(order.store_id).filter(campaign_id=order.campaign_id)[:MOST]
    return [row for row in rows if {one.piece for one in wants} <= _sizes(row)]


def _sizes(row: WorkOrder) -> set[Piece]:
    sizes = WorkOrderSize.objects.of(row.store_id).filter(work_order=row)
    return {(product, tuple(values)) for product, values in sizes.values_list("product", "values")}


def _batches(order: Order, wants: Sequence[Needed]) -> list[Campaign]:
    """Other POs of the store that sell the same and are not made yet, the soonest first."""
    variants = {one.variant_id for one in wants}
    rows = Campaign.objects.of(order.store_id).filter(state__in=["published", "closed"], produced_at=None)
    rows = rows.exclude(pk=order.campaign_id).filter(fell_short_at=None).order_by("closes_at", "pk")
    counters = PieceCounter.objects.of(order.store_id).filter(variant_id__in=variants, campaign__in=rows)
    sold: dict[int, set[int]] = {}
    for campaign_id, variant_id in counters.values_list("campaign_id", "variant_id"):
        sold.setdefault(campaign_id, set()).add(variant_id)
    return [row for row in rows.filter(pk__in=sold)[:20] if sold[row.pk] == variants][:MOST]


def makers_of(claim: Claim, order: Order) -> list[WorkOrder]:
    """Work orders that made these sizes: who the defect may be of. Two queries."""
    lines = claim.pieces.select_related("line")
    names = {(row.line.product_name, tuple(row.line.values)) for row in lines}
    rows = WorkOrderSize.objects.of(order.store_id).filter(work_order__campaign=order.campaign_id)
    rows = rows.exclude(work_order__state__in=["cancelled", "refused"]).select_related("work_order")
    found = {
        row.work_order_id: row.work_order
        for row in rows.order_by("work_order_id", "position")
        if (row.product, tuple(row.values)) in names and row.work_order.order_id in (None, order.pk)
    }
    return list(found.values())


def running_for(claim: Claim) -> list[WorkOrder]:
    """Running work orders that an agreed replacement may join now: of the PO it waits for, or of its own."""
    wants = needed(list(claim.pieces.select_related("line", "variant")))
    rows = open_to_more(claim.store_id).filter(campaign__in=[claim.batch_id or 0, claim.order.campaign_id])
    return [row for row in rows[:MOST] if {one.piece for one in wants} <= _sizes(row)]


def waiting_for(campaign: Campaign) -> int:
    """Pieces of agreed claims that are to be made with this PO and are in no work order yet. One query."""
    rows = ClaimedPiece.objects.of(campaign.store_id).filter(
        claim__batch=campaign, claim__source=BATCH, claim__state=AGREED
    )
    return int(rows.aggregate(n=Sum("pieces"))["n"] or 0)
