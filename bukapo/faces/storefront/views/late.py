"""The buyer chooses about a date that moved and about missing pieces; the allocation for everybody."""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import campaign_at, order_of
from bukapo.faces.storefront.shown.late import DelayAsked, allocation_page, delay_asked
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.allotment.reads import ShortTold, allocation_of, allotments, shorts_of
from bukapo.orders.allotment.remedies import take_money, take_other, wait_for_piece
from bukapo.orders.allotment.rules import stamp
from bukapo.orders.delays.answering import choose
from bukapo.orders.delays.rules import REFUND, WAIT
from bukapo.orders.delays.swapping import swap
from bukapo.orders.models import Order
from bukapo.orders.parts.reads import part_of

WAYS = {"tunggu": WAIT, "uang": REFUND}


@require_safe
def answer_delay(request: HttpRequest, secret: str, way: str) -> HttpResponse:
    """Says once more what the choice means, and takes it."""
    found = order_of(secret)
    asked = delay_asked(found, at=clock.now())
    return _delay_page(request, found, asked, way)


def _delay_page(
    request: HttpRequest,
    found: Order,
    asked: DelayAsked | None,
    way: str,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """`way`: tunggu, uang, or the id of another PO."""
    target = next((one for one in asked.targets if str(one.id) == way), None) if asked else None
    if asked is None or (way not in WAYS and target is None):
        return redirect("storefront:order", found.secret)
    context: dict[str, object] = {
        "ahead": part_of(found),
        "asked": asked,
        "way": way,
        "target": target,
        "refusal": refusal,
    }
    return _page(request, found, "storefront/delay.html", context, status)


@stranger_deed("delay", most=60, seconds=3600)
def send_delay_answer(request: HttpRequest, secret: str, way: str) -> HttpResponseBase:
    """Wait, or take the money back: either may become the other until the end. Moving to another PO is final."""
    found = order_of(secret)
    now = clock.now()
    asked = delay_asked(found, at=now)
    if asked is None or (way not in WAYS and way not in {str(one.id) for one in asked.targets}):
        return back_with(found, "mundur-lewat")
    facts: dict[str, Any] = {
        "store_id": found.store_id, "order_id": found.pk, "delay_id": asked.delay_id, "actor": BUYER_ACTOR, "at": now
    }  # fmt: skip
    try:
        if way in WAYS:
            choose(**facts, choice=WAYS[way])
        else:
            swap(**facts, campaign_id=int(way))
    except Refusal as refusal:
        fresh = order_of(secret)
        again = delay_asked(fresh, at=now)
        if again is None:
            return back_with(fresh, "mundur-lewat")
        return _delay_page(request, fresh, again, "tunggu", sentence(refusal), refusal.http_status)
    return back_with(found, f"mundur-{way}" if way in WAYS else "mundur-pindah")


@require_safe
def answer_short(request: HttpRequest, secret: str, short: int, way: str) -> HttpResponse:
    """Says once more what a choice about missing pieces means. `way`: uang, tunggu, or a variant's id."""
    found = order_of(secret)
    row = _short(found, short)
    if row is None:
        return redirect("storefront:order", found.secret)
    return _short_page(request, found, row, way)


def _short_page(
    request: HttpRequest, found: Order, row: ShortTold, way: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    other = next((one for one in row.others if str(one.id) == way), None)
    if way not in WAYS and other is None:
        return redirect("storefront:order", found.secret)
    told = shorts_of(found)
    context = {"row": row, "way": way, "other": other, "shorts": told, "refusal": refusal}
    return _page(request, found, "storefront/short.html", context, status)


@stranger_deed("short", most=60, seconds=3600)
def send_short_answer(request: HttpRequest, secret: str, short: int, way: str) -> HttpResponseBase:
    """The money, waiting, or another variant: carried out at once."""
    found = order_of(secret)
    row = _short(found, short)
    if row is None:
        return back_with(found, "kurang-lewat")
    facts: dict[str, Any] = {
        "store_id": found.store_id, "order_id": found.pk, "actor": BUYER_ACTOR, "at": clock.now()
    }  # fmt: skip
    deeds: dict[str, Callable[[], object]] = {
        "uang": lambda: take_money(**facts, short_ids=[short]),
        "tunggu": lambda: wait_for_piece(**facts, short_id=short),
    }
    others = {
        str(one.id): (lambda pk=one.id: take_other(**facts, short_id=short, variant_id=pk))
        for one in row.others
    }
    deed = (deeds | others).get(way)
    if deed is None:
        return back_with(found, "kurang-lewat")
    try:
        deed()
    except Refusal as refusal:
        fresh = order_of(secret)
        again = _short(fresh, short)
        if again is None:
            return back_with(fresh, "kurang-lewat")
        return _short_page(request, fresh, again, "uang", sentence(refusal), refusal.http_status)
    return back_with(found, f"kurang-{way}" if way in WAYS else "kurang-ganti")


def _short(found: Order, short: int) -> ShortTold | None:
    """One of this order's missing pieces that still waits for its buyer's word. Raises NotFound for another's."""
    told = shorts_of(found)
    row = next((one for one in told.rows if one.id == short), None) if told else None
    if row is None:
        raise NotFound()
    return row if row.undecided and found.state in ("placed", "confirmed") else None


def _page(
    request: HttpRequest, found: Order, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    response = render(request, template, {"order": found, "shop": found.store} | context, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def allocation(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """The rule, its seal, and who got what: for anyone who wants to check it."""
    number = request.GET.get("hal", "1")
    number = number if number.isascii() and number.isdigit() and len(number) < 6 else "1"
    po = campaign_at(store, campaign)
    page = allocation_page(po, page=max(1, int(number)))
    if page is None:
        raise NotFound()
    context = {"page": page, "shop": po.store, "campaign": po, "now": clock.now()}
    return render(request, "storefront/allocation.html", context)


@require_safe
def allocation_file(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """The whole table as CSV: everything that is needed to do it again."""
    po = campaign_at(store, campaign)
    made = allocation_of(po)
    if made is None:
        raise NotFound()
    there = {
        (name, " / ".join(values)): max(0, count - sent) for name, values, _o, _r, count, sent in made.counted
    }
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["produk", "pilihan", "dibagikan", "kode", "baris", "pasti", "dipesan", "dapat"])
    for row in allotments(made)[0]:
        choice = " / ".join(row.values)
        free = there.get((row.product, choice), 0)
        table.writerow([
            row.product, choice, free, row.code, row.position, stamp(row.since), row.ordered, row.given,
        ])  # fmt: skip
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pembagian-{po.slug}.csv"'
    return response
