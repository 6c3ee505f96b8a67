"""Pieces that buyers will not get of this production: ordered, not made, and given up by a stated rule."""

from collections import Counter

from bukapo.campaigns.models import Campaign
from bukapo.orders.allotment.reads import short_lines
from bukapo.orders.parts.dropped import dropped_pieces

Short = dict[tuple[int, tuple[str, ...]], int]
"""{(product id, values): pieces} that orders which still hold them were told they will not get."""


def short_pieces(campaign: Campaign) -> Short:
    """What was allocated short (`production.allotment`): a piece that came after all is not, one that was exchanged is.

    So is what is not sent any more of an order whose part had left.

    The account of a recap (`reads.account`), its audit and the walk of invariant 8 read it from here.
    """
    short: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for line, pieces in short_lines(campaign):
        short[line.product_id, tuple(line.values)] += pieces
    for product, values, pieces in dropped_pieces(campaign):
        short[product, tuple(values)] += pieces
    return dict(short)
