"""The page of one order: everything about it, and what can be done with it now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders import forms
from bukapo.faces.dashboard.orders.edge_forms import RefundAsCredit, edge_forms
from bukapo.faces.dashboard.orders.told import entries
from bukapo.faces.dashboard.orders.words import remark_words
from bukapo.journal import clock
from bukapo.orders.gateways.reads import RefundWay, refund_ways
from bukapo.orders.reads.cod import cod_of
from bukapo.orders.reads.detail import OrderTold, order_for_seller
from bukapo.payments.reads import ProofTold, RefundTold
from bukapo.stores.banks import BANKS


@dataclass(frozen=True)
class Judging:
    """One proof with the two forms that decide it (both None once it is decided)."""

    proof: ProofTold
    confirm: Form | None
    reject: Form | None


@dataclass(frozen=True)
class Sending:
    """One refund with its forms (None once it was sent): sent, kept as credit; and the way back by a gateway if any."""

    refund: RefundTold
    form: Form | None
    way: RefundWay | None = None
    keep: Form | None = None


@dataclass(frozen=True)
class Attempt:
    """A form that came in and was refused: it is shown open, with what was typed and why."""

    name: str = ""
    form: Form | None = None
    status: int = 200
    forms: Mapping[str, Form] = field(default_factory=dict)


@seller_view
def order(request: SellerRequest, number: str) -> HttpResponse:
    """One order of the store."""
    return order_page(request, number)


def order_page(request: HttpRequest, number: str, attempt: Attempt | None = None) -> HttpResponse:
    """The page, with the form of a refused attempt in its place."""
    seller: Any = request
    now = clock.now()
    told = order_for_seller(store_id=seller.store.pk, number=number, at=now)
    attempt = attempt or Attempt()
    banks = forms.banks_of(seller.store)
    made, cod = forms_of(told, seller.store, banks), cod_of(told)
    made |= edge_forms(told, now=now, zone=seller.store.zone)
    if cod and cod.may_pay_out:
        made["paid_out"] = forms.PaidOut(
            prefix="cair",
            banks=banks,
            initial={"place": banks[0][0] if banks else forms.IN_HAND, "seen": told.order.version},
        )
    if attempt.form is not None:
        made[attempt.name] = attempt.form
    owed = [refund.id for refund in told.refunds if refund.state == "owed"]
    ways = refund_ways(store_id=seller.store.pk, refund_ids=owed, at=now) if owed else {}
    context = {
        "campaign": told.campaign,
        "told": told,
        "cod": cod,
        "order": told.order,
        "judging": [judging(proof, banks, attempt) for proof in told.proofs],
        "sending": [sending(refund, banks, attempt, ways) for refund in told.refunds],
        "forms": made,
        "opened": attempt.name or request.GET.get("buka", ""),
        "entries": entries(told.moments),
        "claims": [m.data["claim_id"] for m in told.moments if m.kind == "claim.opened"],
        "remarks": [remark_words(remark) for remark in told.imported.remarks] if told.imported else [],
        "banks": BANKS,
        "wa": told.order.phone.lstrip("+"),
        "link": buyer_link(told),
        "now": now,
    }
    return render(request, "dashboard/orders/order.html", context, status=attempt.status)


def forms_of(told: OrderTold, store: Any, banks: list[tuple[str, str]]) -> dict[str, Form]:
    """Every small form that this order admits now, by name."""
    order = told.order
    made: dict[str, Form] = {
        "pay": forms.RecordPayment(
            prefix="bayar",
            banks=banks,
            initial={
                "amount": told.asked or None,
                "place": banks[0][0] if banks else "tunai",
                "seen": order.version,
            },
        )
    }
    if told.short:
        made["forgive"] = forms.ForgiveShort(prefix="relakan")
    if told.may_cancel:
        made["cancel"] = forms.CancelOrder(prefix="batal")
    if told.over:
        made["refund"] = forms.PromiseRefund(
            prefix="kembali", initial={"amount": told.over, "seen": order.version}
        )
    if told.no_fee:
        made["zone"] = forms.ChooseZone(prefix="wilayah", store=store)
    return made


def judging(proof: ProofTold, banks: list[tuple[str, str]], attempt: Attempt | None = None) -> Judging:
    """The proof with fresh forms, or with the one that was refused."""
    if proof.state != "pending":
        return Judging(proof, None, None)
    confirm: Form = forms.ConfirmProof(
        prefix=f"masuk-{proof.id}",
        banks=with_choice(banks, proof),
        # Two sums that differ: neither is offered, or one tap would book money that nobody saw.
        initial={
            "amount": None if proof.differs else proof.asked or proof.claimed,
            "bank": proof.bank_account_id or "",
        },
    )
    reject: Form = forms.RejectProof(prefix=f"tolak-{proof.id}")
    if attempt and attempt.form is not None:
        confirm = attempt.form if attempt.name == f"masuk-{proof.id}" else confirm
        reject = attempt.form if attempt.name == f"tolak-{proof.id}" else reject
    return Judging(proof, confirm, reject)


def with_choice(banks: list[tuple[str, str]], proof: ProofTold) -> list[tuple[str, str]]:
    """The account the buyer named may have been put out of use since."""
    named = (str(proof.bank_account_id), proof.bank)
    return banks if proof.bank_account_id is None or named in banks else [named, *banks]


def sending(
    refund: RefundTold,
    banks: list[tuple[str, str]],
    attempt: Attempt | None = None,
    ways: Mapping[int, RefundWay] | None = None,
) -> Sending:
    """The refund with a fresh form, or with the one that was refused."""
    if refund.state != "owed":
        return Sending(refund, None)
    name, keep_name = f"terkirim-{refund.id}", f"simpan-{refund.id}"
    form: Form = forms.RefundSent(prefix=name, banks=banks, initial={"send_to": refund.send_to})
    keep: Form = RefundAsCredit(prefix=keep_name)
    if attempt and attempt.form is not None:
        form = attempt.form if attempt.name == name else form
        keep = attempt.form if attempt.name == keep_name else keep
    return Sending(refund, form, (ways or {}).get(refund.id), keep)


def buyer_link(told: OrderTold) -> str:
    """The buyer's own page, as it can be sent to them."""
    try:
        return f"{settings.BASE_URL}{reverse('storefront:order', args=[told.order.secret])}"
    except NoReverseMatch:
        return ""
