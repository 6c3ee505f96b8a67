"""What is declared, and what was frozen."""

from django.db.models import Q

from bukapo.campaigns.guarantees.rules import Declared, GuaranteeTerms, from_json
from bukapo.campaigns.models import Campaign, FrozenGuarantee, Ladder, Terms
from bukapo.stores.models import Store


def usual_of(store: Store) -> Declared:
    """What a new PO of the store begins with. One query."""
    return _of_store(store, Ladder.objects.of(store).filter(campaign=None).first())


def declared_of(campaign: Campaign) -> Declared:
    """The PO's own, or what its store declares. `campaign.store` should be loaded. One query."""
    rows = Ladder.objects.of(campaign.store_id).filter(Q(campaign=campaign) | Q(campaign=None))
    found = {row.campaign_id: row for row in rows}
    if own := found.get(campaign.pk):
        return Declared(from_json(own.rungs), own.refund_after or 0, own.fit_days)
    return _of_store(campaign.store, found.get(None))


def _of_store(store: Store, row: Ladder | None) -> Declared:
    rungs, fit_days = (from_json(row.rungs), row.fit_days) if row else ((), 0)
    return Declared(rungs, store.late_refund_days, fit_days)


def frozen_of(terms: Terms | None) -> GuaranteeTerms | None:
    """None for terms of the time before there were ladders. One query."""
    row = FrozenGuarantee.objects.of(terms.store_id).filter(terms=terms).first() if terms else None
    return told(row) if row else None


def told(row: FrozenGuarantee) -> GuaranteeTerms:
    """A row as a plain value."""
    return GuaranteeTerms(
        ladder=from_json(row.ladder),
        ship_until=row.ship_until,
        defect_days=row.defect_days,
        fit_days=row.fit_days,
        tolerance_cm=row.tolerance_cm,
        answer_hours=row.answer_hours,
        refund_days=row.refund_days,
    )
