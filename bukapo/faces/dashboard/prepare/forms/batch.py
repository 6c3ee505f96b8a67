"""The wizard's steps of a PO in batches: its rhythm instead of a closing, days after closing instead of dates."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.readiness import DATES, TIME
from bukapo.campaigns.series.rules import (
    CHOICE,
    DAYS,
    FULL,
    MERGE,
    MOST_DAYS,
    MOST_ROLLS,
    ROLL,
    WEEKLY,
    Rhythm,
)
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.dashboard.prepare.forms.step import StepForm
from bukapo.faces.dashboard.prepare.forms.steps import TimeForm
from bukapo.faces.ui.fields import WholeField
from bukapo.journal import clock

WEEKDAYS = [
    (0, _("Senin")),
    (1, _("Selasa")),
    (2, _("Rabu")),
    (3, _("Kamis")),
    (4, _("Jumat")),
    (5, _("Sabtu")),
    (6, _("Minggu")),
]
OF_TIME = ("mode", "weekday", "every_days", "hour", "close_when_full", "if_short", "most_rolls")
OF_DAYS = ("produced_after", "ship_from_after", "ship_until_after")


class RhythmBoxes(PlainForm):
    """When batches close, and what happens below their minimum."""

    mode = forms.ChoiceField(
        label=_("Gelombang ditutup"),
        widget=forms.RadioSelect,
        choices=[
            (WEEKLY, _("Tiap minggu, di hari yang sama")),
            (DAYS, _("Tiap sekian hari")),
            (FULL, _("Begitu kuotanya penuh, paling lama sekian hari")),
        ],
    )
    weekday = forms.TypedChoiceField(
        label=_("Hari tutup"), choices=WEEKDAYS, coerce=int, help_text=_("Untuk irama mingguan.")
    )
    every_days = WholeField(
        label=_("Sekian hari itu"), min_value=1, max_value=MOST_DAYS, help_text=_("Untuk dua irama lainnya.")
    )
    hour = forms.TimeField(
        label=_("Jam tutup"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Jam toko."),
    )
    close_when_full = forms.BooleanField(
        label=_("Tutup lebih cepat kalau kuotanya penuh"),
        required=False,
        help_text=_(
            "Gelombang berikutnya langsung buka. Yang dihitung: semua yang dipesan, juga yang belum dibayar."
        ),
    )
    if_short = forms.ChoiceField(
        label=_("Kalau minimum gelombang tidak tercapai"),
        widget=forms.RadioSelect,
        choices=[
            (ROLL, _("Diundur satu putaran, dengan pesanan yang sama")),
            (MERGE, _("Pesanannya digabung ke gelombang berikutnya")),
            (CHOICE, _("Pilihan tiap pembeli")),
        ],
    )
    most_rolls = WholeField(
        label=_("Paling banyak berapa kali"),
        min_value=0,
        max_value=MOST_ROLLS,
        help_text=_("Setelah itu yang berlaku pilihan tiap pembeli, atau uang kembali."),
    )

    def rhythm_told(self) -> dict[str, Any]:
        """What these boxes say of the rhythm."""
        data = {name: self.cleaned_data[name] for name in OF_TIME}
        moment: time = data["hour"]
        return data | {"hour": f"{moment:%H:%M}"}


class DaysBoxes(PlainForm):
    """What a closing promises."""

    produced_after = WholeField(label=_("Selesai dibuat"), min_value=0, max_value=MOST_DAYS)
    ship_from_after = WholeField(label=_("Mulai dikirim atau bisa diambil"), min_value=0, max_value=MOST_DAYS)
    ship_until_after = WholeField(label=_("Paling lambat dikirim"), min_value=0, max_value=MOST_DAYS)


def rhythm_of_draft(campaign: Campaign) -> Rhythm:
    return Rhythm.of(campaign.rhythm) if campaign.rhythm else Rhythm()


class RhythmForm(RhythmBoxes, TimeForm):
    """Step `waktu` of a PO in batches: its first batch opens at a moment, its closing follows from the rhythm."""

    template = "waktu-gelombang"
    closes_at = None  # type: ignore[assignment]
    draw_at = None  # type: ignore[assignment]
    early_opens_at = None  # type: ignore[assignment]
    grace_minutes = None  # type: ignore[assignment]

    def start(self, campaign: Campaign) -> dict[str, Any]:
        told = rhythm_of_draft(campaign).as_json()
        return {**super().start(campaign), **{name: told[name] for name in OF_TIME}}

    def plan(self) -> Plan:
        data = self.cleaned_data
        rhythm = Rhythm.of(rhythm_of_draft(self.campaign).as_json() | self.rhythm_told())
        plan: Plan = {
            "opens_at": data["opens_at"],
            "draw_at": None,
            "early_opens_at": None,
            "grace_minutes": 0,
            "cap": data["cap"],
            "buyer_cap": data["buyer_cap"],
            "target": data["target"],
            "caps": {v.pk: data[f"cap_{v.pk}"] for v in self.variants if data[f"cap_{v.pk}"]},
        }
        plan.update(self.minimum_plan())
        plan.update(first_batch(rhythm, data["opens_at"], self.campaign))
        return plan


class DaysForm(DaysBoxes, StepForm):
    """Step `janji` of a PO in batches."""

    template = "janji-gelombang"
    workshop_name = forms.CharField(
        label=_("Dibuat di"),
        max_length=80,
        required=False,
        help_text=_("Nama konveksi atau dapur; hanya Anda yang melihat."),
    )

    def start(self, campaign: Campaign) -> dict[str, Any]:
        told = rhythm_of_draft(campaign).as_json()
        return {**super().start(campaign), **{name: told[name] for name in OF_DAYS}}

    def plan(self) -> Plan:
        data = self.cleaned_data
        told = {name: data[name] for name in OF_DAYS}
        rhythm = Rhythm.of(rhythm_of_draft(self.campaign).as_json() | told)
        days: Plan = {"workshop_name": data["workshop_name"]}
        days.update(first_batch(rhythm, self.campaign.opens_at, self.campaign))
        return days


def first_batch(rhythm: Rhythm, opens_at: datetime | None, campaign: Campaign) -> Plan:
    """The rhythm, and what it means for the first batch: when it closes, what that promises."""
    if opens_at is None:
        return {"rhythm": rhythm.as_json()}
    zone = campaign.store.zone
    closes_at = rhythm.next_closing(max(opens_at, clock.now()), zone)
    days = rhythm.promised(closes_at, zone)
    return {
        "rhythm": rhythm.as_json(), "closes_at": closes_at, "produced": days["produced"],
        "ship_from": days["ship_from"], "ship_until": days["ship_until"],
    }  # fmt: skip


BATCH_FORMS: dict[str, type[StepForm]] = {TIME: RhythmForm, DATES: DaysForm}
