"""How fast the store answered what was asked about a PO: a section of its evaluation."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.insights.answering.reads import answer_time_about
from bukapo.insights.evaluation.section import Line, Section
from bukapo.kernel.refusal import gettext_noop


def answers_section(campaign: Campaign, at: datetime) -> Section | None:
    """None where nobody asked."""
    told = answer_time_about(campaign, at=at)
    if not told.answered and not told.open:
        return None
    return Section(
        gettext_noop("Tanya jawab"),
        (
            Line(gettext_noop("Pertanyaan dijawab"), told.answered),
            Line(gettext_noop("Belum dijawab"), told.open, "number", "less"),
            Line(gettext_noop("Biasanya dijawab dalam (menit)"), told.median_minutes, "number", "less"),
            Line(gettext_noop("Dijawab dalam sehari"), told.within_day_bp, "percent", "more"),
        ),
    )
