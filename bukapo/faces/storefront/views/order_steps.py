"""The pages of ordering: the form, the check page, and what a form sent twice is shown."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bukapo.campaigns import rules
from bukapo.campaigns.early import opens_early
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import current_promises
from bukapo.faces.storefront.forms.typed import Typed, orderable, wire
from bukapo.faces.storefront.shown.batches import Fallback, batch_words, fallback, fallbacks_of
from bukapo.faces.storefront.shown.campaign import SOLD_OUT, campaign_page, is_sold_out, phase_of
from bukapo.faces.storefront.shown.check import Judged, estimate, judge, offer_for_script
from bukapo.faces.storefront.shown.lines import form_lines, form_packs
from bukapo.faces.storefront.shown.near import Near, near_zone
from bukapo.faces.storefront.shown.paying import dates_of, how_this_is_paid
from bukapo.faces.storefront.shown.terms import changed_rules
from bukapo.journal import clock
from bukapo.orders.foreseen.rules import ChangeSums
from bukapo.orders.intake.begun import begun_token
from bukapo.orders.intake.draft import Priced
from bukapo.orders.models import Order, WaitingEntry
from bukapo.orders.waiting.reads import in_line

ORDER, LINE, DRAW = "order", "line", "draw"
"""Where a sent form leads: an order, a place in line, a lot in the draw."""


@dataclass(frozen=True)
class Place:
    """Where the form stands: a new order, or the change of one.

    `here` takes every step, `send` the last one. `draft_key` names the draft kept on the phone. `intro` stands on top.
    """

    campaign: Campaign
    here: str
    send: str
    back: str
    back_words: str
    heading: str
    send_words: str
    draft_key: str
    way: str = ORDER
    intro: str = ""


def new_order(po: Campaign, way: str) -> Place:
    names = [po.store.slug, po.slug]
    heading, send_words = {
        LINE: (_("Daftar tunggu"), _("Masuk daftar tunggu")),
        DRAW: (_("Daftar undian"), _("Daftar undian")),
    }.get(way, (_("Pesan"), _("Kirim pesanan")))
    return Place(
        campaign=po,
        here=reverse("storefront:order_form", args=names),
        send=reverse("storefront:send_order", args=names),
        back=reverse("storefront:campaign", args=names),
        back_words=po.title,
        heading=heading,
        send_words=send_words,
        draft_key="/".join(names),
        way=way,
    )


def way_of(offer: Offer, phase: str) -> str:
    """What sending a form leads to now."""
    if offer.window.drawing:
        return DRAW
    return LINE if phase == SOLD_OUT else ORDER


def phase_for(po: Campaign, offer: Offer, early_code: str, at: datetime) -> str:
    """The phase for this visitor: with the code of early access it is open already."""
    found = phase_of(po, offer, at)
    if found == rules.TEASER and opens_early(offer, early_code, at):
        return SOLD_OUT if is_sold_out(offer) else rules.OPEN
    return found


def show_already_sent(request: HttpRequest, place: Place, typed: Typed) -> HttpResponse:
    """This form was sent before and then changed: show the order it made. Its key is known to this phone only."""
    po = place.campaign
    earlier = Order.objects.of(po.store_id).filter(key=typed.key).first()  # in another batch by now, perhaps
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
    phase = phase_for(place.campaign, offer, typed.early_code, now)
    near = near_zone(typed.person, offer) if "zone_id" in judged.errors else Near()
    context = {
        "place": place,
        "campaign": place.campaign,
        "shop": place.campaign.store,
        "offer": offer,
        "phase": phase,
        "early_code": typed.early_code,
        "partner_code": typed.partner_code,
        "begun": typed.begun or _begun(typed.key, offer, now),
        "may_wait": place.draft_key and phase in (rules.OPEN, SOLD_OUT) and _may_wait(typed, offer, judged),
        "line": in_line(place.campaign) if place.way != ORDER else None,
        "key": typed.key,
        "lines": form_lines(typed, offer, judged.errors),
        "packs": form_packs(typed, offer, judged.errors),
        "packs_count": len(typed.packs),
        "orderable": orderable(offer),
        "person": {**typed.person, **({"zone_id": near.zone_id} if near.zone_id else {})},
        "near": near,
        "takes_voucher": bool(typed.person.get("voucher")) or (place.way == ORDER and bool(offer.vouchers)),
        "fallbacks": fallbacks_of(offer),
        "batch_words": _batch_words(place, offer) if phase in (rules.OPEN, SOLD_OUT) else "",
        "errors": judged.errors,
        "refusal": judged.refusal,
        "total": estimate(typed, offer),
        "script_offer": offer_for_script(offer),
        "bound": request.method == "POST",
        "now": now,
    }
    wrong = 422 if judged.errors or judged.refusal else 200
    return render(request, "storefront/order_form.html", context, status=wrong)


def _batch_words(place: Place, offer: Offer) -> str:
    """Which batch the order would be in, before anything is typed."""
    if not offer.batch:
        return ""
    made = current_promises(place.campaign).get(rules.PRODUCED)
    return batch_words(offer.batch, offer.window.closes_at, made, place.campaign.store.zone)


def _begun(key: str, offer: Offer, at: datetime) -> str:
    """The seal of a form that is shown for the first time, where the PO grants a grace after closing."""
    return begun_token(settings.CHECKOUT_SEAL, offer.campaign_id, key, at) if offer.window.grace else ""


def _may_wait(typed: Typed, offer: Offer, judged: Judged) -> bool:
    """The form was refused for want of pieces only, so its wish may wait."""
    if not judged.refusal or judged.hopeless or offer.window.drawing:
        return False
    return (judged.wished or judge(typed, offer, page_language()).wished) is not None


def show_check(
    request: HttpRequest,
    place: Place,
    offer: Offer,
    typed: Typed,
    priced: Priced,
    *,
    sums: ChangeSums | None = None,
    moved: str = "",
) -> HttpResponse:
    """Every detail and rule once more, with the form in hidden fields; for a change its `sums` too."""
    now = clock.now()
    known = dates_of(place.campaign, current_promises(place.campaign), ordered=now)
    context = {
        "place": place,
        "page": campaign_page(place.campaign, at=now),
        "shop": place.campaign.store,
        "priced": priced,
        "person": priced.wanted,
        "zone": next((z for z in offer.zones if z.id == priced.wanted.zone_id), None),
        "paying": how_this_is_paid(priced, offer, known),
        "fallback": _chosen(priced, offer),
        "wire": wire(replace(typed, language=typed.language or page_language(), agreed=str(priced.total))),
        "sums": sums,
        "changes": () if sums else changed_rules(place.campaign),
        "moved": moved,
        "now": now,
    }
    return render(request, "storefront/check.html", context, status=409 if moved else 200)


def _chosen(priced: Priced, offer: Offer) -> Fallback | None:
    if not priced.if_short:
        return None
    return fallback(priced.if_short, days=offer.extension_days, second=priced.second_choice)


def page_language() -> str:
    """`id` or `en`: the language of the page being answered."""
    return (get_language() or "id")[:2]
