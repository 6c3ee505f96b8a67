"""How good the forecasts of the final count were: a section of a PO's evaluation."""

from datetime import datetime

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.insights.evaluation.section import Line, Section
from bukapo.insights.forecast.reads import POINTS, Accuracy, accuracy_of
from bukapo.kernel.refusal import gettext_noop

SAID = (
    gettext_noop("Perkiraan saat 25% masa PO"),
    gettext_noop("Perkiraan saat 50% masa PO"),
    gettext_noop("Perkiraan saat 75% masa PO"),
)
OFF = (
    gettext_noop("Meleset saat 25%"),
    gettext_noop("Meleset saat 50%"),
    gettext_noop("Meleset saat 75%"),
)


def foreseen_section(campaign: Campaign, at: datetime) -> Section | None:
    """None while orders can still come, and where no forecast was kept. Two queries."""
    if campaign.state not in ("closed", "finished"):
        return None
    whole = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant=None).first()
    told = accuracy_of(campaign, final=whole.taken if whole else 0)
    if not told:
        return None
    lines = [Line(gettext_noop("Hasil akhir"), told[0].final, "pieces")]
    for one in told:
        place = POINTS.index(one.point)
        lines.append(Line(SAID[place], one.median, "pieces"))
        lines.append(Line(OFF[place], one.off, "percent", "less"))
    return Section(gettext_noop("Perkiraan hasil akhir"), (*lines, *_together(told)))


def _together(told: tuple[Accuracy, ...]) -> tuple[Line, ...]:
    """How often the range was right, and what the pace alone would have said."""
    straight = sum(one.straight_off for one in told) // len(told)
    return (
        Line(
            gettext_noop("Kisaran yang memuat hasil akhir"),
            10_000 * sum(one.held for one in told) // len(told),
            "percent",
        ),
        Line(gettext_noop("Meleset kalau hanya melihat laju (rata-rata)"), straight, "percent"),
    )
