"""What a ladder may cost: before a PO is published, and of orders that wait now. Upper bounds, in few queries.

Per order everything is exact (`standing`); here a credit's share is of the sum, and who is behind with paying counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from bukapo.campaigns.guarantees.reads import told
from bukapo.campaigns.guarantees.rules import CREDIT, REFUND, Declared, Rung
from bukapo.campaigns.models import Campaign, CampaignItem, FrozenGuarantee
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.journal.models import EventRow
from bukapo.orders.delays.rules import BY_LINK, OPEN, STAYED, WAIT
from bukapo.orders.models import Delay, DelayAnswer, Order, OrderPromise
from bukapo.shipping.models import Zone
from bukapo.shipping.rules import fee
from bukapo.trust.guarantees.rules import OPEN_OFFERS
from bukapo.trust.guarantees.standing import unsent
from bukapo.trust.models import GuaranteeRemedy

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class RungCost:
    """If nothing is sent by `rung.days` days late: `amount` rupiah for this rung, `total` with those before it.

    `chance` in whole percent that it comes so far, None where nothing was foreseen.
    """

    rung: Rung
    amount: int
    total: int
    chance: int | None = None


@dataclass(frozen=True)
class Average:
    """A piece of a PO: rupiah of goods, of shipping (0 without a courier)."""

    goods: int
    shipping: int


@dataclass(frozen=True)
class Coming:
    """`orders` reach a rung on `morning` unless they are sent before: at most `amount` rupiah."""

    morning: date
    rung: Rung
    orders: int
    amount: int


@dataclass(frozen=True)
class AtStake:
    """Of orders that are not sent: `coming` within a week, `late` ones. What was given so far, and is offered now."""

    coming: tuple[Coming, ...]
    late: int
    given_orders: int
    given: int
    offers: int
    offered: int

    @property
    def week(self) -> int:
        """Rupiah at stake in the days ahead."""
        return sum(one.amount for one in self.coming)

    def __bool__(self) -> bool:
        return bool(self.coming or self.late or self.given_orders or self.offers)


@dataclass(frozen=True)
class _Group:
    """Unsent orders that count from one day under one ladder."""

    ladder: tuple[Rung, ...]
    day: date
    orders: int
    goods: int
    shipping: int
    shipped: int
    held: int

    def coming(self, rung: Rung) -> Coming:
        worth = rung.worth(goods=self.goods, shipping=self.shipping, held=self.held)
        if rung.remedy == CREDIT and rung.amount:
            worth = rung.amount * self.orders
        orders = self.orders if rung.remedy in (CREDIT, REFUND) else self.shipped
        return Coming(rung.due_on(self.day), rung, orders, worth)


def costs(
    declared: Declared, average: Average, pieces: int, chance: Callable[[int], float] | None = None
) -> tuple[RungCost, ...]:
    """Every rung for `pieces`, each an order of its own; whoever may take the money takes it. `chance(days)`: 0 to 1.

    Shipping that went back before is not paid back again, and who took the money gets nothing more.
    """
    found: list[RungCost] = []
    everything, credit, back = average.goods + average.shipping, 0, 0
    for rung in declared.ladder:
        worth = rung.worth(goods=average.goods, shipping=average.shipping, held=everything - back)
        each = worth if back < everything else 0
        if rung.remedy == CREDIT:
            credit += each
        else:
            back += each
        odds = round(100 * chance(rung.days)) if chance else None
        found.append(RungCost(rung, each * pieces, (credit + back) * pieces, odds))
    return tuple(found)


def average_of(campaign: Campaign) -> Average:
    """The middle of its prices, and of the fees for one piece where a courier brings it. Two queries."""
    items = list(
        CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
    )
    if not items:
        return Average(0, 0)
    goods = sum(item.price for item in items) // len(items)
    zones = Zone.objects.of(campaign.store_id).filter(active=True) if campaign.courier else ()
    grams = sum(item.product.weight for item in items) // len(items)
    fees = [fee(first_kg=zone.first_kg, next_kg=zone.next_kg, grams=grams) for zone in zones]
    return Average(goods, sum(fees) // len(fees) if fees else 0)


def at_stake(store_id: int, campaigns: Sequence[int], *, today: date) -> AtStake:
    """Of these POs. Seven queries at most, however many orders there are."""
    groups = _groups(store_id, campaigns, today)
    found: dict[tuple[date, Rung], list[Coming]] = defaultdict(list)
    late = 0
    for group in groups:
        late += group.orders if group.day < today else 0
        for rung in group.ladder:
            one = group.coming(rung)
            if today < one.morning <= today + AHEAD and one.amount:
                found[one.morning, rung].append(one)
    coming = tuple(
        Coming(morning, rung, sum(one.orders for one in same), sum(one.amount for one in same))
        for (morning, rung), same in sorted(found.items())
    )
    return AtStake(coming, late, **_had(store_id, campaigns))


def _had(store_id: int, campaigns: Sequence[int]) -> dict[str, int]:
    small, offer = Q(state="given"), Q(state__in=OPEN_OFFERS, order__state="confirmed")
    rows = GuaranteeRemedy.objects.of(store_id).filter(order__campaign_id__in=campaigns).order_by()
    sums = rows.aggregate(
        given_orders=Count("order", filter=small, distinct=True),
        given=Sum("amount", filter=small),
        offers=Count("pk", filter=offer),
        offered=Sum(F("order__paid") - F("order__refunded"), filter=offer),
    )
    return {name: value or 0 for name, value in sums.items()}


def _groups(store_id: int, campaigns: Sequence[int], today: date) -> list[_Group]:
    rows = (
        FrozenGuarantee.objects.of(store_id).filter(terms__campaign_id__in=campaigns).select_related("terms")
    )
    # Terms whose first rung is still more than a week away concern nobody yet.
    frozen = {
        row.terms_id: row
        for row in rows
        if row.ship_until is None or told(row).ladder[0].due_on(row.ship_until) <= today + AHEAD
    }
    if not frozen:
        return []
    delays = {row.pk: row for row in Delay.objects.of(store_id).filter(campaign_id__in=campaigns)}
    sums = _sums(store_id, campaigns, frozen, bool(delays))
    postponed = _postponed(store_id, campaigns)
    found = []
    for row in sums:
        terms = frozen[row["terms_id"]]
        day = _day(row, terms, delays, postponed)
        if day is not None:
            names = ("orders", "goods", "shipping", "shipped", "held")
            found.append(
                _Group(told(terms).ladder, day, **{f"{name}": row[f"n_{name}"] or 0 for name in names})
            )
    return found


def _sums(
    store_id: int, campaigns: Sequence[int], frozen: Iterable[int], delayed: bool
) -> Iterable[dict[str, Any]]:
    rows = unsent(Order.objects.of(store_id).filter(campaign_id__in=campaigns, terms_id__in=list(frozen)))
    by = ["terms_id"]
    if delayed:
        agreed = DelayAnswer.objects.of(store_id).filter(
            order=OuterRef("pk"), choice=WAIT, how=BY_LINK, state__in=[OPEN, STAYED]
        )
        rows = rows.annotate(delay=Subquery(agreed.order_by("-pk").values("delay_id")[:1]))
        by.append("delay")
    own = OrderPromise.objects.of(store_id).filter(order=OuterRef("pk"), what=SHIP_UNTIL)
    rows = rows.annotate(own=Subquery(own.order_by("pk").values("day")[:1]))
    by.append("own")
    return rows.order_by().values(*by).annotate(
        n_orders=Count("pk"),
        n_goods=Sum(F("goods") - F("discount") - F("forgiven")),
        n_shipping=Sum("shipping_fee"),
        n_shipped=Count("pk", filter=Q(shipping_fee__gt=0)),
        n_held=Sum(F("paid") - F("refunded")),
    )  # fmt: skip


def _postponed(store_id: int, campaigns: Sequence[int]) -> list[tuple[int | None, datetime, date]]:
    rows = EventRow.objects.filter(store_id=store_id, kind="campaign.postponed", campaign_id__in=campaigns)
    return [
        (row.campaign_id, row.at, date.fromisoformat(row.data["moves"][SHIP_UNTIL]))
        for row in rows.order_by("pk")
        if row.data["moves"].get(SHIP_UNTIL)
    ]


def _day(
    row: dict[str, Any],
    terms: FrozenGuarantee,
    delays: dict[int, Delay],
    postponed: Sequence[tuple[int | None, datetime, date]],
) -> date | None:
    delay = delays.get(row.get("delay") or 0)
    if delay and SHIP_UNTIL in delay.moves:
        return date.fromisoformat(delay.moves[SHIP_UNTIL][1])
    later = [day for pk, at, day in postponed if pk == terms.terms.campaign_id and at > terms.terms.frozen_at]
    return later[-1] if later else terms.ship_until or row["own"]
