"""What a seller does to an order: each address takes one POST, calls one write, and goes back to where it came from.

A refusal is shown at its form, with what was typed.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, View, seller_view
from bukapo.faces.dashboard.orders import forms
from bukapo.faces.dashboard.orders.finds import order_at
from bukapo.faces.dashboard.orders.page import Attempt, order_page
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.orders.models import Order
from bukapo.orders.writes.link import renew_order_link
from bukapo.orders.writes.pay import (
    ask_balance,
    confirm_proof,
    forgive_shortfall,
    record_payment,
    reject_proof,
)
from bukapo.orders.writes.release import cancel_order, pay_refund, promise_refund, readmit_order
from bukapo.orders.writes.send import confirm_receipt
from bukapo.orders.writes.zone import set_zone
from bukapo.payments.models import Proof, Refund

Deed = Callable[[SellerRequest, Order, Any], str]
"""Does it and says in one sentence what is now so. Raises Refusal."""


def deed(name: str, make: Callable[..., Form] | None = None) -> Callable[[Deed], View]:
    """A view for POST on an order by number. `make(request, order)` is the bound form, absent when there is none."""

    def decorate(act: Deed) -> View:
        def view(request: SellerRequest, number: str) -> HttpResponse:
            order = order_at(request.store, number)
            form = make(request, order) if make else None
            return perform(request, order, name, form, lambda: act(request, order, form))

        return require_POST(seller_view(view))

    return decorate


def perform(
    request: SellerRequest, order: Order, name: str, form: Form | None, act: Callable[[], str]
) -> HttpResponse:
    """Run the deed; go back with its sentence, or show the order with the form and why not."""
    if form is not None and not form.is_valid():
        return order_page(request, order.number, Attempt(name, form, 422))
    try:
        done = act()
    except NotFound:
        raise
    except Refusal as refusal:
        if form is None:
            messages.error(request, sentence(refusal))
            return _back(request, order)
        field = refusal.params.get("field") if isinstance(refusal, Invalid) else None
        form.add_error(field if field in form.fields else None, sentence(refusal))
        return order_page(request, order.number, Attempt(name, form, refusal.http_status))
    messages.success(request, done)
    return _back(request, order)


def _back(request: SellerRequest, order: Order) -> HttpResponse:
    if request.POST.get("from") == "refunds":
        return redirect("dashboard:refunds", request.store.slug)
    if request.POST.get("from") == "money":
        return redirect("dashboard:money", request.store.slug, order.campaign.slug)
    return redirect("dashboard:order", request.store.slug, order.number)


def by(request: SellerRequest) -> dict[str, Any]:
    """Who does it, where and when: what every write asks for."""
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}


@deed("pay", lambda r, o: forms.RecordPayment(r.POST, prefix="bayar", banks=forms.banks_of(r.store)))
def pay(request: SellerRequest, order: Order, form: Any) -> str:
    data = form.cleaned_data
    bank = forms.bank_id(data["place"])
    event = record_payment(
        order_id=order.pk,
        amount=data["amount"],
        method="cash" if bank is None else "transfer",
        bank_account_id=bank,
        note=data["note"],
        seen=data["seen"],
        **by(request),
    )
    return _money_is_in(event.amount, event.outstanding, late=event.late)


@deed("forgive", lambda r, o: forms.ForgiveShort(r.POST, prefix="relakan"))
def forgive(request: SellerRequest, order: Order, form: Any) -> str:
    event = forgive_shortfall(order_id=order.pk, reason=form.cleaned_data["reason"], **by(request))
    return _("%(amount)s direlakan.") % {"amount": rupiah(event.amount)}


@deed("cancel", lambda r, o: forms.CancelOrder(r.POST, prefix="batal"))
def cancel(request: SellerRequest, order: Order, form: Any) -> str:
    event = cancel_order(order_id=order.pk, reason=form.cleaned_data["reason"], **by(request))
    if event.refund:
        return _("Pesanan dibatalkan. %(amount)s harus dikembalikan ke pembeli.") % {
            "amount": rupiah(event.refund)
        }
    return _("Pesanan dibatalkan.")


@deed("readmit")
def readmit(request: SellerRequest, order: Order, form: Any) -> str:
    readmit_order(order_id=order.pk, **by(request))
    return _("Pesanan diterima lagi.")


@deed("refund", lambda r, o: forms.PromiseRefund(r.POST, prefix="kembali"))
def refund(request: SellerRequest, order: Order, form: Any) -> str:
    data = form.cleaned_data
    event = promise_refund(
        order_id=order.pk, amount=data["amount"], reason=data["reason"], send_to=data["send_to"],
        seen=data["seen"], **by(request),
    )  # fmt: skip
    return _("%(amount)s dicatat untuk dikembalikan.") % {"amount": rupiah(event.amount)}


@deed("zone", lambda r, o: forms.ChooseZone(r.POST, prefix="wilayah", store=r.store))
def zone(request: SellerRequest, order: Order, form: Any) -> str:
    event = set_zone(order_id=order.pk, zone_id=int(form.cleaned_data["zone"]), **by(request))
    return _("Ongkir %(amount)s ditambahkan ke tagihan.") % {"amount": rupiah(event.shipping_fee)}


@deed("ask")
def ask(request: SellerRequest, order: Order, form: Any) -> str:
    event = ask_balance(order_id=order.pk, **by(request))
    return _("Pelunasan ditagih: %(amount)s.") % {"amount": rupiah(event.now)}


@deed("received")
def received(request: SellerRequest, order: Order, form: Any) -> str:
    confirm_receipt(order_id=order.pk, **by(request))
    return _("Dicatat sudah sampai.")


@deed("link")
def renew_link(request: SellerRequest, order: Order, form: Any) -> str:
    renew_order_link(order_id=order.pk, **by(request))
    return _("Tautan pembeli sudah diganti. Kirim yang baru.")


@require_POST
@seller_view
def proof_confirm(request: SellerRequest, proof: int) -> HttpResponse:
    """`Uangnya masuk`."""
    row = _proof(request, proof)
    banks = forms.banks_of(request.store, all_of_them=True)
    name = f"masuk-{row.pk}"
    form = forms.ConfirmProof(request.POST, prefix=name, banks=banks)

    def act() -> str:
        event = confirm_proof(
            proof_id=row.pk, amount=form.cleaned_data["amount"],
            bank_account_id=forms.bank_id(form.cleaned_data["bank"]), **by(request),
        )  # fmt: skip
        return _money_is_in(event.amount, event.outstanding, late=event.late)

    return perform(request, row.order, name, form, act)


@require_POST
@seller_view
def proof_reject(request: SellerRequest, proof: int) -> HttpResponse:
    """`Tolak`, with a reason the buyer reads."""
    row = _proof(request, proof)
    name = f"tolak-{row.pk}"
    form = forms.RejectProof(request.POST, prefix=name)

    def act() -> str:
        reject_proof(proof_id=row.pk, reason=form.cleaned_data["reason"], **by(request))
        return _("Bukti ditolak. Pembeli diberi tahu alasannya.")

    return perform(request, row.order, name, form, act)


@require_POST
@seller_view
def refund_sent(request: SellerRequest, refund: int) -> HttpResponse:
    """The money went back to the buyer."""
    row = Refund.objects.of(request.store).select_related("order__campaign").filter(pk=refund).first()
    if row is None:
        raise NotFound()
    name = f"terkirim-{row.pk}"
    form = forms.RefundSent(request.POST, prefix=name, banks=forms.banks_of(request.store))

    def act() -> str:
        event = pay_refund(
            refund_id=row.pk, bank_account_id=forms.bank_id(form.cleaned_data["bank"]),
            send_to=form.cleaned_data["send_to"], **by(request),
        )  # fmt: skip
        return _("%(amount)s sudah dikembalikan.") % {"amount": rupiah(event.amount)}

    return perform(request, row.order, name, form, act)


def _proof(request: SellerRequest, pk: int) -> Proof:
    row: Proof | None = (
        Proof.objects.of(request.store).select_related("order__campaign").filter(pk=pk).first()
    )
    if row is None:
        raise NotFound()
    return row


def _money_is_in(amount: int, outstanding: int, *, late: bool) -> str:
    came = _("%(amount)s tercatat masuk.") % {"amount": rupiah(amount)}
    if late:
        return came + " " + _("Pesanannya sudah lewat batas: terima lagi, atau kembalikan uangnya.")
    if outstanding > 0:
        return came + " " + _("Sisanya %(rest)s.") % {"rest": rupiah(outstanding)}
    if outstanding < 0:
        return (
            came
            + " "
            + _("Lebih %(over)s: kembalikan, atau simpan sebagai saldo.") % {"over": rupiah(-outstanding)}
        )
    return came + " " + _("Pesanan ini lunas.")
