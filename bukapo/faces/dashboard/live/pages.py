"""The page of a PO while it runs, and the short answers that keep open pages true."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.campaigns.minimums.rules import Tally
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import minimums_of
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.live import drawn
from bukapo.faces.dashboard.live.words import proven_words, range_words, reasons, second_words
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.storefront.shown.batches import ShownMinimum, minimum_words
from bukapo.faces.storefront.shown.tiers import shown_climbs
from bukapo.faces.storefront.views.live import told
from bukapo.faces.ui.bars import PartsBar, parts_bar
from bukapo.insights.live.reads import live_of
from bukapo.insights.live.values import Live
from bukapo.insights.tallies.reads import version_of, watched
from bukapo.journal import clock
from bukapo.kernel.money import rupiah

FIRST_MS = 6_000
"""Milliseconds until an open dashboard asks for the first time."""


@require_http_methods(["GET", "HEAD"])
@seller_view
def live_page(request: SellerRequest, campaign: str) -> HttpResponse:
    """Everything that is known of a PO this moment."""
    po = campaign_at(request.store, campaign)
    if po.state == "draft":
        return redirect("dashboard:campaign_edit", request.store.slug, po.slug)
    po.store = request.store
    version, fresh = watched(request.store.pk, po.pk)
    now = clock.now()
    live = live_of(po, fresh, at=now)
    context = {
        "campaign": po,
        "live": live,
        "version": version,
        "first": FIRST_MS,
        "now": now,
        "told": second_words(now, request.store.zone),
        "counted": second_words(live.counted_to, request.store.zone),
        "money": money_bar(live),
        "minimums": _minimums(live),
        "climbs": shown_climbs(po),
        **_foreseen(live),
        **_drawings(live),
    }
    return render(request, "dashboard/live/live.html", context)


def _foreseen(live: Live) -> dict[str, Any]:
    told = live.foreseen
    zone = live.campaign.store.zone
    return {
        "foreseen": told,
        "range": range_words(told) if told else "",
        "reasons": reasons(told, zone) if told else [],
        "proven": proven_words(live.proven),
    }


def _drawings(live: Live) -> dict[str, Any]:
    zone = ZoneInfo(live.campaign.store.zone)
    step, pieces, rupiahs = drawn.bars_of(live, zone)
    return {
        "fan": drawn.fan_of(live, zone),
        "hourly": step == "hour",
        "bars": pieces,
        "rupiahs": rupiahs,
        "busy": drawn.busy_hours(live, zone),
        "heats": [drawn.heat_table(heat) for heat in live.heats],
        "sources": drawn.source_bars(live),
        "variants": drawn.variant_bars(live),
        "funnel": drawn.funnel_bars(live),
    }


def money_bar(live: Live) -> PartsBar:
    """What came in beside what is still to come."""
    parts = [(_("Sudah masuk"), max(0, live.sums["received"])), (_("Masih ditunggu"), live.sums["owed"])]
    return parts_bar(_("Uang PO ini"), parts, show=rupiah)


def _minimums(live: Live) -> list[ShownMinimum]:
    """How far each minimum is, from the variants already read; one query."""
    campaign: Campaign = live.campaign
    if campaign.state != "published" or campaign.waived_at:
        return []
    names = {one.product_id: one.product for one in live.variants}
    told = []
    for least in minimums_of(campaign):
        own = [
            one
            for one in live.variants
            if least.whole
            or (one.product_id == least.product_id and (not least.value or least.value in one.values))
        ]
        held = sum(one.pieces for one in own)
        told.append(minimum_words(Tally(least, held - sum(one.waiting for one in own), held), names))
    return told


@require_safe
@seller_view
def live_now(request: SellerRequest, campaign: str) -> HttpResponse:
    """204 while the page with `?v=` is true."""
    return told(version_of(request.store.pk, campaign_at(request.store, campaign).pk), request)


@require_safe
@seller_view
def store_now(request: SellerRequest) -> HttpResponse:
    """The same for the store's home."""
    return told(version_of(request.store.pk), request)
