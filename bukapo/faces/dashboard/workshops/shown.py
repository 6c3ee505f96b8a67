"""A record in words. Where nothing happened yet, nothing is said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.faces.ui.fields import percent_words
from bukapo.production.quality.record import Record
from bukapo.production.workshops.reads import Told


@dataclass(frozen=True)
class ShownRecord:
    """Shares as text, "" for none; `…_of` says what they are shares of."""

    on_time: str = ""
    on_time_of: str = ""
    late: str = ""
    defects: str = ""
    reworked: str = ""
    checked: str = ""


@dataclass(frozen=True)
class ShownTold:
    told: Told
    record: ShownRecord
    complained: str = ""


def shown(told: Told) -> ShownTold:
    """A workshop with its record in words."""
    rate = _percent(told.complaint_rate) if told.complained else ""
    return ShownTold(told, shown_record(told.record), rate)


def shown_record(record: Record) -> ShownRecord:
    """On time, late, defects, rework."""
    return ShownRecord(
        on_time=_percent(record.on_time_rate),
        on_time_of=_("%(on_time)s dari %(n)s SPK") % {"on_time": record.on_time, "n": record.finished},
        late=_late(record),
        defects=_percent(record.defect_rate),
        reworked=_percent(record.rework_rate),
        checked=_("dari %(n)s pcs yang diperiksa") % {"n": _thousands(record.checked)},
    )


def _late(record: Record) -> str:
    if record.days_late is None:
        return ""
    words = {"n": record.days_late, "most": max(record.late)}
    if len(record.late) == 1:
        return ngettext("lewat tenggat %(n)s hari", "lewat tenggat %(n)s hari", record.days_late) % words
    return _("yang lewat tenggat biasanya %(n)s hari, paling lama %(most)s") % words


def _percent(share: int | None) -> str:
    """To a tenth, half up."""
    return "" if share is None else f"{percent_words((share + 5) // 10 * 10)}%"


def _thousands(pieces: int) -> str:
    return f"{pieces:,}".replace(",", ".")
