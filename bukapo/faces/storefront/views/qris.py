"""What the buyer takes along to pay: the QR code as a picture."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.shown.order import amount_to_pay
from bukapo.faces.storefront.shown.qris import qris_of
from bukapo.faces.ui.qr import qr_png
from bukapo.kernel.refusal import NotFound


@require_safe
def qris_picture(request: HttpRequest, secret: str) -> HttpResponse:
    """The code for what is asked now, to open in a wallet's gallery."""
    found = order_of(secret)
    code = qris_of(store_id=found.store_id, number=found.number, amount=amount_to_pay(found))
    if code is None or not code.payload:
        raise NotFound()
    response = HttpResponse(qr_png(code.payload), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="qris-{found.number}.png"'
    response["Cache-Control"] = "private, no-store"
    return response
