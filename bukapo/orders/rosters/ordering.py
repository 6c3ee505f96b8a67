"""A group orders: once for all, or each for themselves. Pieces are taken here and nowhere earlier."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import SoldOut
from bukapo.campaigns.steps import lock_counters
from bukapo.journal import clock
from bukapo.journal.events import Event
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Refusal
from bukapo.orders.events import OrderChanged
from bukapo.orders.intake.draft import PHONE_BAD, DraftInvalid, Wanted
from bukapo.orders.models import Order, Roster, RosterMember
from bukapo.orders.rosters.desk import (
    holding,
    link_lines,
    live_members,
    lock_roster,
    member_of,
    open_campaign,
    refuse_member,
    refuse_too_few,
)
from bukapo.orders.rosters.events import RosterOrdered
from bukapo.orders.rosters.rules import EACH, FILLED, ONE, NothingToOrder, NotPayer, RosterUnfit
from bukapo.orders.rosters.wishing import (
    owners,
    unfit_by_draft,
    unfit_by_room,
    wanted_by_member,
    wanted_by_one,
)
from bukapo.orders.steps import lock_order, pieces_of
from bukapo.orders.writes.change import change_within
from bukapo.orders.writes.place import insisting, place_within
from bukapo.orders.writes.serve import serve_within


def order_roster(*, store_id: int, roster_id: int, agreed: int | None, actor: Actor, at: datetime) -> Order:
    """Whoever has filled in becomes a line of the one order that the coordinator pays; or the order that runs is
    changed to what the list says by now. All of it or nothing.

    `agreed` is the sum in rupiah that was shown (None: none was). Raises RosterUnfit with every member who can't have
    their wish, NothingToOrder, TooFewMembers, NotPayer, NotFound, RosterOver and what `place_order` or `change_order`
    raise. Asked again, it is the same order.
    """
    return insisting(lambda: _order_roster(store_id, roster_id, agreed, actor, at))


def _order_roster(store_id: int, roster_id: int, agreed: int | None, actor: Actor, at: datetime) -> Order:
    with writing():
        roster = lock_roster(store_id=store_id, roster_id=roster_id)
        if roster.payer != ONE:
            raise NotPayer()
        campaign = open_campaign(roster)
        members = list(live_members(roster).filter(state=FILLED))
        if not members:
            raise NothingToOrder()
        refuse_too_few(roster, campaign)
        wanted = wanted_by_one(roster, members, agreed=agreed)
        if roster.order is not None and holding(roster.order):
            return _changed(roster, roster.order, members, wanted, actor, at)
        if roster.order is not None:  # cancelled or expired: this is another submission
            roster.tries += 1
            wanted = wanted_by_one(roster, members, agreed=agreed)
        order = _placed(campaign, wanted, actor, members)
        link_lines(order, owners(members))
        roster.order = order
        roster.save(update_fields=["order", "tries"])
        event = _ordered(roster, order, len(wanted.lines))
        record([event], actor=actor, at=at)
    return order


def order_member(
    *, store_id: int, roster_id: int, member_id: int, agreed: int | None, actor: Actor, at: datetime
) -> Order:
    """A member's own order, which leaves with the group's parcel. Asked again while it runs, it is the same order.

    Raises NothingToOrder (not filled in), TooFewMembers, NotPayer, RosterLocked, DeadlineOver, NotFound, RosterOver
    and what `place_order` raises.
    """
    return insisting(lambda: _order_member(store_id, roster_id, member_id, agreed, actor, at))


def _order_member(
    store_id: int, roster_id: int, member_id: int, agreed: int | None, actor: Actor, at: datetime
) -> Order:
    with writing():
        roster = lock_roster(store_id=store_id, roster_id=roster_id)
        if roster.payer != EACH:
            raise NotPayer()
        campaign = open_campaign(roster)
        member = member_of(roster, member_id)
        if member.order is not None and holding(member.order):
            return member.order
        refuse_member(roster, clock.database_now())
        if member.state != FILLED:
            raise NothingToOrder()
        if not member.phone:
            raise DraftInvalid({"phone": PHONE_BAD})
        refuse_too_few(roster, campaign)
        member.tries += 1 if member.order_id else 0
        wanted = wanted_by_member(roster, member, agreed=agreed)
        answer = place_within(store_id=store_id, campaign_id=campaign.pk, wanted=[wanted], actor=actor)[0]
        if isinstance(answer, Refusal):
            raise answer
        link_lines(answer, owners([member]))
        member.order = answer
        member.save(update_fields=["order", "tries"])
        event = _ordered(roster, answer, len(wanted.lines), member_id=member.pk)
        record([event], actor=actor, at=at)
    return answer


def change_own(roster: Roster, member: RosterMember, *, at: datetime) -> OrderChanged:
    """A step: the member's running order becomes what they wish now. The caller records the event."""
    assert member.order is not None  # it runs
    wanted = wanted_by_member(roster, member)
    event = change_within(store_id=roster.store_id, order_id=member.order.pk, wanted=wanted, at=at)
    _relink(member.order, [member])
    return event


def _changed(
    roster: Roster, order: Order, members: Sequence[RosterMember], wanted: Wanted, actor: Actor, at: datetime
) -> Order:
    store_id = roster.store_id
    lock_order(store_id=store_id, order_id=order.pk)
    own = pieces_of(order)
    change: Callable[[], Any] = lambda: change_within(  # noqa: E731
        store_id=store_id, order_id=order.pk, wanted=wanted, at=at
    )
    event = _all_or_nothing(roster.campaign, members, change, own=own)
    _relink(order, members)
    events: list[Event] = [event, _ordered(roster, order, len(wanted.lines), changed=True)]
    record(events, actor=actor, at=at)
    serve_within(store_id=store_id, campaign_id=roster.campaign_id, at=at)
    return order


def _relink(order: Order, members: Sequence[RosterMember]) -> None:
    """The lines may be new ones."""
    members_of_lines = owners(members)
    for member in members:
        member.pieces.filter(line__order=order).delete()
    link_lines(order, members_of_lines)


def _placed(campaign: Campaign, wanted: Wanted, actor: Actor, members: Sequence[RosterMember]) -> Order:
    def place() -> Order:
        facts: dict[str, Any] = {"store_id": campaign.store_id, "campaign_id": campaign.pk, "actor": actor}
        answer = place_within(**facts, wanted=[wanted])[0]
        if isinstance(answer, Refusal):
            raise answer
        return answer

    order: Order = _all_or_nothing(campaign, members, place)
    return order


def _all_or_nothing(
    campaign: Campaign,
    members: Sequence[RosterMember],
    act: Callable[[], Any],
    *,
    own: dict[int, int] | None = None,
) -> Any:
    """Do it, or say of every member what they can't have."""
    left = lock_counters(store_id=campaign.store_id, campaign_id=campaign.pk)
    try:
        return act()
    except DraftInvalid as invalid:
        rows = unfit_by_draft(invalid, members)
        if not rows:
            raise
        raise RosterUnfit(rows) from invalid
    except SoldOut as no:
        rows = unfit_by_room(members, offer_of(campaign), left, own)
        raise RosterUnfit(rows) if rows else no from no


def _ordered(
    roster: Roster, order: Order, lines: int, *, member_id: int | None = None, changed: bool = False
) -> RosterOrdered:
    return RosterOrdered(
        store_id=roster.store_id,
        campaign_id=roster.campaign_id,
        roster_id=roster.pk,
        of_order=order.pk,
        lines=lines,
        member_id=member_id,
        changed=changed,
    )
