"""What a seller does at the edges of money: goodwill, credit, more time, a reminder, where a refund goes."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders import edge_forms as forms
from bukapo.faces.dashboard.orders.deeds import by, deed, perform
from bukapo.faces.ui.dates import day_and_time
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order
from bukapo.orders.writes.allow import grant_allowance
from bukapo.orders.writes.credit import cash_out_credit, keep_as_credit, keep_refund_as_credit, use_credit
from bukapo.orders.writes.extend import extend_due
from bukapo.orders.writes.pay import NothingToPay, remind_payment
from bukapo.orders.writes.payback import give_refund_account
from bukapo.payments.models import Charge, Credit, Refund


@deed("allow", lambda r, o: forms.Allow(r.POST, prefix="potong"))
def allow(request: SellerRequest, order: Order, form: Any) -> str:
    data = form.cleaned_data
    event = grant_allowance(
        order_id=order.pk, amount=data["amount"], reason=data["reason"], seen=data["seen"], **by(request)
    )
    given = _("Potongan %(amount)s diberikan.") % {"amount": rupiah(event.amount)}
    if event.outstanding < 0:
        over = {"over": rupiah(-event.outstanding)}
        given += " " + _("Sekarang lebih %(over)s: kembalikan, atau simpan sebagai saldo.") % over
    return given


@deed("keep", lambda r, o: forms.KeepCredit(r.POST, prefix="saldo"))
def keep(request: SellerRequest, order: Order, form: Any) -> str:
    data = form.cleaned_data
    event = keep_as_credit(
        order_id=order.pk, amount=data["amount"], consent=data["consent"], seen=data["seen"], **by(request)
    )
    return _("%(amount)s disimpan sebagai saldo pembeli.") % {"amount": rupiah(event.amount)}


@deed("spend")
def spend(request: SellerRequest, order: Order, form: Any) -> str:
    event = use_credit(order_id=order.pk, codes=None, **by(request))
    return _("Saldo %(amount)s dipakai untuk tagihan ini.") % {"amount": rupiah(event.amount)}


@deed("extend", lambda r, o: forms.ExtendDue(r.POST, prefix="tempo"))
def extend(request: SellerRequest, order: Order, form: Any) -> str:
    event = extend_due(
        order_id=order.pk,
        until=form.until(request.store.zone),
        reason=form.cleaned_data["reason"],
        **by(request),
    )
    return _("Batas bayar diperpanjang sampai %(when)s.") % {
        "when": day_and_time(event.due_at, request.store)
    }


@deed("remind")
def remind(request: SellerRequest, order: Order, form: Any) -> str:
    rows = Charge.objects.of(request.store).filter(order=order, state="open").order_by("position")
    charge = next((row for row in rows if row.rest), None)
    if charge is None:
        raise NothingToPay()
    event = remind_payment(charge_id=charge.pk, **by(request))
    return _("Pengingat %(amount)s disiapkan.") % {"amount": rupiah(event.now)}


@deed("account", lambda r, o: forms.RefundAccount(r.POST, prefix="rekening"))
def account(request: SellerRequest, order: Order, form: Any) -> str:
    give_refund_account(order_id=order.pk, account=form.account(), **by(request))
    return _("Rekening tujuan dicatat.")


@require_POST
@seller_view
def refund_kept(request: SellerRequest, refund: int) -> HttpResponse:
    """A refund that is owed stays as credit, after the buyer agreed."""
    row = _row(Refund, request, refund)
    name = f"simpan-{row.pk}"
    form = forms.RefundAsCredit(request.POST, prefix=name)

    def act() -> str:
        event = keep_refund_as_credit(refund_id=row.pk, consent=form.cleaned_data["consent"], **by(request))
        return _("%(amount)s disimpan sebagai saldo pembeli.") % {"amount": rupiah(event.amount)}

    return perform(request, row.order, name, form, act)


@require_POST
@seller_view
def credit_back(request: SellerRequest, credit: int) -> HttpResponse:
    """The rest of a credit as money after all."""
    row = _row(Credit, request, credit)

    def act() -> str:
        event = cash_out_credit(credit_id=row.pk, account=None, **by(request))
        return _("%(amount)s dicatat untuk dikembalikan.") % {"amount": rupiah(event.amount)}

    return perform(request, row.order, "", None, act)


def _row(model: Any, request: SellerRequest, pk: int) -> Any:
    row = model.objects.of(request.store).select_related("order__campaign").filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row
