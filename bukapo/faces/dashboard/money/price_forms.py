"""What a seller types who asks buyers to bear extra cost."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.catalog.imaging import MOST_BYTES
from bukapo.faces.dashboard.prepare.fields import LocalMomentField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField
from bukapo.orders.pricing.asking import LEAST_REASON, MOST_EXTRA, MOST_REASON, Wish
from bukapo.orders.pricing.rules import KEEP, LEAVE

DAYS = 3
"""To answer, unless the seller says otherwise."""


class ProposalForm(PlainForm):
    """`products` are (id, name) of the PO. `wish()` is what was typed."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Alasannya"),
        min_length=LEAST_REASON,
        max_length=MOST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Pembeli membacanya persis seperti ini. Tulis apa yang naik, berapa, dan sejak kapan."),
        error_messages={"min_length": _("Tulis alasannya dengan jelas; pembeli akan membacanya.")},
    )
    photo = forms.FileField(
        label=_("Foto buktinya"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "data-preview": ""}),
        help_text=_("Misalnya nota atau kabar kenaikan dari pabrik."),
    )
    per_piece = RupiahField(label=_("Tambahan per pcs"), max_value=MOST_EXTRA, required=False)
    product = forms.ChoiceField(label=_("Untuk"), required=False)
    per_order = RupiahField(
        label=_("Tambahan ongkir per pesanan"),
        max_value=MOST_EXTRA,
        required=False,
        help_text=_("Hanya untuk pesanan yang dikirim kurir."),
    )
    answer_by = LocalMomentField(
        label=_("Dijawab paling lambat"), help_text=_("Paling sedikit 48 jam dari sekarang.")
    )
    silence = forms.ChoiceField(
        label=_("Kalau pembeli tidak menjawab"),
        widget=forms.RadioSelect,
        choices=[
            (KEEP, _("Pesanannya tetap jalan dengan harga lama")),
            (LEAVE, _("Pesanannya dibatalkan, uangnya kembali penuh")),
        ],
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        products: list[tuple[int, str]],
        zone: str,
        now: datetime,
    ) -> None:
        start = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=DAYS, hours=1)
        super().__init__(data, files, initial={"silence": KEEP, "answer_by": start})
        self.fields["answer_by"].zone = zone  # type: ignore[attr-defined]
        names = [(str(pk), name) for pk, name in products]
        self.fields["product"].choices = [("", _("Semua produk di PO ini")), *names]  # type: ignore[attr-defined]

    def clean_photo(self) -> Any:
        upload = self.cleaned_data["photo"]
        if upload and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("Ukuran file lebih dari 10 MB. Kirim foto yang lebih kecil."))
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("per_piece") and not data.get("per_order"):
            self.add_error("per_piece", _("Isi tambahannya, per pcs atau ongkir."))
        if not data.get("answer_by") and "answer_by" not in self.errors:
            self.add_error("answer_by", _("Bagian ini perlu diisi."))
        return data

    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(
            reason=data["reason"],
            answer_by=data["answer_by"],
            silence=data["silence"],
            per_piece=data["per_piece"] or 0,
            per_order=data["per_order"] or 0,
            product_id=int(data["product"]) if data["product"] else None,
        )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Kenapa tidak jadi?"),
        max_length=MOST_REASON,
        error_messages={"required": _("Tulis alasannya; pembeli akan membacanya.")},
    )
