"""What a seller fills in about production."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.production.writes.answers import ANSWER_LENGTH


class AmendForm(forms.Form):
    reason = forms.CharField(
        label=_("Kenapa rekapnya berubah?"),
        max_length=300,
        error_messages={"required": _("Tulis alasannya, misalnya: 2 pesanan batal.")},
        widget=forms.TextInput(attrs={"placeholder": _("Misalnya: 2 pesanan batal")}),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan pembatalan"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya supaya konveksi tahu.")},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Jawaban Anda"),
        max_length=ANSWER_LENGTH,
        error_messages={"required": _("Tulis dulu jawabannya.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
