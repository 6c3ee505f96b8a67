"""What leaves the house: ready, still owing, on its way, received."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.forms import COURIERS, ShipForm
from bukapo.insights.tallies.reads import fresh_of
from bukapo.insights.tallies.standing import sending_told
from bukapo.journal import clock
from bukapo.orders.couriers.reads import services_of
from bukapo.orders.parcels.reads import stuck_count
from bukapo.production.reads import Outgoing, outgoing
from bukapo.production.reads.sending import (
    COURIER_READY,
    GROUP_READY,
    GROUPS,
    MAKING,
    ON_THE_WAY,
    OWING,
    PICKUP_READY,
    RECEIVED,
)


@dataclass(frozen=True)
class Row:
    """An order with the form that ships it (None where there is nothing to ship)."""

    order: Outgoing
    form: ShipForm | None
    refused: bool = False


@require_safe
@seller_view
def sending(request: SellerRequest, campaign: str) -> HttpResponse:
    """`?tampil=<group>&cari=<text>&hal=<page>`; whatever is not understood is left out."""
    return sending_page(request, campaign_at(request.store, campaign))


def sending_page(
    request: SellerRequest, po: Campaign, attempt: tuple[str, ShipForm] | None = None, status: int = 200
) -> HttpResponse:
    """The page; `attempt` is a refused tracking number, shown at its order."""
    counts = sending_told(po, fresh_of(request.store.pk))
    group = request.GET.get("tampil", "")
    if group not in GROUPS:
        group = next((g for g in (COURIER_READY, PICKUP_READY, GROUP_READY) if counts[g]), COURIER_READY)
        group = OWING if not counts[group] and counts[OWING] else group
    search = request.GET.get("cari", "").strip()[:80]
    number = request.GET.get("hal", "1")
    page = outgoing(
        po,
        group,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
        search=search,
        known=counts[group],
    )
    context = {
        "campaign": po,
        "now": clock.now(),
        "group": group,
        "counts": counts,
        "ready": counts[COURIER_READY] + counts[PICKUP_READY] + counts[GROUP_READY],
        "tabs": _tabs(group, counts),
        "page": page,
        "rows": [_row(order, attempt) for order in page.rows],
        "search": search,
        "couriers": COURIERS,
        "keep": urlencode({k: v for k, v in {"tampil": group, "cari": search}.items() if v}),
        "has_couriers": bool(services_of(request.store.pk)),
        "stuck": _stuck(po, counts),
        "may_choose": group in (COURIER_READY, PICKUP_READY, GROUP_READY),
    }
    return render(request, "dashboard/send/sending.html", context, status=status)


def _stuck(po: Campaign, counts: dict[str, int]) -> int:
    if not counts[ON_THE_WAY] + counts["ahead"]:
        return 0
    return stuck_count(po, at=clock.now(), parts=counts["ahead"] > 0)


def _row(order: Outgoing, attempt: tuple[str, ShipForm] | None) -> Row:
    if attempt and attempt[0] == order.number:
        return Row(order, attempt[1], refused=True)
    if not order.ready or order.fulfilment != "courier":
        return Row(order, None)
    return Row(order, ShipForm(initial={"courier": order.courier}, auto_id=f"{order.number}_%s"))


def _tabs(group: str, counts: dict[str, int]) -> list[dict[str, object]]:
    words = {
        COURIER_READY: _("Siap kirim"),
        PICKUP_READY: _("Siap diambil"),
        GROUP_READY: _("Rombongan"),
        MAKING: _("Masih dibuat"),
        OWING: _("Belum lunas"),
        ON_THE_WAY: _("Di jalan"),
        RECEIVED: _("Sampai"),
    }
    for rare in (MAKING, GROUP_READY):
        if not counts[rare]:
            del words[rare]
    return [
        {"url": f"?tampil={name}", "text": text, "current": name == group, "count": counts[name]}
        for name, text in words.items()
    ]
