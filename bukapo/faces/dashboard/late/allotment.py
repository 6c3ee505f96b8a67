"""Fewer pieces than ordered: counted, previewed, given out by the rule, then every missing piece is followed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import FIRST, LOT, SHARE
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.late.forms import CountForm
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.orders.allotment.allotting import seed_of
from bukapo.orders.allotment.reads import allocation_of, short_rows
from bukapo.orders.allotment.remedies import piece_came, take_money
from bukapo.orders.allotment.rules import LEAST_TIME, MOST_TIME, USUAL_TIME
from bukapo.orders.models import ShortPiece
from bukapo.production.allotment.allocating import NothingShort, allocate_short_yield
from bukapo.production.allotment.reads import Preview, foreseen, is_made, yields_of

RULES = {
    FIRST: gettext_lazy("Yang lebih dulu pasti, lebih dulu kebagian."),
    SHARE: gettext_lazy("Dibagi sebanding dengan jumlah yang dipesan."),
    LOT: gettext_lazy("Diundi dengan benih yang disegel waktu PO terbit."),
}
SHOWN = 100


@dataclass(frozen=True)
class Exposed:
    """What the allocation would do: `back` rupiah at most come off orders."""

    pieces: int
    orders: int
    back: int


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def work_orders_short(request: SellerRequest, campaign: str) -> HttpResponse:
    """Count, preview, give out; afterwards the list of missing pieces."""
    po = campaign_at(request.store, campaign)
    if allocation_of(po) is not None:
        return _list(request, po)
    if not is_made(po) or po.state != "closed":
        return render(request, "dashboard/late/short_early.html", {"campaign": po}, status=200)
    now, yields = clock.now(), yields_of(po)
    data = request.POST if request.method == "POST" else None
    form = CountForm(data, yields=[one for one in yields if one.lines], zone=request.store.zone, now=now)
    if not (form.is_bound and form.is_valid()) or "ubah" in request.POST:
        return _form_page(request, po, form)
    try:
        until = _answer_by(form, now)
        if "kirim" in request.POST:
            return _send(request, po, form, until)
        # The drawn order stays sealed until it is carried out: the preview of a draw only counts.
        seed = "" if po.short_rule == LOT else seed_of(po)
        found = foreseen(po, yields, form.counted(), seed)
        if not found.short:
            raise NothingShort()
    except Refusal as refusal:
        refuse(form, refusal)
        return _form_page(request, po, form)
    context = {
        "campaign": po,
        "found": found,
        "exposed": _exposed(found),
        "rule": RULES[po.short_rule],
        "drawn": po.short_rule == LOT,
        "given": [one for one in found.given if one.short][:SHOWN],
        "until": until,
        "sent": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return render(request, "dashboard/late/short_preview.html", context)


def _answer_by(form: CountForm, now: datetime) -> datetime:
    until: datetime = form.cleaned_data["answer_by"] or now + USUAL_TIME
    if not now + LEAST_TIME <= until <= now + MOST_TIME + timedelta(hours=1):
        raise Invalid(field="answer_by", why=gettext_noop("Beri waktu antara 48 jam dan 7 hari."))
    return min(until, now + MOST_TIME)


def _send(request: SellerRequest, po: Campaign, form: CountForm, until: datetime) -> HttpResponse:
    allocate_short_yield(
        store_id=request.store.pk,
        campaign_id=po.pk,
        counted=form.counted(),
        answer_by=until,
        actor=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Pembagiannya diumumkan. Pembeli yang kebagian kurang sudah dikabari."))
    return redirect("dashboard:work_orders_short", request.store.slug, po.slug)


def _form_page(request: SellerRequest, po: Campaign, form: CountForm) -> HttpResponse:
    context = {"campaign": po, "form": form, "rule": RULES[po.short_rule]}
    return render(request, "dashboard/late/short_form.html", context, status=422 if form.errors else 200)


def _list(request: SellerRequest, po: Campaign, status: int = 200) -> HttpResponse:
    allocation = allocation_of(po)
    assert allocation is not None
    tally, rows = short_rows(allocation)
    context = {
        "campaign": po,
        "allocation": allocation,
        "rule": RULES[allocation.rule],
        "tally": tally,
        "rows": rows,
        "now": clock.now(),
    }
    return render(request, "dashboard/late/short_list.html", context, status=status)


@require_POST
@seller_view
def decide(request: SellerRequest, campaign: str) -> HttpResponse:
    """The missing piece is there after all, or its money goes back."""
    po = campaign_at(request.store, campaign)
    typed = request.POST.get("barang", "")
    known = typed.isascii() and typed.isdigit() and len(typed) < 16
    rows = ShortPiece.objects.of(request.store).filter(allocation__campaign=po, pk=int(typed) if known else 0)
    short: ShortPiece | None = rows.first()
    if short is None:
        raise NotFound()
    facts: dict[str, Any] = {
        "store_id": request.store.pk, "order_id": short.order_id, "actor": request.actor, "at": clock.now()
    }  # fmt: skip
    deeds: dict[str, Callable[[], object]] = {
        "ada": lambda: piece_came(**facts, short_id=short.pk),
        "uang": lambda: take_money(**facts, short_ids=[short.pk]),
    }
    deed = deeds.get(request.POST.get("jadi", ""))
    if deed is None:
        raise NotFound()
    try:
        deed()
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Tercatat, dan pembelinya dikabari."))
    return redirect("dashboard:work_orders_short", request.store.slug, po.slug)


def _exposed(found: Preview) -> Exposed:
    back = sum(one.line.total // one.line.qty * one.short for one in found.given)
    return Exposed(found.short, found.orders, back)
