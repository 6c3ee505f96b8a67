"""A record to be checked, pasted or as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.trust.record.rules import MOST_BYTES

TOO_LONG = _("Isinya terlalu panjang. Rekam jejak paling besar 64 KB.")


class CheckRecordForm(forms.Form):
    """One of the two is needed. `keys`: public keys of another installation, as it publishes them."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Atau tempel isinya"),
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"max_length": TOO_LONG},
    )
    file = forms.FileField(
        label=_("File rekam jejak (rekam-….json)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "empty": _("File ini kosong. Pilih file lain."),
            "invalid": _("File ini tidak terbaca."),
        },
    )
    keys = forms.CharField(
        label=_("Kunci publik penerbitnya"),
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_(
            "Hanya untuk toko di BukaPO lain: isi alamat penerbit/.well-known/bukapo-keys.json, diambil langsung dari "
            "situs penerbitnya."
        ),
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        upload = data.get("file")
        if upload and upload.size > MOST_BYTES:
            self.add_error("file", TOO_LONG)
        elif not upload and not (data.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Pilih filenya, atau tempel isinya."))
        return data

    @property
    def record(self) -> str | bytes:
        """What is to be checked."""
        upload = self.cleaned_data.get("file")
        if upload:
            content: bytes = upload.read(MOST_BYTES + 1)
            return content
        return str(self.cleaned_data["text"]).strip()
