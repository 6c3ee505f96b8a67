"""The wizard's step `bayar`: everything at once, a deposit, instalments, or cash at the door."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import MOST_DAYS, Instalment, Plan
from bukapo.faces.dashboard.prepare.fields import (
    DayField,
    NeededChoiceField,
    NeededRupiahField,
    NeededWholeField,
)
from bukapo.faces.dashboard.prepare.forms.step import StepForm
from bukapo.faces.ui.fields import NumberText, RupiahField, WholeField, basis_points, percent_words
from bukapo.payments.plans import BEFORE_SHIPPING, DAY, MOST_TERMS, PRODUCED, terms_of
from bukapo.payments.rules import COD, DEPOSIT, INSTALMENT

SHARE_BAD = _("Isi persen, misalnya 50 atau 33,33.")
TWO_DAYS = _("Pilih salah satu: tanggal, atau jumlah hari.")


class TermRow(NamedTuple):
    """A term beside its boxes; the first one is paid with the order and has no day."""

    number: int
    part: forms.BoundField
    day: forms.BoundField | None
    days: forms.BoundField | None
    used: bool


class PayForm(StepForm):
    FULL, PERCENT, FIXED, TERMS, CASH = "full", "percent", "fixed", "terms", "cod"
    way = forms.ChoiceField(
        label=_("Cara bayar"),
        widget=forms.RadioSelect,
        choices=[
            (FULL, _("Lunas saat memesan")),
            (PERCENT, _("DP sekian persen, sisanya nanti")),
            (FIXED, _("DP sekian rupiah per pcs, sisanya nanti")),
            (TERMS, _("Cicilan 2 sampai 6 termin, masing-masing dengan tanggalnya")),
            (CASH, _("COD: semuanya tunai waktu barang diterima, tanpa DP")),
        ],
    )
    percent = NeededWholeField(
        label=_("DP persen"), min_value=1, max_value=100, help_text=_("Dibulatkan ke atas ke rupiah penuh.")
    )
    fixed = NeededRupiahField(label=_("DP per pcs"), min_value=1, max_value=1_000_000_000)
    balance_due = NeededChoiceField(
        label=_("Sisanya dibayar"),
        widget=forms.RadioSelect,
        choices=[
            (PRODUCED, _("Setelah produksi selesai")),
            (BEFORE_SHIPPING, _("Sebelum dikirim, paling lambat di tanggal mulai kirim")),
            (DAY, _("Paling lambat di tanggal tertentu")),
            (COD, _("Tunai waktu barang diterima (COD)")),
        ],
    )
    balance_day = DayField(label=_("Tanggal pelunasan"), required=False)
    measure = NeededChoiceField(
        label=_("Besar termin dihitung dalam"),
        widget=forms.RadioSelect,
        choices=[
            (PERCENT, _("Persen dari harga barang, semuanya berjumlah 100")),
            (FIXED, _("Rupiah per pcs; termin terakhir dikosongkan, isinya sisanya")),
        ],
    )
    pay_hours = WholeField(
        label=_("Batas bayar pertama"),
        min_value=1,
        max_value=720,
        help_text=_("Lewat dari ini pesanan yang belum dibayar dilepas dan kuotanya kembali."),
    )
    balance_days = WholeField(
        label=_("Batas pelunasan"),
        min_value=1,
        max_value=60,
        help_text=_("Dihitung sejak produksi selesai diumumkan."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, campaign: Campaign) -> None:
        super().__init__(data, campaign=campaign)
        rows = [*campaign.instalments, *({} for _n in range(MOST_TERMS))][:MOST_TERMS]
        for number, row in enumerate(rows, start=1):
            self._add_term(number, row)

    def _add_term(self, number: int, row: Mapping[str, Any]) -> None:
        part = (
            percent_words(row["bp"]) if row.get("bp") else RupiahField().prepare_value(row.get("fixed") or "")
        )
        self.fields[f"t{number}_part"] = forms.CharField(
            label=_("Besarnya"), required=False, max_length=16, widget=NumberText({"inputmode": "decimal"})
        )
        self.initial[f"t{number}_part"] = part
        if number == 1:
            return
        self.fields[f"t{number}_day"] = DayField(label=_("Tanggal"), required=False)
        self.fields[f"t{number}_days"] = WholeField(
            label=_("atau hari setelah pesan"), min_value=1, max_value=MOST_DAYS, required=False
        )
        self.initial[f"t{number}_day"] = row.get("day")
        self.initial[f"t{number}_days"] = row.get("days") or None

    def start(self, campaign: Campaign) -> dict[str, Any]:
        deposit = self.FIXED if campaign.deposit_fixed else self.PERCENT
        ways = {DEPOSIT: deposit, INSTALMENT: self.TERMS, COD: self.CASH}
        fixed = any(term.fixed for term in terms_of(campaign.instalments))
        return {
            **super().start(campaign),
            "way": ways.get(campaign.pay_mode, self.FULL),
            "percent": campaign.deposit_bp // 100 or None,
            "fixed": campaign.deposit_fixed or None,
            "measure": self.FIXED if fixed else self.PERCENT,
        }

    def term_rows(self) -> Iterator[TermRow]:
        for number in range(1, MOST_TERMS + 1):
            day = self[f"t{number}_day"] if number > 1 else None
            days = self[f"t{number}_days"] if number > 1 else None
            boxes = [self[f"t{number}_part"], *([day, days] if day and days else [])]
            used = any(box.value() or box.errors for box in boxes)
            yield TermRow(number, boxes[0], day, days, used)

    @property
    def has_many_terms(self) -> bool:
        """Open the fold of the later rows when something stands in it."""
        return any(row.used for row in self.term_rows() if row.number > 3)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") == self.FIXED and data.get("fixed") is None and "fixed" not in self.errors:
            self.add_error("fixed", _("Isi DP per pcs."))
        if data.get("way") == self.PERCENT and data.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Isi persen DP, misalnya 50."))
        if data.get("way") == self.TERMS:
            data["terms"] = self._terms(data)
        return data

    def _terms(self, data: dict[str, Any]) -> list[Instalment]:
        """The rows as far as they are filled in; what is still missing in them, readiness says."""
        rows: list[Instalment] = []
        for number in range(1, MOST_TERMS + 1):
            row = self._term(data, number)
            if data.get(f"t{number}_day") and data.get(f"t{number}_days"):
                self.add_error(f"t{number}_days", TWO_DAYS)
            rows.append(row)
        while rows and not any(rows[-1].values()):
            rows.pop()
        return rows

    def _term(self, data: dict[str, Any], number: int) -> Instalment:
        typed, row = data.get(f"t{number}_part") or "", Instalment(day=None, days=0)
        if data.get("measure") == self.FIXED:
            try:
                row["fixed"] = RupiahField(required=False, max_value=1_000_000_000).clean(typed) or 0
            except forms.ValidationError as wrong:
                self.add_error(f"t{number}_part", wrong)
        else:
            share = basis_points(typed) if typed.strip() else 0
            if share is None:
                self.add_error(f"t{number}_part", SHARE_BAD)
            row["bp"] = share or 0
        if number > 1:
            row["day"], row["days"] = data.get(f"t{number}_day"), data.get(f"t{number}_days") or 0
        return row

    def plan(self) -> Plan:
        data = self.cleaned_data
        modes = {self.TERMS: INSTALMENT, self.CASH: COD, self.FULL: "full"}
        mode = modes.get(data["way"], DEPOSIT)
        plan: Plan = {
            "pay_mode": mode,
            "deposit_bp": (data["percent"] or 0) * 100,
            "deposit_fixed": (data["fixed"] or 0) if data["way"] == self.FIXED else 0,
            "balance_due": (data["balance_due"] or PRODUCED) if mode == DEPOSIT else PRODUCED,
            "balance_day": data["balance_day"] if data["balance_due"] == DAY else None,
            "pay_hours": data["pay_hours"],
            "balance_days": data["balance_days"],
        }
        if mode == INSTALMENT:
            plan["instalments"] = data["terms"]
        return plan
