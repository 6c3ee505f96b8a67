"""What packers print: the pick list, and stickers for the pieces."""

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.forms import chosen_numbers
from bukapo.faces.papers.pick_list import pick_list_pdf, pick_list_xlsx
from bukapo.faces.papers.stickers_pdf import MOST, stickers_of, stickers_pdf
from bukapo.journal import clock
from bukapo.production.reads.picking import pick_list, pieces_to_mark


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def picks(request: SellerRequest, campaign: str) -> HttpResponse:
    """The pick list. POST with `pilih` = these orders; `?format=xlsx` for a spreadsheet."""
    po = campaign_at(request.store, campaign)
    chosen = chosen_numbers(request.POST.getlist("pilih"))
    told = pick_list(po, numbers=chosen or None)
    if not told.orders:
        return _nothing(request, po, _("Belum ada pesanan siap yang belum dikemas."))
    lang, now = get_language() or "id", clock.now()
    if request.GET.get("format") == "xlsx":
        out = io.BytesIO()
        pick_list_xlsx(out, told, store=request.store.name, zone=request.store.zone, made_at=now, lang=lang)
        return attachment(out.getvalue(), f"ambil-{po.slug}.xlsx")
    content = pick_list_pdf(told, store=request.store.name, campaign=po.title, made_at=now, lang=lang)
    return attachment(content, f"ambil-{po.slug}.pdf", inline=True)


@require_safe
@seller_view
def stickers(request: SellerRequest, campaign: str) -> HttpResponse:
    """Stickers for every piece that has not left; `?bagian=2` for those beyond the first sheets."""
    po = campaign_at(request.store, campaign)
    made = stickers_of(pieces_to_mark(po))
    wanted = request.GET.get("bagian", "1")
    part = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 1
    if not 0 < part <= -(-len(made) // MOST):
        return _nothing(request, po, _("Belum ada barang yang perlu stiker."))
    content = stickers_pdf(made, part=part, made_at=clock.now(), lang=get_language() or "id")
    return attachment(content, f"stiker-{po.slug}.pdf", inline=True)


def _nothing(request: SellerRequest, po: Campaign, words: str) -> HttpResponse:
    messages.warning(request, words)
    return redirect("dashboard:sending", request.store.slug, po.slug)
