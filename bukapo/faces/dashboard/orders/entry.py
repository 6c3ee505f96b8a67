"""Orders entered or changed by somebody of the store, on the buyers' own form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.vouchers import VoucherRefused
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at, order_at
from bukapo.faces.dashboard.orders.retyped import typed_of_order, wanted_from
from bukapo.faces.storefront.forms.edits import edited
from bukapo.faces.storefront.forms.missing import unpicked
from bukapo.faces.storefront.forms.typed import Typed, blank, orderable, read
from bukapo.faces.storefront.shown.batches import fallbacks_of
from bukapo.faces.storefront.shown.check import error_sentences, estimate
from bukapo.faces.storefront.shown.lines import form_lines, form_packs
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.draft import DraftInvalid, Wanted
from bukapo.orders.models import Order
from bukapo.orders.reads.offer import offer_for_order
from bukapo.orders.rules import IMPORT, STAFF
from bukapo.orders.writes.change import change_order
from bukapo.orders.writes.place import place_order


@dataclass(frozen=True)
class Desk:
    """Where an order form stands: its words, and the rules of the way its order came in. `second`: another button."""

    po: Campaign
    offer: Offer
    title: str
    back: tuple[str, str]
    send: str
    source: str = STAFF
    second: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def lenient(self) -> bool:
        """An order from a form kept by hand may lack its zone, and come by a way this PO does not offer."""
        return self.source == IMPORT


@seller_view
def order_new(request: SellerRequest, campaign: str) -> HttpResponse:
    """An order taken by chat or by word of mouth."""
    po = campaign_at(request.store, campaign)
    offer = offer_of(po)
    desk = Desk(
        po, offer, _("Catat pesanan"), ("dashboard:orders", po.slug), _("Simpan pesanan"),
    )  # fmt: skip

    def place(want: Wanted) -> Order:
        return place_order(store_id=request.store.pk, campaign_id=po.pk, wanted=want, actor=request.actor)

    empty = blank(offer, secret())
    return order_desk(request, desk, empty, place, _("Pesanan tersimpan."))


@seller_view
def order_change(request: SellerRequest, number: str) -> HttpResponse:
    """Other goods, address or way of receiving, before the PO closes."""
    order = order_at(request.store, number)
    offer = offer_for_order(order)
    desk = Desk(
        order.campaign, offer, _("Ubah pesanan"), ("dashboard:order", order.number), _("Simpan perubahan"),
        source=order.source,
    )  # fmt: skip

    def change(want: Wanted) -> Order:
        change_order(
            store_id=request.store.pk, order_id=order.pk, wanted=want, actor=request.actor, at=clock.now()
        )
        return order

    return order_desk(request, desk, typed_of_order(order, offer), change, _("Perubahan tersimpan."))


def order_desk(
    request: SellerRequest, desk: Desk, start: Typed, act: Callable[[Wanted], Order | None], done: str
) -> HttpResponse:
    """GET the form; POST `action` = add-<product>, drop-<line>, pack-<package>, unpack-<number> or save.

    Where no order came of it, it leads back.
    """
    if request.method != "POST":
        return _form(request, desk, start)
    typed = read(request.POST, desk.offer, fallback_key=start.key)
    if (again := edited(typed, desk.offer, request.POST.get("action", "save"))) is not None:
        return _form(request, desk, again)
    missing = unpicked(typed, desk.offer)
    want = wanted_from(typed, desk.offer, source=desk.source)
    try:
        order = act(want)
    except DraftInvalid as invalid:
        return _form(
            request, desk, typed, errors={**error_sentences(invalid, missing), **missing}, status=422
        )
    except VoucherRefused as refusal:
        return _form(request, desk, typed, errors={"voucher": sentence(refusal)}, status=422)
    except Refusal as refusal:
        return _form(request, desk, typed, refusal=sentence(refusal), status=refusal.http_status)
    messages.success(request, done)
    if order is None:
        return redirect(desk.back[0], request.store.slug, desk.back[1])
    return redirect("dashboard:order", request.store.slug, order.number)


def _form(
    request: SellerRequest,
    desk: Desk,
    typed: Typed,
    *,
    errors: dict[str, str] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    context = {
        "campaign": desk.po,
        "desk": desk,
        "offer": desk.offer,
        "key": typed.key,
        "lines": form_lines(typed, desk.offer, errors),
        "packs": form_packs(typed, desk.offer, errors),
        "packs_count": len(typed.packs),
        "orderable": orderable(desk.offer),
        "person": typed.person,
        "fallbacks": fallbacks_of(desk.offer),
        "errors": errors,
        "refusal": refusal,
        "total": estimate(typed, desk.offer),
        "pickup": desk.offer.pickup or desk.lenient or typed.person["fulfilment"] == "pickup",
        "courier": desk.offer.courier or desk.lenient or typed.person["fulfilment"] == "courier",
        "now": clock.now(),
        **desk.extra,
    }
    return render(request, "dashboard/orders/form.html", context, status=status)
