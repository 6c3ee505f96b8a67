"""The nota, for the seller to print or to send on. The buyer's link opens the very same one."""

from django.http import HttpResponse
from django.utils.translation import get_language

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.papers.receipt_pdf import receipt_pdf
from bukapo.faces.storefront.shown.receipt import receipt_of
from bukapo.kernel.refusal import NotFound
from bukapo.payments.models import Payment


@seller_view
def payment_receipt(request: SellerRequest, code: str) -> HttpResponse:
    """The nota as it stood with this payment, by the payment's check code."""
    rows = Payment.objects.of(request.store).select_related("order__store", "order__campaign")
    payment = rows.filter(receipt_code=code).first()
    if payment is None:
        raise NotFound()
    pdf = receipt_pdf(receipt_of(payment.order, payment), lang=(get_language() or "id")[:2])
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="nota-{payment.order.number}.pdf"'
    return response
