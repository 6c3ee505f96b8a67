"""Nota, kwitansi and invoice, for the seller to print or to send on. The buyer's link opens the very same."""

from django.http import HttpResponse
from django.utils.translation import get_language

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.papers.invoice_pdf import invoice_pdf
from bukapo.faces.papers.kwitansi_pdf import kwitansi_pdf
from bukapo.faces.papers.receipt_pdf import receipt_pdf
from bukapo.faces.storefront.shown.papers import invoice_of, kwitansi_of
from bukapo.faces.storefront.shown.receipt import receipt_of
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order
from bukapo.payments.models import Payment


@seller_view
def payment_receipt(request: SellerRequest, code: str) -> HttpResponse:
    """The nota as it stood with this payment, by the payment's check code."""
    rows = Payment.objects.of(request.store).select_related("order__store", "order__campaign")
    payment = rows.filter(receipt_code=code).first()
    if payment is None:
        raise NotFound()
    pdf = receipt_pdf(receipt_of(payment.order, payment), lang=_language())
    return attachment(pdf, f"nota-{payment.order.number}.pdf", inline=True)


@seller_view
def payment_kwitansi(request: SellerRequest, code: str) -> HttpResponse:
    """The kwitansi of one payment, the same that the buyer has."""
    rows = Payment.objects.of(request.store).select_related("order__store", "order__campaign", "bank_account")
    payment = rows.filter(receipt_code=code).first()
    if payment is None:
        raise NotFound()
    pdf = kwitansi_pdf(kwitansi_of(payment), lang=_language())
    return attachment(pdf, f"kwitansi-{payment.order.number}.pdf", inline=True)


@seller_view
def order_invoice(request: SellerRequest, number: str) -> HttpResponse:
    """The invoice of an order as it stands now."""
    rows = Order.objects.of(request.store).select_related("store", "campaign")
    order = rows.filter(number=number).first()
    if order is None:
        raise NotFound()
    pdf = invoice_pdf(invoice_of(order), lang=_language())
    return attachment(pdf, f"tagihan-{order.number}.pdf", inline=True)


def _language() -> str:
    return (get_language() or "id")[:2]
