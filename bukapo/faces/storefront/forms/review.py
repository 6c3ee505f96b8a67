"""A buyer's word about what arrived."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.storefront.forms.proof import PictureField


class ReviewForm(forms.Form):
    """Stars are asked, words and a photo are welcome."""

    stars = forms.TypedChoiceField(
        label=_("Bintang"),
        choices=[(str(n), str(n)) for n in (5, 4, 3, 2, 1)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih jumlah bintangnya."),
            "invalid_choice": _("Pilih 1 sampai 5 bintang."),
        },
    )
    body = forms.CharField(
        label=_("Cerita Anda"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Testimoni paling panjang 1.000 huruf.")},
    )
    photo = PictureField(label=_("Foto barangnya"), required=False)
