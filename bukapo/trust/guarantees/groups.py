"""Orders that wait to be sent, summed by the day they count from and the ladder they go by."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from bukapo.campaigns.guarantees.reads import told
from bukapo.campaigns.guarantees.rules import SHIPPING
from bukapo.campaigns.models import FrozenGuarantee
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.journal.models import EventRow
from bukapo.orders.delays.rules import BY_LINK, OPEN, STAYED, WAIT
from bukapo.orders.models import Delay, DelayAnswer, Order, OrderPromise
from bukapo.trust.guarantees.rules import OPEN_OFFERS
from bukapo.trust.guarantees.standing import unsent
from bukapo.trust.models import GuaranteeRemedy

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Group:
    """Unsent orders under the ladder of one version of the terms that count from one day. Money in whole rupiah.

    `shipped` of them by courier; `held` is paid and not gone back.
    """

    terms_id: int
    day: date
    orders: int
    goods: int
    shipping: int
    shipped: int
    held: int


@dataclass(frozen=True)
class Had:
    """Orders that got something, and how much; those that may take their money now, and how much that is. Rupiah."""

    given_orders: int = 0
    given: int = 0
    offers: int = 0
    offered: int = 0

    def __add__(self, other: "Had") -> "Had":
        return Had(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))


_SUMS = ("orders", "goods", "shipping", "shipped", "held")


def had_of(store_id: int, campaigns: Sequence[int]) -> Had:
    """Of these POs, so far. One query."""
    small, offer = Q(state="given"), Q(state__in=OPEN_OFFERS, order__state="confirmed")
    rows = GuaranteeRemedy.objects.of(store_id).filter(order__campaign_id__in=campaigns).order_by()
    sums = rows.aggregate(
        given_orders=Count("order", filter=small, distinct=True),
        given=Sum("amount", filter=small),
        offers=Count("pk", filter=offer),
        offered=Sum(F("order__paid") - F("order__refunded"), filter=offer),
    )
    return Had(**{name: value or 0 for name, value in sums.items()})


def near(store_id: int, campaigns: Sequence[int], today: date) -> dict[int, FrozenGuarantee]:
    """Terms (by id) of these POs of which a rung may be reached within a week. One query."""
    rows = FrozenGuarantee.objects.of(store_id).filter(terms__campaign_id__in=campaigns)
    return {
        row.terms_id: row
        for row in rows.select_related("terms")
        # Terms whose first rung is still more than a week away concern nobody yet.
        if row.ship_until is None or told(row).ladder[0].due_on(row.ship_until) <= today + AHEAD
    }


def groups_of(store_id: int, campaigns: Sequence[int], frozen: dict[int, FrozenGuarantee]) -> list[Group]:
    """Of the orders of these POs that go by these terms (`near`). Three queries, however many orders there are."""
    if not (frozen and campaigns):
        return []
    delays = {row.pk: row for row in Delay.objects.of(store_id).filter(campaign_id__in=campaigns)}
    sums = _sums(store_id, campaigns, frozen, bool(delays))
    postponed = _postponed(store_id, {row.terms.campaign_id for row in frozen.values()})
    found = []
    for row in sums:
        terms = frozen[row["terms_id"]]
        day = _day(row, terms, delays, postponed)
        if day is not None:
            found.append(Group(terms.terms_id, day, **{name: row[f"n_{name}"] or 0 for name in _SUMS}))
    return found


def _sums(
    store_id: int, campaigns: Sequence[int], frozen: Collection[int], delayed: bool
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
    fee = GuaranteeRemedy.objects.of(store_id).filter(order=OuterRef("pk"), remedy=SHIPPING).order_by()
    # A shipping fee that went back was let go, but of no goods.
    fee_given = Case(When(forgiven__gt=0, then=Coalesce(Subquery(fee.values("amount")[:1]), 0)), default=0)
    rows = rows.annotate(own=Subquery(own.order_by("pk").values("day")[:1]), fee_given=fee_given)
    by.append("own")
    return rows.order_by().values(*by).annotate(
        n_orders=Count("pk"),
        n_goods=Sum(F("goods") - F("discount") - F("forgiven") + F("fee_given")),
        n_shipping=Sum("shipping_fee"),
        n_shipped=Count("pk", filter=Q(shipping_fee__gt=0)),
        n_held=Sum(F("paid") - F("refunded")),
    )  # fmt: skip


def _postponed(store_id: int, campaigns: Collection[int]) -> list[tuple[int | None, datetime, date]]:
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
