"""What buyers were given and how they pay: vouchers, discounts, cash on its way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, Sum

from bukapo.audit.batches import origins
from bukapo.audit.breach import Breach
from bukapo.audit.pricing import ordered_goods
from bukapo.campaigns.models import Campaign, Voucher, VoucherUse
from bukapo.campaigns.reads import offered, plan_of
from bukapo.campaigns.vouchers import VoucherRefused, user_keys
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import CASH_AT_COURIER
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge
from bukapo.payments.plans import Plan
from bukapo.payments.rules import INSTALMENT

WHY = "the audit reads every store"
ZONES_APART = timedelta(hours=2)
"""From WIB to WIT."""


def vouchers() -> Iterator[Breach]:
    """A voucher counts the orders that hold pieces by it, never above its limits, each buyer's too."""
    used: Counter[int] = Counter()
    by_buyer: Counter[str] = Counter()
    rows = Order.objects.across_stores(WHY).filter(state__in=HOLDING, voucher__isnull=False)
    for voucher, limited, phone, email in rows.values_list("voucher", "voucher__buyer_cap", "phone", "email"):
        used[voucher] += 1
        for who in user_keys(voucher, phone, email) if limited is not None else ():
            by_buyer[who] += 1
    for row in Voucher.objects.across_stores(WHY).order_by("pk"):
        if row.used != used[row.pk]:
            yield Breach(
                "voucher", f"voucher {row.code}", f"counts {row.used} uses, orders make {used[row.pk]}"
            )
        if row.cap is not None and row.used > row.cap:
            yield Breach("voucher", f"voucher {row.code}", f"was used {row.used} times of {row.cap}")
    for use in VoucherUse.objects.across_stores(WHY).order_by("pk"):
        where = f"voucher {use.voucher_id}, buyer …{use.who[-4:]}"
        if use.used != (orders := by_buyer.pop(use.who, 0)):
            yield Breach("voucher", where, f"counts {use.used} uses, orders make {orders}")
    for who, orders in by_buyer.items():
        yield Breach("voucher", f"buyer …{who[-4:]}", f"used a voucher {orders} times and is not counted")


def discounts() -> Iterator[Breach]:
    """An order's discount is what its voucher gives on the goods as they were ordered, and is one of its own PO.

    It stays when the goods' price moves afterwards, but never takes the last rupiah.
    """
    ordered, home = ordered_goods(), origins()
    for order in (
        Order.objects.across_stores(WHY)
        .filter(~Q(discount=0) | Q(voucher__isnull=False))
        .select_related("voucher")
    ):
        where = f"order {order.number}"
        voucher = order.voucher
        if voucher is None:
            yield Breach("discount", where, f"{order.discount} rupiah off without a voucher")
            continue
        own = (None, home.get(order.pk, order.campaign_id))
        if voucher.store_id != order.store_id or voucher.campaign_id not in own:
            yield Breach("discount", where, f"voucher {voucher.code} is not one of its PO")
        try:
            given = offered(voucher).discount(ordered.get(order.pk, order.goods))
        except VoucherRefused:
            given = 0
        if order.discount != min(given, max(0, order.goods - 1)):
            yield Breach("discount", where, f"{order.discount} rupiah off, its voucher gives {given}")


def courier_cash() -> Iterator[Breach]:
    """No courier paid out more for an order than it collected."""
    into = _sums(Q(destination__code=CASH_AT_COURIER))
    out = _sums(Q(source__code=CASH_AT_COURIER))
    for order, amount in out.items():
        if amount > into.get(order, 0):
            yield Breach("cod", f"order {order}", f"{amount} rupiah paid out, {into.get(order, 0)} collected")


def due_days() -> Iterator[Breach]:
    """A charge to come is due on the day its PO's plan gave the order, or has none where the plan gives none."""
    rows = Charge.objects.across_stores(WHY).filter(state="planned").select_related("order__campaign__store")
    plans: dict[int, Plan] = {}
    home = origins()
    homes = Campaign.objects.across_stores(WHY).select_related("store").in_bulk(set(home.values()))
    for charge in rows.order_by("order_id", "position"):
        order = charge.order
        campaign = homes.get(home.get(order.pk, 0), order.campaign)
        plan = plans.setdefault(campaign.pk, plan_of(campaign))
        dues = [term.due for term in plan.terms[1:]] if charge.kind == INSTALMENT else [plan.later]
        days = [due.last_moment(order.placed_at, plan.zone) for due in dues]
        if not _agreed(charge, days):
            yield Breach(
                "due day", f"order {order.number}", f"charge {charge.pk} is due on a day nobody agreed to"
            )


def _agreed(charge: Charge, days: Sequence[datetime | None]) -> bool:
    """A shipping fee that was named later has no day of its own; a store that moved ends its days some hours apart."""
    if charge.due_at is None:
        return charge.kind != INSTALMENT
    return any(day and abs(charge.due_at - day) <= ZONES_APART for day in days)


def _sums(rule: Q) -> dict[int | None, int]:
    rows = Posting.objects.across_stores(WHY).filter(rule).order_by()
    return dict(rows.values_list("order_id").annotate(total=Sum("amount")))
