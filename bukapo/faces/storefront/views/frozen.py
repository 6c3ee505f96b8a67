"""After the PO closed: move, trade a size, hand the order over."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.forms.place import HandOverForm, PlaceForm, TakeOverForm
from bukapo.faces.storefront.shown.frozen import frozen_part
from bukapo.faces.storefront.shown.order import order_page
from bukapo.faces.storefront.views.doors import stranger_deed, stranger_form
from bukapo.faces.storefront.views.order import back_to, back_with
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.orders.foreseen.reads import foresee_move
from bukapo.orders.foreseen.rules import ChangeSums, SumsMoved
from bukapo.orders.handover.reads import handover_of
from bukapo.orders.handover.writes import (
    NewBuyer,
    accept_handover,
    offer_handover,
    withdraw_handover,
)
from bukapo.orders.models import Handover, Order
from bukapo.orders.writes.address import change_address
from bukapo.production.swaps.writes import (
    confirm_swap,
    free_swap,
    offer_swap,
    take_swap,
    withdraw_swap,
)
from bukapo.shipping.rules import COURIER, PICKUP

DEEDS = {"setuju": confirm_swap, "mundur": free_swap, "tarik": withdraw_swap, "ambil": take_swap}
NEWS = {"setuju": "tukar", "mundur": "tukar-mundur", "tarik": "tukar-tarik", "ambil": "tukar-ambil"}


@stranger_form("address", most=60, seconds=3600)
def address(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Another address, or the other way to receive the goods."""
    found = order_of(secret)
    frozen = frozen_part(found, at=clock.now())
    if not frozen.may_move:
        return redirect("storefront:order", found.secret)
    ways = list(frozen.ways)
    if request.method != "POST":
        start = {"fulfilment": found.fulfilment, "zone_id": found.zone_id, "address": found.address}
        start |= {"city": found.city, "postal_code": found.postal_code}
        form = PlaceForm(initial=start, order=found, ways=ways)
        return _page(request, found, "storefront/address.html", form=form, frozen=frozen)
    form = PlaceForm(request.POST, order=found, ways=ways)
    facts, shown = _facts(found), request.POST.get("sums")
    sums = _foreseen(form, found)
    if sums and (sums.token != shown and (sums.more or shown)):  # money moves: first it is shown
        moved = sentence(SumsMoved()) if shown else ""
        return _page(
            request, found, "storefront/address.html", form=form, frozen=frozen, sums=sums, moved=moved
        )
    if sums and _done(form, lambda: change_address(**facts, where=form.where(), shown=sums.token)):
        return back_with(found, "ubah")
    return _page(request, found, "storefront/address.html", 422, form=form, frozen=frozen)


def _foreseen(form: PlaceForm, found: Order) -> ChangeSums | None:
    """What moving does to the money; None when it can't be done, which the form then says."""
    if not form.is_valid():
        return None
    told: list[ChangeSums] = []
    one, at = {"store_id": found.store_id, "order_id": found.pk}, clock.now()
    _done(form, lambda: told.append(foresee_move(**one, where=form.where(), at=at)))
    return told[0] if told else None


@stranger_form("swap", most=60, seconds=3600)
def swap(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The order's own trade, what it may offer, what others offer."""
    found = order_of(secret)
    refusal = ""
    if request.method == "POST":
        gives, _sign, wants = request.POST.get("tukar", "").partition("-")
        facts = _facts(found)
        try:
            offer_swap(**facts, gives_id=_number(gives), wants_id=_number(wants))
        except Refusal as why:
            refusal = sentence(why)
        else:
            return back_with(found, "tukar-tawar")
    frozen = frozen_part(found, at=clock.now())
    if not frozen.desk and not refusal:
        return redirect("storefront:order", found.secret)
    context = {"desk": frozen.desk, "refusal": refusal}
    return _page(request, found, "storefront/swap.html", 422 if refusal else 200, **context)


@stranger_deed("swap answered", most=60, seconds=3600)
def answer_swap(request: HttpRequest, secret: str, way: str) -> HttpResponseBase:
    """Take an offer, agree, step back, take one's own offer back."""
    found = order_of(secret)
    if way not in DEEDS:
        raise NotFound()
    facts = _facts(found)
    verb: Callable[..., Any] = DEEDS[way]
    try:
        verb(**facts, swap_id=_number(request.POST.get("swap", "")))
    except Refusal as why:
        desk = frozen_part(found, at=clock.now()).desk
        context = {"desk": desk, "refusal": sentence(why)}
        return _page(request, found, "storefront/swap.html", why.http_status, **context)
    return back_with(found, NEWS[way])


@stranger_form("handover", most=30, seconds=3600)
def hand_over(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Name who shall have the order; then the link to send them, and the way back."""
    found = order_of(secret)
    frozen = frozen_part(found, at=clock.now())
    if not frozen.may_hand_over and frozen.handover is None:
        return redirect("storefront:order", found.secret)
    facts = _facts(found)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _done(form, lambda: offer_handover(**facts, **form.cleaned_data)):
        response = redirect("storefront:hand_over", found.secret)
        response.status_code = 303
        return response
    status = 422 if request.method == "POST" else 200
    link = _accept_address(frozen.handover) if frozen.handover else ""
    context = {"form": form, "handover": frozen.handover, "link": link}
    return _page(request, found, "storefront/handover.html", status, **context)


@stranger_deed("handover withdrawn", most=30, seconds=3600)
def keep_order(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The order is not handed over after all."""
    found = order_of(secret)
    facts = _facts(found)
    try:
        withdraw_handover(**facts)
    except Refusal:
        return back_with(found, "oper-lewat")
    return back_with(found, "oper-tarik")


@stranger_form("takeover", most=60, seconds=3600)
def take_over(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The new buyer's page: what the order is, what is paid, the terms, their own name and place."""
    row = handover_of(secret)
    found: Order = row.order
    if row.state != "offered":
        return _page(request, found, "storefront/takeover.html", 410, gone=True)
    offered = ((PICKUP, found.campaign.pickup), (COURIER, found.campaign.courier))
    ways = [way for way, there in offered if there] or [found.fulfilment]
    if request.method != "POST":
        form = TakeOverForm(initial={"name": row.to_name, "fulfilment": ways[0]}, order=found, ways=ways)
        return _takeover(request, row, form)
    form = TakeOverForm(request.POST, order=found, ways=ways)
    facts: dict[str, Any] = {"store_id": row.store_id, "handover_id": row.pk}
    facts |= {"actor": BUYER_ACTOR, "at": clock.now()}
    if not _done(form, lambda: accept_handover(**facts, buyer=_new_buyer(form)), rename="buyer_name"):
        return _takeover(request, row, form, 422)
    fresh = Order.objects.of(row.store_id).get(pk=found.pk)
    return back_to(fresh.secret, "oper")


def _facts(found: Order) -> dict[str, Any]:
    """What every write of a buyer on their own order is told."""
    return {"store_id": found.store_id, "order_id": found.pk, "actor": BUYER_ACTOR, "at": clock.now()}


def _new_buyer(form: TakeOverForm) -> NewBuyer:
    data = form.cleaned_data
    language = (get_language() or "id")[:2]
    return NewBuyer(data["name"], data["email"], form.where(), data["agreed"], language)


def _takeover(request: HttpRequest, row: Handover, form: TakeOverForm, status: int = 200) -> HttpResponse:
    """Nothing on it is of the old buyer but what they ordered."""
    page = order_page(row.order, at=clock.now())
    context = {"form": form, "page": page, "held": row.order.paid - row.order.refunded}
    return _page(request, row.order, "storefront/takeover.html", status, **context)


def _done(form: forms.Form, act: Callable[[], object], *, rename: str = "") -> bool:
    """Whether the write went through; a refusal stands at its field, or on top."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        field = str(refusal.params.get("field", "")) if isinstance(refusal, Invalid) else ""
        field = "name" if field == rename else field
        form.add_error(field if field in form.fields else None, sentence(refusal))
        return False
    return True


def _page(
    request: HttpRequest, found: Order, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    told = {"order": found, "shop": found.store, "now": clock.now(), "zone": found.store.zone, **context}
    response = render(request, template, told, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _accept_address(row: Handover) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('storefront:take_over', args=[row.secret])}"


def _number(text: str) -> int:
    """An id that was posted; 0 (nobody's) for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
