"""What a ladder may cost: before a PO is published, and of orders that wait now. Upper bounds, in few queries.

Per order everything is exact (`standing`); here a credit's share is of the sum, and who is behind with paying counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bukapo.campaigns.guarantees.reads import told
from bukapo.campaigns.guarantees.rules import CREDIT, REFUND, Declared, Rung
from bukapo.campaigns.models import Campaign, CampaignItem, FrozenGuarantee
from bukapo.shipping.models import Zone
from bukapo.shipping.rules import fee
from bukapo.trust.guarantees.groups import AHEAD, Group, Had, groups_of, had_of, near
from bukapo.trust.guarantees.kept import kept_of


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
    """Of orders that are not sent: `coming` within a week, `late` ones. `had`: what was given, and is offered now.

    `counted_to`: since when it may have changed; None when it is counted this moment.
    """

    coming: tuple[Coming, ...] = ()
    late: int = 0
    had: Had = field(default_factory=Had)
    counted_to: datetime | None = None

    @property
    def week(self) -> int:
        """Rupiah at stake in the days ahead."""
        return sum(one.amount for one in self.coming)

    def __bool__(self) -> bool:
        return bool(self.coming or self.late or self.had.given_orders or self.had.offers)


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
    """Of these POs. Six queries at most; a PO of many orders is told as it was `kept`."""
    frozen = near(store_id, campaigns, today)
    if not frozen:
        return AtStake()
    kept = kept_of(store_id, campaigns)
    rest = sorted({row.terms.campaign_id for row in frozen.values()} - kept.keys())
    groups, had = groups_of(store_id, rest, frozen), had_of(store_id, rest) if rest else Had()
    for one in kept.values():
        groups += [group for group in one.groups if group.terms_id in frozen]
        had += one.had
    late = sum(group.orders for group in groups if group.day < today)
    counted_to = min((one.counted_at for one in kept.values()), default=None)
    return AtStake(_coming(groups, frozen, today), late, had, counted_to)


def _coming(
    groups: Iterable[Group], frozen: Mapping[int, FrozenGuarantee], today: date
) -> tuple[Coming, ...]:
    ladders = {pk: told(row).ladder for pk, row in frozen.items()}
    found: dict[tuple[date, Rung], list[Coming]] = defaultdict(list)
    for group in groups:
        for rung in ladders[group.terms_id]:
            one = _reached(group, rung)
            if today < one.morning <= today + AHEAD and one.amount:
                found[one.morning, rung].append(one)
    return tuple(
        Coming(morning, rung, sum(one.orders for one in same), sum(one.amount for one in same))
        for (morning, rung), same in sorted(found.items())
    )


def _reached(group: Group, rung: Rung) -> Coming:
    worth = rung.worth(goods=group.goods, shipping=group.shipping, held=group.held)
    if rung.remedy == CREDIT and rung.amount:
        worth = rung.amount * group.orders
    orders = group.orders if rung.remedy in (CREDIT, REFUND) else group.shipped
    return Coming(rung.due_on(group.day), rung, orders, worth)
