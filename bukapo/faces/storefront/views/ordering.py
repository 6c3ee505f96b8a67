"""Ordering: the form, the check page, and sending. Nothing is kept on the server until the order is accepted."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bukapo.campaigns import rules
from bukapo.campaigns.early import opens_early
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.finds import campaign_at
from bukapo.faces.storefront.forms.typed import (
    Typed,
    blank,
    blank_lines,
    first_line,
    read,
    wanted,
    whole,
    wire,
)
from bukapo.faces.storefront.shown.campaign import SOLD_OUT, campaign_page, is_sold_out, phase_of
from bukapo.faces.storefront.shown.check import (
    Judged,
    estimate,
    every_error,
    judge,
    money_parts,
    offer_for_script,
)
from bukapo.faces.storefront.shown.lines import form_lines
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.storefront.views.order import back_with
from bukapo.faces.storefront.views.waiting import entry_redirect
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.decide import KeyConflict
from bukapo.orders.intake.draft import DraftInvalid, Priced
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.reads import in_line
from bukapo.orders.writes.place import place_order
from bukapo.orders.writes.wait import join_waitlist

ORDER, LINE, DRAW = "order", "line", "draw"
"""Where a sent form leads: an order, a place in line, a lot in the draw."""


@dataclass(frozen=True)
class Place:
    """Where the form stands: a new order, or the change of one. `draft_key` names the draft kept on the phone."""

    campaign: Campaign
    here: str
    back: str
    back_words: str
    heading: str
    send_words: str
    draft_key: str
    way: str = ORDER


def _new_order(po: Campaign, way: str) -> Place:
    names = [po.store.slug, po.slug]
    heading, send_words = {
        LINE: (_("Daftar tunggu"), _("Masuk daftar tunggu")),
        DRAW: (_("Daftar undian"), _("Daftar undian")),
    }.get(way, (_("Pesan"), _("Kirim pesanan")))
    return Place(
        campaign=po,
        here=reverse("storefront:order_form", args=names),
        back=reverse("storefront:campaign", args=names),
        back_words=po.title,
        heading=heading,
        send_words=send_words,
        draft_key="/".join(names),
        way=way,
    )


def _way(offer: Offer, phase: str) -> str:
    """What sending a form leads to now."""
    if offer.window.drawing:
        return DRAW
    return LINE if phase == SOLD_OUT else ORDER


def _phase(po: Campaign, offer: Offer, early_code: str, at: datetime) -> str:
    """The phase for this visitor: with the code of early access it is open already."""
    found = phase_of(po, offer, at)
    if found == rules.TEASER and opens_early(po, early_code, at):
        return SOLD_OUT if is_sold_out(offer) else rules.OPEN
    return found


@stranger_form("order", most=600, seconds=300)
def order_form(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """GET an empty form; POST one of `action` = add-<product>, drop-<line>, check, edit, send, wait.

    `?awal=<code>` opens it early. `wait` sends it to the line, or to the draw while one is ahead.
    """
    po = campaign_at(store, campaign)
    offer = offer_of(po)
    code = request.POST.get("early_code", "") if request.method == "POST" else request.GET.get("awal", "")
    phase = _phase(po, offer, code, clock.now())
    place = _new_order(po, _way(offer, phase))
    if request.method != "POST":
        if phase not in (rules.OPEN, SOLD_OUT):
            return redirect("storefront:campaign", po.store.slug, po.slug)
        empty = replace(blank(offer, secret()), early_code=code[:32])
        if lines := blank_lines(offer, request.GET.get("baris", "")):
            empty = replace(empty, lines=lines)
        return show_form(request, place, offer, empty, Judged())
    typed = read(request.POST, offer, fallback_key=secret())
    action = request.POST.get("action", "check")
    if (again := edited(typed, offer, action)) is not None:
        return show_form(request, place, offer, again, Judged())
    if action == "wait" or (action == "send" and (place.way == DRAW or _waits(po, typed.key))):
        return _join(request, place, offer, typed)
    if action == "send":
        return _send(request, place, offer, typed)
    judged = judge(typed, offer, _language())
    priced = judged.wished if place.way == LINE and judged.wished else judged.priced
    if priced is None:
        return show_form(request, place, offer, typed, judged)
    return show_check(request, place, offer, typed, priced)


def edited(typed: Typed, offer: Offer, action: str) -> Typed | None:
    """The form after add-<product>, drop-<line> or edit; None when the button was another one."""
    if action == "edit":
        return typed
    verb, _dash, number = action.partition("-")
    if verb == "drop":
        return typed.without_line(whole(number)) if number.isdigit() else typed
    if verb == "add":
        product = next((p for p in offer.products if p.id == whole(number)), None)
        return typed.with_line(first_line(product)) if product else typed
    return None


def _send(request: HttpRequest, place: Place, offer: Offer, typed: Typed) -> HttpResponseBase:
    po = place.campaign
    try:
        order = place_order(
            store_id=po.store_id,
            campaign_id=po.pk,
            wanted=wanted(typed, offer, _language()),
            actor=BUYER_ACTOR,
        )
    except DraftInvalid as invalid:
        return show_form(request, place, offer, typed, Judged(errors=every_error(invalid, typed, offer)))
    except KeyConflict:
        return _already_sent(request, place, typed)
    except Refusal as refusal:
        # The pieces went to somebody faster, or the PO closed: say so, and keep every word that was typed.
        return show_form(request, place, offer_of(po), typed, Judged(refusal=sentence(refusal)))
    return back_with(order, "baru")


def _waits(po: Campaign, key: str) -> bool:
    """This very form waits in line: sent again it must not become an order beside it."""
    return bool(WaitingEntry.objects.of(po.store_id).filter(key=key, campaign=po).exists())


def _join(request: HttpRequest, place: Place, offer: Offer, typed: Typed) -> HttpResponseBase:
    po = place.campaign
    try:
        got = join_waitlist(
            store_id=po.store_id,
            campaign_id=po.pk,
            wanted=wanted(typed, offer, _language()),
            actor=BUYER_ACTOR,
        )
    except DraftInvalid as invalid:
        return show_form(request, place, offer, typed, Judged(errors=every_error(invalid, typed, offer)))
    except KeyConflict:
        return _already_sent(request, place, typed)
    except Refusal as refusal:
        return show_form(request, place, offer_of(po), typed, Judged(refusal=sentence(refusal)))
    return back_with(got, "baru") if isinstance(got, Order) else entry_redirect(got, "baru")


def _already_sent(request: HttpRequest, place: Place, typed: Typed) -> HttpResponse:
    """This form was sent before and then changed: show the order it made. Its key is known to this phone only."""
    po = place.campaign
    earlier = Order.objects.of(po.store_id).filter(key=typed.key, campaign=po).first()
    entry = WaitingEntry.objects.of(po.store_id).filter(key=typed.key, campaign=po).first()
    context = {
        "shop": po.store,
        "campaign": po,
        "order": earlier,
        "entry": entry,
        "draft_key": place.draft_key,
    }
    return render(request, "storefront/already_sent.html", context, status=409)


def show_form(request: HttpRequest, place: Place, offer: Offer, typed: Typed, judged: Judged) -> HttpResponse:
    """The form with everything typed, and 422 when something is wrong with it."""
    now = clock.now()
    phase = _phase(place.campaign, offer, typed.early_code, now)
    context = {
        "place": place,
        "campaign": place.campaign,
        "shop": place.campaign.store,
        "offer": offer,
        "phase": phase,
        "early_code": typed.early_code,
        "may_wait": place.draft_key and phase in (rules.OPEN, SOLD_OUT) and _may_wait(typed, offer, judged),
        "line": in_line(place.campaign) if place.way != ORDER else None,
        "key": typed.key,
        "lines": form_lines(typed, offer, judged.errors),
        "person": typed.person,
        "errors": judged.errors,
        "refusal": judged.refusal,
        "total": estimate(typed, offer),
        "script_offer": offer_for_script(offer),
        "bound": request.method == "POST",
        "now": now,
    }
    wrong = 422 if judged.errors or judged.refusal else 200
    return render(request, "storefront/order_form.html", context, status=wrong)


def _may_wait(typed: Typed, offer: Offer, judged: Judged) -> bool:
    """The form was refused for want of pieces only, so its wish may wait."""
    if not judged.refusal or offer.window.drawing:
        return False
    return (judged.wished or judge(typed, offer, _language()).wished) is not None


def show_check(
    request: HttpRequest, place: Place, offer: Offer, typed: Typed, priced: Priced
) -> HttpResponse:
    """Every detail and rule once more, with the form in hidden fields."""
    now = clock.now()
    context = {
        "place": place,
        "page": campaign_page(place.campaign, at=now),
        "shop": place.campaign.store,
        "priced": priced,
        "person": priced.wanted,
        "zone": next((z for z in offer.zones if z.id == priced.wanted.zone_id), None),
        "parts": money_parts(priced, offer),
        "wire": wire(typed),
        "now": now,
    }
    return render(request, "storefront/check.html", context)


def _language() -> str:
    return (get_language() or "id")[:2]
