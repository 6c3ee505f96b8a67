"""What came out beside what was ordered, variant by variant."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bukapo.campaigns.models import Campaign
from bukapo.orders.allotment.allotting import Given, Missing, give_out
from bukapo.orders.delays.rules import ASKABLE
from bukapo.orders.models import OrderLine, PartShipment
from bukapo.orders.parts.rules import GONE
from bukapo.production.floor.yields import Piece, good_pieces
from bukapo.production.models import WorkOrder
from bukapo.production.reads.held import held_orders

OVER = ["done", "cancelled", "refused"]


@dataclass(frozen=True)
class Yield:
    """One variant: pieces `ordered` by holding orders, `reported` good by the workshop, already `sent`.

    `lines` of orders of which nothing is sent yet (their orders loaded); `variant_ids` under which it was ordered.
    """

    product: str
    values: tuple[str, ...]
    ordered: int
    reported: int
    sent: int
    lines: tuple[OrderLine, ...]
    variant_ids: tuple[int, ...]

    @property
    def piece(self) -> Piece:
        return self.product, self.values

    @property
    def label(self) -> str:
        return " / ".join(self.values) or self.product

    def short(self, counted: int) -> int:
        """Pieces missing if `counted` good ones are there."""
        return max(0, self.ordered - max(counted, self.sent))


@dataclass(frozen=True)
class Preview:
    """What an allocation would do: `given` to every line of the variants that are short."""

    missing: tuple[Missing, ...]
    given: tuple[Given, ...]
    left: Mapping[int, int]

    @property
    def short(self) -> int:
        return sum(one.short for one in self.given)

    @property
    def orders(self) -> int:
        """Orders that get fewer than they ordered."""
        return len({one.line.order_id for one in self.given if one.short})


def is_made(campaign: Campaign) -> bool:
    """Whether nothing more is to come: production was declared over, or no work order is still running."""
    if campaign.produced_at is not None:
        return True
    states = set(
        WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign).values_list("state", flat=True)
    )
    return campaign.state == "closed" and "done" in states and states <= set(OVER)


def yields_of(campaign: Campaign) -> list[Yield]:
    """Every variant that was ordered, in the recap's order. At most twelve queries.

    An order of which a part has left is being sent: its rest is not given to others.
    """
    held = held_orders(campaign, closes_at=campaign.closed_at)
    names = {line.line_id: (line.product, tuple(line.values)) for line in held.lines}
    rows = OrderLine.objects.of(campaign.store_id).filter(pk__in=names).select_related("order")
    grouped: dict[Piece, list[OrderLine]] = {}
    for line in rows.order_by("product_id", "variant__position", "variant_id", "order_id", "position"):
        grouped.setdefault(names[line.pk], []).append(line)
    good = good_pieces(campaign)
    parts = PartShipment.objects.of(campaign.store_id).filter(order__campaign=campaign, state__in=GONE)
    begun = frozenset(parts.values_list("order_id", flat=True))
    return [_yield(piece, lines, good.get(piece, 0), begun) for piece, lines in grouped.items()]


def _yield(piece: Piece, lines: Sequence[OrderLine], reported: int, begun: AbstractSet[int]) -> Yield:
    unsent = (line for line in lines if line.order.state in ASKABLE)
    waiting = tuple(line for line in unsent if line.order_id not in begun)
    ordered = sum(line.qty for line in lines)
    return Yield(
        product=piece[0],
        values=piece[1],
        ordered=ordered,
        reported=reported,
        sent=ordered - sum(line.qty for line in waiting),
        lines=waiting,
        variant_ids=tuple(dict.fromkeys(line.variant_id for line in lines)),
    )


def foreseen(campaign: Campaign, yields: Sequence[Yield], counted: Mapping[Piece, int], seed: str) -> Preview:
    """The allocation by these counts (the workshop's where none is given), nothing written."""
    missing, left = [], {}
    for one in yields:
        there = counted.get(one.piece, one.reported)
        if one.short(there) and one.lines:
            missing.append(
                Missing(
                    one.product, one.values, one.ordered, one.reported, there, one.sent, one.lines
                )
            )  # fmt: skip
        elif there > one.ordered:
            left[one.variant_ids[0]] = there - one.ordered
    return Preview(tuple(missing), tuple(give_out(campaign.short_rule, missing, seed)), left)
