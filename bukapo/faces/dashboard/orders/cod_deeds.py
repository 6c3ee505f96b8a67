"""Cash on delivery on an order's page: taken in, handed over for cash, paid out by the courier."""

from typing import Any

from django.utils.translation import gettext as _

from bukapo.faces.dashboard.access import SellerRequest
from bukapo.faces.dashboard.orders.deeds import by, deed
from bukapo.faces.dashboard.orders.forms import PaidOut, bank_id, banks_of
from bukapo.kernel.money import rupiah
from bukapo.orders.models import Order
from bukapo.orders.writes.cod import hand_over_for_cash, pay_out_cod, take_in_order


@deed("take_in")
def take_in(request: SellerRequest, order: Order, form: Any) -> str:
    take_in_order(order_id=order.pk, **by(request))
    return _("Pesanan COD diterima. Pembeli diberi tahu.")


@deed("hand_for_cash")
def hand_for_cash(request: SellerRequest, order: Order, form: Any) -> str:
    hand_over_for_cash(order_id=order.pk, **by(request))
    return _("Uang tunai tercatat, pesanan sudah diserahkan.")


@deed("paid_out", lambda r, o: PaidOut(r.POST, prefix="cair", banks=banks_of(r.store)))
def paid_out(request: SellerRequest, order: Order, form: Any) -> str:
    data = form.cleaned_data
    event = pay_out_cod(
        order_id=order.pk, fee=data["fee"] or 0, bank_account_id=bank_id(data["place"]), seen=data["seen"],
        **by(request),
    )  # fmt: skip
    return _("Uang COD %(amount)s cair.") % {"amount": rupiah(event.amount - event.fee)}
