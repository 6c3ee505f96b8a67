"""The money of a PO: what came, what is missing, and what waits for the seller's word."""

from django.http import HttpResponse
from django.shortcuts import render

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders import forms
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.orders.page import judging, sending
from bukapo.journal import clock
from bukapo.orders.reads.money import books_of_store, money_of_campaign
from bukapo.payments.reads import payments_received, proofs_waiting, refunds_owed

QUEUE = 20
"""Proofs on one page: each brings its picture."""


@seller_view
def money(request: SellerRequest, campaign: str) -> HttpResponse:
    """Everything about money on one page; what waits for a decision comes first."""
    po = campaign_at(request.store, campaign)
    now = clock.now()
    asked = {"store_id": request.store.pk, "campaign_id": po.pk}
    waiting = proofs_waiting(**asked, limit=QUEUE + 1)
    banks = forms.banks_of(request.store)
    owed = refunds_owed(**asked)
    books = books_of_store(store_id=request.store.pk)
    context = {
        "campaign": po,
        "money": money_of_campaign(**asked, at=now),
        "judging": [judging(proof, banks) for proof in waiting[:QUEUE]],
        "more_waiting": len(waiting) > QUEUE,
        "sending": [sending(refund, banks) for refund in owed],
        "payments": payments_received(**asked),
        "books": books,
        "books_sum": sum(account.amount for account in books),
        "now": now,
    }
    return render(request, "dashboard/money/money.html", context)
