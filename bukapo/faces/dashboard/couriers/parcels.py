"""Booked parcels of a PO: where they are, what they cost, and what can be asked for now."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.couriers.forms import FetchForm, FoundForm
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.dates import local, zone_name
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.couriers.asking import adopt, ask_to_fetch, cancel_booking, label_of, look_up
from bukapo.orders.couriers.booking import booking_of, fail_booking
from bukapo.orders.couriers.events import campaign_of
from bukapo.orders.couriers.reads import bookings_of, costs_of, services_of
from bukapo.shipping.port import Refused, Unavailable


@require_safe
@seller_view
def parcels(request: SellerRequest, campaign: str) -> HttpResponse:
    """`?macet` shows only what is stuck or unsure."""
    return _page(request, campaign_at(request.store, campaign))


def _page(
    request: SellerRequest, po: Campaign, form: FetchForm | None = None, status: int = 200
) -> HttpResponse:
    now = clock.now()
    told = bookings_of(po.pk, store_id=request.store.pk, at=now)
    hour = local(now + timedelta(hours=2), request.store).replace(minute=0)
    context = {
        "campaign": po,
        "now": now,
        "rows": [one for one in told if one.stuck or one.unsure] if "macet" in request.GET else told,
        "waiting": [one for one in told if one.may_fetch],
        "troubled": sum(one.stuck or one.unsure for one in told),
        "costs": costs_of(po.pk, store_id=request.store.pk),
        "services": services_of(request.store.pk),
        "fetch": form or FetchForm(initial={"when": hour.replace(tzinfo=None)}),
        "found": FoundForm(auto_id=False),
    }
    return render(request, "dashboard/couriers/parcels.html", context, status=status)


@require_POST
@seller_view
def fetch(request: SellerRequest, campaign: str) -> HttpResponse:
    """Have the parcels that wait fetched at a time in the store's zone."""
    po = campaign_at(request.store, campaign)
    form = FetchForm(request.POST)
    if not form.is_valid():
        return _page(request, po, form, 422)
    when = form.cleaned_data["when"].replace(tzinfo=ZoneInfo(zone_name(request.store)))
    waiting = [
        one.id for one in bookings_of(po.pk, store_id=request.store.pk, at=clock.now()) if one.may_fetch
    ]
    try:
        count = ask_to_fetch(
            store_id=request.store.pk,
            booking_ids=waiting,
            pickup_at=when,
            actor=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error("when", sentence(refusal))
        return _page(request, po, form, refusal.http_status)
    said = ngettext("Penjemputan %(n)s paket sudah diminta.", "Penjemputan %(n)s paket sudah diminta.", count)
    messages.success(request, said % {"n": count})
    return _back(request, po)


@require_POST
@seller_view
def cancel(request: SellerRequest, campaign: str, booking: int) -> HttpResponse:
    """Nobody shall come for it."""
    return _deed(request, campaign, booking, _("Dibatalkan. Paketnya bisa dipesankan lagi."), cancel_booking)


@require_POST
@seller_view
def check(request: SellerRequest, campaign: str, booking: int) -> HttpResponse:
    """Ask the service right now."""

    def ask(*, store_id: int, booking_id: int, at: Any, **_who: Any) -> None:
        try:
            look_up(booking_of(store_id, booking_id), at=at)
        except (Unavailable, Refused) as trouble:
            raise Away(trouble.said if isinstance(trouble, Refused) else "") from None

    return _deed(request, campaign, booking, _("Sudah dicek ke kurirnya."), ask)


class Away(Refusal):
    """The service's own words, or that there were none."""

    code = "courier_silent"
    sentence = gettext_noop("Belum bisa dicek ke layanan kurirnya. {said}")

    def __init__(self, said: str = "") -> None:
        super().__init__(said=said)


@require_POST
@seller_view
def found(request: SellerRequest, campaign: str, booking: int) -> HttpResponse:
    """The parcel whose answer was lost is there, under this number."""
    form = FoundForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis nomornya."))
        return _back(request, campaign_at(request.store, campaign))

    def take(**who: Any) -> None:
        adopt(**who, external_id=form.cleaned_data["external_id"])

    return _deed(request, campaign, booking, _("Ketemu. Paketnya dipantau lagi."), take)


@require_POST
@seller_view
def missing(request: SellerRequest, campaign: str, booking: int) -> HttpResponse:
    """The seller looked there and it is not: it may be booked anew."""

    def give_up(**who: Any) -> None:
        fail_booking(**who, why=_("Tidak ada di layanan kurirnya."))

    return _deed(request, campaign, booking, _("Dicatat. Paketnya bisa dipesankan lagi."), give_up)


@require_POST
@seller_view
def label(request: SellerRequest, campaign: str, booking: int) -> HttpResponse:
    """The courier's own label as a PDF."""
    po = campaign_at(request.store, campaign)
    row = _booking(request, po, booking)
    try:
        told = label_of(store_id=request.store.pk, booking_id=row.pk)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return _back(request, po)
    return attachment(told.pdf, f"label-{row.reference}.pdf")


def _deed(
    request: SellerRequest, campaign: str, booking: int, done: str, act: Callable[..., Any]
) -> HttpResponse:
    po = campaign_at(request.store, campaign)
    row = _booking(request, po, booking)
    count_try("courier deed", str(request.store.pk), most=300, seconds=3600)
    try:
        act(store_id=request.store.pk, booking_id=row.pk, actor=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, done)
    return _back(request, po)


def _booking(request: SellerRequest, po: Campaign, booking: int) -> Any:
    row = booking_of(request.store.pk, booking)
    if campaign_of(row) != po.pk:
        raise NotFound()
    return row


def _back(request: SellerRequest, po: Campaign) -> HttpResponse:
    return redirect("dashboard:sending_parcels", request.store.slug, po.slug)
