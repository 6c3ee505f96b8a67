"""Terms that were frozen: by their hash, and beside those of the store's PO before."""

import re
from datetime import datetime

from bukapo.campaigns.draft_reads import terms_facts
from bukapo.campaigns.models import Campaign, Terms
from bukapo.campaigns.terms import document
from bukapo.campaigns.terms.differences import Difference, differences
from bukapo.kernel.refusal import NotFound

DIGEST = re.compile(r"[0-9a-f]{64}")


def standing(campaign: Campaign) -> tuple[int, Terms | None]:
    """The number of the PO's next version of terms, and the terms of the store's PO before it. Two queries."""
    own = list(Terms.objects.of(campaign.store_id).filter(campaign=campaign).select_related("before"))
    if own:
        return len(own) + 1, own[0].before
    return 1, last_terms(campaign)


def last_terms(campaign: Campaign) -> Terms | None:
    """What the store froze last for another PO; of a draft: what it is compared with."""
    rows = Terms.objects.of(campaign.store_id).exclude(campaign=campaign)
    found: Terms | None = rows.select_related("campaign").last()
    return found


def terms_of_digest(digest: str) -> Terms:
    """Public: whoever knows the hash has read the text or was given it. Raises NotFound."""
    rows = Terms.objects.across_stores("the hash itself is the key")
    found = rows.select_related("campaign", "store").filter(digest=digest).first()
    if not DIGEST.fullmatch(digest) or found is None:
        raise NotFound()
    return found


def current_terms(campaign: Campaign) -> Terms | None:
    """What the next buyer of a published PO agrees to, with `before`. One query."""
    rows = Terms.objects.of(campaign.store_id).filter(campaign=campaign)
    found: Terms | None = rows.select_related("before__campaign").last()
    return found


def changed_since_last(campaign: Campaign, *, at: datetime) -> tuple[Terms | None, list[Difference]]:
    """A draft as it stands at `at` (or a published PO as it was frozen) against the store's PO before it."""
    terms = current_terms(campaign) if campaign.state != "draft" else None
    if terms is not None:
        return terms.before, differences(terms.before.document if terms.before else {}, terms.document)
    before = last_terms(campaign)
    if before is None:
        return None, []
    return before, differences(before.document, document(terms_facts(campaign, at=at)))
