"""The money of a PO: what came, what is missing, and what waits for the seller's word."""

from django.http import HttpResponse
from django.shortcuts import render

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.live.words import second_words
from bukapo.faces.dashboard.make.start import meter_of
from bukapo.faces.dashboard.money.bar import bar
from bukapo.faces.dashboard.orders import forms
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.orders.page import judging
from bukapo.insights.tallies.money import Told, balances_of_store
from bukapo.insights.tallies.reads import fresh_of
from bukapo.insights.tallies.received import money_told
from bukapo.journal import clock
from bukapo.orders.gateways.doubts import doubts_of_store
from bukapo.orders.reads.decisions import decisions_of_campaign
from bukapo.orders.reads.imports import ProofInForm, proofs_in_forms
from bukapo.orders.reads.money import MoneyTold, books_of_store
from bukapo.orders.reads.refunds import refund_debt
from bukapo.payments.reads import payments_received, proofs_waiting

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
    told = proofs_in_forms(**asked, limit=QUEUE + 1)
    fresh = fresh_of(request.store.pk)
    told_money = money_told(po.pk, fresh, now)
    books = books_of_store(store_id=request.store.pk, balances=balances_of_store(fresh))
    context = {
        "campaign": po,
        "money": told_money,
        "bar": bar(_figures(told_money)),
        "decisions": decisions_of_campaign(**asked, at=now, told=told_money),
        "debt": refund_debt(store=request.store, at=now, campaign_id=po.pk),
        "meter": meter_of(po, Told(po, fresh)) if po.state in ("published", "closed") else None,
        "judging": [judging(proof, banks) for proof in waiting[:QUEUE]],
        "more_waiting": len(waiting) > QUEUE,
        "from_forms": [_told_in_form(proof, banks) for proof in told[:QUEUE]],
        "more_forms": len(told) > QUEUE,
        "doubts": doubts_of_store(store_id=request.store.pk),
        "payments": payments_received(**asked),
        "books": books,
        "books_sum": sum(account.amount for account in books),
        "now": now,
        "counted": second_words(fresh.counted_to, request.store.zone),
        "told": second_words(now, request.store.zone),
    }
    return render(request, "dashboard/money/money.html", context)


def _figures(money: MoneyTold) -> list[tuple[str, int]]:
    return [
        ("settled", money.settled),
        ("doubtful", money.doubtful),
        ("owed", money.owed),
        ("back", money.to_send_back),
    ]


def _told_in_form(proof: ProofInForm, banks: list[tuple[str, str]]) -> tuple[ProofInForm, forms.QuickPayment]:
    """An order from a form and the one-line form that says its money is in."""
    told = {"amount": proof.asked, "place": banks[0][0] if banks else forms.IN_HAND, "seen": proof.version}
    return proof, forms.QuickPayment(
        prefix="bayar", auto_id=f"id_{proof.number}_%s", banks=banks, initial=told
    )
