"""What a workshop answers before it says yes: a question, or no. And the SPK as a workbook."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.faces.workshop.access import workshop_view
from bukapo.faces.workshop.sheets import workbook
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.machine import WrongState
from bukapo.production.reads import ToldWorkOrder
from bukapo.production.writes.answers import (
    QUESTION_LENGTH,
    REASON_LENGTH,
    ask_about_work_order,
    refuse_work_order,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class QuestionForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Apa yang mau ditanyakan?"),
        max_length=QUESTION_LENGTH,
        error_messages={"required": gettext_lazy("Tulis dulu pertanyaannya.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RefusalForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Kenapa tidak bisa?"),
        max_length=REASON_LENGTH,
        error_messages={"required": gettext_lazy("Tulis alasannya supaya pemesan tahu.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workshop_view
def ask(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """`Tanya dulu`: the work order waits for the seller's answer."""

    def carry_out(words: str) -> None:
        ask_about_work_order(**_by(told), question=words)
        messages.success(request, _("Pertanyaan terkirim. Jawabannya muncul di halaman SPK ini."))

    return _answered(request, told, secret, QuestionForm, carry_out, open_in=("sent",))


@require_http_methods(["GET", "HEAD", "POST"])
@workshop_view
def refuse(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """`Tidak bisa`: the seller is told and may give the pieces to another."""

    def carry_out(words: str) -> None:
        refuse_work_order(**_by(told), reason=words)
        messages.success(request, _("Pemesan sudah diberi tahu. Terima kasih kabarnya."))

    return _answered(request, told, secret, RefusalForm, carry_out, open_in=("sent", "questioned"))


@require_safe
@workshop_view
def xlsx(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """The SPK for Excel."""
    url = f"{settings.BASE_URL.rstrip('/')}{reverse('workshop:work_order', args=[secret])}"
    response = HttpResponse(workbook(told, url=url, lang=get_language() or "id"), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{told.number.lower()}.xlsx"'
    return response


def _answered(
    request: HttpRequest,
    told: ToldWorkOrder,
    secret: str,
    kind: type[forms.Form],
    carry_out: Callable[[str], None],
    *,
    open_in: tuple[str, ...],
) -> HttpResponse:
    """The form on its own page, or what it says carried out. A second tap finds it done and changes nothing."""
    if told.state not in open_in:
        return redirect("workshop:work_order", secret)
    form = kind(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context: dict[str, Any] = {"told": told, "secret": secret, "form": form, "asks": kind is QuestionForm}
        status = 422 if request.method == "POST" else 200
        return render(request, "workshop/answer.html", context, status=status)
    with suppress(WrongState):
        carry_out(form.cleaned_data["words"])
    return redirect("workshop:work_order", secret)


def _by(told: ToldWorkOrder) -> dict[str, Any]:
    return {
        "store_id": told.store_id,
        "work_order_id": told.id,
        "actor": Actor(kind=WORKSHOP, label=told.workshop_name),
        "at": clock.now(),
    }
