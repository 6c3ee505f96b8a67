"""Fixing the terms. Needs the open transaction of a write."""

from dataclasses import replace
from datetime import datetime

from bukapo.campaigns.draft_reads import terms_facts
from bukapo.campaigns.guarantees.steps import freeze_guarantee
from bukapo.campaigns.models import Campaign, Terms
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.campaigns.terms import document, seal, text_of
from bukapo.campaigns.terms_reads import standing


def freeze_terms(campaign: Campaign, at: datetime) -> Terms:
    """A new version of the terms as they read now; the latest version is what the next buyer agrees to."""
    version, before = standing(campaign)
    facts = terms_facts(campaign, at=at)
    told = document(replace(facts, version=version, before=before.digest if before else ""))
    text = text_of(told)
    terms: Terms = Terms.objects.create(
        store_id=campaign.store_id,
        campaign=campaign,
        text=text,
        document=told,
        before=before,
        digest=seal(told, text),
        frozen_at=at,
    )
    freeze_guarantee(campaign, terms, ship_until=current_promises(campaign).get(SHIP_UNTIL), at=at)
    return terms
