"""Pasting a chat: the text, and what the seller says of lines that do not say it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.offer import Offer
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.orders.chats.read import MOST_CHARACTERS, Stated


class PasteForm(forms.Form):
    """One choice more per option that is no size: a size nobody named is always asked about."""

    text = forms.CharField(
        label=_("Tempel chat atau daftar pesanan di sini"),
        widget=forms.Textarea({"rows": 9, "autocomplete": "off", "spellcheck": "false"}),
        strip=False,
        help_text=_("Boleh banyak sekaligus: daftar grup, format isian, atau hasil ekspor chat WhatsApp."),
        error_messages={"required": _("Tempel dulu chat atau daftarnya.")},
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp untuk baris tanpa nomor"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Misalnya nomor koordinator grup. Kosongkan kalau tiap orang mau ditanya sendiri."),
        error_messages={"max_length": _("Terlalu panjang.")},
    )

    use_required_attribute = False

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = MOST_CHARACTERS
        self.options: list[tuple[str, str]] = []
        names = dict.fromkeys(o.name for p in offer.products for o in p.options if not o.is_size)
        for place, name in enumerate(names):
            values = dict.fromkeys(
                value
                for p in offer.products
                for o in p.options
                if o.name == name
                for value, *_rest in o.values
            )
            if len(values) > 1:
                self.options.append((f"option-{place}", name))
                self.fields[f"option-{place}"] = forms.ChoiceField(
                    label=_("Kalau %(option)s tidak disebut") % {"option": name.lower()},
                    choices=[("", _("Tanyakan dulu")), *((value, value) for value in values)],
                    required=False,
                    error_messages={"invalid_choice": _("Pilih salah satu.")},
                )

    def clean_phone(self) -> str:
        """As E.164; kept as typed where it is wrong."""
        told: str = self.cleaned_data["phone"].strip()
        if not told:
            return ""
        try:
            return normalise_phone(told)
        except PhoneUnusable:
            raise forms.ValidationError(_("Nomor WhatsApp belum benar. Contoh: 0812 3456 7890.")) from None

    def stated(self) -> Stated:
        """What holds for lines that are silent."""
        data = self.cleaned_data
        chosen = tuple((name, data[field]) for field, name in self.options if data.get(field))
        return Stated(data["phone"], chosen)
