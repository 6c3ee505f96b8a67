"""Who wants no more news and offers, and when everybody is left alone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.forms import PlainForm, refuse
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Refusal
from bukapo.messaging.quiet.reads import quiet_of
from bukapo.messaging.quiet.writes import choose_quiet_hours
from bukapo.messaging.stops.reads import count_stops, stops_for_seller
from bukapo.messaging.stops.writes import stop_messages

PAGE = "dashboard/tell/stops.html"
CLOCK = {"type": "time"}


class QuietForm(PlainForm):
    active = forms.BooleanField(label=_("Jaga jam tenang"), required=False)
    quiet_from = forms.TimeField(label=_("Mulai tenang"), widget=forms.TimeInput(CLOCK, format="%H:%M"))
    quiet_until = forms.TimeField(label=_("Sampai"), widget=forms.TimeInput(CLOCK, format="%H:%M"))

    def minutes(self, name: str) -> int:
        at = self.cleaned_data[name]
        return int(at.hour * 60 + at.minute)


class StopForm(PlainForm):
    address = forms.CharField(
        label=_("Nomor HP atau e-mail"),
        max_length=254,
        help_text=_("Dari orang yang bilang langsung ke Anda."),
    )

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"]).strip()
        if "@" in typed:
            return str(forms.EmailField().clean(typed)).lower()
        try:
            return normalise_phone(typed)
        except PhoneUnusable as unusable:
            raise forms.ValidationError(gettext(unusable.sentence)) from None


@require_safe
@seller_view
def stops(request: SellerRequest) -> HttpResponse:
    return _page(request)


def _page(request: SellerRequest, status: int = 200, **bound: Any) -> HttpResponse:
    quiet = quiet_of([request.store.pk])[request.store.pk]
    initial = {
        "active": quiet.active,
        "quiet_from": f"{quiet.begins // 60:02}:{quiet.begins % 60:02}",
        "quiet_until": f"{quiet.ends // 60:02}:{quiet.ends % 60:02}",
    }
    ways = {
        "link": gettext("lewat tautan"),
        "reply": gettext("membalas STOP"),
        "seller": gettext("bilang ke Anda"),
    }
    rows = stops_for_seller(request.store.pk)
    context = {
        "quiet": bound.get("quiet") or QuietForm(initial=initial),
        "form": bound.get("form") or StopForm(),
        "stops": [(row.address, ways.get(row.way, row.way), row.asked_at) for row in rows],
        "count": count_stops(request.store.pk),
    }
    return render(request, PAGE, context, status=status)


@require_POST
@seller_view
def quiet_hours(request: SellerRequest) -> HttpResponse:
    form = QuietForm(request.POST)
    if form.is_valid():
        try:
            choose_quiet_hours(
                store_id=request.store.pk, quiet_from=form.minutes("quiet_from"),
                quiet_until=form.minutes("quiet_until"), active=form.cleaned_data["active"], actor=request.actor,
                at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("Jam tenang tersimpan."))
            return redirect("dashboard:message_stops", request.store.slug)
    return _page(request, 422, quiet=form)


@require_POST
@seller_view
def stop_by_seller(request: SellerRequest) -> HttpResponse:
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, form=form)
    address = form.cleaned_data["address"]
    try:
        stop_messages(
            store_id=request.store.pk, address=address, way="seller", actor=request.actor, at=clock.now()
        )
    except WrongState:
        messages.success(request, gettext("Orang ini memang sudah berhenti."))
    else:
        messages.success(request, gettext("Dicatat. Kabar dan penawaran ke sana berhenti."))
    return redirect("dashboard:message_stops", request.store.slug)
