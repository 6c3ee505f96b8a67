"""The production of a PO: its work orders, a new one, and the word that all is made."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED
from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import CAMPAIGN, forget_picture, keep_picture
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.forms import WorkOrderForm, stage_template
from bukapo.faces.dashboard.make.spares import shown_spare, typed_spare
from bukapo.faces.dashboard.make.start import shown_start
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.production.capital.gate import risk_words
from bukapo.production.capital.reads import safe_to_start
from bukapo.production.capital.rules import Cost, NotCovered, Start
from bukapo.production.reads import WorkOrderLine, current_recap, work_orders
from bukapo.production.rules import STAGES
from bukapo.production.spare.reads import spare_plan
from bukapo.production.spare.rules import SparePlan
from bukapo.production.writes.produce import declare_produced
from bukapo.production.writes.work_orders import send_work_order

SPECIFICATION = "Bahan: \nSablon/bordir: \nBenang & rib: \nLabel: \nKemasan: "
PHOTOS_OFFERED = 6


@require_safe
@seller_view
def work_orders_page(request: SellerRequest, campaign: str) -> HttpResponse:
    """Every work order with how far it is."""
    po = campaign_at(request.store, campaign)
    rows, today = work_orders(po), _today(request)
    live = [row for row in rows if row.state != "cancelled"]
    context = {
        "campaign": po,
        "now": clock.now(),
        "rows": [(row, _days_late(row, today)) for row in rows],
        "live": live,
        "unfinished": [row for row in live if row.state != "done"],
        "promised": current_promises(po).get(PRODUCED),
        "today": today,
    }
    return render(request, "dashboard/make/work_orders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def work_order_new(request: SellerRequest, campaign: str) -> HttpResponse:
    """Write a work order; `?tahap=kue` starts from another list of stages."""
    po = campaign_at(request.store, campaign)
    if po.state != "closed" or po.produced_at:
        return redirect("dashboard:work_orders", request.store.slug, po.slug)
    facts: dict[str, Any] = {"today": _today(request), "has_photos": bool(_photos(po))}
    if request.method != "POST":
        return _form_page(request, po, WorkOrderForm(initial=_initial(request, po), **facts))
    form = WorkOrderForm(request.POST, request.FILES, **facts)
    if form.is_valid() and (number := _send(request, po, form)):
        messages.success(request, _("SPK sudah dibuat. Kirim tautannya ke konveksi."))
        return redirect("dashboard:work_order", request.store.slug, po.slug, number)
    return _form_page(request, po, form, status=422)


def _send(request: SellerRequest, po: Campaign, form: WorkOrderForm) -> str:
    """The number of the new work order, or "" with the reason on the form."""
    data = form.cleaned_data
    kept: Photo | None = None
    try:
        # Pictures are kept outside the write; one whose work order is refused is thrown away again.
        kept = (
            keep_picture(request.store, data["photo"], CAMPAIGN, alt=_("Desain")) if data["photo"] else None
        )
        event = send_work_order(
            store_id=request.store.pk,
            campaign_id=po.pk,
            workshop_name=data["workshop_name"],
            workshop_phone=data["workshop_phone"],
            deadline=data["deadline"],
            specification=data["specification"],
            note=data["note"],
            unit_cost=data["unit_cost"],
            stages=data["stages"],
            design=kept or _chosen(request, po),
            uncovered=_said_yes_to(request),
            spare=typed_spare(_spare_plan(po), request.POST),
            actor=request.actor,
            at=clock.now(),
        )
    except NotCovered:
        if kept:
            forget_picture(kept)
        form.add_error(None, _("Belum dibuat: baca dulu soal uangnya di bawah, lalu putuskan."))
        return ""
    except Refusal as refusal:
        if kept:
            forget_picture(kept)
        field = refusal.params.get("field") if isinstance(refusal, Invalid) else None
        field = "photo" if isinstance(refusal, PictureRefused) else field
        form.add_error(field if field in form.fields else None, sentence(refusal))
        return ""
    return event.number


def _form_page(request: SellerRequest, po: Campaign, form: WorkOrderForm, status: int = 200) -> HttpResponse:
    recap = current_recap(po, clock.now(), audience="workshop").recap
    photos = _photos(po)
    chosen = request.POST.get("design") if form.is_bound else None
    start = _start(po, form, recap.totals.pieces)
    context = {
        "campaign": po,
        "form": form,
        "spare": shown_spare(spare_plan(po, recap), request.POST if form.is_bound else None),
        "gate": shown_start(start),
        "risk": risk_words(start) if start.risky else "",
        "said_yes": (_said_yes_to(request) or 0) >= start.missing,
        "recap": recap,
        "photos": photos,
        "chosen": chosen if form.is_bound else (str(photos[0].pk) if photos else ""),
        "templates": [(name, name.capitalize()) for name in STAGES],
        "others": [row for row in work_orders(po) if row.state != "cancelled"],
    }
    return render(request, "dashboard/make/work_order_new.html", context, status=status)


def _spare_plan(po: Campaign) -> SparePlan:
    return spare_plan(po, current_recap(po, clock.now(), audience="workshop").recap)


def _start(po: Campaign, form: WorkOrderForm, pieces: int) -> Start:
    """The gate as it would be with this work order, as far as its cost is typed."""
    each = getattr(form, "cleaned_data", {}).get("unit_cost")
    return safe_to_start(po, more=Cost(_("SPK ini"), pieces, each) if each is not None else None)


def _said_yes_to(request: SellerRequest) -> int | None:
    """Rupiah that the seller was told are missing, and ticked."""
    typed = request.POST.get("uncovered", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None


@require_POST
@seller_view
def produced(request: SellerRequest, campaign: str) -> HttpResponse:
    """Production is finished."""
    po = campaign_at(request.store, campaign)
    try:
        declare_produced(
            store_id=request.store.pk,
            campaign_id=po.pk,
            counted_by_seller=request.POST.get("lengkap") == "ya",
            actor=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(
            request, _("Produksi dinyatakan selesai. Pelunasan yang belum ditagih segera dikirim.")
        )
    return redirect("dashboard:work_orders", request.store.slug, po.slug)


def _days_late(row: WorkOrderLine, today: date) -> int:
    return max(0, (today - row.deadline).days) if row.state in ("sent", "accepted", "working") else 0


def _today(request: SellerRequest) -> date:
    return clock.now().astimezone(ZoneInfo(request.store.zone)).date()


def _initial(request: SellerRequest, po: Campaign) -> dict[str, Any]:
    promised = current_promises(po).get(PRODUCED)
    return {
        "workshop_name": po.workshop_name,
        "deadline": promised if promised and promised >= _today(request) else None,
        "specification": SPECIFICATION,
        "stages": stage_template(request.GET.get("tahap", "")),
    }


def _photos(po: Campaign) -> list[Photo]:
    """Pictures the PO already shows: its cover first, then its own, then its products'."""
    found = {po.cover_id: po.cover} if po.cover else {}
    for row in po.photos.select_related("photo").order_by("position")[:PHOTOS_OFFERED]:
        found.setdefault(row.photo_id, row.photo)
    products = CampaignItem.objects.of(po.store_id).filter(campaign=po).values("product_id")
    for photo in Photo.objects.of(po.store_id).filter(product_id__in=products)[:PHOTOS_OFFERED]:
        found.setdefault(photo.pk, photo)
    return list(found.values())[:PHOTOS_OFFERED]


def _chosen(request: SellerRequest, po: Campaign) -> Photo | None:
    return next((photo for photo in _photos(po) if str(photo.pk) == request.POST.get("design")), None)
