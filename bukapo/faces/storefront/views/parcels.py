"""The buyer about their parcels: not come yet, fetched at which hour, a part of them ahead."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with, show_order
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.events import OrderReceived
from bukapo.orders.parcels.rules import MOST_NOTE
from bukapo.orders.parcels.writes import say_not_arrived
from bukapo.orders.parts.arriving import confirm_part, confirm_rest, say_part_missed
from bukapo.orders.parts.writes import answer_part
from bukapo.orders.pickup.writes import choose_slot


@stranger_deed("not_arrived", most=20, seconds=3600)
def not_arrived(request: HttpRequest, secret: str) -> HttpResponseBase:
    """It has not come yet; the seller is told."""
    found = order_of(secret)
    note = request.POST.get("catatan", "").replace("\x00", "")[:MOST_NOTE]
    try:
        say_not_arrived(
            store_id=found.store_id, order_id=found.pk, note=note, actor=BUYER_ACTOR, at=clock.now()
        )
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    return back_with(found, "belum-sampai")


@stranger_deed("pickup", most=60, seconds=3600)
def pickup(request: HttpRequest, secret: str) -> HttpResponseBase:
    """They come in this slot."""
    found = order_of(secret)
    chosen = request.POST.get("jadwal", "")
    slot = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 15 else 0
    try:
        choose_slot(
            store_id=found.store_id, order_id=found.pk, slot_id=slot, actor=BUYER_ACTOR, at=clock.now()
        )
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    return back_with(found, "jadwal")


@stranger_deed("part", most=60, seconds=3600)
def answer_part_ahead(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Whether a part may go ahead; only `setuju` is consent."""
    found, agree = order_of(secret), request.POST.get("jawab") == "setuju"
    try:
        answer_part(
            store_id=found.store_id, order_id=found.pk, agree=agree, actor=BUYER_ACTOR, at=clock.now()
        )
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    return back_with(found, "sebagian" if agree else "lengkap")


@stranger_deed("package", most=60, seconds=3600)
def package(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Of an order in two parcels, `apa`: pertama or kedua has arrived; belum: the first has not come (`catatan`)."""
    found, deed = order_of(secret), request.POST.get("apa", "")
    by: dict[str, Any] = {
        "store_id": found.store_id, "order_id": found.pk, "actor": BUYER_ACTOR, "at": clock.now()
    }  # fmt: skip
    try:
        if deed == "belum":
            say_part_missed(**by, note=request.POST.get("catatan", "").replace("\x00", "")[:MOST_NOTE])
            return back_with(found, "belum-sampai")
        event = confirm_rest(**by) if deed == "kedua" else confirm_part(**by)
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    return back_with(found, "diterima" if isinstance(event, OrderReceived) else "paket-sampai")
