"""Rewards stay rewards: what paid of an order as a gift of the store is in no refund and in no credit that is money."""

from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.orders.gifts import CAME_BACK, held_gifts
from bukapo.orders.models import Order
from bukapo.payments.models import Credit

WHY = "the audit reads every store"


def gifts() -> Iterator[Breach]:
    """No more of them came back than had paid, each was told, and no money went out for one."""
    told = {
        data["credit_id"]: data["amount"]
        for data in EventRow.objects.filter(kind="order.gift_returned").values_list("data", flat=True)
    }
    for row in Credit.objects.across_stores(WHY).filter(CAME_BACK).order_by("pk"):
        if told.pop(row.pk, None) != row.amount:
            yield Breach("gift", f"credit {row.pk}", "is a reward that nobody gave and no order gave back")
    for pk in told:
        yield Breach("gift", f"credit {pk}", "was given back as a reward and is none")
    paid = Order.objects.across_stores(WHY).filter(payments__from_credits__credit__gift=True).distinct()
    for order in paid.order_by("pk"):
        gifts, held = held_gifts(order), order.paid - order.refunded
        if not 0 <= gifts <= held:
            where = f"order {order.number}"
            yield Breach(
                "gift", where, f"holds {held} rupiah, {gifts} of rewards: some of them went out as money"
            )
