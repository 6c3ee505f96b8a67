"""Freezing a guarantee with its terms, and taking it along to the next PO. Need an open transaction."""

from datetime import date, datetime

from bukapo.campaigns.guarantees.reads import declared_of
from bukapo.campaigns.guarantees.rules import Declared, as_json
from bukapo.campaigns.models import Campaign, FrozenGuarantee, Ladder, Terms


def freeze_guarantee(campaign: Campaign, terms: Terms, *, ship_until: date | None, at: datetime) -> None:
    """What these terms guarantee, as data. From now on the PO has a ladder of its own: the store's may change."""
    declared, store = declared_of(campaign), campaign.store
    keep(campaign, declared, at)
    FrozenGuarantee.objects.create(
        store_id=campaign.store_id,
        terms=terms,
        ladder=as_json(declared.ladder),
        ship_until=ship_until,
        defect_days=store.exchange_days,
        fit_days=declared.fit_days,
        tolerance_cm=store.size_tolerance_cm,
        answer_hours=store.complaint_hours,
        refund_days=store.refund_days,
    )


def keep(campaign: Campaign, declared: Declared, at: datetime) -> None:
    """The PO's own row."""
    Ladder.objects.of(campaign.store_id).update_or_create(
        store_id=campaign.store_id,
        campaign=campaign,
        defaults={
            "rungs": as_json(declared.rungs),
            "refund_after": declared.refund_after,
            "fit_days": declared.fit_days,
            "declared_at": at,
        },
    )


def clone_ladder(last: Campaign, fresh: Campaign, at: datetime) -> None:
    """What `last` declared itself, for the PO after it."""
    if Ladder.objects.of(last.store_id).filter(campaign=last).exists():
        keep(fresh, declared_of(last), at)
