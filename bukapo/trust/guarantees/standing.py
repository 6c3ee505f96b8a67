"""How orders stand towards their own guarantees: finished values, in a fixed number of queries for any number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, QuerySet

from bukapo.campaigns.guarantees.reads import told
from bukapo.campaigns.guarantees.rules import SHIPPING, GuaranteeTerms
from bukapo.campaigns.models import FrozenGuarantee
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import STAFF
from bukapo.orders.delays.rules import BY_LINK, OPEN, REFUND, STAYED, WAIT
from bukapo.orders.models import DelayAnswer, Order, OrderPromise
from bukapo.orders.parts.money import unsent_worths
from bukapo.payments.models import Charge, Payment
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import PICKUP
from bukapo.trust.guarantees.rules import Standing, counted_from, settled_late
from bukapo.trust.models import GuaranteeRemedy

Moves = Mapping[int, Sequence[tuple[datetime, date]]]


def unsent(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Orders of `rows` that are paid for (in part at least), and neither sent nor ready to be picked up.

    One of which only a part was sent is unsent: what it is worth then is `standings'` part.
    """
    ready = Parcel.objects.across_stores("of the order it is asked for").filter(order=OuterRef("pk"))
    waiting = rows.filter(state="confirmed", paid__gt=F("refunded"), terms__guarantee__isnull=False)
    return waiting.exclude(Exists(ready), fulfilment=PICKUP)


def standings(store_id: int, zone: str, orders: Sequence[Order], *, at: datetime) -> dict[int, Standing]:
    """Order id -> how it stands at `at`, for those whose terms hold a guarantee.

    Once a part has left, the order is late for the rest: goods and money are those of the pieces that have not. Ten
    queries at most, fifteen where a part has left.
    """
    frozen = _frozen(store_id, orders)
    orders = [order for order in orders if order.terms_id in frozen]
    if not orders:
        return {}
    ids, there = [order.pk for order in orders], ZoneInfo(zone)
    answers = _answers(store_id, ids)
    own = _own_days(store_id, [order.pk for order in orders if not frozen[order.terms_id].ship_until])
    moved = _moved(store_id, orders, answers)
    behind, since = _payments(store_id, orders, at)
    rests = unsent_worths(store_id, orders)
    given = _fees_given(store_id, orders)
    found = {}
    for order in orders:
        terms = frozen[order.terms_id]
        late = [moment for moment in (order.confirmed_at, since.get(order.pk)) if moment]
        still = [one for one in answers.get(order.pk, ()) if one.state == OPEN]
        found[order.pk] = Standing(
            ladder=terms.ladder,
            day=counted_from(
                terms.ship_until or own.get(order.pk),
                moved.get(order.pk, ()),
                [moment.astimezone(there).date() for moment in late],
            ),
            goods=min(
                max(0, order.net_goods - order.forgiven + given.get(order.pk, 0)),
                rests.get(order.pk, order.goods),
            ),
            shipping=order.shipping_fee,
            held=min(order.paid - order.refunded, rests.get(order.pk, order.paid)),
            leaving=any(one.choice == REFUND for one in still),
            asked=bool(still),
            overdue=order.pk in behind,
        )
    return found


def _frozen(store_id: int, orders: Sequence[Order]) -> dict[int | None, GuaranteeTerms]:
    terms = {order.terms_id for order in orders if order.terms_id}
    rows = FrozenGuarantee.objects.of(store_id).filter(terms_id__in=terms)
    return {row.terms_id: told(row) for row in rows}


def _answers(store_id: int, ids: Sequence[int]) -> dict[int, list[DelayAnswer]]:
    found: dict[int, list[DelayAnswer]] = defaultdict(list)
    rows = DelayAnswer.objects.of(store_id).filter(order_id__in=ids, state__in=[OPEN, STAYED])
    for row in rows.select_related("delay").order_by("pk"):
        found[row.order_id].append(row)
    return found


def _own_days(store_id: int, ids: Sequence[int]) -> dict[int, date]:
    """Made to order: the first day that was promised to each. A queue that moves moves nothing here."""
    if not ids:
        return {}
    rows = OrderPromise.objects.of(store_id).filter(order_id__in=ids, what=SHIP_UNTIL).order_by("-pk")
    return dict(rows.values_list("order_id", "day"))


def _moved(store_id: int, orders: Sequence[Order], answers: Mapping[int, Sequence[DelayAnswer]]) -> Moves:
    """What each buyer agreed to: by their own word, by the rules they ordered under, or by going to another PO."""
    moves: dict[int, list[tuple[datetime, date]]] = defaultdict(list)
    for order_id, mine in answers.items():
        for one in mine:
            # Only the buyer's own word counts: what the seller writes for them moves the day and not the guarantee.
            if one.choice == WAIT and one.how == BY_LINK and SHIP_UNTIL in one.delay.moves and one.at:
                moves[order_id].append((one.at, date.fromisoformat(one.delay.moves[SHIP_UNTIL][1])))
    events = EventRow.objects.filter(store_id=store_id)
    for row in events.filter(kind="order.batch_moved", order_id__in=[order.pk for order in orders]):
        if row.actor_kind != STAFF and row.data.get(SHIP_UNTIL) and row.order_id:
            moves[row.order_id].append((row.at, date.fromisoformat(row.data[SHIP_UNTIL])))
    postponed = defaultdict(list)
    for row in events.filter(
        kind="campaign.postponed", campaign_id__in={order.campaign_id for order in orders}
    ):
        if row.data["moves"].get(SHIP_UNTIL):
            postponed[row.campaign_id].append((row.at, date.fromisoformat(row.data["moves"][SHIP_UNTIL])))
    for order in orders:
        moves[order.pk] += [one for one in postponed[order.campaign_id] if one[0] > order.placed_at]
    return moves


def _fees_given(store_id: int, orders: Sequence[Order]) -> dict[int, int]:
    """Shipping fees that went back: let go like all the rest, but of no goods. One query, none where nothing was."""
    ids = [order.pk for order in orders if order.forgiven]
    rows = GuaranteeRemedy.objects.of(store_id).filter(order_id__in=ids, remedy=SHIPPING)
    return dict(rows.values_list("order_id", "amount")) if ids else {}


def _payments(store_id: int, orders: Sequence[Order], at: datetime) -> tuple[set[int], dict[int, datetime]]:
    """Orders that are behind with something they were asked; and when others that were behind had paid."""
    ids = [order.pk for order in orders]
    dues: dict[int, datetime] = {}
    behind = set()
    rows = Charge.objects.of(store_id).filter(order_id__in=ids, due_at__isnull=False).exclude(state="void")
    for order_id, state, due_at in rows.values_list("order_id", "state", "due_at"):
        dues[order_id] = max(due_at, dues.get(order_id, due_at))
        if state == "open" and due_at < at:
            behind.add(order_id)
    paid: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    money = Payment.objects.of(store_id).filter(order_id__in=ids).order_by("received_at", "pk")
    for order_id, when, amount in money.values_list("order_id", "received_at", "amount"):
        paid[order_id].append((when, amount))
    late = {order.pk: settled_late(paid[order.pk], order.charged, dues.get(order.pk)) for order in orders}
    return behind, {pk: when for pk, when in late.items() if when}
