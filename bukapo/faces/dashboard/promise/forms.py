"""What is asked and typed about finishing: the question, a workshop's paces, its days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.plan import MOST_PIECES
from bukapo.faces.dashboard.prepare.fields import DayField, NeededTextField, NeededWholeField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import WholeField
from bukapo.production.patterns.rules import BUILT_IN
from bukapo.production.promise.calendar import Closure, WorkDays
from bukapo.production.promise.typed import (
    MOST_AROUND,
    MOST_CLOSURES,
    MOST_EACH,
    MOST_PEOPLE,
    MOST_STAGES,
    TypedPace,
)

LIKE_LAST = "terakhir"
TEMPLATES = {
    "kaos": _("Kaos"),
    "kemeja": _("Kemeja"),
    "jersey": _("Jersey"),
    "bordir": _("Bordir"),
    "kue": _("Kue"),
    "kerajinan": _("Kerajinan"),
    "umum": _("Umum"),
}
WEEKDAYS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))


def templates() -> list[tuple[str, object]]:
    """Of stages, those that have a name for people first."""
    return [(name, TEMPLATES.get(name, name.capitalize())) for name in BUILT_IN]


class FinishForm(PlainForm):
    """The question. `places` are (value, words)."""

    use_required_attribute = False
    pieces = WholeField(label=_("Berapa pcs"), min_value=1, max_value=MOST_PIECES)
    place = forms.ChoiceField(label=_("Dibuat di"), required=False)
    stages = forms.ChoiceField(label=_("Tahapnya"), required=False)
    start = DayField(label=_("Bisa mulai"), required=False)
    promised = DayField(
        label=_("Mau dijanjikan selesai"),
        required=False,
        help_text=_("Boleh kosong. Kalau diisi, dihitung peluangnya dan kuota yang muat."),
    )
    people = WholeField(label=_("Tambah orang di tahap penentu"), max_value=200, required=False)
    days = WholeField(label=_("Tambah hari dari yang dijanjikan"), max_value=365, required=False)

    def __init__(self, data: Any, *, places: Sequence[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        last = [(LIKE_LAST, _("Seperti SPK terakhir atau kapasitas yang diisi"))]
        self.fields["stages"].choices = [*last, *templates()]  # type: ignore[attr-defined]


class PaceForm(PlainForm):
    """A stage. A row without a name is no row."""

    use_required_attribute = False
    stage = NeededTextField(label=_("Tahap"), max_length=40)
    each = NeededWholeField(label=_("Pcs sehari per orang"), min_value=1, max_value=MOST_EACH)
    people = WholeField(label=_("Berapa orang"), min_value=1, max_value=MOST_PEOPLE, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("stage") and data.get("each") is None and "each" not in self.errors:
            self.add_error("each", _("Isi berapa pcs sehari."))
        if not data.get("stage") and data.get("each") is not None:
            self.add_error("stage", _("Tulis nama tahapnya."))
        return data

    def pace(self) -> TypedPace | None:
        """None for an empty row."""
        data = self.cleaned_data
        if not data.get("stage") or data.get("each") is None:
            return None
        return TypedPace(data["stage"], data["each"], data.get("people") or 1)


PaceFormSet = forms.formset_factory(PaceForm, extra=2, max_num=MOST_STAGES, absolute_max=MOST_STAGES + 2)


class DaysForm(PlainForm):
    """The week and the big holidays."""

    use_required_attribute = False
    weekdays = forms.MultipleChoiceField(
        label=_("Hari kerja"),
        choices=[(str(n), name) for n, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    national = forms.BooleanField(label=_("Libur di tanggal merah"), required=False)
    joint = forms.BooleanField(label=_("Libur juga di cuti bersama"), required=False)
    before = WholeField(label=_("Libur sebelum Idul Fitri"), max_value=MOST_AROUND, required=False)
    after = WholeField(label=_("Libur setelah Idul Fitri"), max_value=MOST_AROUND, required=False)

    @staticmethod
    def of(days: WorkDays) -> dict[str, Any]:
        """Initial values."""
        names = ("national", "joint", "before", "after")
        chosen = [str(n) for n, works in enumerate(days.weekdays) if works]
        return {"weekdays": chosen, **{name: getattr(days, name) for name in names}}

    def days(self, closures: Sequence[Closure]) -> WorkDays:
        data = self.cleaned_data
        chosen = set(data["weekdays"])
        return WorkDays(
            tuple(str(n) in chosen for n in range(7)),
            data["national"],
            data["joint"],
            data["before"] or 0,
            data["after"] or 0,
            tuple(closures),
        )


class ClosureForm(PlainForm):
    """Days off of its own, or days on which it works all the same. A row without a first day is no row."""

    use_required_attribute = False
    first = DayField(label=_("Dari"), required=False)
    last = DayField(label=_("Sampai"), required=False)
    name = forms.CharField(label=_("Keterangan"), max_length=80, required=False)
    works = forms.BooleanField(label=_("Justru masuk kerja"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if last and not first and "first" not in self.errors:
            self.add_error("first", _("Isi hari pertamanya."))
        if first and last and last < first:
            self.add_error("last", _("Hari terakhir libur tidak boleh sebelum hari pertamanya."))
        return data

    def closure(self) -> Closure | None:
        """None for an empty row; without a last day it is one day."""
        first: date | None = self.cleaned_data.get("first")
        if first is None:
            return None
        data = self.cleaned_data
        return Closure(first, data.get("last") or first, data["name"], data["works"])


ClosureFormSet = forms.formset_factory(
    ClosureForm, extra=2, max_num=MOST_CLOSURES, absolute_max=MOST_CLOSURES + 2
)
