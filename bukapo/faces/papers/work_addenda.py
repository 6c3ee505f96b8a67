"""Addenda of a work order in words, for the seller's and the workshop's page."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.faces.papers.addendum import Addendum, headline
from bukapo.production.reads.addenda import SpareSize, spare_sizes, work_addenda


@dataclass(frozen=True)
class ShownAddendum:
    """`kept`: pieces that were begun already and stay as spare ones."""

    words: str
    kept: int
    at: datetime


@dataclass(frozen=True)
class AfterSending:
    """What to know beyond the matrix: newest addendum first, and the extra pieces."""

    addenda: list[ShownAddendum]
    spare: list[SpareSize]


def after_sending(campaign: Campaign, work_order_id: int) -> AfterSending:
    addenda = [
        ShownAddendum(headline(Addendum(one.version, one.changes)), max(0, one.kept), one.at)
        for one in work_addenda(campaign, work_order_id)
    ]
    return AfterSending(addenda, spare_sizes(campaign.store_id, work_order_id))
