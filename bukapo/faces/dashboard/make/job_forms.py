"""What a seller fills in about one job. Names differ from form to form: they stand on one page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.fields import DayField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import WholeField
from bukapo.production.jobs.board import JobLine


class JobPromiseForm(PlainForm):
    produced = DayField(label=_("Jadi paling lambat"))
    ship_until = DayField(label=_("Dikirim paling lambat"))
    promise_reason = forms.CharField(
        label=_("Alasannya"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Dikirim ke pembelinya dan tercatat di halaman pesanannya."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, line: JobLine) -> None:
        days = {"produced": line.made and line.made.day, "ship_until": line.leaves and line.leaves.day}
        super().__init__(data, initial=days)

    def moves(self) -> dict[str, date]:
        return {name: self.cleaned_data[name] for name in ("produced", "ship_until")}


class TurnForm(PlainForm):
    turn = WholeField(label=_("Urutan ke"), min_value=1, max_value=100_000)
    turn_reason = forms.CharField(
        label=_("Kenapa urutannya diubah?"),
        max_length=300,
        help_text=_("Dicatat di riwayat pesanan. Janji pesanan lain tidak ikut berubah."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, line: JobLine) -> None:
        super().__init__(data, initial={"turn": None if line.ahead is None else line.ahead + 1})


class AgainForm(PlainForm):
    workshop = forms.CharField(label=_("Nama konveksi atau penjahit"), max_length=80)
