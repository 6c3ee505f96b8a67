"""What is kept of big recaps is what the sealed recaps and the orders say."""

from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.insights.recaps.content import difference_content, glance_content
from bukapo.insights.recaps.keep import loud
from bukapo.insights.recaps.rows import KeptRecap
from bukapo.production.models import FrozenRecap
from bukapo.production.reads.recaps import differs_now, recap_difference
from bukapo.production.recap import RecapError, from_content

WHY = "the audit reads every store"


def glances() -> Iterator[Breach]:
    """Each says what its recap says, what it changed of the version before, and how orders differ from it now."""
    rows = (
        KeptRecap.objects.across_stores(WHY).filter(content__isnull=False).select_related("recap", "campaign")
    )
    rows = rows.order_by("pk")
    for row in rows.iterator(chunk_size=5):
        where = f"kept recap {row.pk} (campaign {row.campaign_id}, version {row.recap.version})"
        try:
            told = glance_content(from_content(row.recap.content))
        except RecapError:
            continue  # said by the check of recaps
        if row.content != told:
            yield Breach("kept recap", where, "does not say what its recap says")
        yield from _differences(row, where)


def _differences(row: KeptRecap, where: str) -> Iterator[Breach]:
    versions = FrozenRecap.objects.of(row.store_id).filter(campaign=row.campaign_id, order=None)
    known = sorted(versions.values_list("version", flat=True))
    own = row.recap.version
    earlier = [version for version in known if version < own]
    before = difference_content(recap_difference(row.campaign, earlier[-1], own)) if earlier else None
    if row.before != before:
        yield Breach("kept recap", where, "does not say what it changed")
    if own != known[-1] or row.counted_at is None or loud(row.campaign_id, row.seen):
        return
    if row.changes != difference_content(differs_now(row.campaign, row.counted_at)):
        yield Breach("kept recap", where, "does not say how its orders differ from it")
