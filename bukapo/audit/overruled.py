"""What sellers overruled of the linter: each row is told by an event, or carried from the PO it was cloned from."""

from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import OverruledSentence
from bukapo.journal.models import EventRow

WHY = "the audit reads every store"
Told = dict[tuple[int, str, str], tuple[object, str]]


def sentences() -> Iterator[Breach]:
    """Row and event agree on the words, the rule, who and when; what was carried is the very same."""
    told = _told()
    rows = OverruledSentence.objects.across_stores(WHY).select_related("campaign", "carried").order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        where = f"PO {row.campaign.slug}"
        if row.campaign.store_id != row.store_id:
            yield Breach("overruled", where, "is another store's PO")
        if row.carried is not None:
            if _word(row) != _word(row.carried) or row.carried.store_id != row.store_id:
                yield Breach("overruled", where, f"carried another word than was given: {row.sentence[:60]}")
        elif told.pop((row.campaign_id, row.rule, row.sentence), None) != (row.at, row.by):
            yield Breach("overruled", where, f"no event says so, or another one: {row.sentence[:60]}")
    for campaign, _rule, sentence in told:
        yield Breach("overruled", f"PO {campaign}", f"has lost what was overruled: {sentence[:60]}")


def _told() -> Told:
    rows = EventRow.objects.filter(kind="campaign.sentences_overruled").order_by("pk")
    return {
        (campaign or 0, rule, sentence): (at, label)
        for campaign, at, label, data in rows.values_list(
            "campaign_id", "at", "actor_label", "data"
        ).iterator(chunk_size=2000)
        for rule, sentence in data["sentences"]
    }


def _word(row: OverruledSentence) -> tuple[object, ...]:
    return row.name, row.rule, row.sentence, row.by, row.at
