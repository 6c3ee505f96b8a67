"""A group's list as an order, and what of it can't be had. Works on values."""

from collections.abc import Mapping, Sequence

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.rules import Left
from bukapo.kernel.canonical import digest
from bukapo.orders.intake.draft import DraftInvalid, Wanted, WantedLine
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.rules import NOT_LEFT, UnfitRow
from bukapo.orders.rules import ROSTER
from bukapo.shipping.rules import GROUP


def wanted_by_one(roster: Roster, members: Sequence[RosterMember], *, agreed: int | None = None) -> Wanted:
    """The whole list as the coordinator's order: lines in the order of the members."""
    return Wanted(
        key=digest(["roster", roster.pk, roster.key, roster.tries]),
        source=ROSTER,
        buyer_name=roster.coordinator,
        phone=roster.phone,
        email=roster.email,
        fulfilment=roster.fulfilment,
        address=roster.address,
        city=roster.city,
        postal_code=roster.postal_code,
        zone_id=roster.zone_id,
        note=roster.name,
        language=roster.language,
        lines=tuple(line for member in members for line in lines_of(member)),
        agreed=agreed,
    )


def wanted_by_member(roster: Roster, member: RosterMember, *, agreed: int | None = None) -> Wanted:
    """A member's own order: it goes with the others' to the coordinator, who pays for the parcel."""
    return Wanted(
        key=digest(["roster", roster.pk, roster.key, member.pk, member.tries]),
        source=ROSTER,
        buyer_name=member.name,
        phone=member.phone,
        fulfilment=GROUP,
        language=roster.language,
        lines=tuple(lines_of(member)),
        agreed=agreed,
    )


def lines_of(member: RosterMember) -> list[WantedLine]:
    """One piece of each product."""
    return [WantedLine(pick.variant_id, 1, pick.texts) for pick in member.wishes]


def owners(members: Sequence[RosterMember]) -> list[RosterMember]:
    """Whose each line is, in the order of `wanted_by_one`."""
    return [member for member in members for _pick in member.picks]


def unfit_by_draft(invalid: DraftInvalid, members: Sequence[RosterMember]) -> list[UnfitRow]:
    """A sentence of the draft about line n is about the member whose line that is; the first per member."""
    whose = owners(members)
    found: dict[int, UnfitRow] = {}
    for field, why in invalid.errors.items():
        kind, _sign, rest = field.partition(".")
        number = rest.partition(".")[0]
        if kind == "lines" and number.isdecimal() and int(number) < len(whose):
            member = whose[int(number)]
            found.setdefault(member.pk, UnfitRow(member.pk, member.name, why))
    return list(found.values())


def unfit_by_room(
    members: Sequence[RosterMember], offer: Offer, left: Left, own: Mapping[int, int] | None = None
) -> list[UnfitRow]:
    """Who gets nothing when pieces go round in the order of the list. `own`: pieces that their order holds already."""
    held = dict(own or {})
    whole = None if left.campaign is None else left.campaign + sum(held.values())
    free = {v: None if n is None else n + held.get(v, 0) for v, n in left.variants.items()}
    rows: list[UnfitRow] = []
    for member in members:
        for pick in member.wishes:
            product = offer.product_of(pick.variant_id)
            what = (product[1].label or product[0].name) if product else ""
            room = free.get(pick.variant_id)
            if room == 0 or whole == 0:
                rows.append(UnfitRow(member.pk, member.name, NOT_LEFT, what))
                continue
            free[pick.variant_id] = None if room is None else room - 1
            whole = None if whole is None else whole - 1
    return rows
