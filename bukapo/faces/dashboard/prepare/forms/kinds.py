"""The kinds of PO a seller may choose in the first step of the wizard. Each has its own steps for time and dates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.rules import BATCH, MADE_TO_ORDER, WINDOW

KIND_CHOICES = [
    (WINDOW, _("Ada batas waktu: buka dan tutup sekali, lalu diproduksi bersama.")),
    (
        MADE_TO_ORDER,
        _("Sesuai pesanan: tiap pesanan langsung dibuat sendiri, dengan janji tanggalnya sendiri."),
    ),
    (BATCH, _("Bergelombang: selalu buka, tiap gelombang tutup dan jadi menurut irama tetap.")),
]


class KindField(forms.ChoiceField):
    """Nothing chosen is the ordinary kind."""

    widget = forms.RadioSelect

    def clean(self, value: Any) -> Any:
        return super().clean(value or WINDOW)
