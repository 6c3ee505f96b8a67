"""What a workshop fills in: how many are done so far, in words of the shop floor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import WholeField


class ReportForm(forms.Form):
    """`count` is the total so far, never an addition: saying it twice is harmless."""

    count = WholeField(
        label=_("Sudah jadi berapa?"),
        max_value=1_000_000,
        error_messages={"required": _("Isi jumlah yang sudah jadi.")},
    )
    note = forms.CharField(label=_("Catatan"), required=False, max_length=200)
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-preview": ""}),
    )
