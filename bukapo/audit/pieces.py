"""Invariants 1 to 3: caps, the window, what was ordered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import F, Q, Sum

from bukapo.audit.batches import origins
from bukapo.audit.breach import Breach
from bukapo.audit.pricing import TELLS_LINES
from bukapo.campaigns.models import BuyerCounter, Campaign, PieceCounter
from bukapo.campaigns.reads import window_of
from bukapo.campaigns.rules import buyer_keys
from bukapo.journal.models import EventRow
from bukapo.kernel.refusal import Refusal
from bukapo.orders.models import ImportRow, Order, OrderLine
from bukapo.orders.rules import HOLDING

WHY = "the audit reads every store"


def counters() -> Iterator[Breach]:
    """Every counter says what the orders say, and no more than its cap."""
    held: Counter[tuple[int, int | None]] = Counter()
    rows = OrderLine.objects.across_stores(WHY).filter(order__state__in=HOLDING)
    for campaign, variant, qty in (
        rows.values_list("order__campaign_id", "variant_id").annotate(total=Sum("qty")).order_by()
    ):
        held[campaign, variant] += qty
        held[campaign, None] += qty
    for row in PieceCounter.objects.across_stores(WHY):
        where = f"counter {row.pk} (campaign {row.campaign_id}, variant {row.variant_id or 'all'})"
        orders = held.pop((row.campaign_id, row.variant_id), 0)
        if row.taken != orders:
            yield Breach("counter", where, f"says {row.taken} pieces are taken, the orders hold {orders}")
        if row.cap is not None and row.taken > row.cap:
            yield Breach("cap", where, f"{row.taken} pieces are taken of {row.cap}")
    for (campaign, variant), orders in held.items():
        yield Breach(
            "counter",
            f"campaign {campaign}, variant {variant or 'all'}",
            f"{orders} pieces without a counter",
        )


def windows() -> Iterator[Breach]:
    """No order from before opening (early access aside) or a draw, nor from the closing instant on (grace aside)."""
    orders = Order.objects.across_stores(WHY)
    home = origins()  # an order that was moved was accepted elsewhere
    doubtful = orders.filter(
        Q(pk__in=home)
        | Q(placed_at__lt=F("campaign__opens_at"))
        | Q(placed_at__gte=F("campaign__closes_at"))
        | Q(placed_at__gt=F("campaign__closed_at"))
        | Q(placed_at__lt=F("campaign__draw_at"))
        | Q(campaign__draw_at__isnull=False, campaign__drawn_at__isnull=True)
    )
    homes = Campaign.objects.across_stores(WHY).in_bulk(set(home.values()))
    for order in doubtful.select_related("campaign"):
        if not _within(order, homes.get(home.get(order.pk, 0), order.campaign)):
            when = order.placed_at.isoformat()
            yield Breach("window", f"order {order.number}", f"accepted at {when}, outside its PO's window")
    for number in orders.filter(campaign__state="draft").values_list("number", flat=True):
        yield Breach("window", f"order {number}", "accepted in a PO that was never published")


def _within(order: Order, campaign: Campaign) -> bool:
    """Whether the PO's window, while it was open, took this order."""
    at = order.placed_at
    closed_at, draw_at = campaign.closed_at, campaign.draw_at
    if (closed_at and at > closed_at) or (draw_at and at < draw_at):
        return False
    try:
        replace(window_of(campaign), state="published").check(at, early=order.early, begun_at=order.begun_at)
    except Refusal:
        return False
    return True


def lines() -> Iterator[Breach]:
    """An order's pieces and goods are those of its lines, and its lines are those its last such event tells."""
    told: dict[int, list[list[int]]] = {}
    rows = EventRow.objects.filter(kind__in=TELLS_LINES).order_by("order_id", "seq")
    for order_id, data in rows.values_list("order_id", "data"):
        if order_id is not None and "lines" in data:
            told[order_id] = data["lines"]
    lines_of: dict[int, list[list[int]]] = {}
    line_rows = OrderLine.objects.across_stores(WHY).order_by("order_id", "position")
    for order_id, variant, qty, total in line_rows.values_list("order_id", "variant_id", "qty", "total"):
        lines_of.setdefault(order_id, []).append([variant, qty, total])
    for order in Order.objects.across_stores(WHY).only("number", "pieces", "goods"):
        own = lines_of.get(order.pk, [])
        where = f"order {order.number}"
        if sum(qty for _, qty, _ in own) != order.pieces:
            yield Breach("lines", where, f"says {order.pieces} pieces, its lines say otherwise")
        if sum(total for _, _, total in own) != order.goods:
            yield Breach("lines", where, f"says goods of {order.goods} rupiah, its lines say otherwise")
        if own != told.get(order.pk, own):
            yield Breach("lines", where, "its lines are not those that its events tell")


def buyer_limits() -> Iterator[Breach]:
    """In a PO with a limit, every buyer's counter says what their orders hold; no phone holds more than the limit."""
    limited = dict(
        Campaign.objects.across_stores(WHY).filter(buyer_cap__isnull=False).values_list("pk", "buyer_cap")
    )
    held: Counter[str] = Counter()
    rows = Order.objects.across_stores(WHY).filter(state__in=HOLDING, campaign_id__in=limited)
    for campaign, phone, email, pieces in rows.values_list("campaign_id", "phone", "email", "pieces"):
        for who in buyer_keys(campaign, phone, email):
            held[who] += pieces
    counters = BuyerCounter.objects.across_stores(WHY).filter(campaign_id__in=limited)
    for who, taken, campaign in counters.values_list("who", "taken", "campaign_id"):
        where = f"campaign {campaign}, buyer …{who[-4:]}"
        if taken != (orders := held.pop(who, 0)):
            yield Breach("buyer limit", where, f"{taken} pieces are counted, the orders hold {orders}")
        if "@" not in who and taken > limited[campaign]:
            yield Breach("buyer limit", where, f"holds {taken} of {limited[campaign]}")
    for who, orders in held.items():
        yield Breach("buyer limit", f"buyer …{who[-4:]}", f"holds {orders} pieces and is not counted")


def imports() -> Iterator[Breach]:
    """An imported answer that became an order names it; an answer names one order only."""
    rows = ImportRow.objects.across_stores(WHY)
    for pk in rows.filter(state="order", order__isnull=True).values_list("pk", flat=True):
        yield Breach("import", f"import row {pk}", "is said to be an order and names none")
    named = Counter(rows.filter(state="order").exclude(order=None).values_list("order_id", flat=True))
    for order_id, times in named.items():
        if times > 1:
            yield Breach("import", f"order {order_id}", f"stands for {times} answers")


def published_without_counter() -> Iterator[Breach]:
    """A published PO has its own counter, or nothing could hold its cap."""
    published = Campaign.objects.across_stores(WHY).exclude(state__in=["draft", "cancelled"])
    for pk in published.exclude(counters__variant__isnull=True).values_list("pk", flat=True):
        yield Breach("counter", f"campaign {pk}", "is published without a counter")
