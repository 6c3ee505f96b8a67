"""Whether buyers would order again, asked with the review: a section of a PO's evaluation."""

from datetime import datetime

from django.db.models import Count

from bukapo.campaigns.models import Campaign
from bukapo.insights import rules
from bukapo.insights.evaluation.section import Line, Section
from bukapo.kernel.refusal import gettext_noop
from bukapo.trust.models import Review
from bukapo.trust.reviews.rules import AGAIN_WORDS

HAPPY_FROM = 4


def satisfaction_section(campaign: Campaign, at: datetime) -> Section | None:
    """None where nobody answered. One query."""
    rows = Review.objects.of(campaign.store_id).filter(order__campaign=campaign, satisfaction__isnull=False)
    counts = dict(rows.order_by().values_list("satisfaction").annotate(n=Count("pk")))
    whole = sum(counts.values())
    if not whole:
        return None
    again = sum(n for answer, n in counts.items() if answer >= HAPPY_FROM)
    return Section(
        gettext_noop("Mau pesan lagi?"),
        (
            Line(gettext_noop("Yang menjawab"), whole),
            Line(gettext_noop("Mau pesan lagi"), rules.share(again, whole), "percent", "more"),
            *(Line(words, counts.get(answer, 0)) for answer, words in reversed(AGAIN_WORDS.items())),
        ),
    )
