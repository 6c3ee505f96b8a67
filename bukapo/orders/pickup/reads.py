"""Slots told: to the buyer who chooses, to the counter that hands over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign
from bukapo.orders.making.gates import is_own_job
from bukapo.orders.models import Job, Order, PickupChoice, PickupSlot
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import PICKUP

MOST_SHOWN = 60


@dataclass(frozen=True)
class SlotChoice:
    """A slot as a buyer sees it. `mine`: chosen by them."""

    id: int
    starts_at: datetime
    ends_at: datetime
    left: int
    mine: bool


@dataclass(frozen=True)
class PickupTold:
    """What the buyer may choose; `code` is "" until they have."""

    slots: tuple[SlotChoice, ...]
    code: str
    chosen: SlotChoice | None


def is_ready(order: Order) -> bool:
    """The goods are there: packed, or produced."""
    if Parcel.objects.of(order.store_id).filter(order=order).exists():
        return True
    if is_own_job(order):
        return bool(Job.objects.of(order.store_id).filter(order=order, made_at__isnull=False).exists())
    return order.campaign.produced_at is not None


def pickup_of(order: Order, *, at: datetime) -> PickupTold | None:
    """None where there is nothing to choose: not fetched, not ready, or no slots. At most five queries."""
    if order.fulfilment != PICKUP or order.state != "confirmed" or not is_ready(order):
        return None
    choice = PickupChoice.objects.of(order.store_id).filter(order=order).select_related("slot").first()
    rows = PickupSlot.objects.of(order.store_id).filter(
        campaign_id=order.campaign_id, open=True, ends_at__gt=at
    )
    slots = tuple(_choice(slot, choice) for slot in rows.order_by("starts_at", "id")[:MOST_SHOWN])
    if not slots and choice is None:
        return None
    chosen = _choice(choice.slot, choice) if choice else None
    return PickupTold(slots, choice.code if choice else "", chosen)


def _choice(slot: PickupSlot, choice: PickupChoice | None) -> SlotChoice:
    mine = choice is not None and choice.slot_id == slot.pk
    return SlotChoice(slot.pk, slot.starts_at, slot.ends_at, slot.capacity - slot.taken, mine)


@dataclass(frozen=True)
class Fetcher:
    """Who comes: `code` and what they fetch. `packed`: it lies ready."""

    number: str
    buyer_name: str
    pieces: int
    code: str
    state: str
    packed: bool


@dataclass(frozen=True)
class SlotTold:
    """A slot as the seller sees it, with those who come."""

    id: int
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int
    open: bool
    fetchers: tuple[Fetcher, ...]


def slots_of(campaign: Campaign, *, at: datetime) -> tuple[SlotTold, ...]:
    """From yesterday on, with who comes. Three queries."""
    rows = PickupSlot.objects.of(campaign.store_id).filter(
        campaign=campaign, ends_at__gt=at - timedelta(days=1)
    )
    slots = list(rows.order_by("starts_at", "id")[:MOST_SHOWN])
    choices = PickupChoice.objects.of(campaign.store_id).filter(slot__in=[slot.pk for slot in slots])
    comers: dict[int, list[Fetcher]] = {}
    for one in choices.select_related("order__parcel").order_by("order__buyer_name", "pk"):
        packed = getattr(one.order, "parcel", None) is not None
        comers.setdefault(one.slot_id, []).append(
            Fetcher(
                one.order.number, one.order.buyer_name, one.order.pieces, one.code, one.order.state, packed
            )
        )
    return tuple(
        SlotTold(
            slot.pk, slot.starts_at, slot.ends_at, slot.capacity, slot.taken, slot.open,
            tuple(comers.get(slot.pk, ())),
        )
        for slot in slots
    )  # fmt: skip


def order_at_counter(store_id: int, code: str) -> Order | None:
    """By the code that is shown, or by the order's number; tidied already."""
    rows = Order.objects.of(store_id).select_related("campaign")
    by_code = PickupChoice.objects.of(store_id).filter(code=code).values("order_id")
    return rows.filter(number=code).first() or rows.filter(pk__in=by_code).first()
