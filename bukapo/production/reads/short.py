"""Pieces that buyers will not get of this production: ordered, not made, and given up by a stated rule."""

from collections import Counter

from bukapo.campaigns.models import Campaign
from bukapo.orders.allotment.reads import short_lines

Short = dict[tuple[int, tuple[str, ...]], int]
"""{(product id, values): pieces} that orders which still hold them were told they will not get."""


def short_pieces(campaign: Campaign) -> Short:
    """What was allocated short (`production.allotment`): a piece that came after all is not, one that was exchanged is.

    The account of a recap (`reads.account`), its audit and the walk of invariant 8 read it from here.
    """
    short: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for line, pieces in short_lines(campaign):
        short[line.product_id, tuple(line.values)] += pieces
    return dict(short)
