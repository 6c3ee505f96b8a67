"""`/toko-saya/<store>/kemas/`: one parcel packed by scans. Page and swapped part come from the same view.

The script sends every form of the part in the background and puts the answer in its place (`PART` says so in the
request); without it each form is a page of its own.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.camera.sent import code_sent
from bukapo.faces.dashboard.parcels.weights import said_of
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.permissions import may_use_camera
from bukapo.journal import clock
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.models import Order
from bukapo.orders.packing.contents import slots_of_many
from bukapo.orders.packing.gates import rule_of
from bukapo.orders.packing.reads import ParcelTold, open_packings, packing_at, parcel_told
from bukapo.orders.packing.reopening import open_again
from bukapo.orders.packing.rules import ORDER_NUMBER, OURS, SCANNED, TAPPED, tidy
from bukapo.orders.packing.writes import (
    begin_packing,
    close_packing,
    drop_packing,
    scan_piece,
    take_over_packing,
)
from bukapo.orders.weighing.writes import weigh_order
from bukapo.production.reads import to_pack

PART = "X-Kemas"
DESK = "meja"
MOST_NEXT = 8
MOST_KEY = 64
_NUMBER = re.compile(ORDER_NUMBER)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
@may_use_camera
def table(request: SellerRequest) -> HttpResponse:
    """An empty table. POST with `kode`: an order's slip was scanned."""
    if request.method == "POST":
        code = ""
        try:
            code = tidy(code_sent(request))
            return _begun(request, code)
        except Refusal as refusal:
            return _empty(request, said=_no_order(code, refusal), status=refusal.http_status)
    return _empty(request)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
@may_use_camera
def parcel(request: SellerRequest, number: str) -> HttpResponse:
    """One order at the table. POST does one thing (`apa`) and shows what came of it."""
    if request.method != "POST":
        return _shown(request, parcel_told(request.store.pk, number))
    try:
        done = _done(request, number)
    except Refusal as refusal:
        told = parcel_told(request.store.pk, number)
        return _shown(request, told, wrong=sentence(refusal), status=refusal.http_status)
    if isinstance(done, HttpResponse):
        return done
    if not request.headers.get(PART):
        return redirect("dashboard:packing_parcel", request.store.slug, number)
    return _shown(request, parcel_told(request.store.pk, number), right=done)


def _done(request: SellerRequest, number: str) -> HttpResponse | str:
    """What was done, or where to go on. A scan comes hundreds of times an hour: it reads the parcel only once."""
    verb = _DEEDS.get(request.POST.get("apa", ""))
    if verb is not None:
        return verb(request, parcel_told(request.store.pk, number))
    code = tidy(code_sent(request))
    if request.POST.get("apa") == "pindai" and _NUMBER.fullmatch(code):
        return _begun(request, code)
    return _scan(request, packing_at(request.store.pk, number), code)


def _begun(request: SellerRequest, code: str) -> HttpResponse:
    order = Order.objects.of(request.store).filter(number=code).first()
    if order is None:
        raise NotFound()
    begin_packing(order_id=order.pk, desk=_desk(request), **_by(request))
    return redirect("dashboard:packing_parcel", request.store.slug, order.number)


def _begin(request: SellerRequest, told: ParcelTold) -> HttpResponse:
    return _begun(request, told.order.number)


def _scan(request: SellerRequest, packing_id: int, code: str) -> str:
    how = TAPPED if request.POST.get("cara") == "ketuk" else SCANNED
    key = request.POST.get("kunci", "")[:MOST_KEY] or secret()
    done = scan_piece(packing_id=packing_id, desk=_desk(request), code=code, key=key, how=how, **_by(request))
    return done.said


def _close(request: SellerRequest, told: ParcelTold) -> HttpResponse:
    close_packing(packing_id=_packing(told), desk=_desk(request), **_by(request))
    query = urlencode({"po": told.order.campaign.slug, "selesai": told.order.number})
    return redirect(f"{reverse('dashboard:packing', args=[request.store.slug])}?{query}")


def _drop(request: SellerRequest, told: ParcelTold) -> HttpResponse:
    drop_packing(packing_id=_packing(told), desk=_desk(request), **_by(request))
    return _begun(request, told.order.number)


def _take_over(request: SellerRequest, told: ParcelTold) -> str:
    take_over_packing(packing_id=_packing(told), desk=_desk(request), **_by(request))
    return _("Sekarang dikemas di meja ini.")


def _reopen(request: SellerRequest, told: ParcelTold) -> str:
    open_again(order_id=told.order.pk, **_by(request))
    return _("Paket dibuka lagi. Kemas ulang dari kosong.")


def _weigh(request: SellerRequest, told: ParcelTold) -> str:
    typed = "".join(request.POST.get("gram", "").split()).replace(".", "")
    grams = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    return said_of(weigh_order(order_id=told.order.pk, grams=grams, **_by(request)))


_DEEDS: dict[str, Callable[[SellerRequest, ParcelTold], Any]] = {
    "mulai": _begin,
    "tutup": _close,
    "ulang": _drop,
    "ambil-alih": _take_over,
    "buka": _reopen,
    "timbang": _weigh,
}


def _packing(told: ParcelTold) -> int:
    if told.packing is None:
        raise NotFound()
    return int(told.packing.pk)


def _desk(request: SellerRequest) -> str:
    """The key of this browser: two phones of one login are two tables."""
    if DESK not in request.session:
        request.session[DESK] = secret()
    return str(request.session[DESK])


def _by(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}


def _no_order(code: str, refusal: Refusal) -> str:
    if isinstance(refusal, NotFound):
        return _("Kode %(code)s bukan pesanan toko ini. Pindai QR di slip pengepakan.") % {"code": code[:20]}
    return sentence(refusal)


def _shown(
    request: SellerRequest, told: ParcelTold, *, right: str = "", wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "told": told,
        "order": told.order,
        "mine": told.packing is not None and told.packing.desk == request.session.get(DESK),
        "right": right,
        "wrong": wrong,
        "key": secret(),
    }
    return _answer(request, "parcel", context, status)


def _empty(request: SellerRequest, *, said: str = "", status: int = 200) -> HttpResponse:
    slug = request.GET.get("po", "")[:60]
    po = Campaign.objects.of(request.store).filter(slug=slug).first() if slug else None
    following, left = to_pack(po, MOST_NEXT) if po else ([], 0)
    slots = slots_of_many(request.store.pk, [order.pk for order in following])
    done = request.GET.get("selesai", "")
    context = {
        "po": po,
        "next": [(order, sum(slot.qty for slot in slots.get(order.pk, ()))) for order in following],
        "left": left,
        "open": open_packings(request.store.pk),
        "desk": request.session.get(DESK, ""),
        "done": done if _NUMBER.fullmatch(done) else "",
        "wrong": said,
        "rule": rule_of(request.store.pk),
    }
    return _answer(request, "table", context, status)


def _answer(request: SellerRequest, part: str, context: dict[str, Any], status: int) -> HttpResponse:
    swapped = bool(request.headers.get(PART))
    template = f"dashboard/packing/parts/{part}.html" if swapped else f"dashboard/packing/{part}.html"
    return render(request, template, context | {"ours": OURS}, status=status)
