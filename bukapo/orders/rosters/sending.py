"""A group's parcel: everybody's goods leave together."""

from datetime import datetime
from typing import Any

from bukapo.journal.events import Event
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.bulk.steps import asked_lines, send_parcel
from bukapo.orders.models import Order, Roster
from bukapo.orders.rosters.desk import live_members, lock_roster
from bukapo.orders.rosters.events import RosterSent
from bukapo.orders.rosters.rules import EACH, NotPayer
from bukapo.orders.rules import HOLDING
from bukapo.orders.writes.send import TrackingTaken, hand_over_within, ship_in_group, tracking
from bukapo.shipping.models import Parcel


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

    def ship(order: Order) -> Event:
        return ship_in_group(store_id=store_id, order_id=order.pk, courier=courier, number=number, at=at)

    with writing():
        roster, orders = _locked(store_id, roster_id)
        others = Parcel.objects.of(store_id).filter(courier=courier, tracking_number=number)
        if others.exclude(order__roster_member__roster=roster).exists():
            raise TrackingTaken(number=number)
        done = _each(orders, ship, without)
        left = [event.order_id for event in done[0] if event.order_id]
        parcel = send_parcel(roster, left, courier=courier, number=number, at=at)
        told = {
            "parcel_id": parcel.pk,
            "grams": parcel.weight,
            "fee": parcel.fee,
            "postings": asked_lines(parcel),
        }
        return _sent(roster, done, actor, at, courier=courier, tracking_number=number, **told)


def hand_over_roster(
    *, store_id: int, roster_id: int, without: bool, actor: Actor, at: datetime
) -> RosterSent:
    """The coordinator fetches every order that can leave. Same refusals as `ship_roster`."""

    def hand(order: Order) -> Event:
        return hand_over_within(store_id=store_id, order_id=order.pk, at=at)

    with writing():
        roster, orders = _locked(store_id, roster_id)
        return _sent(roster, _each(orders, hand, without), actor, at)


def _locked(store_id: int, roster_id: int) -> tuple[Roster, list[Order]]:
    roster = lock_roster(store_id=store_id, roster_id=roster_id)
    if roster.payer != EACH:
        raise NotPayer()
    own = live_members(roster).filter(order__isnull=False).values("order_id")
    orders = Order.objects.of(store_id).filter(pk__in=own, state__in=HOLDING).order_by("pk")
    return roster, list(orders.exclude(state__in=["shipped", "received"]).select_for_update())


def _each(orders: list[Order], act, without: bool) -> tuple[list[Event], int]:  # type: ignore[no-untyped-def]
    """Every order that can leave does. A refusal is raised before its order has changed, so it just stays."""
    events: list[Event] = []
    behind: list[str] = []
    for order in orders:
        try:
            events.append(act(order))
        except Refusal:
            behind.append(order.buyer_name)
    if not events:
        raise NothingReady()
    if behind and not without:
        raise NotTogether(names=", ".join(behind[:5]))
    return events, len(behind)


def _sent(
    roster: Roster, done: tuple[list[Event], int], actor: Actor, at: datetime, **told: Any
) -> RosterSent:
    events, behind = done
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
