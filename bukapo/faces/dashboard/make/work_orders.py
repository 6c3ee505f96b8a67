"""The production of a PO: its work orders, a new one, and the word that all is made."""

from datetime import date
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.late.box import shortage_told, shown_lateness
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.giving.steps import OVER
from bukapo.production.giving.told import division
from bukapo.production.reads import WorkOrderLine, work_orders
from bukapo.production.writes.produce import declare_produced
from bukapo.trust.claims.supply import waiting_for

RUNNING = ("sent", "questioned", "accepted", "working")


@require_safe
@seller_view
def work_orders_page(request: SellerRequest, campaign: str) -> HttpResponse:
    """Every work order with how far it is."""
    po = campaign_at(request.store, campaign)
    if is_made_to_order(po):
        return redirect("dashboard:jobs", request.store.slug, po.slug)
    rows, today = work_orders(po), _today(request)
    live = [row for row in rows if row.state not in OVER]
    divided = division(po) if live or po.state == "closed" else None
    context = {
        "campaign": po,
        "now": clock.now(),
        "rows": [(row, _days_late(row, today)) for row in rows],
        "live": live,
        "division": divided,
        "unfinished": [row for row in live if row.state != "done"],
        "promised": current_promises(po).get(PRODUCED),
        "late": shown_lateness(po, at=clock.now()),
        "shortage": shortage_told(po),
        "today": today,
        "replacements": waiting_for(po),
    }
    return render(request, "dashboard/make/work_orders.html", context)


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
    return max(0, (today - row.deadline).days) if row.state in RUNNING else 0


def _today(request: SellerRequest) -> date:
    return clock.now().astimezone(ZoneInfo(request.store.zone)).date()
