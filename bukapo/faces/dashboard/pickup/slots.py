"""Slots of a PO: when buyers may fetch, for how many, and who comes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.fields import WholeField
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.orders.models import PickupSlot
from bukapo.orders.pickup.reads import slots_of
from bukapo.orders.pickup.rules import MOST_CAPACITY
from bukapo.orders.pickup.writes import open_slot, set_slot


class SlotForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Tanggal"), widget=forms.DateInput({"type": "date"}))
    starts = forms.TimeField(label=gettext_lazy("Dari jam"), widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(label=gettext_lazy("Sampai jam"), widget=forms.TimeInput({"type": "time"}))
    capacity = WholeField(label=gettext_lazy("Untuk berapa pembeli"), min_value=1, max_value=MOST_CAPACITY)

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """The typed hours of the day, in the store's zone."""
        data = self.cleaned_data
        there = ZoneInfo(zone)
        return (
            datetime.combine(data["day"], data["starts"], there),
            datetime.combine(data["day"], data["ends"], there),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def slots(request: SellerRequest, campaign: str) -> HttpResponse:
    """All of them with who comes; POST opens one more."""
    po = campaign_at(request.store, campaign)
    form, status = SlotForm(), 200
    if request.method == "POST":
        form, status = SlotForm(request.POST), 422
        if form.is_valid():
            starts_at, ends_at = form.span(request.store.zone)
            slot = {"starts_at": starts_at, "ends_at": ends_at, "capacity": form.cleaned_data["capacity"]}
            try:
                open_slot(campaign_id=po.pk, **slot, **_by(request))
            except Invalid as refusal:
                form.add_error(refusal.params["field"], sentence(refusal))
            except Refusal as refusal:
                form.add_error("capacity", sentence(refusal))
            else:
                messages.success(request, _("Jadwal ambil dibuka."))
                return redirect("dashboard:pickup_slots", request.store.slug, po.slug)
    context = {"campaign": po, "form": form, "slots": slots_of(po, at=clock.now())}
    return render(request, "dashboard/pickup/slots.html", context, status=status)


@require_POST
@seller_view
def change(request: SellerRequest, campaign: str, slot: int) -> HttpResponse:
    """`apa`: tutup or buka: nobody, or somebody else, may choose it."""
    po = campaign_at(request.store, campaign)
    found = (
        PickupSlot.objects.of(request.store).filter(campaign=po, pk=slot).first() if slot < 2**62 else None
    )
    if found is None:
        raise NotFound()
    set_slot(
        slot_id=found.pk, capacity=found.capacity, open=request.POST.get("apa") == "buka", **_by(request)
    )
    return redirect("dashboard:pickup_slots", request.store.slug, po.slug)


def _by(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}
