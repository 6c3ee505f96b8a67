"""Changing an order before its PO closes: the order form again, filled with what was ordered."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.vouchers import VoucherRefused
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.forms.edits import edited
from bukapo.faces.storefront.forms.ordered import packs_of, slot_of
from bukapo.faces.storefront.forms.typed import Typed, read, wanted
from bukapo.faces.storefront.shown.check import Judged, every_error, judge
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.storefront.views.order import back_with
from bukapo.faces.storefront.views.order_steps import Place, show_check, show_form
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.templatetags.ui import nomor_hp
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.foreseen.reads import foresee_change
from bukapo.orders.foreseen.rules import SumsMoved
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.reads.offer import offer_for_order
from bukapo.orders.steps import pieces_of
from bukapo.orders.writes.change import allowed_for_buyer, change_order


@stranger_form("change", most=300, seconds=300)
def change(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The same steps as ordering; the last one saves the change."""
    order = order_of(secret)
    offer = offer_for_order(order)
    place = _place(order)
    if request.method != "POST":
        if not allowed_for_buyer(order, order.campaign, BUYER_ACTOR, clock.now()):
            return redirect("storefront:order", order.secret)
        return show_form(request, place, offer, typed_from(order, offer), Judged())
    typed = read(request.POST, offer, fallback_key=order.key)
    action = request.POST.get("action", "check")
    if (again := edited(typed, offer, action)) is not None:
        return show_form(request, place, offer, again, Judged())
    if action == "send":
        return _save(request, order, place, offer, typed)
    return _look(request, order, place, offer, typed)


def _look(
    request: HttpRequest, order: Order, place: Place, offer: Offer, typed: Typed, *, moved: str = ""
) -> HttpResponseBase:
    """Every detail once more, and what the change would do to the money; `moved` says why it is shown again."""
    judged = judge(typed, offer, order.language, own=pieces_of(order))
    if judged.priced is None:
        return show_form(request, place, offer, typed, judged)
    try:
        sums = foresee_change(
            store_id=order.store_id,
            order_id=order.pk,
            wanted=wanted(typed, offer, order.language),
            at=clock.now(),
        )
    except VoucherRefused as refusal:
        return show_form(request, place, offer, typed, Judged(errors={"voucher": sentence(refusal)}))
    except Refusal as refusal:
        return show_form(request, place, offer, typed, Judged(refusal=sentence(refusal)))
    return show_check(request, place, offer, typed, judged.priced, sums=sums, moved=moved)


def _save(request: HttpRequest, order: Order, place: Place, offer: Offer, typed: Typed) -> HttpResponseBase:
    try:
        change_order(
            store_id=order.store_id,
            order_id=order.pk,
            wanted=wanted(typed, offer, order.language),
            actor=BUYER_ACTOR,
            at=clock.now(),
            shown=request.POST.get("sums", "")[:80],
        )
    except SumsMoved as refusal:
        return _look(request, order, place, offer, typed, moved=sentence(refusal))
    except DraftInvalid as invalid:
        return show_form(request, place, offer, typed, Judged(errors=every_error(invalid, typed, offer)))
    except VoucherRefused as refusal:
        return show_form(request, place, offer, typed, Judged(errors={"voucher": sentence(refusal)}))
    except Refusal as refusal:
        return show_form(request, place, offer, typed, Judged(refusal=sentence(refusal)))
    return back_with(order, "ubah")


def _place(order: Order) -> Place:
    here = reverse("storefront:change", args=[order.secret])
    return Place(
        campaign=order.campaign,
        here=here,
        send=here,
        back=reverse("storefront:order", args=[order.secret]),
        back_words=order.number,
        heading=_("Ubah pesanan"),
        send_words=_("Simpan perubahan"),
        draft_key="",
    )


def typed_from(order: Order, offer: Offer) -> Typed:
    """An order as if it had just been typed; lines no longer on offer are left out."""
    rows = list(OrderLine.objects.of(order.store_id).filter(order=order))
    known = offer.by_product
    lines = tuple(
        slot_of(row, known[row.product_id])
        for row in rows
        if row.bundle_id is None and row.product_id in known
    )
    person = {
        "buyer_name": order.buyer_name,
        "phone": nomor_hp(order.phone),
        "email": order.email,
        "fulfilment": order.fulfilment,
        "address": order.address,
        "city": order.city,
        "postal_code": order.postal_code,
        "zone_id": str(order.zone_id or ""),
        "note": order.note,
        "voucher": order.voucher.code if order.voucher else "",
        "if_short": order.if_short,
        "second_choice": order.second_choice,
    }
    return Typed(key=order.key, lines=lines, person=person, packs=packs_of(rows, offer))
