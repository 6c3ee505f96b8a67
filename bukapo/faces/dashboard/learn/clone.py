"""The next PO out of this one: what is taken over, what changes, what stays behind; then a draft."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.campaigns.cloning.plan import (
    BUNDLE,
    DRAW,
    PARTNERS,
    PRODUCT,
    SERIES,
    SIZE,
    VOUCHERS,
    LeftOut,
    NextPlan,
    next_plan,
)
from bukapo.campaigns.cloning.rules import OPENING
from bukapo.campaigns.cloning.titles import fresh_title
from bukapo.campaigns.cloning.writes import OVER, clone_campaign
from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.learn.suggested import shown
from bukapo.faces.dashboard.learn.views import has_window
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.middleware import sentence
from bukapo.insights.reads import evaluation
from bukapo.insights.suggestions.facts import suggestions_for
from bukapo.insights.suggestions.values import Suggestion
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.production.capital.carry import carry_capital

CARRIED = (carry_capital,)
"""Parts of a PO that rooms above `campaigns` own: a step each (`campaigns.cloning.parts`)."""


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def next_po(request: SellerRequest, campaign: str) -> HttpResponse:
    """Everything is ticked at first; what is unticked stays as it was."""
    po = campaign_at(request.store, campaign)
    if po.state not in OVER or not has_window(po):
        raise NotFound()
    now = clock.now()
    found = [one for one in suggestions_for(evaluation(po, at=now)) if not one.only_told]
    posted, ticks = request.method == "POST", request.POST.getlist("saran")
    chosen = [one for one in found if not posted or key_of(one) in ticks]
    title = (request.POST.get("judul") or "").replace("\x00", "").strip() or fresh_title(po)
    wished, wrong = _opening(request.POST.get("buka", ""), po)
    if wished is not None:  # who says when it opens needs no suggestion
        chosen = [one for one in chosen if one.setting != OPENING]
    if set(ticks) - {key_of(one) for one in found}:
        wrong = _("Angkanya baru saja berubah. Lihat lagi saran di bawah.")
    if posted and not wrong and "lihat" not in request.POST:
        try:
            return _made(request, po, title, wished, chosen, now)
        except Refusal as no:
            wrong = sentence(no)
    plan = next_plan(po, at=now, applied=[one.applied for one in chosen], opens_at=wished)
    context = _context(po, found, chosen, plan, wrong) | {
        "title": title,
        "typed": request.POST.get("buka", ""),
    }
    return render(request, "dashboard/learn/next.html", context, status=422 if wrong else 200)


def key_of(one: Suggestion) -> str:
    """What a tick means: this setting, this value. Another value that came up meanwhile is not what was ticked."""
    return f"{one.setting}={one.new}"


def _made(
    request: SellerRequest,
    po: Campaign,
    title: str,
    opens_at: datetime | None,
    chosen: Sequence[Suggestion],
    now: datetime,
) -> HttpResponse:
    event = clone_campaign(
        actor=request.actor, at=now, store=request.store, origin_id=po.pk, title=title, opens_at=opens_at,
        applied=[one.applied for one in chosen], more=CARRIED,
    )  # fmt: skip
    messages.success(
        request, _("Draf %(title)s dibuat. Periksa dulu, belum ada yang terbit.") % {"title": event.title}
    )
    for words in left_words(event.left_out):
        messages.info(request, words)
    return redirect("dashboard:campaign_edit", request.store.slug, event.slug)


def _opening(typed: str, po: Campaign) -> tuple[datetime | None, str]:
    """The wished opening of a `datetime-local`, in the store's zone; "" is left to us."""
    if not typed.strip():
        return None, ""
    try:
        there = datetime.fromisoformat(typed.strip()[:19])
    except ValueError:
        return None, _("Waktu buka belum benar.")
    if not 2000 < there.year < 2200:
        return None, _("Waktu buka belum benar.")
    return there.replace(tzinfo=ZoneInfo(po.store.zone)), ""


def _context(
    po: Campaign,
    found: Sequence[Suggestion],
    chosen: Sequence[Suggestion],
    plan: NextPlan,
    wrong: str,
) -> dict[str, object]:
    ticked = {one.setting for one in chosen}
    return {
        "campaign": po,
        "suggestions": [(shown(one), key_of(one), one.setting in ticked) for one in found],
        "plan": plan.plan,
        "dates": plan.dates,
        "products": len(plan.plan["items"]),
        "left": left_words(plan.left_out),
        "wrong": wrong,
    }


def left_words(left: Sequence[LeftOut]) -> list[str]:
    """What stays behind, in sentences."""
    words = {
        PRODUCT: _("Produk %(which)s sudah diarsipkan, jadi tidak ikut."),
        SIZE: _("Pilihan %(which)s sudah tidak dijual, jadi kuotanya tidak ikut."),
        BUNDLE: _("Paket %(which)s tidak ikut karena isinya ada yang tidak ikut."),
        VOUCHERS: _("%(which)s kode voucher tidak ikut: kode berlaku untuk satu PO."),
        PARTNERS: _("%(which)s mitra PO ini tidak ikut: komisinya dijanjikan untuk satu PO."),
        DRAW: _("Undian tidak ikut karena jadwalnya tidak lagi di dalam masa PO. Atur ulang kalau perlu."),
        SERIES: _("Rangkaian lama tetap jalan sendiri; draf ini memulai rangkaian baru."),
    }
    return [words[what] % {"which": which} for what, which in left]
