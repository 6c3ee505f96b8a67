"""Fixing the terms. Needs the open transaction of a write."""

from datetime import datetime

from bukapo.campaigns import draft_reads
from bukapo.campaigns.guarantees.steps import freeze_guarantee
from bukapo.campaigns.models import Campaign, Terms
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.kernel.canonical import digest


def freeze_terms(campaign: Campaign, at: datetime) -> Terms:
    """A new version of the terms as they read now; the latest version is what the next buyer agrees to."""
    text = draft_reads.terms_text(campaign, at=at)
    terms: Terms = Terms.objects.create(
        store_id=campaign.store_id, campaign=campaign, text=text, digest=digest(text), frozen_at=at
    )
    freeze_guarantee(campaign, terms, ship_until=current_promises(campaign).get(SHIP_UNTIL), at=at)
    return terms
