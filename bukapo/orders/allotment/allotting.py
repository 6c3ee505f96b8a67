"""Giving out a short yield: rows and events of it. A step of `production.allotment.allocating`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign, YieldDraw
from bukapo.campaigns.rules import LOT
from bukapo.journal.events import Event
from bukapo.kernel.canonical import digest
from bukapo.orders.allotment.events import AllocationMade, PiecesShort
from bukapo.orders.allotment.rules import Claim, allocate, code_of, line_up, stamp
from bukapo.orders.events import facts
from bukapo.orders.models import Allocation, Allotment, Order, OrderLine, ShortPiece


@dataclass(frozen=True)
class Missing:
    """One variant that is short: `counted` good pieces less those `sent` are given to `lines` (orders loaded).

    `ordered` by all of the PO's holding orders, `reported` by the workshop.
    """

    product: str
    values: tuple[str, ...]
    ordered: int
    reported: int
    counted: int
    sent: int
    lines: tuple[OrderLine, ...]

    @property
    def free(self) -> int:
        """Pieces to give out."""
        return max(0, self.counted - self.sent)

    def told(self) -> tuple[Any, ...]:
        """As it is kept and published."""
        return (self.product, list(self.values), self.ordered, self.reported, self.counted, self.sent)


@dataclass(frozen=True)
class Given:
    """What one line gets."""

    line: OrderLine
    claim: Claim
    place: int
    given: int
    of: Missing

    @property
    def short(self) -> int:
        return self.claim.ordered - self.given


def give_out(rule: str, missing: Sequence[Missing], seed: str) -> list[Given]:
    """The allocation, before anything is written: variant by variant, in the order of the lines."""
    claims = {line.pk: _claim(line) for one in missing for line in one.lines}
    places = line_up(rule, claims.values(), seed)
    found = []
    for one in missing:
        mine = [claims[line.pk] for line in one.lines]
        shares = allocate(rule, mine, one.free, places)
        for line, claim, given in zip(one.lines, mine, shares, strict=True):
            found.append(Given(line, claim, places[claim.code], given, one))
    return found


def seed_of(campaign: Campaign) -> str:
    """The sealed seed of a PO whose rule is the draw; "" otherwise. Not to be shown before the allocation is made."""
    if campaign.short_rule != LOT:
        return ""
    return str(YieldDraw.objects.of(campaign.store_id).get(campaign=campaign).seed)


def allot(
    campaign: Campaign,
    missing: Sequence[Missing],
    left: Mapping[int, int],
    *,
    answer_by: datetime,
    at: datetime,
) -> list[Event]:
    """Write it all down; the caller (who has locked the orders) records the events, the allocation's first."""
    seed = seed_of(campaign)
    found = give_out(campaign.short_rule, missing, seed)
    counted = [one.told() for one in missing]
    row = Allocation.objects.create(
        store_id=campaign.store_id,
        campaign=campaign,
        rule=campaign.short_rule,
        seed=seed,
        counted=counted,
        left={str(variant): pieces for variant, pieces in left.items() if pieces},
        digest="",
        answer_by=answer_by,
        made_at=at,
    )
    rows = Allotment.objects.bulk_create([_allotment(row, one) for one in found], batch_size=500)
    row.digest = sealed(row, rows)
    row.save(update_fields=["digest"])
    shorts = ShortPiece.objects.bulk_create(
        [
            ShortPiece(
                store_id=row.store_id, allocation=row, line=one.line, order=one.line.order, pieces=one.short
            )
            for one in found
            if one.short
        ],
        batch_size=500,
    )
    return [_made(row, shorts), *_told(row, shorts)]


def sealed(row: Allocation, allotments: Sequence[Allotment]) -> str:
    """The digest of who got what by which rule."""
    given = sorted(
        [one.product, one.values, one.code, one.position, stamp(one.since), one.place, one.ordered, one.given]
        for one in allotments
    )
    return digest([row.rule, row.seed, [list(one) for one in row.counted], given])


def _claim(line: OrderLine) -> Claim:
    order = line.order
    return Claim(code_of(order.secret), line.position, line.qty, order.confirmed_at)


def _allotment(row: Allocation, one: Given) -> Allotment:
    return Allotment(
        store_id=row.store_id,
        allocation=row,
        line=one.line,
        variant_id=one.line.variant_id,
        code=one.claim.code,
        position=one.claim.line,
        since=one.claim.since,
        place=one.place,
        product=one.of.product,
        values=list(one.of.values),
        ordered=one.claim.ordered,
        given=one.given,
    )


def _made(row: Allocation, shorts: Sequence[ShortPiece]) -> AllocationMade:
    return AllocationMade(
        store_id=row.store_id,
        campaign_id=row.campaign_id,
        allocation_id=row.pk,
        rule=row.rule,
        seed=row.seed,
        digest=row.digest,
        counted=tuple(tuple(one) for one in row.counted),
        orders=len({short.order_id for short in shorts}),
        short=sum(short.pieces for short in shorts),
        answer_by=row.answer_by,
    )


def _told(row: Allocation, shorts: Sequence[ShortPiece]) -> list[PiecesShort]:
    mine: dict[int, list[ShortPiece]] = defaultdict(list)
    orders: dict[int, Order] = {}
    for short in shorts:
        mine[short.order_id].append(short)
        orders[short.order_id] = short.order
    return [
        PiecesShort(
            **facts(orders[order_id]),
            allocation_id=row.pk,
            shorts=tuple(short.pk for short in found),
            pieces=sum(short.pieces for short in found),
            lines=tuple((short.line_id, short.pieces) for short in found),
            answer_by=row.answer_by,
        )
        for order_id, found in mine.items()
    ]
