"""Paying by gateway, told: to the buyer on the order's page, to the seller beside a refund."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bukapo.kernel.refusal import NotFound
from bukapo.orders.gateways.refunds import way_back
from bukapo.orders.models import Order
from bukapo.payments.gateways.opened import adapter_class, names, title
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.gateways.seal import Unreadable
from bukapo.payments.models import Attempt, Refund
from bukapo.payments.port import SANDBOX


@dataclass(frozen=True)
class Way:
    """A button: `code` names account and method. `kind`: qris | va | page."""

    code: str
    name: str
    kind: str
    gateway: str
    trial: bool


@dataclass(frozen=True)
class RefundWay:
    """How an owed refund may go. `gateway` "" with `why` when only by transfer; `under_way` while it is asked for."""

    gateway: str
    why: str
    under_way: bool


def ways_to_pay(*, store_id: int, amount: int) -> tuple[Way, ...]:
    """Every method the seller offers for this sum, in the gateways' order. One query."""
    accounts = {a.gateway: a for a in GatewayAccount.objects.of(store_id).filter(active=True)}
    found = []
    for name in names():
        if name not in accounts:
            continue
        account = accounts[name]
        for method in adapter_class(name)({}, account.mode).methods():
            if method.code in account.methods and method.least <= amount <= method.most:
                code = f"{account.pk}-{method.code}"
                found.append(Way(code, method.name, method.kind, title(name), account.mode == SANDBOX))
    return tuple(found)


def attempt_for_buyer(*, order: Order, reference: str) -> Attempt:
    """One attempt of this order. Raises NotFound."""
    found: Attempt | None = (
        Attempt.objects.of(order.store_id).filter(order=order, reference=reference).first()
    )
    if found is None:
        raise NotFound()
    return found


def method_name(attempt: Attempt) -> str:
    """In words; the gateway's own code when it names a method we do not."""
    if attempt.gateway not in names():
        return attempt.method
    methods = adapter_class(attempt.gateway)({}, SANDBOX).methods()
    return next((method.name for method in methods if method.code == attempt.method), attempt.method)


def refund_ways(*, store_id: int, refund_ids: Iterable[int], at: datetime) -> dict[int, RefundWay]:
    """Of each owed refund that came (or could go) by a gateway. A few queries per refund of an order paid that way."""
    rows = Refund.objects.of(store_id).filter(pk__in=list(refund_ids), state="owed")
    by_gateway = Attempt.objects.of(store_id).filter(state="paid").values("order")
    return {row.pk: _way(row, at) for row in rows.filter(order__in=by_gateway).select_related("attempt")}


def _way(refund: Refund, at: datetime) -> RefundWay:
    if refund.asked_at is not None and refund.attempt is not None:
        return RefundWay(title(refund.attempt.gateway), "", True)
    try:
        attempt, why = way_back(refund, at)
    except (Unreadable, NotFound) as refusal:
        return RefundWay("", str(refusal), False)
    if refund.why:
        return RefundWay("", refund.why, False)
    return RefundWay(title(attempt.gateway) if attempt else "", why, False)
