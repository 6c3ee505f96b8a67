"""Pieces that buyers will not get of this production: ordered, not made, and given up by a stated rule."""

from bukapo.campaigns.models import Campaign

Short = dict[tuple[int, tuple[str, ...]], int]
"""{(product id, values): pieces} that orders which still hold them were told they will not get."""


def short_pieces(campaign: Campaign) -> Short:
    """What was allocated short. While nothing allocates a short yield this is empty.

    The account of a recap (`reads.account`), its audit and the walk of invariant 8 read it from here, so whoever gives
    a shortage to orders fills this in and nothing else.
    """
    return {}
