"""Members: listed beforehand, filling in, filled in for, taken off the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.journal import clock
from bukapo.journal.events import Event
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.desk import (
    holding,
    live_members,
    lock_roster,
    member_of,
    name_error,
    number_of,
    open_campaign,
    pick_errors,
    read_phone,
    refuse_member,
    refuse_number,
)
from bukapo.orders.rosters.events import MemberFilled, MemberRemoved, MemberSettled, MembersListed
from bukapo.orders.rosters.ordering import change_own
from bukapo.orders.rosters.rules import (
    EACH,
    EXPECTED,
    FILLED,
    MOST_MEMBERS,
    ONE,
    REMOVED,
    HasOrder,
    NameTaken,
    NotPayer,
    NumberTaken,
    OwnOrder,
    Pick,
    RosterFull,
    name_key,
)
from bukapo.orders.writes.serve import serve_within


@dataclass(frozen=True)
class MemberWish:
    """What somebody wishes: `picks` in the order of the group's products; variant 0 = not said yet."""

    name: str
    picks: tuple[Pick, ...] = ()
    phone: str = ""


@write
def list_members(
    *, store_id: int, roster_id: int, wishes: Sequence[MemberWish], actor: Actor, at: datetime
) -> MembersListed:
    """Put names on the list, with what is known of each. All of them or none; by name, so doing it again adds nobody.

    Who has filled in already stays as they are; who is only expected gets what is known now. Raises NotFound,
    RosterOver, Closed, RosterFull, NumberTaken, DraftInvalid (`name`).
    """
    roster = lock_roster(store_id=store_id, roster_id=roster_id)
    offer = offer_of(open_campaign(roster))
    known = {member.name_key: member for member in live_members(roster)}
    was_full = _all_filled(roster)
    added = completed = 0
    for wish in {name_key(wish.name): wish for wish in wishes}.values():
        if wrong := name_error(wish.name):
            raise DraftInvalid({"name": wrong})
        found = known.get(name_key(wish.name))
        if found is not None and (
            found.state == FILLED or not any(p.variant_id or p.texts for p in wish.picks)
        ):
            continue
        if found is None and len(known) >= MOST_MEMBERS:
            raise RosterFull()
        member = found or _fresh(roster, wish.name)
        _set(roster, member, wish, offer, at)
        member.save()
        known[member.name_key] = member
        added, completed = added + (found is None), completed + (found is not None)
    return MembersListed(
        **_facts(roster), added=added, completed=completed, all_filled=not was_full and _all_filled(roster)
    )


def fill_member(
    *,
    store_id: int,
    roster_id: int,
    member_id: int | None,
    wish: MemberWish,
    coordinator: bool,
    actor: Actor,
    at: datetime,
) -> MemberFilled:
    """Somebody says what they wish. Without `member_id` they join; a name that is expected is theirs then.

    Their own order, if it runs, is changed with it, by the rules of any change. A member keeps to the lock and the
    deadline of the list, the `coordinator` only to the PO's closing, and keeps their hands off what a member has
    ordered and pays. Raises NotFound, RosterOver, RosterLocked, DeadlineOver, Closed, OwnOrder, NameTaken,
    NumberTaken, RosterFull, DraftInvalid, and what a change of an order raises.
    """
    with writing():
        roster = lock_roster(store_id=store_id, roster_id=roster_id)
        campaign = open_campaign(roster)
        if not coordinator:
            refuse_member(roster, clock.database_now())
        offer = offer_of(campaign)
        member = member_of(roster, member_id) if member_id else _joining(roster, wish.name)
        if coordinator and roster.payer == EACH and holding(member.order):
            raise OwnOrder(name=member.name)
        was_full = _all_filled(roster)
        _check(roster, member, wish, offer, coordinator=coordinator)
        _set(roster, member, wish, offer, at)
        member.save()
        events: list[Event] = []
        if roster.payer == EACH and member.order is not None and holding(member.order):
            events.append(change_own(roster, member, at=at))
        event = MemberFilled(
            **_facts(roster),
            member_id=member.pk,
            own_order=member.order_id if events else None,
            all_filled=not was_full and _all_filled(roster),
        )
        record([event, *events], actor=actor, at=at)
        if events:
            serve_within(store_id=store_id, campaign_id=roster.campaign_id, at=at)
    return event


@write
def remove_member(
    *, store_id: int, roster_id: int, member_id: int, actor: Actor, at: datetime
) -> MemberRemoved:
    """Off the list; their number is free again. Raises NotFound, RosterOver, Closed, HasOrder."""
    roster = lock_roster(store_id=store_id, roster_id=roster_id)
    open_campaign(roster)
    member = member_of(roster, member_id)
    if holding(member.order):
        raise HasOrder(name=member.name)
    was_full = _all_filled(roster)
    member.state = REMOVED
    member.save(update_fields=["state"])
    return MemberRemoved(
        **_facts(roster), member_id=member.pk, all_filled=not was_full and _all_filled(roster)
    )


@write
def settle_member(
    *, store_id: int, roster_id: int, member_id: int, settled: bool, actor: Actor, at: datetime
) -> MemberSettled:
    """Where one pays for all: the coordinator ticks whose money they hold. Raises NotFound, RosterOver, NotPayer."""
    roster = lock_roster(store_id=store_id, roster_id=roster_id)
    if roster.payer != ONE:
        raise NotPayer()
    member = member_of(roster, member_id)
    member.settled = settled
    member.save(update_fields=["settled"])
    return MemberSettled(**_facts(roster), member_id=member.pk, settled=settled)


def _joining(roster: Roster, name: str) -> RosterMember:
    """The row of an expected name, or a new one."""
    found = live_members(roster).filter(name_key=name_key(name)).first()
    if found is not None:
        if found.state != EXPECTED:
            raise NameTaken(name=found.name)
        return found
    if live_members(roster).count() >= MOST_MEMBERS:
        raise RosterFull()
    return _fresh(roster, name)


def _fresh(roster: Roster, name: str) -> RosterMember:
    last = RosterMember.objects.of(roster.store_id).filter(roster=roster).order_by("-position").first()
    return RosterMember(
        store_id=roster.store_id,
        roster=roster,
        position=last.position + 1 if last else 0,
        state=EXPECTED,
        secret=secret(),
        name=" ".join(name.split()),
        name_key=name_key(name),
    )


def _check(
    roster: Roster, member: RosterMember, wish: MemberWish, offer: Offer, *, coordinator: bool
) -> None:
    errors = pick_errors(offer, roster.products, wish.picks)
    if wrong := name_error(wish.name):
        errors["name"] = wrong
    read_phone(wish.phone, errors, needed=roster.payer == EACH and not coordinator)
    if errors:
        raise DraftInvalid(errors)
    alike = live_members(roster).filter(name_key=name_key(wish.name)).exclude(pk=member.pk)
    if alike.exists():
        raise NameTaken(name=wish.name.strip())
    refuse_number(roster, member, number_of(roster, wish.picks), named=coordinator or roster.shows_names)


def _set(roster: Roster, member: RosterMember, wish: MemberWish, offer: Offer, at: datetime) -> None:
    """What is wished now; who misses something of it stays expected. Raises NumberTaken."""
    number = number_of(roster, wish.picks)
    others = live_members(roster).filter(number=number).exclude(pk=member.pk) if number else None
    if others is not None and (holder := others.first()) is not None:
        raise NumberTaken(number=number, holder=holder.name)
    phone = read_phone(wish.phone, {}, needed=False)
    member.name, member.name_key = " ".join(wish.name.split()), name_key(wish.name)
    member.phone = phone or member.phone
    member.picks, member.number = [pick.as_json() for pick in wish.picks], number
    complete = not pick_errors(offer, roster.products, wish.picks)
    member.state = FILLED if complete else EXPECTED
    member.filled_at = at if complete else None


def _all_filled(roster: Roster) -> bool:
    states = set(live_members(roster).values_list("state", flat=True))
    return states == {FILLED}


def _facts(roster: Roster) -> dict[str, Any]:
    return {"store_id": roster.store_id, "campaign_id": roster.campaign_id, "roster_id": roster.pk}
