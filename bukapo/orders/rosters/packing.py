"""What of a group goes into whose bag."""

from dataclasses import dataclass

from bukapo.orders.allotment.reads import missing_of
from bukapo.orders.models import Order, OrderLine, Roster
from bukapo.orders.rules import HOLDING


@dataclass(frozen=True)
class Bagged:
    """One piece for one member, in the order of the list. `texts` are the prints as (field, text).

    `absent`: it did not come out. `owes`: rupiah still open of a member's own order, whose bag stays here.
    """

    position: int
    member: str
    product: str
    variant: str
    texts: tuple[tuple[str, str], ...]
    order_number: str
    absent: bool
    owes: int


def bags(roster: Roster) -> tuple[Bagged, ...]:
    """Every piece of the group's running orders, sorted by member as on the list. Two queries."""
    rows = OrderLine.objects.of(roster.store_id).filter(
        roster_piece__member__roster=roster, order__state__in=HOLDING
    )
    lines = list(
        rows.select_related("roster_piece__member", "order").order_by(
            "roster_piece__member__position", "position"
        )
    )
    missing = missing_of(roster.store_id, sorted({line.order_id for line in lines}))
    place = {
        member: n
        for n, member in enumerate(dict.fromkeys(ln.roster_piece.member_id for ln in lines), start=1)
    }
    bagged = []
    for line in lines:
        gone = missing.get(line.pk)
        other = gone.other.replace(" / ", " · ") if gone and gone.other else ""
        owner = line.roster_piece.member
        bagged.append(
            Bagged(
                position=place[owner.pk],
                member=owner.name,
                product=line.product_name,
                variant=other or " · ".join(line.values),
                texts=tuple((field, text) for field, text in line.personalization.items() if text),
                order_number=line.order.number,
                absent=gone is not None and not gone.sent and not other,
                owes=_owes(line.order),
            )
        )
    return tuple(bagged)


def _owes(order: Order) -> int:
    return max(0, order.outstanding)
