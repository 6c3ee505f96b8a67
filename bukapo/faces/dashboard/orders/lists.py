"""A PO's orders."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bukapo.campaigns.reads import window_of
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.insights.tallies.reads import fresh_of
from bukapo.insights.tallies.standing import list_counts
from bukapo.journal import clock
from bukapo.orders.reads.lists import FILTERS, OrderPage, orders_for_seller
from bukapo.orders.waiting.reads import in_line

_RARE = ("no_fee", "expired", "cancelled")
"""Filters that are shown only when something is in them."""


@seller_view
def orders(request: SellerRequest, campaign: str) -> HttpResponse:
    """`?tampil=<filter>&cari=<text>&hal=<page>`; whatever is not understood is left out."""
    po = campaign_at(request.store, campaign)
    show = request.GET.get("tampil", "all")
    show = show if show in FILTERS else "all"
    search = request.GET.get("cari", "").strip()[:80]
    number = request.GET.get("hal", "1")
    page = orders_for_seller(
        store_id=request.store.pk,
        campaign_id=po.pk,
        show=show,
        search=search,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
        counted=list_counts(po, fresh_of(request.store.pk)),
    )
    now = clock.now()
    keep = urlencode(
        {k: v for k, v in {"tampil": show if show != "all" else "", "cari": search}.items() if v}
    )
    context = {
        "campaign": po,
        "page": page,
        "line": in_line(po) if po.state == "published" else None,
        "show": show,
        "search": search,
        "filters": _filters(page, show, search),
        "keep": f"{keep}&" if keep else "",
        "may_add": po.state == "published"
        and po.opens_at
        and po.closes_at
        and po.opens_at <= now < po.closes_at
        and not window_of(po).drawing,
        "now": now,
    }
    return render(request, "dashboard/orders/list.html", context)


def _filters(page: OrderPage, show: str, search: str) -> list[dict[str, object]]:
    words = {
        "all": _("Semua"),
        "unpaid": _("Belum bayar"),
        "proof": _("Bukti dicek"),
        "deposit": _("DP"),
        "paid": _("Lunas"),
        "sent": _("Dikirim"),
        "no_fee": _("Tanpa ongkir"),
        "expired": _("Lewat batas"),
        "cancelled": _("Batal"),
    }
    return [
        {
            "url": "?" + urlencode({k: v for k, v in {"tampil": name, "cari": search}.items() if v}),
            "text": text,
            "current": name == show,
            "count": page.counts[name],
        }
        for name, text in words.items()
        if page.counts[name] or name == show or name not in _RARE
    ]
