"""Questions: about a PO by anybody, about an order by its buyer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.questions.rules import MOST_LETTERS as MOST_OF_QUESTION
from bukapo.faces.storefront.forms.proof import PictureField
from bukapo.orders.threads.rules import MOST_LETTERS

TRAP = "situs"
"""A field that nobody sees; who fills it in is no person."""
_LONG = {"max_length": _("Terlalu panjang.")}


class QuestionForm(forms.Form):
    """`phone` and `email` only for whoever wants to be told; neither is shown to anybody but the seller."""

    text = forms.CharField(
        label=_("Pertanyaan Anda"),
        max_length=MOST_OF_QUESTION,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": _("Tulis pertanyaannya dulu."),
            "max_length": _("Paling panjang 500 huruf."),
        },
    )
    name = forms.CharField(
        label=_("Nama"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "given-name"}),
        help_text=_("Tampil bersama pertanyaannya. Nama panggilan cukup."),
        error_messages={"required": _("Tulis nama Anda."), **_LONG},
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("Kalau mau dikabari jawabannya. Tidak tampil di halaman ini."),
        error_messages=_LONG,
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "email"}),
        error_messages=_LONG,
    )
    use_required_attribute = False


class WordForm(forms.Form):
    """A word on an order, with a picture or without."""

    body = forms.CharField(
        label=_("Pesan Anda"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": _("Paling panjang 1.000 huruf.")},
    )
    photo = PictureField(label=_("Foto"), required=False)
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("auto_id", "tanya_%s")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
