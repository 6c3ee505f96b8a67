"""A workshop as a seller types it, and the question which one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.plan import MOST_PIECES
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.dashboard.promise.forms import templates
from bukapo.faces.ui.fields import WholeField
from bukapo.production.models import Workshop
from bukapo.production.workshops.compare import MOST_COMPARED
from bukapo.production.workshops.rules import (
    LONGEST_LEAD,
    MOST_LEAST,
    NOTE_LENGTH,
    Details,
    Price,
    price_lines,
    price_of_line,
)


class WorkshopForm(PlainForm):
    """`prices` are one per line, the price at the end."""

    name = forms.CharField(label=_("Nama konveksi atau penjahit"), max_length=80)
    person = forms.CharField(label=_("Nama orangnya"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    city = forms.CharField(label=_("Kota"), max_length=80, required=False)
    lead_days = WholeField(
        label=_("Katanya selesai dalam"),
        min_value=1,
        max_value=LONGEST_LEAD,
        required=False,
        help_text=_("Sejak SPK dikirim. Yang sungguh terjadi dihitung sendiri dari SPK-nya."),
    )
    least = WholeField(label=_("Minimal order"), min_value=1, max_value=MOST_LEAST, required=False)
    prices = forms.CharField(
        label=_("Daftar harga per pcs"),
        required=False,
        max_length=4000,
        help_text=_("Satu baris satu pekerjaan, harganya di belakang. Contoh: “Jahit kaos 7.000”."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("Hanya Anda dan tim toko yang melihat."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_prices(self) -> tuple[Price, ...]:
        """Every line that can't be read is named."""
        lines = [line.strip() for line in self.cleaned_data["prices"].splitlines() if line.strip()]
        found = [price_of_line(line) for line in lines]
        for line, price in zip(lines, found, strict=True):
            if price is None:
                raise forms.ValidationError(
                    _("Harga di “%(line)s” tidak terbaca. Tulis seperti “Jahit kaos 7.000”."),
                    params={"line": line[:40]},
                )
        return tuple(price for price in found if price)

    @property
    def details(self) -> Details:
        return Details(**self.cleaned_data)

    @staticmethod
    def of(row: Workshop) -> dict[str, Any]:
        """What stands there, as it is typed."""
        names = ("name", "person", "phone", "city", "lead_days", "least", "note")
        return {name: getattr(row, name) for name in names} | {"prices": price_lines(row.prices)}


class CompareForm(PlainForm):
    """`apa` is one work of their price lists, `tahap` a template of stages, `k` the workshops."""

    use_required_attribute = False
    pcs = WholeField(label=_("Berapa pcs"), min_value=1, max_value=MOST_PIECES)
    apa = forms.ChoiceField(label=_("Harga untuk"), required=False)
    tahap = forms.ChoiceField(label=_("Tahapnya"), required=False)
    k = forms.MultipleChoiceField(label=_("Konveksi"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, rows: Sequence[Workshop], works: Sequence[str]) -> None:
        super().__init__(data)
        offered: dict[str, Any] = {
            "apa": [("", _("Belum dipilih")), *((what, what) for what in works)],
            "tahap": [("", _("Seperti SPK terakhir masing-masing")), *templates()],
            "k": [(str(row.pk), row.name) for row in rows],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_k(self) -> list[int]:
        chosen = self.cleaned_data["k"]
        if len(chosen) > MOST_COMPARED:
            raise forms.ValidationError(_("Paling banyak 6 konveksi sekaligus."))
        return [int(one) for one in chosen]
