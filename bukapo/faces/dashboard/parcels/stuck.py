"""Parcels that should have arrived by now, each with a message ready for its buyer."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.journal import clock
from bukapo.orders.parcels.reads import Stuck, stuck_parcels


@dataclass(frozen=True)
class StuckRow:
    parcel: Stuck
    whatsapp: str


@require_safe
@seller_view
def stuck(request: SellerRequest, campaign: str) -> HttpResponse:
    """Those whose buyer waits first, then the oldest."""
    po = campaign_at(request.store, campaign)
    rows = [StuckRow(one, _message(request, one)) for one in stuck_parcels(po, at=clock.now())]
    return render(request, "dashboard/parcels/stuck.html", {"campaign": po, "rows": rows})


def _message(request: SellerRequest, one: Stuck) -> str:
    """A wa.me address: did it come?"""
    page = f"{settings.BASE_URL.rstrip('/')}{reverse('storefront:order', args=[one.secret])}"
    words = _(
        "Halo %(name)s, ini %(store)s. Paket pesanan %(number)s (%(courier)s %(tracking)s) sudah jalan "
        "%(days)s hari. Sudah sampai? Kalau belum, kabari di sini supaya kami tanyakan ke kurirnya: %(link)s"
    ) % {
        "name": one.buyer_name, "store": request.store.name, "number": one.number, "courier": one.courier,
        "tracking": one.tracking, "days": one.days, "link": page,
    }  # fmt: skip
    return f"https://wa.me/{one.phone.lstrip('+')}?text={quote(words)}"
