"""Missing pieces told: what an order gets, what it chooses from, and the allocation for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Variant
from bukapo.orders.allotment.money import worth_of
from bukapo.orders.allotment.remedies import left_of
from bukapo.orders.allotment.rules import FILLED, OPEN, UNDECIDED
from bukapo.orders.models import Allocation, Allotment, Order, OrderLine, ShortPiece
from bukapo.orders.rules import HOLDING

PAGE = 100


@dataclass(frozen=True)
class Missing:
    """What is missing of one order line: `pieces` of `qty`. `other`: the label of the variant taken instead."""

    line_id: int
    qty: int
    pieces: int
    state: str
    other: str

    @property
    def sent(self) -> int:
        """Pieces of the variant that was ordered."""
        return self.qty if self.state == FILLED else self.qty - self.pieces


@dataclass(frozen=True)
class Other:
    """A variant that is left; `cheaper` rupiah for all the pieces."""

    id: int
    label: str
    left: int
    cheaper: int


@dataclass(frozen=True)
class ShortTold:
    """One line's missing pieces as its buyer decides on them. `worth` rupiah would go off the order."""

    id: int
    product: str
    label: str
    qty: int
    pieces: int
    state: str
    worth: int
    others: tuple[Other, ...]
    other: str

    @property
    def undecided(self) -> bool:
        return self.state in UNDECIDED


@dataclass(frozen=True)
class ShortsTold:
    """`whole`: nothing of the order came out, so that its end brings everything back. `code` is its public one."""

    rows: tuple[ShortTold, ...]
    answer_by: datetime
    code: str
    whole: bool

    @property
    def open(self) -> bool:
        """The buyer has not decided everything."""
        return any(row.state == OPEN for row in self.rows)

    @property
    def undecided(self) -> bool:
        return any(row.undecided for row in self.rows)


def short_lines(campaign: Campaign) -> list[tuple[OrderLine, int]]:
    """Order lines and the pieces of each that did not come out, of orders that still hold theirs. One query.

    What came after all is not short; another variant taken instead leaves the ordered one short.
    """
    rows = ShortPiece.objects.of(campaign.store_id).filter(
        allocation__campaign=campaign, order__state__in=HOLDING
    )
    return [(row.line, row.pieces) for row in rows.exclude(state=FILLED).select_related("line")]


def missing_of(store_id: int, order_ids: Iterable[int]) -> dict[int, Missing]:
    """Order line -> what is missing of it. One query, whatever the number of orders."""
    rows = ShortPiece.objects.of(store_id).filter(order_id__in=list(order_ids))
    return {
        row.line_id: Missing(
            row.line_id, row.line.qty, row.pieces, row.state, row.variant.label if row.variant else ""
        )
        for row in rows.select_related("line", "variant")
    }


def shorts_of(order: Order) -> ShortsTold | None:
    """What is missing of this order and what its buyer may do about it; None when nothing is."""
    rows = ShortPiece.objects.of(order.store_id).filter(order=order)
    shorts = list(rows.select_related("allocation", "line__variant", "variant").order_by("line__position"))
    if not shorts:
        return None
    allocation = shorts[0].allocation
    codes = Allotment.objects.of(order.store_id).filter(allocation=allocation, line__order=order)
    others = _others(allocation, shorts) if order.state in ("placed", "confirmed") else {}
    return ShortsTold(
        rows=tuple(_told(order, short, others.get(short.pk, ())) for short in shorts),
        answer_by=allocation.answer_by,
        code=codes.values_list("code", flat=True).first() or "",
        whole=sum(short.pieces for short in shorts) == order.pieces,
    )


def _told(order: Order, short: ShortPiece, others: tuple[Other, ...]) -> ShortTold:
    return ShortTold(
        id=short.pk,
        product=short.line.product_name,
        label=short.line.label,
        qty=short.line.qty,
        pieces=short.pieces,
        state=short.state,
        worth=short.amount or worth_of(order, short),
        others=others if short.state in UNDECIDED else (),
        other=short.variant.label if short.variant else "",
    )


def _others(allocation: Allocation, shorts: list[ShortPiece]) -> dict[int, tuple[Other, ...]]:
    """Short piece -> variants of the same product of which enough are left."""
    left = {pk: pieces for pk, pieces in left_of(allocation).items() if pieces > 0}
    variants = list(Variant.objects.of(allocation.store_id).filter(pk__in=left)) if left else []
    found = {}
    for short in shorts:
        own = short.line.variant
        found[short.pk] = tuple(
            Other(v.pk, v.label, left[v.pk], max(0, own.surcharge - v.surcharge) * short.pieces)
            for v in sorted(variants, key=lambda v: v.position)
            if v.product_id == own.product_id and v.pk != own.pk and left[v.pk] >= short.pieces
        )
    return found


def allocation_of(campaign: Campaign) -> Allocation | None:
    """The PO's allocation, if one was needed."""
    found: Allocation | None = Allocation.objects.of(campaign.store_id).filter(campaign=campaign).first()
    return found


def allotments(allocation: Allocation, *, page: int | None = None) -> tuple[list[Allotment], bool]:
    """Who got what, variant by variant in the line's order: a page of it and whether there are more, or all."""
    rows = Allotment.objects.of(allocation.store_id).filter(allocation=allocation)
    rows = rows.order_by("product", "variant__position", "variant_id", "place", "position")
    if page is None:
        return list(rows), False
    start = (page - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


@dataclass(frozen=True)
class ShortTally:
    """Missing pieces by what became of them; `amount` rupiah went off orders."""

    open: int = 0
    waiting: int = 0
    refunded: int = 0
    swapped: int = 0
    filled: int = 0
    gone: int = 0
    amount: int = 0

    @property
    def all(self) -> int:
        return self.open + self.waiting + self.refunded + self.swapped + self.filled + self.gone


@dataclass(frozen=True)
class ShortRow:
    """One line's missing pieces for the seller."""

    short: ShortPiece
    order: Order

    @property
    def shown(self) -> str:
        """Its stamp: what an ended order was missing no longer waits for anybody."""
        over = self.order.state not in HOLDING and self.short.state in UNDECIDED
        return "gone" if over else str(self.short.state)


def short_rows(allocation: Allocation) -> tuple[ShortTally, tuple[ShortRow, ...]]:
    """Every missing piece with its order, undecided ones first, and their sums. One query."""
    rows = ShortPiece.objects.of(allocation.store_id).filter(allocation=allocation)
    shorts = list(rows.select_related("order", "line", "variant").order_by("pk"))
    told = [ShortRow(short, short.order) for short in shorts]
    told.sort(key=lambda row: (row.shown not in UNDECIDED, row.short.pk))
    sums: dict[str, int] = {}
    for row in told:
        sums[row.shown] = sums.get(row.shown, 0) + row.short.pieces
    return ShortTally(**sums, amount=sum(row.short.amount for row in told)), tuple(told)
