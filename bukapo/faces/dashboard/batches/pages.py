"""A continuous PO from the seller's chair: its batches, its rhythm, opening, pausing, merging."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns.draft_reads import campaign_of
from bukapo.campaigns.models import Campaign, Series
from bukapo.campaigns.readiness import NotReady
from bukapo.campaigns.series.rules import Rhythm
from bukapo.campaigns.series.writes import (
    change_series,
    open_next_batch,
    pause_series,
    resume_series,
    stop_series,
)
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.batches.forms import MergeForm, SeriesForm
from bukapo.faces.dashboard.batches.told import batch_rows, rhythm_words, series_at
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.storefront.shown.series import series_address
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.shortage.judge import run_anyway
from bukapo.production.writes.merge_batch import merge_batch

DEEDS: dict[str, Callable[..., object]] = {
    "jeda": pause_series,
    "lanjut": resume_series,
    "henti": stop_series,
    "buka": open_next_batch,
}


def _done(deed: str) -> str:
    words = {
        "jeda": _("Dijeda. Gelombang yang buka tetap berjalan sampai tutup."),
        "lanjut": _("Dilanjutkan. Gelombang berikutnya dibuka sendiri."),
        "henti": _("Dihentikan. Gelombang yang buka menjadi yang terakhir."),
        "buka": _("Gelombang berikutnya sudah buka."),
    }
    return words[deed]


@require_http_methods(["GET", "HEAD"])
@seller_view
def series(request: SellerRequest, series: str) -> HttpResponse:
    """Every batch and how it stands, the link to share, the deeds."""
    row = series_at(request.store, series)
    return _show(request, row)


def _show(
    request: SellerRequest, row: Series, *, status: int = 200, lacks: tuple[str, ...] = ()
) -> HttpResponse:
    context = {
        "series": row,
        "link": series_address(row),
        "rows": batch_rows(row, at=clock.now()),
        "rhythm": rhythm_words(Rhythm.of(row.rhythm)),
        "lacks": lacks,
    }
    return render(request, "dashboard/batches/series.html", context, status=status)


@require_POST
@seller_view
def series_deed(request: SellerRequest, series: str, deed: str) -> HttpResponse:
    """Pause, go on, stop, open the next one now."""
    row = series_at(request.store, series)
    if deed not in DEEDS:
        raise NotFound()
    try:
        DEEDS[deed](store_id=row.store_id, series_id=row.pk, actor=request.actor, at=clock.now())
    except NotReady as lacking:
        lacks = tuple(missing.say(_(missing.sentence)) for missing in lacking.missing)
        return _show(request, row, status=lacking.http_status, lacks=lacks)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _done(deed))
    return redirect("dashboard:series", request.store.slug, row.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def series_change(request: SellerRequest, series: str) -> HttpResponse:
    """The rhythm of the batches to come."""
    row = series_at(request.store, series)
    form = SeriesForm(request.POST if request.method == "POST" else None, series=row)
    if form.is_bound and form.is_valid():
        try:
            change_series(
                store_id=row.store_id,
                series_id=row.pk,
                rhythm=form.rhythm(),
                cap=form.cleaned_data["cap"],
                minimum=form.cleaned_data["minimum"],
                actor=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Tersimpan. Berlaku mulai gelombang berikutnya."))
            return redirect("dashboard:series", request.store.slug, row.slug)
    context = {"series": row, "form": form}
    return render(request, "dashboard/batches/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def series_merge(request: SellerRequest, series: str, batch: str) -> HttpResponse:
    """The orders of one batch join the next one."""
    row = series_at(request.store, series)
    found = Campaign.objects.of(request.store).filter(series=row, slug=batch).first()
    if found is None:
        raise NotFound()
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            merge_batch(
                store_id=row.store_id,
                campaign_id=found.pk,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Pesanannya dipindah satu per satu, dan semua pembelinya dikabari."))
            return redirect("dashboard:series", request.store.slug, row.slug)
    context = {"series": row, "batch": found, "form": form}
    return render(request, "dashboard/batches/merge.html", context, status=422 if form.errors else 200)


@require_POST
@seller_view
def campaign_run_anyway(request: SellerRequest, campaign: str) -> HttpResponse:
    """The minimum no longer counts."""
    row = campaign_of(request.store, campaign)
    try:
        run_anyway(store_id=row.store_id, campaign_id=row.pk, actor=request.actor, at=clock.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("PO ini jalan berapa pun yang terkumpul."))
    return redirect("dashboard:campaign", request.store.slug, row.slug)
