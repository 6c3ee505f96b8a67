"""The wizard's step of the promised days: what the workshop can keep, and one tap to promise just that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.campaigns import draft_reads
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import MOST_PIECES, Plan
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED, SHIP_FROM, SHIP_UNTIL
from bukapo.campaigns.writes import change_campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.promise.forms import templates
from bukapo.faces.dashboard.promise.places import stages_at
from bukapo.faces.dashboard.promise.shown import RUNS, ShownFinish, shown_finish
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.production.promise.facts import own_facts
from bukapo.production.promise.reads import finish_with, shop_of
from bukapo.stores.models import Store

SPARE_DAYS, SHIPPING_DAYS = 1, 7
"""From finished to the first parcel, and to the last, where no days were promised yet."""


@dataclass(frozen=True)
class StepFinish:
    """`finish` for `pieces`, None while nobody said how many. `others`: (what, pieces) to ask for instead."""

    finish: ShownFinish | None
    pieces: int
    others: tuple[tuple[str, int], ...]
    workshop: str
    template: str
    templates: list[tuple[str, object]]
    use: str


def step_finish(request: HttpRequest, store: Store, row: Campaign, at: datetime) -> StepFinish:
    """For `?pcs=` pieces and `?tahap=`, by default the quota (or the target) and the workshop's own stages."""
    known = _pieces(row)
    asked = _whole(request.POST.get("pcs") or request.GET.get("pcs", ""))
    pieces = asked or (known[0][1] if known else 0)
    template = (request.POST.get("tahap") or request.GET.get("tahap", ""))[:20]
    promised = current_promises(row).get(PRODUCED)
    shown = None
    if pieces:
        shop = shop_of(store, name=row.workshop_name)
        own = own_facts(shop)
        today = shop.today(at)
        start = (
            max(today, row.closes_at.astimezone(shop.tz).date() + timedelta(days=1))
            if row.closes_at
            else today
        )
        outlook = finish_with(own, stages_at(own, shop, template), pieces, start, today=today, runs=RUNS)
        shown = shown_finish(outlook, promised=promised)
    use = reverse("dashboard:campaign_promise_use", args=[store.slug, row.slug])
    others = tuple(one for one in known if one[1] != pieces)
    return StepFinish(shown, pieces, others, row.workshop_name, template, templates(), use)


def _pieces(row: Campaign) -> list[tuple[str, int]]:
    """(what, pieces) that the PO is about: its quota first."""
    caps = draft_reads.caps_of(row)
    cap = caps.get(None) or sum(cap or 0 for variant, cap in caps.items() if variant is not None)
    told = [(_("kuota"), cap), (_("target"), row.target or 0)]
    return [(what, pieces) for what, pieces in told if pieces]


def _whole(text: str) -> int:
    """What was typed as a count, 0 for anything else."""
    return (
        int(text)
        if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_PIECES and len(text) < 9
        else 0
    )


@require_POST
@seller_view
def promise_use(request: SellerRequest, campaign: str) -> HttpResponse:
    """Take the day that is kept with 90 %, or the largest quota that keeps the promised day."""
    row = draft_reads.campaign_of(request.store, campaign)
    now = clock.now()
    told = step_finish(request, request.store, row, now)
    plan, news = _use(told.finish, request.POST.get("pakai", ""), current_promises(row))
    if plan:
        try:
            change_campaign(actor=request.actor, at=now, store=request.store, campaign_id=row.pk, plan=plan)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, news)
    return redirect("dashboard:campaign_step", request.store.slug, row.slug, "janji")


def _use(shown: ShownFinish | None, what: str, promised: dict[str, date]) -> tuple[Plan, str]:
    if shown is None or not shown.days:
        return {}, ""
    if what == "kuota" and shown.most:
        return {"cap": shown.most}, _("Kuota diatur supaya janjinya bisa ditepati.")
    if what == "tanggal":
        return _moved(shown.outlook.p90, promised), _(
            "Tanggal yang aman sudah dipakai. Periksa tanggal kirimnya."
        )
    return {}, ""


def _moved(safe: date, promised: dict[str, date]) -> Plan:
    """The days of sending keep their distance to the day it is finished."""
    before: Any = promised.get(PRODUCED)
    begins, ends = promised.get(SHIP_FROM), promised.get(SHIP_UNTIL)
    shift = safe - before if before else timedelta()
    first = begins + shift if begins and before else safe + timedelta(days=SPARE_DAYS)
    last = ends + shift if ends and before else safe + timedelta(days=SHIPPING_DAYS)
    return {"produced": safe, "ship_from": max(first, safe), "ship_until": max(last, first, safe)}
