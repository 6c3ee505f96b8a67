"""Pieces of the groups' writes. Need an open transaction. Lock order: the group, its orders, the PO's counters."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.rules import Closed
from bukapo.journal import clock
from bukapo.kernel import readable
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import NotFound
from bukapo.orders.intake import draft
from bukapo.orders.models import Order, OrderLine, Roster, RosterMember, RosterPiece
from bukapo.orders.rosters.rules import (
    FILLED,
    REMOVED,
    DeadlineOver,
    NumberTaken,
    Pick,
    RosterLocked,
    RosterOver,
    TooFewMembers,
)
from bukapo.orders.rules import HOLDING

LONGEST_NUMBER = 40


def lock_roster(*, store_id: int, roster_id: int) -> Roster:
    """The group, locked until the transaction ends. Raises NotFound for another store's, RosterOver."""
    rows = Roster.objects.of(store_id).select_for_update(of=("self",))
    row: Roster | None = rows.filter(pk=roster_id).first()
    if row is None:
        raise NotFound()
    if row.state == "cancelled":
        raise RosterOver()
    return row


def member_of(roster: Roster, member_id: int) -> RosterMember:
    """Somebody who is still on its list. Raises NotFound."""
    found: RosterMember | None = live_members(roster).filter(pk=member_id).first()
    if found is None:
        raise NotFound()
    return found


def live_members(roster: Roster):  # type: ignore[no-untyped-def]
    """Everybody on the list, in its order."""
    return (
        RosterMember.objects.of(roster.store_id)
        .filter(roster=roster)
        .exclude(state=REMOVED)
        .order_by("position")
    )


def open_campaign(roster: Roster) -> Campaign:
    """The group's PO while it takes changes, by the database's time. Raises Closed."""
    campaign: Campaign = (
        Campaign.objects.of(roster.store_id).select_related("store", "series").get(pk=roster.campaign_id)
    )
    if (
        campaign.state != "published"
        or campaign.closes_at is None
        or clock.database_now() >= campaign.closes_at
    ):
        raise Closed()
    return campaign


def refuse_member(roster: Roster, now: datetime) -> None:
    """What a member may not do any more, though the coordinator may. Raises RosterLocked, DeadlineOver."""
    if roster.state == "locked":
        raise RosterLocked()
    if now >= roster.deadline_at:
        raise DeadlineOver()


def refuse_too_few(roster: Roster, campaign: Campaign) -> None:
    """Raise TooFewMembers unless as many have filled in as the seller wants of a group."""
    have = live_members(roster).filter(state=FILLED).count()
    if have < campaign.group_least:
        raise TooFewMembers(have=have, least=campaign.group_least)


def refuse_number(roster: Roster, member: RosterMember | None, number: str, *, named: bool) -> None:
    """Raise NumberTaken when somebody else on the list has it; `named` when the asker may know who."""
    if not number:
        return
    others = live_members(roster).filter(number=number)
    holder = (others.exclude(pk=member.pk) if member else others).first()
    if holder is not None:
        raise NumberTaken(number=number, holder=holder.name if named else "")


def number_of(roster: Roster, picks: Iterable[Pick]) -> str:
    """The text of the group's number field; "" where numbers may repeat or none is written."""
    if roster.number_field_id is None:
        return ""
    texts = [pick.texts.get(roster.number_field_id, "") for pick in picks]
    return next((" ".join(text.split())[:LONGEST_NUMBER] for text in texts if text.strip()), "")


def pick_errors(offer: Offer, products: Sequence[int], picks: Sequence[Pick]) -> dict[str, str]:
    """`pick-<n>` and `text-<field id>` -> sentence, for whatever of a member's wish can't be ordered as it is."""
    errors: dict[str, str] = {}
    for place, product_id in enumerate(products):
        pick = picks[place] if place < len(picks) else Pick(0, {})
        found = offer.product_of(pick.variant_id)
        if found is None or found[0].id != product_id:
            errors[f"pick-{place}"] = draft.VARIANT_BAD
        product = offer.by_product.get(product_id)
        for field in product.fields if product else ():
            text = " ".join(pick.texts.get(field.id, "").split())
            if not text and field.required:
                errors[f"text-{field.id}"] = draft.PERSONAL_MISSING
            elif text and readable.unreadable(text):
                errors[f"text-{field.id}"] = draft.UNREADABLE
            elif text and (wrong := draft.personalization_error(field, text)):
                errors[f"text-{field.id}"] = wrong
    return errors


def name_error(name: str) -> str:
    """The sentence for a name that can't be used, or ""."""
    if not name.strip():
        return draft.NAME_MISSING
    if len(" ".join(name.split())) > 80:
        return draft.TOO_LONG
    return draft.UNREADABLE if readable.unreadable(name) else ""


def read_phone(text: str, errors: dict[str, str], *, needed: bool) -> str:
    """E.164, or "" with the reason in `errors`."""
    if not text.strip() and not needed:
        return ""
    try:
        return normalise_phone(text)
    except PhoneUnusable:
        errors["phone"] = draft.PHONE_BAD
        return ""


def holding(order: Order | None) -> bool:
    """Whether this order still holds its pieces."""
    return order is not None and order.state in HOLDING


def link_lines(order: Order, members: Sequence[RosterMember]) -> None:
    """Say which line is whose: `members` in the order of the lines, one for each."""
    lines = OrderLine.objects.of(order.store_id).filter(order=order).order_by("position")
    RosterPiece.objects.bulk_create(
        RosterPiece(store_id=order.store_id, member=member, line=line)
        for member, line in zip(members, lines, strict=True)
    )
