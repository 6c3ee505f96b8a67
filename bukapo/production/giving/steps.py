"""What has been given out and what is left, from the rows. Pieces of writes and reads; they change nothing."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.production.giving.rules import Bin, Part, Piece, stock, whole_of
from bukapo.production.models import FrozenRecap, WorkOrder
from bukapo.production.opened import verified
from bukapo.production.recap import ProductCount, Recap, RecapProduct

OVER = ["refused", "cancelled"]
"""States of a work order whose pieces are free again."""


@dataclass(frozen=True)
class Stock:
    """A frozen recap with what is left of it, or of the work order `after`."""

    row: FrozenRecap
    recap: Recap
    bins: tuple[Bin, ...]

    @property
    def left(self) -> int:
        """Pieces not given out."""
        return sum(one.left for one in self.bins)


def recap_to_give(campaign: Campaign) -> FrozenRecap | None:
    """The frozen recap that counts now."""
    rows = FrozenRecap.objects.of(campaign.store_id).filter(campaign=campaign)
    latest: FrozenRecap | None = rows.order_by("version").last()
    return latest


def stock_of(campaign: Campaign, row: FrozenRecap, after: WorkOrder | None = None) -> Stock:
    """What is left to give: of the recap, or of what `after` passes on. Raises RecapAltered."""
    shelf = Recaps()
    recap = shelf.of(row)
    source = part_of(after, recap) if after else None
    given = [part_of(order, shelf.of(order.recap)) for order in given_out(campaign, after)]
    return Stock(row, recap, stock(recap.products, source, given))


def given_out(campaign: Campaign, after: WorkOrder | None = None) -> "QuerySet[Any]":
    """The work orders that share the recap, or what `after` passes on; made to order ones have a recap of their own."""
    rows = WorkOrder.objects.of(campaign.store_id).filter(campaign=campaign, order=None, after=after)
    live = rows.exclude(state__in=OVER).select_related("recap").prefetch_related("sizes")
    return live.order_by("id")


class Recaps:
    """Recaps opened once each, without prices and buyers' names."""

    def __init__(self) -> None:
        self._opened: dict[int, Recap] = {}

    def of(self, row: FrozenRecap) -> Recap:
        """Raises RecapAltered."""
        if row.pk not in self._opened:
            self._opened[row.pk] = verified(row).for_workshop()
        return self._opened[row.pk]


def part_of(order: WorkOrder, recap: Recap) -> Part:
    """What this work order was given; `recap` is its own."""
    pieces: dict[Piece, int] = {}
    for size in order.sizes.all():
        if size.ordered:
            key = (size.product, tuple(size.values))
            pieces[key] = pieces.get(key, 0) + size.ordered
    return Part(pieces, names_of(order, recap))


def names_of(order: WorkOrder, recap: Recap) -> frozenset[int]:
    """Lines of the recap whose names this work order holds."""
    if order.part:
        return frozenset(order.part["lines"])
    return whole_of(recap.products).lines


def cut(recap: Recap, part: Part) -> list[ProductCount]:
    """The recap's products with only these pieces and names; names are numbered anew, size by size."""
    counts = [_cut_product(product, part) for product in recap.products]
    return [count for count in counts if count.counts]


def _cut_product(product: RecapProduct, part: Part) -> ProductCount:
    count = product.count()
    pieces = ((values, part.pieces.get((product.name, values), 0)) for values, _ in count.counts)
    named = replace(product, lines=tuple(line for line in product.lines if line.line_id in part.lines))
    return replace(count, counts=tuple((v, n) for v, n in pieces if n), names=named.count().names)


def is_whole(stock: Stock, part: Part) -> bool:
    """Whether nothing of the recap is left out: kept as the short {}."""
    whole = whole_of(stock.recap.products)
    return part.lines == whole.lines and dict(part.pieces) == dict(whole.pieces)


def kept_part(stock: Stock, part: Part, how: str) -> dict[str, Any]:
    """`WorkOrder.part` for it."""
    return {} if is_whole(stock, part) else {"how": how, "lines": sorted(part.lines)}


def followers_of(order: WorkOrder) -> list[WorkOrder]:
    """Work orders whose pieces come from it, those that are over left out."""
    rows = WorkOrder.objects.of(order.store_id).filter(after=order).exclude(state__in=OVER)
    return list(rows.order_by("id"))
