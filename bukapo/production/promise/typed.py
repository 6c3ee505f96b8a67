"""What may be typed of a workshop's paces and days, with a sentence for what may not. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.production.promise.calendar import Closure, WorkDays
from bukapo.production.promise.usual import key_of

MOST_STAGES, MOST_EACH, MOST_PEOPLE = 12, 100_000, 2_000
MOST_CLOSURES, LONGEST_CLOSURE, MOST_AROUND = 40, 120, 30
"""Rows; days."""


@dataclass(frozen=True)
class TypedPace:
    """`each` pieces a working day of one of `people`."""

    stage: str
    each: int
    people: int = 1


def checked_paces(paces: Sequence[TypedPace]) -> list[TypedPace]:
    """Tidied. Raises Invalid."""
    tidy = [TypedPace(" ".join(pace.stage.split())[:40], pace.each, pace.people) for pace in paces]
    if len(tidy) > MOST_STAGES:
        raise Invalid(field="stages", why=gettext_noop("Paling banyak 12 tahap."))
    if len({key_of(pace.stage) for pace in tidy}) != len(tidy):
        raise Invalid(field="stages", why=gettext_noop("Ada tahap yang ditulis dua kali."))
    for pace in tidy:
        if not pace.stage:
            raise Invalid(field="stages", why=gettext_noop("Tulis nama tahapnya, misalnya Jahit."))
        if not 1 <= pace.each <= MOST_EACH:
            raise Invalid(field="each", why=gettext_noop("Hasil per hari antara 1 dan 100.000 pcs."))
        if not 1 <= pace.people <= MOST_PEOPLE:
            raise Invalid(field="people", why=gettext_noop("Jumlah orang antara 1 dan 2.000."))
    return tidy


def checked_days(days: WorkDays, *, today: date) -> WorkDays:
    """The calendar, its closures in order. Raises Invalid, above all when no working day is left to promise."""
    if len(days.weekdays) != 7 or not any(days.weekdays):
        raise Invalid(field="weekdays", why=gettext_noop("Pilih minimal satu hari kerja dalam seminggu."))
    if not 0 <= days.before <= MOST_AROUND or not 0 <= days.after <= MOST_AROUND:
        raise Invalid(field="before", why=gettext_noop("Libur Lebaran antara 0 dan 30 hari."))
    closures = tuple(_checked_closure(one) for one in days.closures)
    if len(closures) > MOST_CLOSURES:
        raise Invalid(field="closures", why=gettext_noop("Paling banyak 40 baris libur."))
    kept = WorkDays(days.weekdays, days.national, days.joint, days.before, days.after, _sorted(closures))
    if sum(1 for _day, _ in zip(kept.days_from(today), range(30), strict=False)) < 30:
        raise Invalid(
            field="closures", why=gettext_noop("Dengan libur sebanyak ini tidak ada hari kerja yang tersisa.")
        )
    return kept


def _checked_closure(one: Closure) -> Closure:
    if one.last < one.first:
        raise Invalid(
            field="closures", why=gettext_noop("Hari terakhir libur tidak boleh sebelum hari pertamanya.")
        )
    if (one.last - one.first).days >= LONGEST_CLOSURE:
        raise Invalid(field="closures", why=gettext_noop("Satu libur paling lama 120 hari."))
    return Closure(one.first, one.last, " ".join(one.name.split())[:80], one.works)


def _sorted(closures: Sequence[Closure]) -> tuple[Closure, ...]:
    """Exceptional working days last: they count."""
    return tuple(sorted(closures, key=lambda one: (one.works, one.first, one.last)))
