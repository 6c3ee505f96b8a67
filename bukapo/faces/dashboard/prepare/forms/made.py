"""A PO made to order: how fast single orders are made, and until when the PO stays open."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.made.rules import ENDLESS_DAYS, MOST_AT_ONCE, MOST_DAYS, Pace
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.readiness import DATES
from bukapo.faces.dashboard.prepare.fields import (
    LocalMomentField,
    NeededTextField,
    NeededWholeField,
)
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.dashboard.prepare.forms.step import StepForm
from bukapo.production.models import Workshop
from bukapo.production.patterns.rules import BUILT_IN


def endless_field() -> forms.BooleanField:
    """Instead of a closing time."""
    return forms.BooleanField(
        label=_("Tanpa batas: dibuka 1 tahun"),
        required=False,
        help_text=_("Bisa Anda tutup kapan saja, dan diundur lagi sebelum habis."),
    )


def endless_from(opens_at: datetime | None) -> datetime | None:
    """When a PO without an end closes."""
    return opens_at + timedelta(days=ENDLESS_DAYS) if opens_at else None


class PaceFields(forms.Form):
    """Work days and places at the workshop's table."""

    stages = NeededTextField(
        label=_("Tahap pengerjaan"),
        max_length=600,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Satu baris satu tahap, urut dari yang pertama. Pembeli melihat tahap pesanannya."),
    )
    least_days = NeededWholeField(label=_("Satu pesanan jadi paling cepat"), min_value=1, max_value=MOST_DAYS)
    most_days = NeededWholeField(
        label=_("Paling lama"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Dihitung sejak gilirannya tiba. Minggu dan hari libur nasional tidak dihitung."),
    )
    at_once = NeededWholeField(
        label=_("Dikerjakan sekaligus"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=_("Berapa pesanan yang dikerjakan bersamaan. Yang lain menunggu di antrean."),
    )
    ship_days = NeededWholeField(
        label=_("Dikirim paling lambat"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("Setelah barangnya jadi dan lunas."),
    )

    def pace(self) -> Pace | None:
        """What was typed; None while something is missing."""
        data = self.cleaned_data
        numbers = [data[name] for name in ("least_days", "most_days", "at_once", "ship_days")]
        if any(number is None for number in numbers) or not data["stages"].strip():
            return None
        return Pace(tuple(data["stages"].splitlines()), *numbers)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        least, most = data.get("least_days"), data.get("most_days")
        if least and most and most < least:
            self.add_error("most_days", _("Paling lama tidak bisa di bawah paling cepat."))
        return data


def starting_pace(campaign: Campaign) -> dict[str, Any]:
    """What stands, or something to begin with."""
    pace = pace_of(campaign)
    if pace is None:
        return {"stages": "\n".join(BUILT_IN["bordir"]), "at_once": 1, "ship_days": 2}
    return {
        "stages": "\n".join(pace.stages),
        "least_days": pace.least_days,
        "most_days": pace.most_days,
        "at_once": pace.at_once,
        "ship_days": pace.ship_days,
    }


class PaceStepForm(PaceFields, StepForm):
    """The wizard's step of dates, where each order gets dates of its own."""

    workshop_name = forms.CharField(
        label=_("Dibuat di"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"list": "konveksi"}),
        help_text=_("Nama konveksi atau penjahit: antreannya dihitung dari semua pesanan di sana."),
    )

    def start(self, campaign: Campaign) -> dict[str, Any]:
        return {**super().start(campaign), **starting_pace(campaign)}

    @property
    def workshops(self) -> list[str]:
        """Names that the store knows."""
        rows = Workshop.objects.of(self.campaign.store_id).filter(archived_at=None)
        return list(rows.values_list("name", flat=True)[:50])

    def plan(self) -> Plan:
        plan: Plan = {"workshop_name": self.cleaned_data["workshop_name"]}
        pace = self.pace()
        return {**plan, "pace": pace} if pace else plan


class RunningPaceForm(PaceFields, PlainForm):
    """For the orders to come; nothing may be left out."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, campaign: Campaign) -> None:
        super().__init__(data, initial=starting_pace(campaign))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in self.fields:
            if name not in self.errors and data.get(name) in (None, ""):
                self.add_error(name, _("Bagian ini perlu diisi."))
        return data


MADE_FORMS: dict[str, type[StepForm]] = {DATES: PaceStepForm}
"""Steps that differ where orders are made one by one."""


class ClosingForm(PlainForm):
    """A later closing."""

    closes_at = LocalMomentField(label=_("Tetap buka sampai"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, campaign: Campaign) -> None:
        super().__init__(data, initial={"closes_at": campaign.closes_at})
        self.fields["closes_at"].zone = campaign.store.zone  # type: ignore[attr-defined]

    def clean_closes_at(self) -> datetime:
        typed: datetime | None = self.cleaned_data["closes_at"]
        if typed is None:
            raise forms.ValidationError(_("Bagian ini perlu diisi."))
        return typed
