"""A PO in numbers, live or over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import Coalesce

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.catalog.models import Option, Variant
from bukapo.insights.hours import instant_of, utc_hour
from bukapo.orders.bundles.reads import BundleSold, sold_bundles
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Payment, Refund

MOST_DAYS = 62
_HOLDS = Q(state__in=HOLDING)

Points = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class DayCount:
    """What was ordered on one day of the store's calendar and still holds."""

    day: date
    orders: int
    pieces: int


@dataclass(frozen=True)
class OptionCount:
    """Pieces per value of one option, in the product's own order."""

    product: str
    option: str
    is_size: bool
    values: Points


@dataclass(frozen=True)
class Money:
    """Rupiah. `charged` to orders that hold; `outstanding` of it still to come; `received` and `sent_back` for all."""

    goods: int
    shipping: int
    charged: int
    outstanding: int
    asked: int
    received: int
    sent_back: int
    to_send_back: int
    forgiven: int


@dataclass(frozen=True)
class CampaignNumbers:
    """`orders`/`pieces` hold; `placed` counts every order ever accepted, `paid` those whose first payment is in."""

    placed: int
    orders: int
    pieces: int
    paid: int
    paid_pieces: int
    expired: int
    cancelled: int
    imported: int
    target: int | None
    cap: int | None
    money: Money
    days: tuple[DayCount, ...]
    options: tuple[OptionCount, ...]
    variants: Points
    bundles: tuple[BundleSold, ...] = ()

    @property
    def sizes(self) -> OptionCount | None:
        """The option that the size chart speaks of, of the first product that has one."""
        return next((option for option in self.options if option.is_size), None)


def campaign_numbers(campaign: Campaign, variants: Mapping[int, int] | None = None) -> CampaignNumbers:
    """Eleven queries, whatever the size of the PO. `variants`: pieces by variant, where they are counted already."""
    orders = Order.objects.of(campaign.store_id).filter(campaign=campaign)
    sums = orders.aggregate(
        placed=Count("pk"),
        holding=Count("pk", filter=_HOLDS),
        held=Coalesce(Sum("pieces", filter=_HOLDS), 0),
        paying=Count("pk", filter=_HOLDS & ~Q(state="placed")),
        paying_pieces=Coalesce(Sum("pieces", filter=_HOLDS & ~Q(state="placed")), 0),
        expiring=Count("pk", filter=Q(state="expired")),
        cancelling=Count("pk", filter=Q(state="cancelled")),
        importing=Count("pk", filter=Q(source="import")),
    )
    whole = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, variant__isnull=True).first()
    lines = _lines(campaign, variants)
    return CampaignNumbers(
        placed=sums["placed"],
        orders=sums["holding"],
        pieces=sums["held"],
        paid=sums["paying"],
        paid_pieces=sums["paying_pieces"],
        expired=sums["expiring"],
        cancelled=sums["cancelling"],
        imported=sums["importing"],
        target=campaign.target,
        cap=whole.cap if whole else None,
        money=money_of(campaign),
        days=_days(campaign),
        options=_options(campaign, lines),
        variants=tuple((f"{row['label'] or row['product_name']}", row["pieces"]) for row in lines),
        bundles=sold_bundles(campaign),
    )


def sizes_of(campaign: Campaign, variants: Mapping[int, int]) -> OptionCount | None:
    """Pieces per size alone, of counted `variants`. Three queries."""
    options = _options(campaign, _lines(campaign, variants))
    return next((option for option in options if option.is_size), None)


def money_of(campaign: Campaign) -> Money:
    """The PO's money. Four queries."""
    store_id = campaign.store_id
    orders = Order.objects.of(store_id).filter(campaign=campaign)
    left = F("charged") - F("paid") + F("refunded")
    owed = Case(When(left__gt=0, then=F("left")), default=0)
    sums = orders.annotate(left=left).aggregate(
        goods_held=Coalesce(Sum("goods", filter=_HOLDS), 0),
        shipping_held=Coalesce(Sum("shipping_fee", filter=_HOLDS), 0),
        charged_held=Coalesce(Sum("charged", filter=_HOLDS), 0),
        open_held=Coalesce(Sum(owed, filter=_HOLDS), 0),
        let_go=Coalesce(Sum("forgiven"), 0),
    )
    of_campaign = Q(order__campaign=campaign)
    asked = Charge.objects.of(store_id).filter(of_campaign, state="open", order__state__in=HOLDING)
    refunds = Refund.objects.of(store_id).filter(of_campaign)
    back = refunds.aggregate(
        sent=Coalesce(Sum("amount", filter=Q(state="paid")), 0),
        owed=Coalesce(Sum("amount", filter=Q(state="owed")), 0),
    )
    return Money(
        goods=sums["goods_held"],
        shipping=sums["shipping_held"],
        charged=sums["charged_held"],
        outstanding=sums["open_held"],
        asked=_total(asked, F("total") - F("paid")),
        received=_total(Payment.objects.of(store_id).filter(of_campaign), F("amount")),
        sent_back=back["sent"],
        to_send_back=back["owed"],
        forgiven=sums["let_go"],
    )


def _total(rows: Any, amount: Any) -> int:
    return int(rows.aggregate(sum=Coalesce(Sum(amount), 0))["sum"])


def _lines(campaign: Campaign, variants: Mapping[int, int] | None) -> list[dict[str, Any]]:
    """Pieces per variant, in the products' own order. Two queries, one where they are counted already."""
    if variants is None:
        rows = OrderLine.objects.of(campaign.store_id).filter(
            order__campaign=campaign, order__state__in=HOLDING
        )
        variants = dict(rows.order_by().values_list("variant_id").annotate(n=Sum("qty")))
    known = Variant.objects.of(campaign.store_id).filter(pk__in=list(variants))
    told = known.order_by("product_id", "position", "pk").values(
        "pk", "product_id", "product__name", "label", "values"
    )
    return [{**row, "product_name": row["product__name"], "pieces": variants[row["pk"]]} for row in told]


def _options(campaign: Campaign, lines: Sequence[dict[str, Any]]) -> tuple[OptionCount, ...]:
    products = {row["product_id"]: row["product_name"] for row in lines}
    rows = (
        Option.objects.of(campaign.store_id).filter(product_id__in=list(products)).prefetch_related("values")
    )
    told = []
    for option in rows.order_by("product_id", "position"):
        counts = {value.name: 0 for value in option.values.all()}
        for line in lines:
            if line["product_id"] == option.product_id and option.position < len(line["values"]):
                value = line["values"][option.position]
                counts[value] = counts.get(value, 0) + line["pieces"]
        told.append(
            OptionCount(products[option.product_id], option.name, option.is_size, tuple(counts.items()))
        )
    return tuple(told)


def _days(campaign: Campaign) -> tuple[DayCount, ...]:
    """Every day from the first order to the last, empty ones too (the last MOST_DAYS of them)."""
    zone = ZoneInfo(campaign.store.zone)
    rows = Order.objects.of(campaign.store_id).filter(_HOLDS, campaign=campaign)
    grouped = rows.annotate(hour=utc_hour("placed_at")).order_by().values_list("hour")
    found: dict[date, tuple[int, int]] = {}
    for hour, n, p in grouped.annotate(n=Count("pk"), p=Sum("pieces")):
        day = instant_of(hour).astimezone(zone).date()
        orders, pieces = found.get(day, (0, 0))
        found[day] = (orders + n, pieces + p)
    if not found:
        return ()
    first, last = min(found), max(found)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)][-MOST_DAYS:]
    return tuple(DayCount(day, *found.get(day, (0, 0))) for day in days)
