"""Sending a picture of a transfer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.catalog.imaging import MOST_BYTES
from bukapo.faces.ui.fields import RupiahField
from bukapo.orders.receive import MAX_AMOUNT

PICTURES = "image/jpeg,image/png,image/webp"
TOO_HEAVY = _("Ukuran file lebih dari 10 MB. Kirim foto yang lebih kecil.")


class PictureField(forms.FileField):
    """A photo from the phone; what is inside is judged when it is re-encoded."""

    widget = forms.FileInput(attrs={"accept": PICTURES, "data-preview": ""})
    default_error_messages = {
        "required": _("Pilih fotonya dulu."),
        "empty": _("File ini kosong. Pilih foto lain."),
        "invalid": _("File ini tidak terbaca. Pilih foto lain."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload and upload.size > MOST_BYTES:
            raise forms.ValidationError(TOO_HEAVY)
        return upload


class ProofForm(forms.Form):
    """`accounts` are the store's; with one only, it is not asked."""

    photo = PictureField(
        label=_("Foto atau tangkapan layar bukti transfer"),
        help_text=_("JPG, PNG, atau WebP, paling besar 10 MB."),
    )
    claimed = RupiahField(
        label=_("Jumlah yang ditransfer"), min_value=1, max_value=MAX_AMOUNT, required=False
    )
    bank_account = forms.TypedChoiceField(
        label=_("Transfer ke rekening"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih salah satu rekening.")},
    )
    sender = forms.CharField(
        label=_("Nama pemilik rekening pengirim"),
        required=False,
        max_length=80,
        help_text=_("Isi kalau transfer dari rekening orang lain."),
        error_messages={"max_length": _("Terlalu panjang.")},
    )

    def __init__(self, *args: Any, accounts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(accounts) > 1:
            self.fields["bank_account"].choices = accounts  # type: ignore[attr-defined]
        else:
            del self.fields["bank_account"]
