"""A big frozen recap as its page shows it, from what is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.insights.recaps.content import read_difference, read_glance
from bukapo.insights.recaps.keep import loud
from bukapo.insights.recaps.rows import KeptRecap
from bukapo.production.differences import Difference
from bukapo.production.reads.glance import CountShown, Totals


@dataclass(frozen=True)
class Kept:
    """`before`: what it changed of the version before it. `changes` since it was frozen, None when nothing did.

    `counted_at`: until when `changes` count; None when nothing happened since that could change them.
    """

    totals: Totals
    products: Sequence[CountShown]
    before: Difference | None
    changes: Difference | None
    counted_at: datetime | None


def kept_recaps(campaign: Campaign, latest: int) -> dict[int, Kept]:
    """By version, those of big ones; none without the `latest`, which is the one that counts. Two queries."""
    rows = KeptRecap.objects.of(campaign.store_id).filter(campaign=campaign, content__isnull=False)
    found = {row.recap.version: row for row in rows.select_related("recap").defer("recap__content")}
    newest = found.get(latest)
    if newest is None or newest.counted_at is None:
        return {}
    behind = loud(campaign.pk, newest.seen)
    return {version: _kept(row, row is newest, behind=behind) for version, row in found.items()}


def _kept(row: Any, newest: bool, *, behind: bool) -> Kept:
    totals, products = read_glance(row.content)
    changes = read_difference(row.changes) if newest and row.changes else None
    return Kept(
        totals=totals,
        products=products,
        before=read_difference(row.before) if row.before else None,
        changes=changes or None,
        counted_at=row.counted_at if newest and behind else None,
    )
