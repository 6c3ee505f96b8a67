"""What a seller decides about money at a gateway: doubtful payments, notices, and refunds that go back that way."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.gateways.doubts import book_doubted, dismiss_doubted, dismiss_notice
from bukapo.orders.gateways.refunds import send_refund_by_gateway
from bukapo.payments.models import Attempt, Refund
from bukapo.payments.port import DONE, WAITING


def _done(request: SellerRequest, act: Callable[[], str]) -> None:
    """Do it and say so, or say why not."""
    try:
        messages.success(request, act())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))


@require_POST
@seller_view
def doubt_book(request: SellerRequest, attempt: int) -> HttpResponse:
    """Book what the gateway says was paid."""
    who = _who(request, attempt)

    def act() -> str:
        return _("%(amount)s tercatat masuk.") % {"amount": rupiah(book_doubted(**who).amount)}

    _done(request, act)
    return _to_order(request, attempt)


@require_POST
@seller_view
def doubt_dismiss(request: SellerRequest, attempt: int) -> HttpResponse:
    """Not booked; the seller settles it with the buyer."""
    who = _who(request, attempt)

    def act() -> str:
        dismiss_doubted(**who)
        return _("Ditandai selesai. Tidak ada yang dicatat.")

    _done(request, act)
    return _to_order(request, attempt)


def _who(request: SellerRequest, attempt: int) -> dict[str, Any]:
    return {
        "store_id": request.store.pk,
        "attempt_id": attempt,
        "actor": request.actor,
        "at": clock.now(),
    }


def _to_order(request: SellerRequest, attempt: int) -> HttpResponse:
    row = Attempt.objects.of(request.store).select_related("order").filter(pk=attempt).first()
    if row is None:
        raise NotFound()
    return redirect("dashboard:order", request.store.slug, row.order.number)


@require_POST
@seller_view
def notice_dismiss(request: SellerRequest, notice: int) -> HttpResponse:
    """A notice about nothing we know was looked at."""

    def act() -> str:
        dismiss_notice(store_id=request.store.pk, notice_id=notice, actor=request.actor, at=clock.now())
        return _("Ditandai selesai.")

    _done(request, act)
    return redirect("dashboard:gateways" if request.is_owner else "dashboard:store", request.store.slug)


@require_POST
@seller_view
def refund_by_gateway(request: SellerRequest, refund: int) -> HttpResponse:
    """Send it back the way it came."""
    row = Refund.objects.of(request.store).select_related("order__campaign").filter(pk=refund).first()
    if row is None:
        raise NotFound()

    def act() -> str:
        state = send_refund_by_gateway(
            store_id=request.store.pk, refund_id=refund, actor=request.actor, at=clock.now()
        )
        if state == DONE:
            return _("%(amount)s sudah dikembalikan lewat gateway.") % {"amount": rupiah(row.amount)}
        if state == WAITING:
            return _("Diminta ke gateway. Begitu terkirim, tercatat sendiri.")
        return _("Gateway menolak. Kirim lewat transfer: alasannya tertulis di pesanan.")

    _done(request, act)
    if request.POST.get("from") == "refunds":
        return redirect("dashboard:refunds", request.store.slug)
    if request.POST.get("from") == "money":
        return redirect("dashboard:money", request.store.slug, row.order.campaign.slug)
    return redirect("dashboard:order", request.store.slug, row.order.number)
