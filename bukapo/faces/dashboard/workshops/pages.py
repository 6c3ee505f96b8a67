"""The directory, and one workshop of it."""

from datetime import date
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.work_order import all_work_address
from bukapo.faces.dashboard.workshops.shown import shown, shown_record
from bukapo.kernel.refusal import NotFound
from bukapo.production.models import Workshop
from bukapo.production.workshops.reads import PAGE, told, told_one, unlisted, workshops

MONTHS_SHOWN, PAST_SHOWN = 12, 30


@require_safe
@seller_view
def directory(request: SellerRequest) -> HttpResponse:
    """Everybody who makes for this store, with what their work says of them; `?arsip` those who rest."""
    archived = "arsip" in request.GET
    page = Paginator(workshops(request.store, archived=archived), PAGE).get_page(request.GET.get("hal"))
    context = {
        "archived": archived,
        "rows": [shown(one) for one in told(request.store, list(page.object_list))],
        "unlisted": [] if archived else unlisted(request.store),
        "page": page.number,
        "has_next": page.has_next(),
        "keep": "?arsip&" if archived else "?",
    }
    return render(request, "dashboard/workshops/directory.html", context)


@require_safe
@seller_view
def workshop(request: SellerRequest, workshop: int) -> HttpResponse:
    """What was agreed, what really happened, its work, its link."""
    row = found(request, workshop)
    one, months = told_one(request.store, row)
    link = all_work_address(row.secret)
    lately = list(months.items())[-MONTHS_SHOWN:]
    context = {
        "row": row,
        "one": shown(one),
        "months": [(_first(month), shown_record(record), record) for month, record in reversed(lately)],
        "past": one.past[:PAST_SHOWN],
        "link": link,
        "whatsapp": _whatsapp(request, row, link),
    }
    return render(request, "dashboard/workshops/workshop.html", context)


def found(request: SellerRequest, pk: int) -> Workshop:
    """A line of this store's directory. NotFound for any other."""
    row: Workshop | None = Workshop.objects.of(request.store).filter(pk=min(pk, 2**62)).first()
    if row is None:
        raise NotFound()
    return row


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _whatsapp(request: SellerRequest, row: Workshop, link: str) -> str:
    """A ready chat; without a number the sender picks the contact."""
    words = _(
        "Halo %(workshop)s, semua SPK dari %(store)s yang masih jalan ada di sini, urut tenggat: %(link)s"
    ) % {"workshop": row.person or row.name, "store": request.store.name, "link": link}
    return f"https://wa.me/{row.phone.lstrip('+')}?text={quote(words)}"
