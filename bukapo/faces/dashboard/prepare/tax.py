"""PPN: the store says since when it is PKP, or that it no longer is."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.dashboard.prepare.forms import PlainForm, refuse
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.stores.reads import tax_periods
from bukapo.stores.tax import start_tax, stop_tax


class PkpForm(PlainForm):
    npwp = forms.CharField(
        label="NPWP", max_length=30, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    )
    since = forms.DateField(
        label=gettext_lazy("PKP sejak"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Tulis tanggalnya, misalnya 2026-12-01.")},
        help_text=gettext_lazy("Hari ini atau sesudahnya. Pesanan yang masuk mulai hari itu memuat PPN."),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Toko ini sudah dikukuhkan sebagai PKP dan wajib memungut PPN.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = gettext_lazy("Centang dulu kalau memang sudah PKP.")
        self.fields["sure"].error_messages["required"] = words


@require_http_methods(["GET", "HEAD", "POST"])
@owner_view
def store_tax(request: SellerRequest) -> HttpResponse:
    """What holds now; POST starts or stops it (`part`)."""
    if request.method == "POST":
        return _stop(request) if request.POST.get("part") == "stop" else _start(request)
    return _page(request, PkpForm(initial={"since": _today(request)}))


def _start(request: SellerRequest) -> HttpResponse:
    form = PkpForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        start_tax(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            npwp=form.cleaned_data["npwp"],
            since=form.cleaned_data["since"],
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(request, form, status=422)
    messages.success(request, _("Tercatat. PPN dihitung sendiri dari uang yang masuk."))
    return redirect("dashboard:store_tax", request.store.slug)


def _stop(request: SellerRequest) -> HttpResponse:
    try:
        stop_tax(actor=request.actor, at=clock.now(), store=request.store)
    except NotFound:  # stopped already: a form sent twice
        pass
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Tercatat. Pesanan baru tidak memuat PPN lagi."))
    return redirect("dashboard:store_tax", request.store.slug)


def _today(request: SellerRequest) -> Any:
    return _local(request, clock.now()).date()


def _local(request: SellerRequest, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(request.store.zone))


def _page(request: SellerRequest, form: PkpForm, status: int = 200) -> HttpResponse:
    periods = tax_periods(request.store.pk)
    current = next((period for period in periods if period.until is None), None)
    past = [period for period in reversed(periods) if period.until is not None]
    context = {"form": form, "current": current, "past": past, "now": clock.now()}
    return render(request, "dashboard/prepare/tax.html", context, status=status)
