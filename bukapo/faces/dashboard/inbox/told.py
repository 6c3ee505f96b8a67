"""Waits and answer times in words."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.insights.answering.rules import AnswerTime


def waited(since: datetime, at: datetime) -> str:
    """ "3 jam", "2 hari": how long somebody has waited."""
    return span(max(0, int((at - since) / timedelta(minutes=1))))


def span(minutes: int) -> str:
    """Minutes in the largest unit that says enough; rounded down."""
    if minutes < 60:
        return ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours}
    return ngettext("%(n)s hari", "%(n)s hari", hours // 24) % {"n": hours // 24}


def figures(told: AnswerTime) -> list[tuple[str, str, str]]:
    """(label, figure, small print) of the answer time; empty while nothing can be said."""
    if not told.known or told.within_day_bp is None:
        return []
    rows = []
    if told.median_minutes is not None and told.median_work_minutes is not None:
        rows.append((_("Biasanya dijawab dalam"), span(told.median_minutes), _("separuhnya lebih cepat")))
        small = _("Senin sampai Sabtu, 09.00–17.00")
        rows.append((_("Dihitung jam kerja"), span(told.median_work_minutes), small))
    share = f"{told.within_day_bp // 100}%"
    rows.append((_("Dijawab dalam 24 jam"), share, _("90 hari terakhir")))
    return rows
