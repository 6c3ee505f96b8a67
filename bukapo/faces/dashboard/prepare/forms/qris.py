"""The store's QRIS: a picture of the sticker or its text, then the account where the money lands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.storefront.forms.proof import PictureField
from bukapo.payments.qris.code import LONGEST
from bukapo.stores.models import BankAccount


class StickerForm(PlainForm):
    photo = PictureField(
        label=_("Foto stiker QRIS"),
        required=False,
        help_text=_("Foto atau tangkapan layar dari aplikasi merchant. JPG, PNG, atau WebP."),
    )
    text = forms.CharField(
        label=_("Atau tempel teks kodenya"),
        required=False,
        max_length=2 * LONGEST,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_("Diawali 000201. Kosongkan kalau mengunggah foto."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("photo") and not data.get("text", "").strip():
            self.add_error("photo", _("Unggah fotonya, atau tempel teks kodenya."))
        return data


class LandingForm(PlainForm):
    """`text` is the code that was read; it is read again before it counts."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=2 * LONGEST)
    bank_account = forms.TypedChoiceField(
        label=_("Uang QRIS ini masuk ke rekening"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Mutasi rekening inilah yang dipakai mencocokkan pembayaran."),
    )

    def __init__(self, *args: Any, accounts: list[BankAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (account.pk, f"{account.bank} {account.number} ({account.holder})") for account in accounts
        ]
        self.fields["bank_account"].choices = choices  # type: ignore[attr-defined]
