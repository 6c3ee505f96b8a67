"""A product's sheet, and the money of a whole PO week by week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Avg, F, QuerySet, Sum

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.campaigns.reads import current_promises, plan_of
from bukapo.campaigns.rules import PRODUCED, SHIP_FROM, SHIP_UNTIL
from bukapo.catalog.models import Product
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Payment, Refund
from bukapo.payments.plans import BEFORE_SHIPPING, DAY, asks
from bukapo.production.capital.reads import capital_of, safe_to_start
from bukapo.production.costing.cash import Course, Days, Move, by_week, outgoing, outlay, planned_income
from bukapo.production.costing.rows import CostSheet
from bukapo.production.costing.rules import Margin, Part, Sheet, Step, break_even, margin

USUAL_PIECES = 100
"""Of a run nobody has said the size of."""


def sheet_of(product: Product) -> tuple[Sheet, int]:
    """The saved sheet and the pieces it is for; an empty one before that."""
    row = CostSheet.objects.of(product.store_id).filter(product=product).first()
    if row is None:
        return Sheet(), USUAL_PIECES
    return _sheet(row), row.pieces


def _sheet(row: CostSheet) -> Sheet:
    return Sheet(
        parts=tuple(Part(what, kind, price, milli) for what, kind, price, milli in row.parts),
        steps=tuple(Step(pieces, price) for pieces, price in row.steps),
        reject_bp=row.reject_bp,
        overhead_bp=row.overhead_bp,
    )


@dataclass(frozen=True)
class ItemMargin:
    """A product in the PO. `each` rupiah a piece costs (None = nobody told), `enough` pieces pay for its own sheet."""

    name: str
    product_id: int
    price: int
    each: int | None
    margin: Margin | None
    enough: int | None


def margins(campaign: Campaign) -> list[ItemMargin]:
    """Every product of the PO at its PO price. Two queries."""
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    told = []
    for item in items.select_related("product", "product__cost_sheet"):
        row = getattr(item.product, "cost_sheet", None)
        each = item.product.cost
        told.append(
            ItemMargin(
                name=item.product.name,
                product_id=item.product_id,
                price=item.price,
                each=each,
                margin=None if each is None else margin(item.price, each),
                enough=break_even(_sheet(row), item.price) if row else None,
            )
        )
    return told


@dataclass(frozen=True)
class CashCourse:
    """`pieces` the plan reckons with (the target, the cap, or what is ordered); `planned`: the PO has not closed yet.

    `unknown`: products whose cost nobody has told, so that the workshop's share is too small.
    """

    course: Course
    pieces: int
    planned: bool
    unknown: tuple[str, ...]


def cash_course(campaign: Campaign, *, words: "Words", at: datetime) -> CashCourse | None:
    """Week by week; None while the PO has no days yet. Before closing as planned for its target, then as it is."""
    days = _days(campaign)
    if days is None:
        return None
    if campaign.state in ("draft", "published"):
        return _planned(campaign, days, words)
    return _real(campaign, days, words, at)


@dataclass(frozen=True)
class Words:
    """How the page calls the moves of money. `kinds`: charge kind -> name."""

    kinds: dict[str, str]
    fixed: str
    down: str
    rest: str
    paid: str
    refunded: str
    spent: str


def _planned(campaign: Campaign, days: Days, words: Words) -> CashCourse:
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    pieces = campaign.target or _cap(campaign) or USUAL_PIECES
    price = int(items.aggregate(price=Avg("price"))["price"] or 0)
    capital = capital_of(campaign)
    costs = [item.cost if item.cost is not None else capital.each for item in _products(items)]
    known = [cost for cost in costs if cost is not None]
    each = sum(known) // len(known) if known else 0
    income = planned_income(
        asks(plan_of(campaign), goods=price * pieces, shipping=0, pieces=pieces), days, words.kinds
    )
    out = outlay(
        whole=each * pieces, fixed=capital.fixed, down_bp=capital.down_bp, down_fixed=capital.down_fixed,
    )  # fmt: skip
    moves = [*income, *outgoing(out, days, (words.fixed, words.down, words.rest))]
    unknown = tuple(item.name for item in _products(items) if item.cost is None and capital.each is None)
    return CashCourse(by_week(moves), pieces, True, unknown)


def _real(campaign: Campaign, days: Days, words: Words, at: datetime) -> CashCourse:
    """What came in and what is agreed. Nothing is guessed: charges without a day are due when the plan says."""
    start, capital = safe_to_start(campaign), capital_of(campaign)
    today = at.astimezone(ZoneInfo(campaign.store.zone)).date()
    out = outlay(
        whole=start.cost - start.fixed, fixed=start.fixed, down_bp=capital.down_bp,
        down_fixed=capital.down_fixed, spent=capital.spent,
    )  # fmt: skip
    ahead = Days(
        days.opens, *(max(day, today) for day in (days.closes, days.produced, days.later, days.shipped))
    )
    moves = [
        *_happened(campaign, words),
        *_agreed(campaign, ahead, words, today),
        *outgoing(out, ahead, (words.fixed, words.down, words.rest)),
        Move(min(days.closes, today), -capital.spent, words.spent, sure=True),
    ]
    return CashCourse(by_week(moves), start.funds.pieces, False, start.unknown)


def _happened(campaign: Campaign, words: Words) -> list[Move]:
    zone = ZoneInfo(campaign.store.zone)
    sums: dict[date, int] = defaultdict(int)
    back: dict[date, int] = defaultdict(int)
    payments = Payment.objects.of(campaign.store_id).filter(order__campaign=campaign)
    for amount, moment in payments.exclude(method="credit").values_list("amount", "received_at"):
        sums[moment.astimezone(zone).date()] += amount
    refunds = Refund.objects.of(campaign.store_id).filter(order__campaign=campaign, state="paid")
    for amount, moment in refunds.exclude(paid_at=None).values_list("amount", "paid_at"):
        back[moment.astimezone(zone).date()] += amount
    came = [Move(day, amount, words.paid, sure=True) for day, amount in sums.items()]
    return [*came, *(Move(day, -amount, words.refunded, sure=True) for day, amount in back.items())]


def _agreed(campaign: Campaign, days: Days, words: Words, today: date) -> list[Move]:
    """Charges that are not paid yet, on the day they are due; overdue ones are hoped for today."""
    zone = ZoneInfo(campaign.store.zone)
    rows = Charge.objects.of(campaign.store_id).filter(
        order__campaign=campaign, order__state__in=HOLDING, state__in=["planned", "open"]
    )
    sums: dict[tuple[date, str], int] = defaultdict(int)
    for kind, due_at, left in rows.values_list("kind", "due_at").annotate(left=Sum(F("total") - F("paid"))):
        day = max(today, due_at.astimezone(zone).date()) if due_at else days.later
        sums[day, kind] += left
    return [Move(day, amount, words.kinds.get(kind, kind)) for (day, kind), amount in sums.items()]


def _days(campaign: Campaign) -> Days | None:
    promised = current_promises(campaign)
    if not (
        campaign.opens_at and campaign.closes_at and {PRODUCED, SHIP_FROM, SHIP_UNTIL} <= promised.keys()
    ):
        return None
    zone = ZoneInfo(campaign.store.zone)
    plan = plan_of(campaign)
    produced = promised[PRODUCED]
    if plan.balance_due == DAY and plan.balance_day:
        later = plan.balance_day
    elif plan.is_cod or plan.balance_due == BEFORE_SHIPPING:
        later = promised[SHIP_UNTIL] if plan.is_cod else promised[SHIP_FROM]
    else:
        later = produced + timedelta(days=campaign.balance_days)
    return Days(
        opens=campaign.opens_at.astimezone(zone).date(),
        closes=campaign.closes_at.astimezone(zone).date(),
        produced=produced,
        later=later,
        shipped=promised[SHIP_UNTIL],
    )


def _cap(campaign: Campaign) -> int | None:
    cap: int | None = campaign.counters.filter(variant=None).values_list("cap", flat=True).first()
    return cap


def _products(items: "QuerySet[CampaignItem]") -> list[Product]:
    return [item.product for item in items.select_related("product")]
