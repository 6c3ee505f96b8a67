"""How often a PO's seller overruled what the linter suspects in its words: a section of its evaluation."""

from datetime import datetime

from bukapo.campaigns.models import Campaign, OverruledSentence
from bukapo.insights.evaluation.section import Line, Section
from bukapo.kernel.refusal import gettext_noop


def wording_section(campaign: Campaign, at: datetime) -> Section | None:
    """None where nothing was overruled. One query."""
    count = OverruledSentence.objects.of(campaign.store_id).filter(campaign=campaign).count()
    if not count:
        return None
    line = Line(gettext_noop("Kalimat yang mungkin dilarang, tapi diloloskan penjual"), count)
    return Section(gettext_noop("Aturan dan cerita"), (line,))
