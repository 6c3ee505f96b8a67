"""The papers of an order behind its secret link, and the page where anybody checks one."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bukapo.faces.papers.invoice_pdf import invoice_pdf
from bukapo.faces.papers.kwitansi_pdf import kwitansi_pdf
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.shown.papers import invoice_of, kwitansi_of, paper_of
from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.kernel.refusal import NotFound
from bukapo.payments.models import Payment

LOOKS = {"most": 240, "seconds": 600}
"""Of one address, which may be a whole village behind one carrier; a code takes 2**60 guesses."""


@require_safe
def kwitansi(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """The kwitansi of one payment, kept for ever behind the buyer's link."""
    found = order_of(secret)
    rows = Payment.objects.of(found.store_id).filter(order=found, receipt_code=code)
    payment = rows.select_related("order__store", "order__campaign", "bank_account").first()
    if payment is None:
        raise NotFound()
    return pdf_response(kwitansi_pdf(kwitansi_of(payment), lang=_language()), f"kwitansi-{found.number}")


@require_safe
def invoice(request: HttpRequest, secret: str) -> HttpResponse:
    """The invoice as the order stands now."""
    found = order_of(secret)
    return pdf_response(invoice_pdf(invoice_of(found), lang=_language()), f"tagihan-{found.number}")


@require_safe
def cek_form(request: HttpRequest) -> HttpResponseBase:
    """A box for the code under the QR, for who has no camera at hand."""
    typed = request.GET.get("kode", "").strip()[:80]
    code = "".join(sign for sign in typed if sign.isalnum() and sign.isascii() or sign in "-_")
    if code:
        return HttpResponseRedirect(reverse("storefront:cek", args=[code]))
    return _answer(request, {"asked": bool(typed)})


@require_safe
def cek(request: HttpRequest, code: str) -> HttpResponse:
    """Anyone who scans a paper's code sees whether it is genuine and what it says; names are masked."""
    count_try("cek", visitor_address(request), **LOOKS)
    paper = paper_of(code)
    context: dict[str, object] = {
        "paper": paper,
        "shop": paper.found.order.store if paper else None,
        "code": code[:60],
    }
    return _answer(request, context, status=200 if paper else 404)


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A paper to look at or to keep."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _answer(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    template = "storefront/cek.html" if context.get("paper") else "storefront/cek_form.html"
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _language() -> str:
    return (get_language() or "id")[:2]
