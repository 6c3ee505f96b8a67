"""Answering, hiding, and answers kept for another time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.questions.rules import MOST_ANSWER
from bukapo.faces.storefront.forms.proof import PictureField
from bukapo.orders.threads.rules import MOST_LETTERS

_LONG = {"max_length": _("Terlalu panjang.")}


class ReplyForm(forms.Form):
    """The store's word on an order."""

    body = forms.CharField(
        label=_("Jawaban Anda"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": _("Paling panjang 1.000 huruf.")},
    )
    photo = PictureField(label=_("Foto"), required=False)
    use_required_attribute = False


class AnswerForm(forms.Form):
    """The answer that everybody reads."""

    answer = forms.CharField(
        label=_("Jawaban Anda"),
        max_length=MOST_ANSWER,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Tampil untuk semua di halaman PO, bersama pertanyaannya."),
        error_messages={
            "required": _("Tulis jawabannya dulu."),
            "max_length": _("Paling panjang 1.000 huruf."),
        },
    )
    use_required_attribute = False


class HideForm(forms.Form):
    why = forms.CharField(
        label=_("Kenapa disembunyikan?"),
        max_length=200,
        help_text=_("Untuk catatan toko saja."),
        error_messages={"required": _("Tulis alasannya, untuk catatan toko."), **_LONG},
    )
    use_required_attribute = False


class SavedReplyForm(forms.Form):
    title = forms.CharField(
        label=_("Nama singkat"),
        max_length=40,
        error_messages={"required": _("Bagian ini wajib diisi."), **_LONG},
    )
    body = forms.CharField(
        label=_("Jawabannya"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Bagian ini wajib diisi."), **_LONG},
    )
    use_required_attribute = False
