"""The store's e-mail: what was sent by the mail server, or, without one, what is kept here."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.tell.finds import MOST_ID, page_of
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.reads import mails_for_seller, message_for_seller


@seller_view
def mailbox(request: SellerRequest) -> HttpResponse:
    """`?hal=<page>`."""
    context = {
        "mails": mails_for_seller(request.store, page=page_of(request)),
        "embedded": settings.EMAIL_EMBEDDED,
    }
    return render(request, "dashboard/tell/mailbox.html", context)


@seller_view
def mail(request: SellerRequest, message: int) -> HttpResponse:
    """One letter."""
    if message > MOST_ID:
        raise NotFound()
    card = message_for_seller(request.store, message)
    return render(request, "dashboard/tell/mail.html", {"card": card, "embedded": settings.EMAIL_EMBEDDED})
