"""The orders behind "so many are late": which they are, how late, and what their guarantee did so far."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.orders.models import Order
from bukapo.stores.models import Store
from bukapo.trust.guarantees.rules import OPEN_OFFERS
from bukapo.trust.guarantees.standing import standings, unsent
from bukapo.trust.models import GuaranteeRemedy

MOST = 200


@dataclass(frozen=True)
class LateOrder:
    """`days` past `day`. `given` rupiah in credit and shipping; `offered`: all of the money may be taken."""

    order: Order
    day: date
    days: int
    given: int
    offered: bool


def late_orders(store: Store, campaigns: Sequence[int], *, at: datetime) -> list[LateOrder]:
    """Of these POs, the latest first, at most 200. Sixteen queries at most."""
    today = at.astimezone(ZoneInfo(store.zone)).date()
    past = Q(terms__guarantee__ship_until__lt=today) | Q(promises__what=SHIP_UNTIL, promises__day__lt=today)
    rows = unsent(Order.objects.of(store).filter(past, campaign_id__in=campaigns)).distinct()
    orders = list(rows.select_related("campaign").order_by("pk")[:MOST])
    stand = standings(store.pk, store.zone, orders, at=at)
    had: dict[int, list[GuaranteeRemedy]] = defaultdict(list)
    for one in GuaranteeRemedy.objects.of(store).filter(order__in=orders):
        had[one.order_id].append(one)
    found = [
        LateOrder(
            order,
            day,
            (today - day).days,
            sum(one.amount for one in had[order.pk] if one.state == "given"),
            any(one.state in OPEN_OFFERS for one in had[order.pk]),
        )
        for order in orders
        if order.pk in stand and (day := stand[order.pk].day) and day < today
    ]
    return sorted(found, key=lambda one: (one.day, one.order.pk))
