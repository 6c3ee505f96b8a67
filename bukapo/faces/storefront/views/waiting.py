"""My place in line behind its secret link; the draw for everybody."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import campaign_at, entry_of
from bukapo.faces.storefront.shown.waiting import draw_page, entry_page
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.models import WaitingEntry
from bukapo.orders.waiting.reads import all_codes
from bukapo.orders.writes.wait import leave_waitlist


def news(entry: WaitingEntry, key: str) -> str:
    """What just happened, told once at the top of the page (`?kabar=`)."""
    if key == "keluar":
        return _("Anda sudah keluar. Tidak ada yang ditagih.")
    if key != "baru":
        return ""
    if entry.state == "registered":
        return _("Anda terdaftar. Simpan tautan halaman ini: di sinilah hasil undiannya muncul.")
    return _("Anda masuk daftar tunggu. Simpan tautan halaman ini: di sinilah Anda melihat urutan Anda.")


@require_safe
def entry(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Place, what happens next, leave; an entry that became an order leads to it."""
    found = entry_of(secret)
    if found.order is not None:
        response: HttpResponseBase = redirect("storefront:order", found.order.secret)
        response["Cache-Control"] = "private, no-store"
        return response
    return _show(request, found, kabar=request.GET.get("kabar", ""))


def _show(
    request: HttpRequest, found: WaitingEntry, *, status: int = 200, kabar: str = "", refusal: str = ""
) -> HttpResponse:
    now = clock.now()
    context = {
        "page": entry_page(found, at=now),
        "shop": found.store,
        "entry": found,
        "campaign": found.campaign,
        "news": news(found, kabar),
        "is_new": kabar == "baru",
        "refusal": refusal,
        "draft_key": f"{found.store.slug}/{found.campaign.slug}",
        "now": now,
    }
    response = render(request, "storefront/entry.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def entry_redirect(found: WaitingEntry, kabar: str) -> HttpResponseRedirect:
    """303 to the page of the place in line, which tells the news."""
    response = redirect("storefront:entry", found.secret)
    response["Location"] += f"?kabar={kabar}"
    response.status_code = 303
    return response


@stranger_deed("leave", most=60, seconds=3600)
def leave(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The buyer gives the place up."""
    found = entry_of(secret)
    try:
        leave_waitlist(store_id=found.store_id, entry_id=found.pk, actor=BUYER_ACTOR, at=clock.now())
    except Refusal as refusal:
        fresh = entry_of(secret)
        if fresh.order is not None:
            return redirect("storefront:order", fresh.order.secret)
        return _show(request, fresh, status=refusal.http_status, refusal=sentence(refusal))
    return entry_redirect(found, "keluar")


@require_safe
def draw(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """How the draw works and how anyone checks it; afterwards every code with its rank."""
    now = clock.now()
    number = request.GET.get("hal", "1")
    number = number if number.isascii() and number.isdigit() and len(number) < 6 else "1"
    page = draw_page(campaign_at(store, campaign), at=now, page=max(1, int(number)))
    if page is None:
        raise NotFound()
    context = {"page": page, "shop": page.store, "campaign": page.campaign, "now": now}
    return render(request, "storefront/draw.html", context)


@require_safe
def draw_codes(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """The codes that took part, one a line, for who checks the draw."""
    po = campaign_at(store, campaign)
    if po.drawn_at is None:
        raise NotFound()
    response = HttpResponse("\n".join(all_codes(po)) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kode-{po.slug}.txt"'
    return response
