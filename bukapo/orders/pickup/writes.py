"""Verbs of slots. Orders before slots, slots in order of their ids."""

from datetime import datetime

from django.db.models import F

from bukapo.campaigns.models import Campaign
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.orders.events import facts
from bukapo.orders.models import Order, PickupChoice, PickupSlot
from bukapo.orders.pickup.events import PickupChosen, PickupFreed, PickupSlotSet
from bukapo.orders.pickup.reads import is_ready
from bukapo.orders.pickup.rules import (
    MOST_SLOTS,
    BelowTaken,
    NotReadyYet,
    SlotFull,
    SlotGone,
    check_slot,
    pickup_code,
)
from bukapo.orders.steps import lock_order
from bukapo.orders.writes.send import NotPickup
from bukapo.shipping.rules import PICKUP


@write
def open_slot(
    *,
    store_id: int,
    campaign_id: int,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    actor: Actor,
    at: datetime,
) -> PickupSlotSet:
    """Buyers of this PO may fetch their orders then. The same span again is the same slot with another capacity.

    Raises NotFound, Invalid, BelowTaken.
    """
    check_slot(starts_at, ends_at, capacity)
    campaign = Campaign.objects.of(store_id).select_for_update(of=("self",)).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    if ends_at <= at:
        raise Invalid(field="day", why=gettext_noop("Jadwal ini sudah lewat."))
    rows = PickupSlot.objects.of(store_id).filter(campaign=campaign)
    slot = rows.filter(starts_at=starts_at, ends_at=ends_at).first()
    if slot is not None:
        return _set(slot, capacity, True)
    if rows.count() >= MOST_SLOTS:
        raise Invalid(field="day", why=gettext_noop("Paling banyak 200 jadwal per PO."))
    made = PickupSlot.objects.create(
        store_id=store_id, campaign=campaign, starts_at=starts_at, ends_at=ends_at, capacity=capacity
    )
    return _told(made)


@write
def set_slot(
    *, store_id: int, slot_id: int, capacity: int, open: bool, actor: Actor, at: datetime
) -> PickupSlotSet:
    """Another capacity, or closed to further choices; who has chosen keeps it. Raises NotFound, Invalid, BelowTaken."""
    slot = PickupSlot.objects.of(store_id).select_for_update(of=("self",)).filter(pk=slot_id).first()
    if slot is None:
        raise NotFound()
    check_slot(slot.starts_at, slot.ends_at, capacity)
    return _set(slot, capacity, open)


def _set(slot: PickupSlot, capacity: int, is_open: bool) -> PickupSlotSet:
    rows = PickupSlot.objects.of(slot.store_id).filter(pk=slot.pk, taken__lte=capacity)
    if not rows.update(capacity=capacity, open=is_open):
        raise BelowTaken(taken=slot.taken)
    slot.capacity, slot.open = capacity, is_open
    return _told(slot)


def _told(slot: PickupSlot) -> PickupSlotSet:
    return PickupSlotSet(
        store_id=slot.store_id, campaign_id=slot.campaign_id, slot_id=slot.pk, starts_at=slot.starts_at,
        ends_at=slot.ends_at, capacity=slot.capacity, open=slot.open,
    )  # fmt: skip


@write
def choose_slot(*, store_id: int, order_id: int, slot_id: int, actor: Actor, at: datetime) -> PickupChosen:
    """The buyer comes then; a slot chosen before is free again. The code stays the same.

    Raises NotFound, WrongState, NotPickup, NotReadyYet, SlotGone, SlotFull.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    if order.state != "confirmed":
        raise WrongState(state=order.state)
    if order.fulfilment != PICKUP:
        raise NotPickup()
    if not is_ready(order):
        raise NotReadyYet()
    choice = PickupChoice.objects.of(store_id).filter(order=order).first()
    slot = _locked(order, slot_id, choice)
    if not slot.open or slot.ends_at <= at:
        raise SlotGone()
    was = choice.slot_id if choice else None
    if was != slot.pk:
        _count(store_id, slot.pk)
        if was:
            _uncount(store_id, was)
    if choice:
        PickupChoice.objects.of(store_id).filter(pk=choice.pk).update(slot=slot, chosen_at=at)
    else:
        PickupChoice.objects.create(
            store_id=store_id, order=order, slot=slot, code=_free_code(store_id), chosen_at=at
        )
    return PickupChosen(
        **facts(order), slot_id=slot.pk, starts_at=slot.starts_at, ends_at=slot.ends_at, was=was
    )


@write
def free_place(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> PickupFreed:
    """An order that is over, or is sent instead, keeps no place. Raises WrongState when it has none to give back."""
    order = lock_order(store_id=store_id, order_id=order_id)
    choice = PickupChoice.objects.of(store_id).filter(order=order).first()
    if choice is None or (order.state in ("confirmed", "received") and order.fulfilment == PICKUP):
        raise WrongState(state=order.state)
    _uncount(store_id, choice.slot_id)
    slot_id = choice.slot_id
    PickupChoice.objects.of(store_id).filter(pk=choice.pk).delete()
    return PickupFreed(**facts(order), slot_id=slot_id)


def _locked(order: Order, slot_id: int, choice: PickupChoice | None) -> PickupSlot:
    ids = sorted({slot_id, *([choice.slot_id] if choice else [])})
    rows = PickupSlot.objects.of(order.store_id).filter(pk__in=ids, campaign_id=order.campaign_id)
    slots = {slot.pk: slot for slot in rows.order_by("pk").select_for_update(of=("self",))}
    if slot_id not in slots:
        raise NotFound()
    return slots[slot_id]


def _count(store_id: int, slot_id: int) -> None:
    rows = PickupSlot.objects.of(store_id).filter(pk=slot_id, taken__lt=F("capacity"))
    if rows.update(taken=F("taken") + 1) != 1:
        raise SlotFull()


def _uncount(store_id: int, slot_id: int) -> None:
    PickupSlot.objects.of(store_id).filter(pk=slot_id).update(taken=F("taken") - 1)


def _free_code(store_id: int) -> str:
    while True:
        code = pickup_code()
        if not PickupChoice.objects.of(store_id).filter(code=code).exists():
            return code
