"""When the orders of a store's POs left, against the days first promised. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from bukapo.campaigns.models import Campaign, Promise
from bukapo.campaigns.rules import MADE_TO_ORDER, SHIP_UNTIL
from bukapo.orders.models import Order, OrderPromise
from bukapo.payments.models import Payment
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import PICKUP
from bukapo.stores.models import Store


@dataclass(frozen=True)
class PastPo:
    """What became of one PO's promise to send. Orders paid in full only after the promised day are nobody's lateness.

    `days_late` of the whole PO: 0 or less = kept, None = not to be judged yet. `overdue`: paid, past the day first
    promised, and still not sent.
    """

    campaign_id: int
    days_late: int | None
    sent: int = 0
    on_time: int = 0
    overdue: int = 0


def past_pos(store: Store, campaigns: Sequence[Campaign], *, at: datetime) -> tuple[PastPo, ...]:
    """Of POs that closed and ran, in their order. Seven queries."""
    zone = ZoneInfo(store.zone)
    shared = [one for one in campaigns if one.kind != MADE_TO_ORDER]
    made = [one for one in campaigns if one.kind == MADE_TO_ORDER]
    first = _first_promises(store, shared)
    excused = _paid_late(store, first, zone)
    left: dict[int, dict[date, int]] = defaultdict(dict)
    for campaign, day, many in _left(store, shared, zone):
        rest = many - excused.get((campaign, day), 0)
        left[campaign][day] = rest
    waiting = _waiting(store, first, zone)
    today = at.astimezone(zone).date()
    own = _own_promises(store, made, zone)
    behind = _own_overdue(store, made, today)
    found = {
        one.pk: _judged(one.pk, left[one.pk], first.get(one.pk), waiting.get(one.pk, 0), today)
        for one in shared
    }
    return tuple(
        found.get(one.pk) or PastPo(one.pk, None, *own.get(one.pk, (0, 0)), behind.get(one.pk, 0))
        for one in campaigns
    )


def _judged(campaign: int, left: Mapping[date, int], first: date | None, waiting: int, today: date) -> PastPo:
    sent = sum(left.values())
    if first is None:
        return PastPo(campaign, None, sent, sent)
    on_time = sum(many for day, many in left.items() if day <= first)
    days = [day for day, many in left.items() if many]
    if waiting and today <= first:
        return PastPo(campaign, None, sent, on_time)
    if waiting:
        days.append(today)
    return PastPo(campaign, (max(days) - first).days if days else None, sent, on_time, waiting)


def _first_promises(store: Store, campaigns: Sequence[Campaign]) -> dict[int, date]:
    """The day told to the first buyers, whatever was told later."""
    rows = Promise.objects.of(store).filter(campaign__in=campaigns, what=SHIP_UNTIL)
    found: dict[int, date] = {}
    for campaign, day in rows.order_by("pk").values_list("campaign_id", "day"):
        found.setdefault(campaign, day)
    return found


_LEFT = Case(
    When(order__dropped_rest__isnull=False, then=F("order__dropped_rest__at")),
    When(method=PICKUP, then=F("packed_at")),
    default=F("handed_at"),
    output_field=DateTimeField(),
)
"""An order to be fetched is ready when it is packed: when the buyer comes is the buyer's. One whose rest was dropped
was not sent by the day on which a part of it left: it counts on the day on which the rest was given up."""


def _left(store: Store, campaigns: Sequence[Campaign], zone: ZoneInfo) -> list[tuple[int, date, int]]:
    """(campaign, day, how many) of what left or was ready."""
    rows = Parcel.objects.of(store).filter(order__campaign__in=campaigns).annotate(left=_LEFT)
    rows = rows.filter(left__isnull=False).exclude(order__state="cancelled")
    rows = rows.annotate(day=TruncDate("left", tzinfo=zone)).order_by()
    return list(rows.values_list("order__campaign_id", "day").annotate(many=Count("pk")))


def _paid_late(store: Store, first: Mapping[int, date], zone: ZoneInfo) -> dict[tuple[int, date], int]:
    """(campaign, day it left) -> how many left late because their last payment came after the promised day."""
    if not first:
        return {}
    end = _ends(first, zone, "order__campaign")
    last = _last_payment(store, "order")
    rows = Parcel.objects.of(store).filter(order__campaign__in=list(first)).annotate(left=_LEFT, end=end)
    rows = rows.filter(left__gte=F("end")).exclude(order__state="cancelled")
    rows = rows.annotate(paid=last).filter(paid__gte=F("end"))
    rows = rows.annotate(day=TruncDate("left", tzinfo=zone)).order_by()
    counted = rows.values_list("order__campaign_id", "day").annotate(many=Count("pk"))
    return {(campaign, day): many for campaign, day, many in counted}


def _ends(first: Mapping[int, date], zone: ZoneInfo, campaign: str) -> Case:
    """The instant at which the promised day of each of these campaigns is over."""
    ends = {
        pk: datetime.combine(day + timedelta(days=1), datetime.min.time(), zone) for pk, day in first.items()
    }
    return Case(
        *[When(**{campaign: pk}, then=Value(moment)) for pk, moment in ends.items()],
        output_field=DateTimeField(),
    )


def _last_payment(store: Store, order: str) -> Subquery:
    paid = Payment.objects.of(store).filter(order=OuterRef(order)).order_by()
    return Subquery(paid.values("order").annotate(last=Max("received_at")).values("last"))


def _not_left(store: Store, campaigns: Sequence[Campaign | int]) -> QuerySet[Order]:
    """Orders paid in full that have not left."""
    out = (
        Parcel.objects.of(store).filter(order=OuterRef("pk")).annotate(left=_LEFT).filter(left__isnull=False)
    )
    rows = Order.objects.of(store).filter(~Exists(out), campaign__in=campaigns, state="confirmed")
    return rows.annotate(owed=F("charged") - F("paid") + F("refunded")).filter(owed__lte=0).order_by()


def _waiting(store: Store, first: Mapping[int, date], zone: ZoneInfo) -> dict[int, int]:
    """Of these campaigns, but for orders whose last payment came after the promised day."""
    if not first:
        return {}
    rows = _not_left(store, list(first)).annotate(
        end=_ends(first, zone, "campaign"), last=_last_payment(store, "pk")
    )
    rows = rows.filter(Q(last=None) | Q(last__lt=F("end")))
    return dict(rows.values_list("campaign_id").annotate(many=Count("pk")))


def _own_overdue(store: Store, campaigns: Sequence[Campaign], today: date) -> dict[int, int]:
    """Made to order: campaign -> orders that have not left although the day first promised to each is over."""
    told = OrderPromise.objects.of(store).filter(order=OuterRef("pk"), what=SHIP_UNTIL).order_by("pk")
    first = Subquery(told.values("day")[:1], output_field=DateField())
    rows = _not_left(store, campaigns).annotate(first=first).filter(first__lt=today)
    return dict(rows.values_list("campaign_id").annotate(many=Count("pk")))


def _own_promises(store: Store, campaigns: Sequence[Campaign], zone: ZoneInfo) -> dict[int, tuple[int, int]]:
    """Made to order: campaign -> (orders sent, of them by the day first promised to each)."""
    told = OrderPromise.objects.of(store).filter(order=OuterRef("order"), what=SHIP_UNTIL).order_by("pk")
    rows = Parcel.objects.of(store).filter(order__campaign__in=campaigns).annotate(left=_LEFT)
    rows = rows.filter(left__isnull=False).exclude(order__state="cancelled")
    rows = rows.annotate(
        day=TruncDate("left", tzinfo=zone),
        first=Subquery(told.values("day")[:1], output_field=DateField()),
    ).filter(first__isnull=False)
    late = Case(When(day__gt=F("first"), then=F("pk")))
    counted = rows.order_by().values_list("order__campaign_id").annotate(many=Count("pk"), late=Count(late))
    return {campaign: (many, many - late) for campaign, many, late in counted}
