"""A date moves: with a preview of whom it asks, what they read and what it may cost; then the answers, counted live."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.campaigns import draft_reads
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.writes.promise import judged
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.late.box import shown_lateness
from bukapo.faces.dashboard.late.forms import PromiseForm
from bukapo.faces.dashboard.late.words import PROMISED, delay_words
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.bars import PartsBar, parts_bar
from bukapo.faces.ui.templatetags.ui import angka
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.delays.reads import DelayTally, answers_of, delay_of, delays_of, exposure_of
from bukapo.orders.delays.rules import LEAST_TIME, MOST_TIME, OPEN, USUAL_TIME, is_later
from bukapo.production.lateness.reads import lateness_of


@dataclass(frozen=True)
class DayMoved:
    """One promised day before and after, in words."""

    words: str
    was: date
    day: date


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_promise(request: SellerRequest, campaign: str) -> HttpResponse:
    """The form (with the honest days proposed), then the preview of every effect, then it is told."""
    po, now = _po(request, campaign), clock.now()
    late = lateness_of(po, at=now)
    days = {**current_promises(po), **late.honest}
    data = request.POST if request.method == "POST" else None
    form = PromiseForm(data, days=days, zone=request.store.zone, now=now)
    if not (form.is_bound and form.is_valid()) or "ubah" in request.POST:
        return _form_page(request, po, form)
    try:
        _why, before, new = judged(po, form.moves(), form.cleaned_data["reason"])
        until = _answer_by(form, now)
        if "kirim" in request.POST:
            return _send(request, po, form, until)
    except Refusal as refusal:
        refuse(form, refusal)
        return _form_page(request, po, form)
    exposure = exposure_of(po)
    asks = is_later(before, new) and bool(exposure.orders)
    moved = [DayMoved(str(PROMISED[what]), before[what], day) for what, day in new.items()]
    what = list(new)[-1]
    context = {
        "campaign": po,
        "moved": moved,
        "asks": asks,
        "exposure": exposure,
        "until": until,
        "words": delay_words(
            po, what, before[what], new[what], form.cleaned_data["reason"], until, exposure.silence
        ),
        "mixed": exposure.mixed,
        "running": next((one for one in delays_of(po) if one.delay.state == OPEN), None),
        "sent": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return render(request, "dashboard/late/preview.html", context)


def _po(request: SellerRequest, slug: str) -> Campaign:
    po = draft_reads.campaign_of(request.store, slug)
    po.store = request.store
    return po


def _answer_by(form: PromiseForm, now: datetime) -> datetime:
    until: datetime = form.cleaned_data["answer_by"] or now + USUAL_TIME
    if not now + LEAST_TIME <= until <= now + MOST_TIME + timedelta(hours=1):
        raise Invalid(field="answer_by", why=gettext_noop("Beri waktu antara 48 jam dan 14 hari."))
    return min(until, now + MOST_TIME)


def _send(request: SellerRequest, po: Campaign, form: PromiseForm, until: datetime) -> HttpResponse:
    moved = move_promise(
        actor=request.actor,
        at=clock.now(),
        store=request.store,
        campaign_id=po.pk,
        moves=form.moves(),
        reason=form.cleaned_data["reason"],
        answer_by=until,
    )
    if moved.delay_id is None:
        messages.success(request, _("Tanggal baru tercatat. Semua pembeli dikabari dengan alasannya."))
        return redirect("dashboard:campaign", request.store.slug, po.slug)
    messages.success(request, _("Tanggal baru tercatat. Semua pembeli dikabari dan boleh memilih."))
    number = delays_of(po)[0].delay.number
    return redirect("dashboard:campaign_delay", request.store.slug, po.slug, number)


def _form_page(request: SellerRequest, po: Campaign, form: PromiseForm) -> HttpResponse:
    now = clock.now()
    context = {
        "campaign": po,
        "form": form,
        "exposure": exposure_of(po),
        "late": shown_lateness(po, at=now),
        "told": [(one, bar_of(one.count)) for one in delays_of(po)],
        "movable": po.state in ("published", "closed"),
    }
    return render(request, "dashboard/late/promise.html", context, status=422 if form.errors else 200)


@require_safe
@seller_view
def campaign_delay(request: SellerRequest, campaign: str, delay: int) -> HttpResponse:
    """How one delay stands: who waits, who takes the money, who is silent, and what that costs."""
    po = _po(request, campaign)
    told = delay_of(po, delay)
    context = {
        "campaign": po,
        "told": told,
        "moved": [DayMoved(str(PROMISED[one.what]), one.was, one.day) for one in told.moves],
        "bar": bar_of(told.count),
        "answers": answers_of(told.delay),
        "now": clock.now(),
    }
    return render(request, "dashboard/late/delay.html", context)


def bar_of(count: DelayTally) -> PartsBar:
    """The answers so far, drawn."""
    parts = [
        (_("Uang kembali"), count.refund + count.left),
        (_("Menunggu atau pindah"), count.wait + count.stayed + count.moved),
        (_("Belum memilih"), count.silent),
    ]
    return parts_bar(_("Jawaban"), parts, marks=[(_("Ditanya"), count.all)], show=angka)
