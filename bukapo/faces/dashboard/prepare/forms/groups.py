"""Whether a PO takes group orders: the same three boxes in the wizard and on the page of a running PO."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import WholeField


def group_fields() -> tuple[forms.Field, forms.Field, forms.Field]:
    """`groups`, `group_least`, `group_note`."""
    return (
        forms.BooleanField(
            label=_("Terima pesanan rombongan"),
            required=False,
            help_text=_("Tim, kelas, atau kantor memesan bareng lewat satu koordinator, dikirim satu paket."),
        ),
        WholeField(
            label=_("Paling sedikit anggota"),
            min_value=0,
            max_value=200,
            required=False,
            help_text=_("Kosong: tanpa batas."),
        ),
        forms.CharField(
            label=_("Catatan untuk rombongan"),
            max_length=300,
            required=False,
            widget=forms.Textarea({"rows": 2}),
        ),
    )
