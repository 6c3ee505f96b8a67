"""What a seller fills in while sending."""

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

COURIERS = (
    "JNE",
    "J&T",
    "SiCepat",
    "AnterAja",
    "Pos Indonesia",
    "TIKI",
    "Ninja",
    "ID Express",
    "Lion Parcel",
    "SPX",
)
"""Offered while typing; any other name is taken too."""
MOST_CHOSEN = 500
_NUMBER = re.compile(r"PO-[0-9A-Z]{1,12}")


class ShipForm(forms.Form):
    """One parcel's tracking number."""

    courier = forms.CharField(
        label=_("Kurir"),
        max_length=40,
        error_messages={"required": _("Tulis kurirnya.")},
        widget=forms.TextInput(attrs={"list": "kurir", "autocomplete": "off"}),
    )
    tracking_number = forms.CharField(
        label=_("Nomor resi"),
        max_length=60,
        error_messages={"required": _("Tulis nomor resinya.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class UploadForm(forms.Form):
    """The sheet with tracking numbers."""

    sheet = forms.FileField(
        label=_("Berkas resi"),
        help_text=_("CSV atau Excel dengan kolom nomor pesanan, kurir, resi."),
        error_messages={"required": _("Pilih berkasnya dulu."), "empty": _("Berkas ini kosong.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
    )


def chosen_numbers(texts: Iterable[str]) -> list[str]:
    """The order numbers among what was ticked; whatever else was sent is left out."""
    return [text for text in dict.fromkeys(texts) if _NUMBER.fullmatch(text)][:MOST_CHOSEN]
