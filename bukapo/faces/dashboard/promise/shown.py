"""An outlook as pages show it: days, one drawing, a few sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bukapo.faces.ui import dates
from bukapo.faces.ui.spread import Drawing, drawing
from bukapo.production.promise import words
from bukapo.production.promise.outlook import CHANCES, Outlook
from bukapo.production.promise.words import Verdict

RUNS = 4_000
"""Runs for a page: enough for whole percents, and quick."""


@dataclass(frozen=True)
class ShownFinish:
    """`days`: (percent, day). `most` pieces keep the promised day with 90 %, None without one."""

    outlook: Outlook
    pieces: int
    days: tuple[tuple[int, date], ...]
    kept: str
    sentences: tuple[str, ...]
    drawing: Drawing | None
    promised: date | None
    verdict: Verdict | None
    most: int | None

    @property
    def warns(self) -> bool:
        return self.verdict is not None and not self.verdict.safe


def shown_finish(outlook: Outlook, *, promised: date | None = None, people: int = 1) -> ShownFinish:
    """`people`: how many more hands at the deciding stage are told of."""
    pieces = outlook.course.pieces
    if outlook.endless:
        told = _("Lebih dari dua tahun dengan kapasitas ini. Kurangi pcs-nya atau tambah tempat produksi.")
        return ShownFinish(outlook, pieces, (), told, (words.source(outlook),), None, promised, None, None)
    most = outlook.largest(promised) if promised else None
    return ShownFinish(
        outlook=outlook,
        pieces=pieces,
        days=tuple((round(100 * chance), outlook.by(chance)) for chance in CHANCES),
        kept=words.kept(outlook, dates.long_day),
        sentences=_sentences(outlook, promised, most, people),
        drawing=_drawing(outlook, promised),
        promised=promised,
        verdict=words.verdict(outlook, promised, dates.long_day) if promised else None,
        most=most,
    )


def _sentences(outlook: Outlook, promised: date | None, most: int | None, people: int) -> tuple[str, ...]:
    told = [words.deciding(outlook)]
    if people:
        told.append(words.hands(outlook, outlook.with_hands(people), people))
    if promised is not None and most is not None:
        later = outlook.days.day(max(promised, outlook.start), 1)
        told.append(words.one_more_day(outlook.largest(later) - most, _thousands))
    told.append(words.queue(outlook, _thousands))
    return tuple(one for one in (*told, words.source(outlook)) if one)


def _drawing(outlook: Outlook, promised: date | None) -> Drawing:
    counts = outlook.spread.counts[: outlook.spread.day_of(0.995) + 1]
    first = next(n for n, runs in enumerate(counts) if runs)
    working = _working(outlook, len(counts))
    days = [(working[n], runs) for n, runs in enumerate(counts) if n >= first]
    ends = (days[0][0], days[-1][0])
    if promised:
        ends = (min(ends[0], promised), max(ends[1], promised))
    safe = _("90%%: %(day)s") % {"day": dates.short_day(outlook.p90)}
    label = _("Kapan selesai: setengah dari kemungkinan sampai %(half)s, 90 dari 100 sampai %(safe)s") % {
        "half": dates.long_day(outlook.p50),
        "safe": dates.long_day(outlook.p90),
    }
    return drawing(
        label,
        days,
        safe=(outlook.p90, safe),
        promised=(promised, _("Janji: %(day)s") % {"day": dates.short_day(promised)}) if promised else None,
        say=[dates.short_day(day) for day in ends],
    )


def _working(outlook: Outlook, length: int) -> Sequence[date]:
    return [day for day, _n in zip(outlook.days.days_from(outlook.start), range(length), strict=False)]


def _thousands(pieces: int) -> str:
    return f"{pieces:,}".replace(",", ".")
