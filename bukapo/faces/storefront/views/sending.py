"""The last step: an order, a place in line, or a page that keeps the form. The door of a drop."""

from types import SimpleNamespace

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import DrawAhead
from bukapo.campaigns.vouchers import VoucherRefused
from bukapo.faces.storefront.finds import campaign_at
from bukapo.faces.storefront.forms.typed import Typed, read, wanted
from bukapo.faces.storefront.shown.check import Judged, every_error
from bukapo.faces.storefront.shown.held import render_held
from bukapo.faces.storefront.shown.too_late import held_back
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_to, back_with
from bukapo.faces.storefront.views.order_steps import (
    DRAW,
    ORDER,
    Place,
    new_order,
    page_language,
    show_already_sent,
    show_form,
)
from bukapo.faces.storefront.views.waiting import entry_redirect
from bukapo.faces.ui.middleware import sentence
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.ids import secret
from bukapo.kernel.pace import ORDERING_SECONDS, ORDERING_WRONG
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.decide import KeyConflict
from bukapo.orders.intake.door import DOOR
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Order
from bukapo.orders.waiting.rules import AlreadyWaiting, WishTooBig
from bukapo.orders.writes.wait import join_waitlist


@stranger_deed("order", most=ORDERING_WRONG, seconds=ORDERING_SECONDS)
def send_order(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """Asks no question that is not in memory, except of the intake itself."""
    offer = DOOR.offer(store, campaign)
    return send(request, offer, read(request.POST, offer, fallback_key=secret()))


def send(request: HttpRequest, offer: Offer, typed: Typed) -> HttpResponseBase:
    """Place the order; 303 to its page, or the page that says what is in the way."""
    try:
        language = typed.language or page_language()
        placed = DOOR.place(offer, wanted(typed, offer, language, seal=settings.CHECKOUT_SEAL))
    except Refusal as refusal:
        # Most of a crowd comes too late: no page of the shop's costs less than this one.
        if held := held_back(offer, refusal, _):
            shop = SimpleNamespace(slug=offer.store_slug, name=offer.store_name)
            return render_held(request, held, shop=shop, status=refusal.http_status)
        return _mend(request, offer, typed, refusal)
    return back_to(placed.secret, "baru")


def _mend(request: HttpRequest, offer: Offer, typed: Typed, refusal: Refusal) -> HttpResponseBase:
    po = campaign_at(offer.store_slug, offer.slug)
    if isinstance(refusal, DrawAhead):
        return join(request, new_order(po, DRAW), offer_of(po), typed)
    return _show(request, new_order(po, ORDER), offer_of(po), typed, refusal)


def join(request: HttpRequest, place: Place, offer: Offer, typed: Typed) -> HttpResponseBase:
    """Take the form into the line or the draw; pieces that are free in fact make it an order."""
    po = place.campaign
    try:
        got = join_waitlist(
            store_id=po.store_id,
            campaign_id=po.pk,
            wanted=wanted(typed, offer, page_language()),
            actor=BUYER_ACTOR,
        )
    except Refusal as refusal:
        return _show(request, place, offer, typed, refusal)
    return back_with(got, "baru") if isinstance(got, Order) else entry_redirect(got, "baru")


def _show(
    request: HttpRequest, place: Place, offer: Offer, typed: Typed, refusal: Refusal
) -> HttpResponseBase:
    """The form again, every word kept, with what is wrong with it."""
    if isinstance(refusal, KeyConflict):
        return show_already_sent(request, place, typed)
    if isinstance(refusal, VoucherRefused):
        return show_form(request, place, offer, typed, Judged(errors={"voucher": sentence(refusal)}))
    if isinstance(refusal, DraftInvalid):
        return show_form(request, place, offer, typed, Judged(errors=every_error(refusal, typed, offer)))
    hopeless = isinstance(refusal, WishTooBig | AlreadyWaiting)
    return show_form(request, place, offer, typed, Judged(refusal=sentence(refusal), hopeless=hopeless))
