"""A group's parcel: everybody's goods leave together."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.orders.bulk.events import RosterPacked, RosterUnpacked
from bukapo.orders.bulk.rules import GROUP_PARCEL
from bukapo.orders.bulk.steps import (
    asked_lines,
    facts_of,
    packed_of,
    refuse_while_booked,
    seal,
    send_parcel,
)
from bukapo.orders.models import GroupParcel, Order, Roster
from bukapo.orders.rosters.desk import live_members, lock_roster
from bukapo.orders.rosters.events import RosterSent
from bukapo.orders.rosters.rules import EACH, NotPayer
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes.send import (
    NotCourier,
    TrackingTaken,
    hand_over_within,
    pack_in_group,
    ship_in_group,
    tracking,
)
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import COURIER


class NothingReady(Refusal):
    code = "roster_nothing_ready"
    sentence = gettext_noop("Belum ada pesanan anggota yang lunas dan siap dikirim.")


class NotTogether(Refusal):
    """Somebody's order can't leave, and whoever sends did not say that it shall stay behind."""

    code = "roster_not_together"
    sentence = gettext_noop(
        "{names} belum bisa ikut. Centang “Kirim tanpa yang belum lunas” kalau memang ditinggal."
    )


def ship_roster(
    *,
    store_id: int,
    roster_id: int,
    courier: str,
    tracking_number: str,
    without: bool,
    actor: Actor,
    at: datetime,
) -> RosterSent:
    """One parcel with one tracking number for every order that can leave. `without`: the others stay behind.

    The coordinator owes its fee from then on.

    Raises NothingReady, NotTogether, TrackingTaken, Invalid, NotPayer (one order: it is sent as any other), NotFound.
    """
    courier, number = tracking(courier, tracking_number)
    with writing():
        roster, orders = _locked(store_id, roster_id)
        refuse_while_booked(roster)
        return _shipped(roster, orders, courier, number, without, actor, at)


def ship_group(
    *, store_id: int, parcel_id: int, courier: str, tracking_number: str, actor: Actor, at: datetime
) -> RosterSent:
    """The packed parcel of a group is with the courier: what is in it leaves, but for what may not any more.

    Raises NotFound, WrongState (it left, or was opened), NothingReady, TrackingTaken, Invalid.
    """
    courier, number = tracking(courier, tracking_number)
    with writing():
        parcel = GroupParcel.objects.of(store_id).filter(pk=parcel_id).first()
        if parcel is None:
            raise NotFound()
        roster, orders = _locked(store_id, parcel.roster_id)
        parcel.refresh_from_db()
        if parcel.state != "packed":
            raise WrongState(state=parcel.state)
        inside = [order for order in orders if order.pk in parcel.orders]
        return _shipped(roster, inside, courier, number, True, actor, at)


def pack_roster(*, store_id: int, roster_id: int, without: bool, actor: Actor, at: datetime) -> GroupParcel:
    """Every order that is paid and can leave is in one parcel, which waits for its courier. One that waits is it.

    Raises NothingReady, NotTogether, NotCourier (the coordinator fetches it), NotPayer, NotFound.
    """

    def pack(order: Order) -> Event | None:
        return pack_in_group(store_id=store_id, order_id=order.pk, at=at)

    with writing():
        roster, orders = _locked(store_id, roster_id)
        if roster.fulfilment != COURIER:
            raise NotCourier()
        waiting = packed_of(roster)
        if waiting is not None:
            return waiting
        events, behind, inside = _each(orders, pack, without)
        parcel = seal(roster, inside, at=at)
        told: dict[str, Any] = {"orders": len(inside), "behind": behind, "grams": parcel.weight}
        record([RosterPacked(**facts_of(parcel), parcel_id=parcel.pk, **told), *events], actor=actor, at=at)
    return parcel


def open_parcel(*, store_id: int, parcel_id: int, actor: Actor, at: datetime) -> RosterUnpacked:
    """The packed parcel is opened again: who became ready meanwhile may come along. Raises NotFound, WrongState,
    GroupPacked while a courier is to fetch it.
    """
    with writing():
        parcel = GroupParcel.objects.of(store_id).select_related("roster").filter(pk=parcel_id).first()
        if parcel is None:
            raise NotFound()
        refuse_while_booked(lock_roster(store_id=store_id, roster_id=parcel.roster_id))
        move(GroupParcel.objects.of(store_id), pk=parcel.pk, machine=GROUP_PARCEL, to="dropped")
        event = RosterUnpacked(**facts_of(parcel), parcel_id=parcel.pk)
        record([event], actor=actor, at=at)
    return event


def _shipped(
    roster: Roster, orders: list[Order], courier: str, number: str, without: bool, actor: Actor, at: datetime
) -> RosterSent:
    store_id = roster.store_id

    def ship(order: Order) -> Event:
        return ship_in_group(store_id=store_id, order_id=order.pk, courier=courier, number=number, at=at)

    others = Parcel.objects.of(store_id).filter(courier=courier, tracking_number=number)
    if others.exclude(order__roster_member__roster=roster).exists():
        raise TrackingTaken(number=number)
    events, behind, left = _each(orders, ship, without)
    parcel = send_parcel(roster, left, courier=courier, number=number, at=at)
    told = {
        "parcel_id": parcel.pk,
        "grams": parcel.weight,
        "fee": parcel.fee,
        "postings": asked_lines(parcel),
    }
    return _sent(roster, events, behind, actor, at, courier=courier, tracking_number=number, **told)


def hand_over_roster(
    *, store_id: int, roster_id: int, without: bool, actor: Actor, at: datetime
) -> RosterSent:
    """The coordinator fetches every order that can leave. Same refusals as `ship_roster`."""

    def hand(order: Order) -> Event:
        return hand_over_within(store_id=store_id, order_id=order.pk, at=at)

    with writing():
        roster, orders = _locked(store_id, roster_id)
        refuse_while_booked(roster)
        events, behind, _orders = _each(orders, hand, without)
        return _sent(roster, events, behind, actor, at)


def _locked(store_id: int, roster_id: int) -> tuple[Roster, list[Order]]:
    roster = lock_roster(store_id=store_id, roster_id=roster_id)
    if roster.payer != EACH:
        raise NotPayer()
    own = live_members(roster).filter(order__isnull=False).values("order_id")
    orders = Order.objects.of(store_id).filter(pk__in=own, state__in=HOLDING).order_by("pk")
    return roster, list(orders.exclude(state__in=["shipped", "received"]).select_for_update())


def _each(
    orders: list[Order], act: Callable[[Order], Event | None], without: bool
) -> tuple[list[Event], int, list[int]]:
    """Every order that can leave does. A refusal is raised before its order has changed, so it just stays.

    What happened, how many stay, ids of those that go.
    """
    events: list[Event | None] = []
    going: list[int] = []
    behind: list[str] = []
    for order in orders:
        try:
            events.append(act(order))
        except Refusal:
            behind.append(order.buyer_name)
        else:
            going.append(order.pk)
    if not going:
        raise NothingReady()
    if behind and not without:
        raise NotTogether(names=", ".join(behind[:5]))
    return [event for event in events if event is not None], len(behind), going


def _sent(
    roster: Roster, events: list[Event], behind: int, actor: Actor, at: datetime, **told: Any
) -> RosterSent:
    event = RosterSent(
        store_id=roster.store_id,
        campaign_id=roster.campaign_id,
        roster_id=roster.pk,
        orders=len(events),
        behind=behind,
        **told,
    )
    record([event, *events], actor=actor, at=at)
    return event
