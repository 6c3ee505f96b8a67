"""A wrong tracking number is put right after sending."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.send.forms import COURIERS, ShipForm
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.parcels.writes import correct_tracking
from bukapo.orders.parts.arriving import correct_part_tracking
from bukapo.shipping.models import Parcel


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def correct(request: SellerRequest, number: str) -> HttpResponse:
    """Courier and number as they are in truth; the buyer is told. `?paket=1`: of the part that went ahead."""
    order = Order.objects.of(request.store).filter(number=number).select_related("campaign").first()
    ahead = request.GET.get("paket") == "1"
    parcel = _parcel(order, ahead) if order else None
    if order is None or parcel is None or not parcel.tracking_number:
        raise NotFound()
    form, status = ShipForm({"courier": parcel.courier, "tracking_number": parcel.tracking_number}), 200
    if request.method == "POST":
        form = ShipForm(request.POST)
        refused = _corrected(request, order, form, correct_part_tracking if ahead else correct_tracking)
        if refused is None:
            messages.success(request, _("Resi diperbaiki, pembeli diberi tahu."))
            return redirect("dashboard:order", request.store.slug, number)
        status = refused
    context = {"campaign": order.campaign, "order": order, "form": form, "couriers": COURIERS}
    return render(request, "dashboard/parcels/tracking.html", context, status=status)


def _parcel(order: Order, ahead: bool) -> Parcel | PartShipment | None:
    parts, parcels = PartShipment.objects.of(order.store_id), Parcel.objects.of(order.store_id)
    found: Parcel | PartShipment | None = (
        parts.filter(order=order, state="sent").first() if ahead else parcels.filter(order=order).first()
    )
    return found


def _corrected(
    request: SellerRequest, order: Order, form: ShipForm, verb: Callable[..., object]
) -> int | None:
    """None when it is done, else the status of the form with its error."""
    if not form.is_valid():
        return 422
    try:
        verb(
            store_id=request.store.pk,
            order_id=order.pk,
            **form.cleaned_data,
            actor=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error("tracking_number", sentence(refusal))
        return refusal.http_status
    return None
