"""The queue of doubtful lines: each with what it may be, one tap decides; or search, split, put aside."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.money.statements import page_of
from bukapo.faces.dashboard.orders.finds import order_at
from bukapo.faces.ui.fields import RupiahField
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.models import Order
from bukapo.orders.statements.deciding import (
    MOST_PARTS,
    PartsDiffer,
    ignore_line,
    link_line,
    match_line,
    reopen_line,
)
from bukapo.orders.statements.reads import (
    PAGE,
    Waiting,
    find_orders,
    today_of,
    waiting_count,
    waiting_line,
    waiting_lines,
)
from bukapo.payments.matching.reasons import SPEAKS, WHY
from bukapo.payments.matching.shapes import Candidate

LIKELY, POSSIBLE = 65, 40
"""Scores from which a candidate is called so."""


@seller_view
def statement_queue(request: SellerRequest) -> HttpResponse:
    """Every line of the store that waits for a decision, oldest first."""
    now, page = clock.now(), page_of(request)
    waiting = waiting_count(store_id=request.store.pk)
    found = waiting_lines(store_id=request.store.pk, today=today_of(request.store.zone, now), page=page)
    context = {
        "waiting": waiting,
        "lines": [shown(one) for one in found],
        "page": page,
        "has_next": page * PAGE < waiting,
        "now": now,
    }
    return render(request, "dashboard/money/statement_queue.html", context)


@seller_view
def statement_line(request: SellerRequest, line: int) -> HttpResponse:
    """One line: search an order by hand, split the money. `?cari=<text>&pesanan=<number>…`"""
    return _line_page(request, line, request.GET.getlist("pesanan")[:MOST_PARTS])


@require_POST
@seller_view
def statement_match(request: SellerRequest, line: int) -> HttpResponse:
    """`order` and `amount`, as often as there are parts. What is refused is shown again as it was typed."""
    numbers, amounts = request.POST.getlist("order")[:MOST_PARTS], request.POST.getlist("amount")
    try:
        orders = [order_at(request.store, number) for number in numbers]
        parts = list(zip([order.pk for order in orders], [_rupiah(text) for text in amounts], strict=False))
        match_line(line_id=line, parts=parts, **_by(request))
    except PartsDiffer as refusal:
        typed = dict(zip(numbers, amounts, strict=False))
        return _line_page(request, line, numbers, typed=typed, wrong=sentence(refusal), status=422)
    except NotFound:
        raise
    except Refusal as refusal:
        return _no(request, refusal)
    told = {
        "money": rupiah(sum(amount for _pk, amount in parts)),
        "who": ", ".join(o.buyer_name for o in orders),
    }
    messages.success(request, _("%(money)s dipasangkan ke pesanan %(who)s.") % told)
    return _on(request)


@require_POST
@seller_view
def statement_link(request: SellerRequest, line: int) -> HttpResponse:
    """`payment`: the line is that payment, written down before."""
    payment = request.POST.get("payment", "")
    if not (payment.isascii() and payment.isdigit() and len(payment) < 19):
        raise NotFound()
    try:
        event = link_line(line_id=line, payment_id=int(payment), **_by(request))
    except NotFound:
        raise
    except Refusal as refusal:
        return _no(request, refusal)
    messages.success(
        request, _("%(money)s dipasangkan ke catatan yang sudah ada.") % {"money": rupiah(event.amount)}
    )
    return _on(request)


@require_POST
@seller_view
def statement_ignore(request: SellerRequest, line: int) -> HttpResponse:
    """Not about an order."""
    try:
        event = ignore_line(line_id=line, **_by(request))
    except NotFound:
        raise
    except Refusal as refusal:
        return _no(request, refusal)
    messages.success(request, _("%(money)s ditandai bukan untuk pesanan.") % {"money": rupiah(event.amount)})
    return _on(request)


@require_POST
@seller_view
def statement_reopen(request: SellerRequest, line: int) -> HttpResponse:
    """An ignored line goes back into the queue."""
    try:
        event = reopen_line(line_id=line, **_by(request))
    except NotFound:
        raise
    except Refusal as refusal:
        return _no(request, refusal)
    messages.success(request, _("%(money)s kembali ke antrean.") % {"money": rupiah(event.amount)})
    return redirect("dashboard:statement_line", request.store.slug, line)


def shown(one: Waiting) -> dict[str, Any]:
    """A waiting line as the templates want it."""
    return {
        "line": one.line,
        "why": _(WHY[one.why]) if one.why in WHY else "",
        "candidates": [_candidate(candidate) for candidate in one.candidates],
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    weak, possible = _("Kurang kuat"), _("Mungkin")
    strength = weak if one.score < POSSIBLE else possible if one.score < LIKELY else _("Sangat mungkin")
    return {
        "parts": one.parts,
        "payment_id": one.payment_id,
        "strength": strength,
        "reasons": [_(SPEAKS[reason]) for reason in one.reasons],
    }


def _line_page(
    request: SellerRequest,
    line: int,
    numbers: list[str],
    *,
    typed: dict[str, str] | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    now = clock.now()
    one = waiting_line(store_id=request.store.pk, line_id=line, today=today_of(request.store.zone, now))
    search = request.GET.get("cari", "").replace("\x00", "").strip()[:80]
    orders = [order_at(request.store, number) for number in dict.fromkeys(numbers)]
    told = shown(one)
    context = {
        "one": told,
        "line": one.line,
        "search": search,
        "found": find_orders(store_id=request.store.pk, search=search) if search else (),
        "parts": _parts(orders, one.line.amount, typed or {}),
        "keep": "".join(f"pesanan={order.number}&" for order in orders),
        "chosen": {order.number for order in orders},
        "wrong": wrong,
        "now": now,
    }
    return render(request, "dashboard/money/statement_line.html", context, status=status)


def _parts(orders: list[Order], amount: int, typed: dict[str, str]) -> list[tuple[Order, str]]:
    """Each chosen order with what is proposed for it: what it owes, and the last one takes the rest."""
    proposed, left = [], amount
    for place, order in enumerate(orders, start=1):
        part = left if place == len(orders) else max(0, min(left, order.outstanding))
        left -= part
        proposed.append((order, typed.get(order.number, f"{part:,}".replace(",", "."))))
    return proposed


def _rupiah(text: str) -> int:
    """0 for what is no amount: then the parts don't sum, and the form says so."""
    try:
        return int(RupiahField(required=True).clean(text))
    except ValidationError:
        return 0


def _by(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}


def _on(request: SellerRequest) -> HttpResponse:
    return redirect("dashboard:statement_queue", request.store.slug)


def _no(request: SellerRequest, refusal: Refusal) -> HttpResponse:
    """Somebody was faster, or it cannot be: say so where the next line waits."""
    messages.error(request, sentence(refusal))
    return _on(request)
