"""Questions as everybody may read them."""

from bukapo.campaigns.models import Campaign, Question
from bukapo.campaigns.questions.rules import ANSWERED

MOST_SHOWN = 40


def answered_questions(campaign: Campaign) -> list[Question]:
    """Only answered ones: what the seller pinned first, then the latest answer first. One query."""
    rows = Question.objects.of(campaign.store_id).filter(campaign=campaign, state=ANSWERED)
    return list(rows.order_by("-pinned", "-answered_at", "-pk")[:MOST_SHOWN])
