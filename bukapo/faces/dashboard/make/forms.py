"""What a seller fills in about production."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import RupiahField
from bukapo.production.writes.work_orders import LABEL_LENGTH, MAX_SPECIFICATION, TEXT_LENGTH

REQUIRED = {"required": _("Bagian ini perlu diisi.")}
MAX_UNIT_COST = 100_000_000
"""Rupiah per piece."""


class AmendForm(forms.Form):
    reason = forms.CharField(
        label=_("Kenapa rekapnya berubah?"),
        max_length=300,
        error_messages={"required": _("Tulis alasannya, misalnya: 2 pesanan batal.")},
        widget=forms.TextInput(attrs={"placeholder": _("Misalnya: 2 pesanan batal")}),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan pembatalan"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya supaya konveksi tahu.")},
    )


class WorkOrderForm(forms.Form):
    """A work order as the seller writes it. `specification` and `stages` are one per line."""

    workshop_name = forms.CharField(
        label=_("Nama konveksi atau penjahit"), max_length=80, error_messages=REQUIRED
    )
    workshop_phone = forms.CharField(
        label=_("Nomor WhatsApp konveksi"),
        max_length=40,
        required=False,
        help_text=_("Untuk mengirim tautan SPK. Tidak tampil ke siapa pun."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    deadline = forms.DateField(
        label=_("Harus selesai tanggal"),
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tanggal ini tidak terbaca.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    specification = forms.CharField(
        label=_("Spesifikasi"),
        required=False,
        max_length=4000,
        help_text=_("Satu baris satu hal, pakai titik dua. Contoh: “Bahan: cotton combed 24s”."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    stages = forms.CharField(
        label=_("Tahap pengerjaan"),
        max_length=600,
        error_messages=REQUIRED,
        help_text=_("Satu baris satu tahap, urut dari yang pertama. Pembeli melihat nama tahap ini."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    note = forms.CharField(
        label=_("Catatan untuk konveksi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit_cost = RupiahField(
        label=_("Ongkos per pcs"),
        required=False,
        max_value=MAX_UNIT_COST,
        help_text=_("Hanya Anda yang melihat. Tidak ada di SPK."),
    )
    photo = forms.FileField(
        label=_("Foto desain"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-preview": ""}),
    )

    def __init__(self, *args: Any, today: date, has_photos: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_photos:
            self.fields["photo"].label = _("Atau unggah foto desain")
        self.today = today
        self.fields["deadline"].widget.attrs["min"] = today.isoformat()

    def clean_deadline(self) -> date:
        """A deadline that has passed is a slip of the finger."""
        day: date = self.cleaned_data["deadline"]
        if day < self.today:
            raise forms.ValidationError(_("Tanggal ini sudah lewat."))
        if day.year > self.today.year + 5:
            raise forms.ValidationError(_("Tanggal ini terlalu jauh. Cek tahunnya."))
        return day

    def clean_specification(self) -> list[tuple[str, str]]:
        """`Bahan: combed 24s` -> (`Bahan`, `combed 24s`); a line without a colon gets the label Keterangan."""
        lines = [line.strip() for line in self.cleaned_data["specification"].splitlines() if line.strip()]
        if len(lines) > MAX_SPECIFICATION:
            raise forms.ValidationError(_("Paling banyak 30 baris."))
        # What was only proposed ("Label:" with nothing behind it) says nothing.
        return [_specified(line) for line in lines if not line.endswith(":")]

    def clean_stages(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["stages"].splitlines() if line.strip()]


def _specified(line: str) -> tuple[str, str]:
    label, colon, text = (part.strip() for part in line.partition(":"))
    if not colon or not label or not text:
        label, text = str(_("Keterangan")), line.strip(" :")
    if len(label) > LABEL_LENGTH or len(text) > TEXT_LENGTH:
        raise forms.ValidationError(_("Baris ini terlalu panjang: “%(line)s…”"), params={"line": line[:40]})
    return label, text
