"""Rewards that became due: the friends' goods have left the store."""

from datetime import datetime

from django.db.models import F, Q

from bukapo.campaigns.partners.rules import BUYER
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.orders.commissions.rules import FINAL
from bukapo.orders.commissions.steps import NothingToPayOut
from bukapo.orders.commissions.writes import give_reward
from bukapo.orders.models import Order

AT_ONCE = 100


def give_rewards(at: datetime) -> int:
    """One write per inviting buyer with a friend's order that has left, is paid, and gave nothing yet.

    An order that was handed over since keeps its reward for the seller to pay by hand: the credit would lie with
    somebody else's order.
    """
    rows = Order.objects.across_stores("rewards of every store").filter(
        Q(partner__kind=BUYER, partner__phone=F("partner__order__phone")),
        state__in=FINAL,
        commissions=None,
        charged__gt=0,
        paid__gte=F("refunded") + F("charged"),
    )
    found = rows.order_by("partner_id").values_list("store_id", "partner_id").distinct()[:AT_ONCE]
    given = 0
    for store_id, partner_id in list(found):
        try:
            give_reward(store_id=store_id, partner_id=partner_id, actor=SYSTEM_ACTOR, at=at)
        except NothingToPayOut:  # what an earlier reward gave too much is more
            continue
        given += 1
    return given
