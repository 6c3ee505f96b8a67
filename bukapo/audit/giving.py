"""Invariant 8 among workshops: in each chain of stages a piece is given out at most once, a name exactly once."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.kernel.canonical import digest
from bukapo.production.giving.rules import Part, Piece, breaches, whole_of
from bukapo.production.giving.steps import OVER, part_of
from bukapo.production.models import FrozenRecap, WorkOrder
from bukapo.production.recap import Recap, RecapError, from_content

WHY = "the audit reads every store"


def parts() -> Iterator[Breach]:
    """Live work orders give out no more than the recap has (in any version), or than the one before them passes on."""
    recaps = _recaps()
    families: dict[tuple[int, int | None], list[WorkOrder]] = defaultdict(list)
    rows = WorkOrder.objects.across_stores(WHY).filter(order=None).exclude(state__in=OVER).order_by("pk")
    rows = rows.select_related("after").prefetch_related("sizes", "after__sizes")
    for order in rows:
        families[order.campaign_id, order.after_id].append(order)
    for (campaign_id, after_id), children in families.items():
        if any(order.recap_id not in recaps for order in children):
            continue  # the recap itself is broken, and is named for that
        where = f"campaign {campaign_id}" if after_id is None else f"work order {after_id}"
        given = [part_of(order, recaps[order.recap_id]) for order in children]
        before = children[0].after
        if before is None:
            yield from (Breach("giving", where, what) for what in _of_recaps(children, given, recaps))
            continue
        recap = recaps.get(before.recap_id)
        if recap is not None:
            what_of = breaches(recap.products, part_of(before, recap), given)
            yield from (Breach("giving", where, what) for what in what_of)


def _of_recaps(orders: list[WorkOrder], given: list[Part], recaps: dict[int, Recap]) -> Iterator[str]:
    """What was sent from an older version may be more than the latest has; nothing is more than any version had."""
    versions = {order.recap_id: recaps[order.recap_id] for order in orders}
    most: Counter[Piece] = Counter()
    for recap in versions.values():
        most |= Counter(whole_of(recap.products).pieces)
    pieces: Counter[Piece] = Counter()
    for part in given:
        pieces.update(part.pieces)
    for piece, n in pieces.items():
        if n > most[piece]:
            yield f"gives out {n} of {most[piece]} pieces of {' '.join((piece[0], *piece[1]))}"
    for order, part in zip(orders, given, strict=True):
        yield from breaches(versions[order.recap_id].products, None, [part])
    times = Counter(line for part in given for line in part.lines)
    if twice := [line for line, n in times.items() if n > 1]:
        yield f"gives the names of line {twice[0]} to two work orders"


def _recaps() -> dict[int, Recap]:
    """Every recap that a work order was sent from and that is whole."""
    used = WorkOrder.objects.across_stores(WHY).values("recap_id")
    opened = {}
    for row in FrozenRecap.objects.across_stores(WHY).filter(pk__in=used).iterator(chunk_size=20):
        try:
            if digest(row.content) == row.digest:
                opened[row.pk] = from_content(row.content)
        except (RecapError, TypeError, ValueError):
            continue
    return opened
