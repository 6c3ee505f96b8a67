"""Groups of a PO for its seller: how far they are, whose bag holds what, one parcel for all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.reads import offer_of
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.rosters.forms import FeeForm, ParcelForm
from bukapo.faces.dashboard.send.forms import COURIERS
from bukapo.faces.papers.roster_pdf import RosterSlip, roster_packing_pdf
from bukapo.faces.papers.roster_xlsx import roster_xlsx
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.orders.bulk.reads import booking_of_parcel, parcels_of
from bukapo.orders.bulk.steps import packed_of
from bukapo.orders.couriers.reads import services_of
from bukapo.orders.models import Roster
from bukapo.orders.rosters.packing import bags
from bukapo.orders.rosters.reads import RosterTold, roster_of_campaign, roster_told, rosters_of
from bukapo.orders.rosters.rules import EACH
from bukapo.orders.rosters.sending import hand_over_roster, ship_roster
from bukapo.shipping.rules import COURIER


@require_safe
@seller_view
def rosters(request: SellerRequest, campaign: str) -> HttpResponse:
    """Every group with its progress."""
    po = campaign_at(request.store, campaign)
    context = {"campaign": po, "rows": rosters_of(po), "now": clock.now()}
    return render(request, "dashboard/rosters/list.html", context)


@require_safe
@seller_view
def roster(request: SellerRequest, campaign: str, roster: str) -> HttpResponse:
    """One group: its coordinator, its members, its parcel."""
    return _page(request, _found(request, campaign, roster))


def _page(
    request: SellerRequest, found: Roster, form: ParcelForm | None = None, status: int = 200
) -> HttpResponse:
    told = _told(found)
    own = [member for member in told.members if member.order is not None and member.ordered]
    ready = [m for m in own if m.order and m.order.state == "confirmed" and m.order.outstanding <= 0]
    sent = [m for m in own if m.order and m.order.state in ("shipped", "received")]
    packed = packed_of(found)
    context = {
        "campaign": found.campaign,
        "roster": found,
        "told": told,
        "packed": packed,
        "booked": booking_of_parcel(packed),
        "parcels": parcels_of(found),
        "fee_form": FeeForm(store=request.store),
        "has_couriers": bool(services_of(request.store.pk)),
        "by_each": found.payer == EACH,
        "ready": len(ready),
        "sent": len(sent),
        "behind": [m for m in own if m not in ready and m not in sent],
        "packs": any(member.ordered for member in told.members),
        "form": form or ParcelForm(),
        "couriers": COURIERS,
        "by_courier": found.fulfilment == COURIER,
        "now": clock.now(),
    }
    return render(request, "dashboard/rosters/roster.html", context, status=status)


@require_safe
@seller_view
def sheet(request: SellerRequest, campaign: str, roster: str) -> HttpResponse:
    """The list as a workbook."""
    found = _found(request, campaign, roster)
    return attachment(roster_xlsx(_told(found), lang=get_language() or "id"), f"rombongan-{found.code}.xlsx")


@require_safe
@seller_view
def packing(request: SellerRequest, campaign: str, roster: str) -> HttpResponse:
    """Whose bag holds what, to print."""
    found = _found(request, campaign, roster)
    packed = bags(found)
    if not packed:
        messages.warning(request, _("Belum ada yang dipesan rombongan ini."))
        return redirect("dashboard:roster", request.store.slug, campaign, found.code)
    slip = RosterSlip(
        store=request.store.name,
        campaign=found.campaign.title,
        code=found.code,
        group=found.name,
        coordinator=found.coordinator,
        fulfilment=_("dikirim ke") if found.fulfilment == COURIER else _("diambil"),
        bags=packed,
    )
    content = roster_packing_pdf(slip, made_at=clock.now(), lang=get_language() or "id")
    return attachment(content, f"kemas-{found.code}.pdf", inline=True)


@require_POST
@seller_view
def send(request: SellerRequest, campaign: str, roster: str) -> HttpResponse:
    """One parcel leaves: by courier with its tracking number, or fetched by the coordinator."""
    found = _found(request, campaign, roster)
    facts: dict[str, Any] = {"store_id": request.store.pk, "roster_id": found.pk}
    facts |= {"actor": request.actor, "at": clock.now()}
    form = ParcelForm(request.POST)
    if request.POST.get("action") == "fetched":
        without = bool(request.POST.get("without"))
        try:
            event = hand_over_roster(**facts, without=without)
        except Refusal as no:
            messages.error(request, sentence(no))
            return redirect("dashboard:roster", request.store.slug, campaign, found.code)
    elif not form.is_valid():
        return _page(request, found, form, 422)
    else:
        try:
            event = ship_roster(**facts, **form.cleaned_data)
        except Refusal as no:
            form.add_error("tracking_number", sentence(no))
            return _page(request, found, form, no.http_status)
    said = _("Satu paket berisi %(n)s pesanan tercatat, anggotanya dikabari.") % {"n": event.orders}
    messages.success(request, said)
    return redirect("dashboard:roster", request.store.slug, campaign, found.code)


def _found(request: SellerRequest, campaign: str, code: str) -> Roster:
    return roster_of_campaign(campaign_at(request.store, campaign), code)


def _told(found: Roster) -> RosterTold:
    return roster_told(found, offer_of(found.campaign))
