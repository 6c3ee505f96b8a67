"""Ordering: the form, the check page, and sending. Nothing is kept on the server until the order is accepted."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bukapo.campaigns import rules
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
from bukapo.faces.storefront.shown.campaign import SOLD_OUT, campaign_page, phase_of
from bukapo.faces.storefront.shown.check import (
    Judged,
    estimate,
    every_error,
    judge,
    money_parts,
    offer_for_script,
)
from bukapo.faces.storefront.shown.held import render_held
from bukapo.faces.storefront.shown.lines import form_lines
from bukapo.faces.storefront.shown.too_late import held_back
from bukapo.faces.storefront.views.doors import stranger_deed, stranger_form
from bukapo.faces.storefront.views.order import back_to
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.decide import KeyConflict
from bukapo.orders.intake.door import DOOR
from bukapo.orders.intake.draft import DraftInvalid, Priced
from bukapo.orders.models import Order


@dataclass(frozen=True)
class Place:
    """Where the form stands: a new order, or the change of one.

    `here` takes every step, `send` the last one. `draft_key` names the draft kept on the phone.
    """

    campaign: Campaign
    here: str
    send: str
    back: str
    back_words: str
    heading: str
    send_words: str
    draft_key: str


def _new_order(po: Campaign) -> Place:
    names = [po.store.slug, po.slug]
    return Place(
        campaign=po,
        here=reverse("storefront:order_form", args=names),
        send=reverse("storefront:send_order", args=names),
        back=reverse("storefront:campaign", args=names),
        back_words=po.title,
        heading=_("Pesan"),
        send_words=_("Kirim pesanan"),
        draft_key="/".join(names),
    )


@stranger_form("order", most=600, seconds=300)
def order_form(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """GET an empty form; POST one of `action` = add-<product>, drop-<line>, check, edit, send."""
    po = campaign_at(store, campaign)
    offer, place = offer_of(po), _new_order(po)
    if request.method != "POST":
        if phase_of(po, offer, clock.now()) not in (rules.OPEN, SOLD_OUT):
            return redirect("storefront:campaign", po.store.slug, po.slug)
        empty = blank(offer, secret())
        if lines := blank_lines(offer, request.GET.get("baris", "")):
            empty = replace(empty, lines=lines)
        return show_form(request, place, offer, empty, Judged())
    typed = read(request.POST, offer, fallback_key=secret())
    action = request.POST.get("action", "check")
    if (again := edited(typed, offer, action)) is not None:
        return show_form(request, place, offer, again, Judged())
    if action == "send":
        return _send(request, offer, typed)
    judged = judge(typed, offer, _language())
    if judged.priced is None:
        return show_form(request, place, offer, typed, judged)
    return show_check(request, place, offer, typed, judged.priced)


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


@stranger_deed("order", most=6000, seconds=300)
def send_order(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """The last step, and the door of a drop: asks no question that is not in memory, except of the intake itself."""
    offer = DOOR.offer(store, campaign)
    typed = read(request.POST, offer, fallback_key=secret())
    return _send(request, offer, typed)


def _send(request: HttpRequest, offer: Offer, typed: Typed) -> HttpResponseBase:
    try:
        placed = DOOR.place(offer, wanted(typed, offer, _language()))
    except Refusal as refusal:
        # Most of a crowd comes too late: no page of the shop's costs less than this one.
        if held := held_back(offer, refusal, _):
            shop = SimpleNamespace(slug=offer.store_slug, name=offer.store_name)
            return render_held(request, held, shop=shop, status=refusal.http_status)
        return _mend(request, offer, typed, refusal)
    return back_to(placed.secret, "baru")


def _mend(request: HttpRequest, offer: Offer, typed: Typed, refusal: Refusal) -> HttpResponseBase:
    """The form again with what is wrong with it."""
    po = campaign_at(offer.store_slug, offer.slug)
    place = _new_order(po)
    if isinstance(refusal, KeyConflict):
        return _already_sent(request, place, typed)
    fresh = offer_of(po)
    if isinstance(refusal, DraftInvalid):
        return show_form(request, place, fresh, typed, Judged(errors=every_error(refusal, typed, fresh)))
    return show_form(request, place, fresh, typed, Judged(refusal=sentence(refusal)))


def _already_sent(request: HttpRequest, place: Place, typed: Typed) -> HttpResponse:
    """This form was sent before and then changed: show the order it made. Its key is known to this phone only."""
    po = place.campaign
    earlier = Order.objects.of(po.store_id).filter(key=typed.key, campaign=po).first()
    context = {"shop": po.store, "campaign": po, "order": earlier, "draft_key": place.draft_key}
    return render(request, "storefront/already_sent.html", context, status=409)


def show_form(request: HttpRequest, place: Place, offer: Offer, typed: Typed, judged: Judged) -> HttpResponse:
    """The form with everything typed, and 422 when something is wrong with it."""
    now = clock.now()
    context = {
        "place": place,
        "campaign": place.campaign,
        "shop": place.campaign.store,
        "offer": offer,
        "phase": phase_of(place.campaign, offer, now),
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
        "wire": wire(replace(typed, language=typed.language or _language())),
        "now": now,
    }
    return render(request, "storefront/check.html", context)


def _language() -> str:
    return (get_language() or "id")[:2]
