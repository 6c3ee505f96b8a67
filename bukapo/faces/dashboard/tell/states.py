"""What goes out by itself, by e-mail and by the store's own WhatsApp number: where each message is, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.tell.finds import page_of
from bukapo.messaging.sending.reads import SHOWN, states_for_seller


@require_safe
@seller_view
def states(request: SellerRequest) -> HttpResponse:
    """`?tampil=<tab>&hal=<page>`; what is not understood is left out."""
    told = states_for_seller(request.store, show=request.GET.get("tampil", ""), page=page_of(request))
    words = {
        "unknown": gettext("Tidak diketahui"),
        "failed": gettext("Gagal"),
        "queued": gettext("Menunggu"),
        "sent": gettext("Terkirim"),
        "delivered": gettext("Sampai"),
        "read": gettext("Dibaca"),
        "skipped": gettext("Dilewati"),
    }
    tabs = [
        {"url": f"?tampil={tab}", "text": words[tab], "current": tab == told.show, "count": told.counts[tab]}
        for tab in SHOWN
    ]
    context = {"told": told, "tabs": tabs, "here": request.get_full_path(), "keep": f"?tampil={told.show}&"}
    return render(request, "dashboard/tell/states.html", context)
