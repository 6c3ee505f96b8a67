"""What of a PO's money waits for the seller's word: one entry per order, with what can be done about it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.rules import Left, SoldOut, check_room
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.reads.money import MoneyTold
from bukapo.orders.reads.oddity import AHEAD, DOUBLE, GONE, LATE, OVER, OVERDUE, SHORT, Oddity, oddity_of
from bukapo.orders.rules import HOLDING
from bukapo.payments.dunning import DECIDE_AFTER
from bukapo.payments.models import Charge, Payment
from bukapo.payments.waiting import without_signs

MOST = 50
"""Entries on one page; the page says when there are more."""

_FIRST = {LATE: 0, GONE: 1, DOUBLE: 2, OVER: 3, OVERDUE: 4, SHORT: 5, AHEAD: 6}


@dataclass(frozen=True)
class Decision:
    """One order's oddity. `free`: its pieces are still there (None where that is no question).

    `version` is the order's, so that a form sent twice acts once. `due_at` of the charge that is short or overdue.
    """

    oddity: Oddity
    number: str
    buyer_name: str
    phone: str
    state: str
    version: int
    charge_id: int | None
    due_at: datetime | None
    free: bool | None

    @property
    def kind(self) -> str:
        return self.oddity.kind

    @property
    def too_much(self) -> bool:
        return self.kind in (LATE, GONE, DOUBLE, OVER)


@dataclass(frozen=True)
class Decisions:
    """`open` need a word, `ahead` are already counted for the balance. `more`: not all are shown."""

    open: tuple[Decision, ...]
    ahead: tuple[Decision, ...]
    more: bool


def decisions_of_campaign(
    *, store_id: int, campaign_id: int, at: datetime, told: MoneyTold | None = None
) -> Decisions:
    """Too much first, then what is missing; the most pressing kind at the top. Ten queries at most.

    `told`: the PO's money, where it is known already: what sums to nothing there is not looked for.

    What may be explained by money that nobody has booked yet (`payments.waiting`) is not asked about as missing.
    """
    found = _unclear(store_id, campaign_id, at, MOST + 1, told)
    rows = _told(store_id, campaign_id, found[:MOST], at)
    rows.sort(key=lambda one: _FIRST[one.kind])
    return Decisions(
        open=tuple(one for one in rows if one.oddity.needs_word),
        ahead=tuple(one for one in rows if not one.oddity.needs_word),
        more=len(found) > MOST,
    )


def decision_of_order(*, order: Order, at: datetime) -> Decision | None:
    """The same for one order; None when there is nothing odd about it."""
    found = _told(order.store_id, order.campaign_id, [order], at)
    return found[0] if found else None


def _unclear(
    store_id: int, campaign_id: int, at: datetime, limit: int, told: MoneyTold | None
) -> list[Order]:
    """The newest of them. Asked one by one: joined by OR, no database could use what each of them narrows to."""
    orders = Order.objects.of(store_id).filter(campaign_id=campaign_id)
    charges = Charge.objects.of(store_id).filter(order__campaign_id=campaign_id, order__state__in=HOLDING)
    ids: set[int] = set()
    if told is None or told.too_much:
        over = orders.filter(charged__lt=F("paid") - F("refunded")).order_by("-pk")
        ids.update(over.values_list("pk", flat=True)[:limit])
    missing = []
    if told is None or told.begun:
        missing.append(charges.filter(state__in=["open", "planned"], paid__gt=0))
    if told is None or told.late:
        missing.append(charges.filter(state="open", due_at__lte=at - DECIDE_AFTER, order__paid__gt=0))
    for one in missing:
        rows = without_signs(one, at, order="order_id").order_by("-order_id").distinct()
        ids.update(rows.values_list("order_id", flat=True)[:limit])
    newest = sorted(ids, reverse=True)[:limit]
    return list(orders.filter(pk__in=newest).order_by("-pk"))


def _told(store_id: int, campaign_id: int, orders: list[Order], at: datetime) -> list[Decision]:
    ids = [order.pk for order in orders]
    charges = _by_order(Charge.objects.of(store_id).filter(order_id__in=ids).exclude(state="void"))
    payments = _by_order(Payment.objects.of(store_id).filter(order_id__in=ids))
    released = [order.pk for order in orders if order.state == "expired" and order.outstanding < 0]
    free = _free(store_id, campaign_id, released)
    told = []
    for order in orders:
        own = sorted(charges[order.pk], key=lambda charge: charge.position)
        oddity = oddity_of(order, charges=own, payments=payments[order.pk], at=at)
        if oddity:
            told.append(_decision(order, oddity, own, free.get(order.pk)))
    return told


def _decision(order: Order, oddity: Oddity, charges: list[Any], free: bool | None) -> Decision:
    asked = next((charge for charge in charges if charge.state == "open" and charge.rest), None)
    return Decision(
        oddity=oddity,
        number=order.number,
        buyer_name=order.buyer_name,
        phone=order.phone,
        state=order.state,
        version=order.version,
        charge_id=asked.pk if asked else None,
        due_at=asked.due_at if asked else None,
        free=free,
    )


def _free(store_id: int, campaign_id: int, order_ids: list[int]) -> dict[int, bool]:
    """Order id -> its pieces could be taken again now (each order judged by itself)."""
    if not order_ids:
        return {}
    if Campaign.objects.of(store_id).get(pk=campaign_id).state != "published":
        return dict.fromkeys(order_ids, False)
    left = _left(store_id, campaign_id)
    needs: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    lines = OrderLine.objects.of(store_id).filter(order_id__in=order_ids)
    for order_id, variant_id, qty in lines.values_list("order_id", "variant_id", "qty"):
        needs[order_id][variant_id] += qty
    return {order_id: _fits(left, needs[order_id]) for order_id in order_ids}


def _fits(left: Left, needs: dict[int, int]) -> bool:
    try:
        check_room(left, needs, str)
    except SoldOut:
        return False
    return True


def _left(store_id: int, campaign_id: int) -> Left:
    rows = PieceCounter.objects.of(store_id).filter(campaign_id=campaign_id)
    free = {row.variant_id: None if row.cap is None else row.cap - row.taken for row in rows}
    return Left(free.pop(None, None), free)


def _by_order(rows: "QuerySet[Any]") -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.order_id].append(row)
    return grouped
