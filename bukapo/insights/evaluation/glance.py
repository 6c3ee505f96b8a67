"""POs at a glance, side by side: a fixed number of queries for those made in one run, and a few for each one's cost."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, Sum, When

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign, PieceCounter, Promise
from bukapo.campaigns.rules import PRODUCED, PROMISES, SHIP_FROM, SHIP_UNTIL
from bukapo.insights import rules
from bukapo.insights.evaluation.earned import Earned, earned_of
from bukapo.insights.evaluation.variance import Margin
from bukapo.insights.own_promises import own_promises
from bukapo.insights.rules import Kept
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Payment, Refund
from bukapo.production.models import Defect, InspectedSize
from bukapo.shipping.models import Parcel
from bukapo.trust.models import Review

_HOLDS = Q(state__in=HOLDING)


@dataclass(frozen=True)
class Glance:
    """Counts of orders and pieces, rupiah; None where nothing is known. `stars` in hundredths.

    `orders`, `pieces`, `goods`, `outstanding` hold their pieces; `placed` were ever accepted. `due` orders are to be
    sent or fetched, `out` have left, `arrived` are known to be there. `balances` were asked or will be, `unpaid` of
    them are past their day. `checked` pieces were looked at, `defects` were wrong at first.
    """

    campaign: Campaign
    placed: int = 0
    orders: int = 0
    pieces: int = 0
    paid: int = 0
    paid_pieces: int = 0
    expired: int = 0
    cancelled: int = 0
    goods: int = 0
    outstanding: int = 0
    forgiven: int = 0
    cap: int | None = None
    received: int = 0
    back: int = 0
    balances: int = 0
    unpaid: int = 0
    out: int = 0
    arrived: int = 0
    first_out: date | None = None
    last_out: date | None = None
    kept: tuple[Kept, ...] = ()
    own: tuple[Kept, ...] = ()
    reviews: int = 0
    stars: int | None = None
    spread: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    checked: int = 0
    defects: int = 0
    variants: Mapping[int, int] = field(default_factory=dict)
    """Pieces that hold, by variant."""
    earned: Earned = Earned()
    as_of: date | None = None
    """The day on which it was counted; None for a PO that is over."""

    @property
    def margin(self) -> Margin | None:
        return self.earned.margin

    @property
    def target(self) -> int | None:
        return self.campaign.target

    @property
    def expired_bp(self) -> int | None:
        return rules.share(self.expired, self.placed)

    @property
    def cancelled_bp(self) -> int | None:
        return rules.share(self.cancelled, self.placed)

    @property
    def unpaid_bp(self) -> int | None:
        return rules.share(self.unpaid, self.balances)

    @property
    def defect_bp(self) -> int | None:
        return rules.share(self.defects, self.checked)

    @property
    def margin_bp(self) -> int | None:
        return self.margin.share_bp if self.margin else None

    @property
    def days_late(self) -> int | None:
        """The worst of the promises that have been fulfilled, or should be by now; None while there is none."""
        told = (*self.kept, *self.own)
        kept = [one.days_late for one in told if one.days_late is not None]
        broken = [
            (self.as_of - one.first).days
            for one in told
            if self.as_of and not one.actual and one.first < self.as_of
        ]
        return max(kept + broken, default=None)

    def late(self, what: str) -> int | None:
        """Days late against the first day told, of one promise; made to order the worst of all orders'."""
        rows = [one.days_late for one in (*self.kept, *self.own) if one.what == what]
        return max((days for days in rows if days is not None), default=None)


def glances(campaigns: Sequence[Campaign], *, at: datetime) -> list[Glance]:
    """In the order given; all of one store, `store` loaded. Eleven queries, and at most eight for each PO."""
    if not campaigns:
        return []
    store, ids = campaigns[0].store, [one.pk for one in campaigns]
    zone = ZoneInfo(store.zone)
    told: dict[int, dict[str, Any]] = defaultdict(dict)
    for found in (
        _orders(store.pk, ids), _caps(store.pk, ids), _money(store.pk, ids), _charges(store.pk, ids, at),
        _parcels(store.pk, ids, zone), _reviews(store.pk, ids), _faults(store.pk, ids),
    ):  # fmt: skip
        for campaign, facts in found.items():
            told[campaign] |= facts
    promised = _promises(store.pk, ids)
    products = _pieces(store.pk, ids, told)
    incomes = {pk: told[pk].pop("income", 0) for pk in ids}
    return [
        Glance(
            campaign=one,
            **told[one.pk],
            kept=_kept(one, promised[one.pk], told[one.pk], zone),
            own=own_promises(one, zone) if is_made_to_order(one) else (),
            earned=earned_of(one, products[one.pk], incomes[one.pk]),
            as_of=at.astimezone(zone).date() if one.state in ("published", "closed") else None,
        )
        for one in campaigns
    ]


def _orders(store_id: int, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    paying = _HOLDS & ~Q(state="placed")
    left = F("charged") - F("paid") + F("refunded")
    rows = Order.objects.of(store_id).filter(campaign__in=ids).order_by().values("campaign_id")
    rows = rows.annotate(
        placed_n=Count("pk"),
        orders_n=Count("pk", filter=_HOLDS),
        pieces_n=Sum("pieces", filter=_HOLDS),
        paid_n=Count("pk", filter=paying),
        paid_pieces_n=Sum("pieces", filter=paying),
        expired_n=Count("pk", filter=Q(state="expired")),
        cancelled_n=Count("pk", filter=Q(state="cancelled")),
        goods_n=Sum("goods", filter=_HOLDS),
        income_n=Sum(F("goods") - F("discount") - F("forgiven"), filter=_HOLDS),
        outstanding_n=Sum(
            Case(When(_HOLDS & Q(charged__gt=F("paid") - F("refunded")), then=left), default=0)
        ),
        forgiven_n=Sum("forgiven"),
    )
    return {
        row.pop("campaign_id"): {name[:-2]: value or 0 for name, value in row.items() if name.endswith("_n")}
        for row in rows
    }


def _pieces(store_id: int, ids: Sequence[int], told: dict[int, dict[str, Any]]) -> dict[int, dict[int, int]]:
    """Pieces that hold by product; by variant into `told`. One query for all lines of all POs."""
    products: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    lines = (
        OrderLine.objects.of(store_id).filter(order__campaign__in=ids, order__state__in=HOLDING).order_by()
    )
    for campaign, product, variant, pieces in lines.values_list(
        "order__campaign_id", "product_id", "variant_id"
    ).annotate(n=Sum("qty")):
        products[campaign][product] += pieces
        told[campaign].setdefault("variants", {})[variant] = pieces
    return products


def _caps(store_id: int, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    rows = PieceCounter.objects.of(store_id).filter(campaign__in=ids, variant__isnull=True)
    return {campaign: {"cap": cap} for campaign, cap in rows.values_list("campaign_id", "cap")}


def _money(store_id: int, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, rows in (
        ("received", Payment.objects.of(store_id)),
        ("back", Refund.objects.of(store_id).filter(state__in=["paid", "owed"])),
    ):
        sums = rows.filter(order__campaign__in=ids).order_by().values_list("order__campaign_id")
        for campaign, total in sums.annotate(n=Sum("amount")):
            found[campaign][name] = total or 0
    return found


def _charges(store_id: int, ids: Sequence[int], at: datetime) -> dict[int, dict[str, Any]]:
    """What was to come after the first payment."""
    rows = Charge.objects.of(store_id).filter(
        order__campaign__in=ids, order__state__in=HOLDING, position__gt=0
    )
    late = Q(state="open", due_at__lt=at)
    counts = rows.exclude(state="void").order_by().values_list("order__campaign_id")
    counts = counts.annotate(n=Count("pk"), late=Count("pk", filter=late))
    return {campaign: {"balances": n, "unpaid": unpaid} for campaign, n, unpaid in counts}


def _parcels(store_id: int, ids: Sequence[int], zone: ZoneInfo) -> dict[int, dict[str, Any]]:
    rows = Parcel.objects.of(store_id).filter(order__campaign__in=ids, handed_at__isnull=False)
    there = Count("order", filter=Q(state="delivered"), distinct=True)
    rows = rows.order_by().values("order__campaign_id")
    found = rows.annotate(
        out=Count("order", distinct=True), there=there, first=Min("handed_at"), last=Max("handed_at")
    )
    return {
        row["order__campaign_id"]: {
            "out": row["out"],
            "arrived": row["there"],
            "first_out": row["first"].astimezone(zone).date(),
            "last_out": row["last"].astimezone(zone).date(),
        }
        for row in found
    }


def _reviews(store_id: int, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    rows = Review.objects.of(store_id).filter(order__campaign__in=ids).order_by()
    found: dict[int, list[int]] = defaultdict(lambda: [0] * 5)
    for campaign, stars, n in rows.values_list("order__campaign_id", "stars").annotate(n=Count("pk")):
        found[campaign][stars - 1] = n
    told = {}
    for campaign, spread in found.items():
        count, whole = sum(spread), sum(n * stars for stars, n in enumerate(spread, 1))
        told[campaign] = {
            "reviews": count,
            "spread": tuple(spread),
            "stars": (200 * whole + count) // (2 * count),
        }
    return told


def _faults(store_id: int, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    where = "inspection__work_order__campaign_id"
    sources: tuple[tuple[str, QuerySet[Any], str], ...] = (
        ("checked", InspectedSize.objects.of(store_id), "checked"),
        ("defects", Defect.objects.of(store_id), "pieces"),
    )
    for name, rows, column in sources:
        live = rows.filter(**{f"{where}__in": ids}).exclude(inspection__state="withdrawn").order_by()
        for campaign, n in live.values_list(where).annotate(n=Sum(column)):
            found[campaign][name] = n or 0
    return found


def _promises(store_id: int, ids: Sequence[int]) -> dict[int, dict[str, list[date]]]:
    found: dict[int, dict[str, list[date]]] = defaultdict(dict)
    rows = Promise.objects.of(store_id).filter(campaign__in=ids).order_by("pk")
    for campaign, what, day in rows.values_list("campaign_id", "what", "day"):
        found[campaign].setdefault(what, []).append(day)
    return found


def _kept(
    campaign: Campaign, told: dict[str, list[date]], facts: dict[str, Any], zone: ZoneInfo
) -> tuple[Kept, ...]:
    produced = campaign.produced_at.astimezone(zone).date() if campaign.produced_at else None
    all_out = facts.get("orders") and facts.get("out") == facts["orders"]
    actual = {
        PRODUCED: produced,
        SHIP_FROM: facts.get("first_out"),
        SHIP_UNTIL: facts.get("last_out") if all_out else None,
    }
    return tuple(
        Kept(what, told[what][0], told[what][-1], len(told[what]) - 1, actual[what])
        for what in PROMISES
        if what in told
    )
