"""A PO's orders as a list: filtered, searched, in pages."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from bukapo.orders.models import Order
from bukapo.orders.reads.standing import standing
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Proof

PAGE = 50

_OWES = Q(charged__gt=F("paid") - F("refunded"))
FILTERS: dict[str, Q] = {
    "all": Q(),
    "unpaid": Q(state="placed", proof_waits=False),
    "proof": Q(proof_waits=True),
    "deposit": Q(state="confirmed") & _OWES,
    "paid": Q(state="confirmed") & ~_OWES,
    "sent": Q(state__in=["shipped", "received"]),
    "expired": Q(state="expired"),
    "cancelled": Q(state="cancelled"),
    "no_fee": Q(fulfilment="courier", zone__isnull=True, state__in=["placed", "confirmed"]),
}
"""What a seller looks for. `no_fee`: to be sent by courier, and nobody has said to which zone."""


@dataclass(frozen=True)
class OrderRow:
    """One line of the list. Rupiah; `outstanding` below zero: paid too much; `asked`: what is to be paid now."""

    number: str
    buyer_name: str
    phone: str
    standing: str
    source: str
    fulfilment: str
    city: str
    pieces: int
    total: int
    outstanding: int
    asked: int
    placed_at: datetime
    no_fee: bool

    @property
    def over(self) -> int:
        """Rupiah paid too much."""
        return max(0, -self.outstanding)


@dataclass(frozen=True)
class OrderPage:
    """`first`..`last` of `found` (counting from 1). `counts`: orders per filter, whatever is searched."""

    rows: tuple[OrderRow, ...]
    page: int
    found: int
    pieces: int
    counts: dict[str, int]

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.page - 1) * PAGE + len(self.rows)

    @property
    def has_next(self) -> bool:
        return self.last < self.found


@dataclass(frozen=True)
class Counted:
    """By filter: how many orders, and how many pieces they hold."""

    orders: dict[str, int]
    pieces: dict[str, int]


def orders_for_seller(
    *,
    store_id: int,
    campaign_id: int,
    show: str = "all",
    search: str = "",
    page: int = 1,
    counted: Counted | None = None,
) -> OrderPage:
    """The newest first, `PAGE` a page; an unknown filter shows all. Three queries. `counted`, where that is known."""
    own = with_money_asked(Order.objects.of(store_id).filter(campaign_id=campaign_id))
    counted = counted or count_orders(store_id, campaign_id)
    chosen, show = own.filter(FILTERS.get(show, Q())), show if show in FILTERS else "all"
    sums = {"found": counted.orders[show], "pieces": counted.pieces[show]}
    if search.strip():
        chosen = chosen.filter(search_for(search))
        sums = chosen.aggregate(found=Count("pk"), pieces=Coalesce(Sum("pieces"), 0))
    if not sums["found"]:
        return OrderPage((), 1, 0, 0, counted.orders)
    page = min(max(1, page), max(1, -(-sums["found"] // PAGE)))
    # Bare ids first: of what is skipped nothing else is asked.
    ids = chosen.order_by("-pk").values("pk")[(page - 1) * PAGE : page * PAGE]
    rows = own.filter(pk__in=ids).order_by("-pk")
    shown = tuple(row_of(order) for order in rows)
    return OrderPage(shown, page, sums["found"], sums["pieces"], counted.orders)


def count_orders(store_id: int, campaign_id: int) -> Counted:
    """By every filter, from the orders themselves: one pass, in which each is judged once by each."""
    pending = Proof.objects.of(store_id).filter(state="pending").order_by().values("order_id")
    orders = Order.objects.of(store_id).filter(campaign_id=campaign_id).order_by()
    alike = orders.annotate(proof_waits=_holds(Q(pk__in=pending))).values(
        **{f"in_{name}": _holds(rule) for name, rule in FILTERS.items() if rule}
    )
    counts, pieces = dict.fromkeys(FILTERS, 0), dict.fromkeys(FILTERS, 0)
    for row in alike.annotate(n_orders=Count("pk"), n_pieces=Sum("pieces")):
        for name in FILTERS:
            if row.get(f"in_{name}", True):
                counts[name] += row["n_orders"]
                pieces[name] += row["n_pieces"]
    return Counted(counts, pieces)


def _holds(rule: Q) -> Case:
    return Case(When(rule, then=True), default=False)


def with_money_asked(orders: "QuerySet[Any]") -> "QuerySet[Any]":
    """Adds `proof_waits`, `asked_now` and `pay_mode`: what `row_of` needs beside the order itself."""
    waiting = Proof.objects.across_stores("the orders are already the store's own").filter(
        order=OuterRef("pk"), state="pending"
    )
    charges = Charge.objects.across_stores("the orders are already the store's own").filter(
        order=OuterRef("pk"), state="open"
    )
    # order_by() takes the model's ordering away: it would split the group.
    asked = charges.order_by().values("order").annotate(rest=Sum(F("total") - F("paid"))).values("rest")
    return orders.annotate(
        proof_waits=Case(When(Exists(waiting), then=True), default=False),
        asked_now=Coalesce(Subquery(asked, output_field=IntegerField()), 0),
        pay_mode=F("campaign__pay_mode"),
    )


def row_of(order: Any) -> OrderRow:
    """An order that came through `with_money_asked`."""
    return OrderRow(
        number=order.number,
        buyer_name=order.buyer_name,
        phone=order.phone,
        standing=standing(
            state=order.state,
            outstanding=order.outstanding,
            proof_waits=order.proof_waits,
            asked=order.asked_now,
            paid=order.paid,
            pay_mode=order.pay_mode,
        ),
        source=order.source,
        fulfilment=order.fulfilment,
        city=order.city,
        pieces=order.pieces,
        total=order.charged if order.state in HOLDING else order.net_goods + order.shipping_fee,
        outstanding=order.outstanding,
        asked=order.asked_now,
        placed_at=order.placed_at,
        no_fee=order.fulfilment == "courier"
        and order.zone_id is None
        and order.state in ("placed", "confirmed"),
    )


def search_for(search: str) -> Q:
    """Orders whose number, buyer's name or phone hold what was typed."""
    text = " ".join(search.split())[:80]
    found = Q(buyer_name__icontains=text) | Q(number__icontains=text)
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 4 and re.fullmatch(r"[\d+()\s.-]+", text):
        # Stored as +62812…, typed as 0812…, 62812… or 812…
        found |= Q(phone__contains=re.sub(r"^(0|62)", "", digits))
    return found
