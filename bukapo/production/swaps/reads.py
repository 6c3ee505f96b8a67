"""Swaps as a buyer sees them: what may be offered, what others offer, how far the own one is. Never who."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.catalog.models import Variant
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.parts.rules import GONE
from bukapo.production.models import Swap
from bukapo.production.swaps.rules import LIVE

MOST_SHOWN = 30


@dataclass(frozen=True)
class Choice:
    """A piece of the order and what it may become."""

    gives: Variant
    product: str
    wants: tuple[Variant, ...]


@dataclass(frozen=True)
class Running:
    """The order's own swap: `mine` = this order offered it. `gives`/`wants` are what this order gives and gets."""

    swap: Swap
    mine: bool

    @property
    def taken(self) -> bool:
        return bool(self.swap.state == "taken")

    @property
    def gives(self) -> Variant:
        found: Variant = self.swap.gives if self.mine else self.swap.wants
        return found

    @property
    def gets(self) -> Variant:
        found: Variant = self.swap.wants if self.mine else self.swap.gives
        return found


@dataclass(frozen=True)
class SwapDesk:
    """`offers`: others' offers that this order could take, oldest first."""

    running: Running | None
    choices: tuple[Choice, ...]
    offers: tuple[Swap, ...]

    def __bool__(self) -> bool:
        return bool(self.running or self.choices or self.offers)


def swap_desk(order: Order) -> SwapDesk:
    """Empty while nothing of this order may be traded. At most seven queries."""
    if not tradable(order):
        return SwapDesk(None, (), ())
    running = _running(order)
    rows = OrderLine.objects.of(order.store_id).filter(order=order).select_related("variant")
    lines = list(rows.order_by("position"))
    if running:
        return SwapDesk(running, (), ())
    return SwapDesk(None, _choices(order.campaign, lines), _offers(order, lines))


def tradable(order: Order) -> bool:
    """The recap is frozen and the goods are still to come, all of them."""
    if is_made_to_order(order.campaign):
        return False
    if order.campaign.state != "closed" or order.state not in ("placed", "confirmed"):
        return False
    rows = Order.objects.of(order.store_id).filter(pk=order.pk, parcel__isnull=True)
    return bool(rows.exclude(parts__state__in=GONE).exists())


def _running(order: Order) -> Running | None:
    rows = Swap.objects.of(order.store_id).select_related("gives", "wants").filter(state__in=LIVE)
    own = rows.filter(order=order).first() or rows.filter(taker=order, state="taken").first()
    return Running(own, own.order_id == order.pk) if own else None


def _choices(campaign: Campaign, lines: Sequence[OrderLine]) -> tuple[Choice, ...]:
    """Only what somebody in this PO holds can be wished for."""
    counters = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign, taken__gt=0)
    held = list(
        Variant.objects.of(campaign.store_id)
        .filter(pk__in=counters.filter(variant__isnull=False).values("variant_id"))
        .order_by("product_id", "position")
    )
    choices = {}
    for line in lines:
        gives = line.variant
        alike = tuple(
            one
            for one in held
            if (one.product_id, one.surcharge) == (gives.product_id, gives.surcharge) and one.pk != gives.pk
        )
        if alike:
            choices[gives.pk] = Choice(gives, line.product_name, alike)
    return tuple(choices.values())


def _offers(order: Order, lines: Sequence[OrderLine]) -> tuple[Swap, ...]:
    wanted = {line.variant_id for line in lines}
    rows = Swap.objects.of(order.store_id).filter(
        campaign=order.campaign,
        state="offered",
        wants__in=wanted,
        order__state__in=["placed", "confirmed"],
        order__parcel__isnull=True,
    )
    rows = rows.exclude(order__parts__state__in=GONE)
    found = rows.exclude(order=order).select_related("gives", "wants").order_by("id")[:MOST_SHOWN]
    return tuple(found)
