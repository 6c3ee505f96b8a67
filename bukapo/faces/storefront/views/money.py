"""What a buyer decides about their own money: have it back, keep it as credit, spend credit on this order.

A credit is spent by who holds its code: the browser that has met it (`credit_codes`), or whoever types it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from bukapo.faces.storefront.credit_codes import known_codes
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.forms.account import AccountForm, CreditCodeForm, account_forms
from bukapo.faces.storefront.views import order as order_views
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.orders.models import Order
from bukapo.orders.writes.credit import (
    NoSuchCredit,
    cash_out_credit,
    keep_as_credit,
    keep_refund_as_credit,
    use_credit,
)
from bukapo.orders.writes.payback import ask_money_back, give_refund_account
from bukapo.payments.credits import tidy_code
from bukapo.payments.models import Credit, Refund
from bukapo.stores.rules import Bank


@stranger_deed("credit kept", most=60, seconds=3600)
def keep(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What is too much, or a refund that is still to be sent, stays as credit."""
    found = order_of(secret)
    refund = _own(Refund, found, request.POST.get("refund", ""))
    facts: dict[str, Any] = {
        "consent": "",
        "actor": BUYER_ACTOR,
        "at": clock.now(),
        "store_id": found.store_id,
    }

    def act() -> None:
        if refund is not None:
            keep_refund_as_credit(**facts, refund_id=refund.pk)
        else:
            keep_as_credit(**facts, order_id=found.pk, amount=-found.outstanding)

    return _done(request, found, act, kabar="saldo")


@stranger_deed("credit spent", most=60, seconds=3600)
def spend(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Credit pays what is asked now: with the codes this browser knows, or with the one that was typed."""
    found = order_of(secret)
    count_try("credit on order", found.secret, most=20, seconds=3600)
    form = CreditCodeForm(request.POST, prefix="kode") if "kode-code" in request.POST else None
    if form is not None and not form.is_valid():
        return order_views.show_order(request, found, status=422, forms=account_forms("kode", form))
    typed = [tidy_code(form.cleaned_data["code"])] if form else []
    codes = tuple(code for code in (*typed, *known_codes(request)) if code)
    # A wrong code is refused as such, also where another one would have done.
    asked = typed or codes

    def act() -> None:
        if not all(asked):
            raise NoSuchCredit()
        use_credit(store_id=found.store_id, order_id=found.pk, codes=asked, actor=BUYER_ACTOR, at=clock.now())

    return _done(request, found, act, kabar="dipakai", name="kode" if form else "", form=form)


@stranger_deed("account", most=60, seconds=3600)
def account(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The buyer says where money goes: what is too much (`kembali`), or what is promised already (`rekening`)."""
    found = order_of(secret)
    name = "kembali" if "kembali-number" in request.POST else "rekening"
    write = ask_money_back if name == "kembali" else give_refund_account
    return _with_account(
        request, found, name, lambda account: write(
            store_id=found.store_id, order_id=found.pk, account=account, actor=BUYER_ACTOR, at=clock.now()
        )
    )  # fmt: skip


@stranger_deed("credit paid out", most=60, seconds=3600)
def pay_out(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The rest of a credit from this order as money after all."""
    found = order_of(secret)
    credit = _own(Credit, found, request.POST.get("credit", ""))
    if credit is None:
        raise NotFound()
    return _with_account(
        request, found, "cairkan", lambda account: cash_out_credit(
            store_id=found.store_id, credit_id=credit.pk, account=account, actor=BUYER_ACTOR, at=clock.now()
        )
    )  # fmt: skip


def _with_account(
    request: HttpRequest, found: Order, name: str, write: Callable[[Bank], object]
) -> HttpResponseBase:
    form = AccountForm(request.POST, prefix=name)
    if not form.is_valid():
        return order_views.show_order(request, found, status=422, forms=account_forms(name, form))
    return _done(request, found, lambda: write(form.account()), kabar="rekening", name=name, form=form)


def _done(
    request: HttpRequest,
    found: Order,
    act: Callable[[], object],
    *,
    kabar: str,
    name: str = "",
    form: Any = None,
) -> HttpResponseBase:
    try:
        act()
    except Refusal as refusal:
        if form is None:
            return order_views.show_order(
                request, found, status=refusal.http_status, refusal=sentence(refusal)
            )
        field = refusal.params.get("field") if isinstance(refusal, Invalid) else None
        form.add_error(field if field in form.fields else None, sentence(refusal))
        return order_views.show_order(
            request, found, status=refusal.http_status, forms=account_forms(name, form)
        )
    return order_views.back_with(found, kabar)


def _own(model: Any, found: Order, typed: str) -> Any:
    """The row of this very order; None when none is named. Raises NotFound for another order's."""
    if not typed:
        return None
    rows = model.objects.of(found.store_id).filter(order=found)
    row = (
        rows.filter(pk=int(typed)).first()
        if typed.isascii() and typed.isdigit() and len(typed) < 16
        else None
    )
    if row is None:
        raise NotFound()
    return row
