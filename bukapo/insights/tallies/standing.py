"""How many orders of a PO stand how: what its lists tell beside their pages, without going through the orders.

After a rush, and while everything is counted anew, the orders themselves are gone through: a list must not miss one.
Rare things that no order's own event tells (a picture that waits, a short piece, a part sent ahead) are few rows and
counted themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Sum, Value, When
from django.db.models.functions import Concat

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import MADE_TO_ORDER
from bukapo.insights.tallies import rules
from bukapo.insights.tallies.reads import Fresh
from bukapo.insights.tallies.rows import StandingTally
from bukapo.insights.tallies.rules import ASKED, NO_FEE, OWES, PACKED, STANDING_FIELDS, Sums
from bukapo.orders.models import Order, PartShipment
from bukapo.orders.reads.lists import FILTERS, Counted, count_orders
from bukapo.payments.models import Charge, Proof
from bukapo.payments.plans import pays_cod
from bukapo.production.reads.sending import (
    GROUPS,
    ON_THE_WAY,
    OWING,
    READY_BY,
    RECEIVED,
    sending_counts,
    stuck_orders,
)


@dataclass(frozen=True)
class Standing:
    """`orders` of a PO (with `pieces`) that are alike."""

    state: str
    fulfilment: str
    marks: str
    orders: int
    pieces: int


def standings_of(campaign_id: int, fresh: Fresh) -> tuple[Standing, ...]:
    """All of a PO's orders. One query."""
    rows = StandingTally.objects.of(fresh.store_id).filter(campaign=campaign_id).order_by()
    found: dict[tuple[str, str, str], Sums] = {
        (state, fulfilment, marks): dict(zip(STANDING_FIELDS, sums, strict=True))
        for state, fulfilment, marks, *sums in rows.values_list(
            "state", "fulfilment", "marks", *STANDING_FIELDS
        )
    }
    for (_store, campaign, *key), more in fresh.delta.standings.items():
        if campaign == campaign_id:
            rules.added(found.setdefault((key[0], key[1], key[2]), {}), more)
    told = ((key, sums["orders"], sums["pieces"]) for key, sums in found.items())
    return tuple(Standing(*key, orders, pieces) for key, orders, pieces in told if orders)


def list_counts(campaign: Campaign, fresh: Fresh) -> Counted:
    """Orders and pieces by filter of the orders list, as `orders.reads.lists.count_orders`. Two queries."""
    if fresh.counted_to:
        return count_orders(campaign.store_id, campaign.pk)
    orders, pieces = dict.fromkeys(FILTERS, 0), dict.fromkeys(FILTERS, 0)
    for one in standings_of(campaign.pk, fresh):
        for name in _filters(one):
            orders[name] += one.orders
            pieces[name] += one.pieces
    pending = Proof.objects.of(campaign.store_id).filter(state="pending").order_by()
    waiting = Order.objects.of(campaign.store_id).filter(campaign=campaign, pk__in=pending.values("order_id"))
    for state, n, sum_ in _by_state(waiting):
        names = {"proof": 1, **({"unpaid": -1} if state == "placed" else {})}
        for name, sign in names.items():
            orders[name] += sign * n
            pieces[name] += sign * sum_
    return Counted(orders, pieces)


def _filters(one: Standing) -> Iterator[str]:
    """Of `orders.reads.lists.FILTERS`, those it is in as far as no picture waits."""
    yield "all"
    if one.state == "placed":
        yield "unpaid"
    if one.state == "confirmed":
        yield "deposit" if OWES in one.marks else "paid"
    if one.state in ("shipped", "received"):
        yield "sent"
    if one.state in ("expired", "cancelled"):
        yield one.state
    if NO_FEE in one.marks and one.state in ("placed", "confirmed"):
        yield "no_fee"


def _by_state(orders: "QuerySet[Any]") -> "QuerySet[Any]":
    return orders.order_by().values_list("state").annotate(n=Count("pk"), all=Sum("pieces"))


def sending_told(campaign: Campaign, fresh: Fresh) -> dict[str, int]:
    """Orders by group of the sending page, as `production.reads.sending_counts`. Three queries.

    Of a PO made to order every order has its own day, which the tallies do not know: there they are gone through.
    """
    if fresh.counted_to or campaign.kind == MADE_TO_ORDER:
        return sending_counts(campaign)
    in_cash = pays_cod(campaign.pay_mode, campaign.balance_due)
    counts = dict.fromkeys((*GROUPS, "packed", "ahead"), 0)
    for one in standings_of(campaign.pk, fresh):
        group = _group(one, in_cash=in_cash)
        if group:
            counts[group] += one.orders
        if PACKED in one.marks and one.state == "confirmed":
            counts["packed"] += one.orders
    for fulfilment, marks, n in _stuck(campaign):
        group = _group(Standing("confirmed", fulfilment, marks, n, 0), in_cash=in_cash)
        counts[group] -= n
        counts[OWING] += n
    parts = PartShipment.objects.of(campaign.store_id).filter(state="sent", order__campaign=campaign)
    counts["ahead"] = parts.order_by().values("order_id").distinct().count()
    return counts


def _group(one: Standing, *, in_cash: bool) -> str:
    """The group of an order about whose pieces nobody is asked; "" when it is in none."""
    if one.state == "placed":
        return OWING
    if one.state != "confirmed":
        return {"shipped": ON_THE_WAY, "received": RECEIVED}.get(one.state, "")
    paid = OWES not in one.marks or (in_cash and ASKED not in one.marks)
    return READY_BY[one.fulfilment] if paid else OWING


def _stuck(campaign: Campaign) -> "QuerySet[Any]":
    """Orders whose buyer is asked about missing pieces or wants the money back: way, marks, how many."""
    asked = Charge.objects.of(campaign.store_id).filter(
        order=OuterRef("pk"), state="open", paid__lt=F("total")
    )
    said = (
        Case(When(Exists(asked), then=Value(ASKED)), default=Value("")),
        Case(When(charged__gt=F("paid") - F("refunded"), then=Value(OWES)), default=Value("")),
    )
    rows = stuck_orders(campaign).filter(state="confirmed").order_by()
    return rows.annotate(marks=Concat(*said)).values_list("fulfilment", "marks").annotate(n=Count("pk"))
