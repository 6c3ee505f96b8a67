"""Groups: whose each line is, one number for one member, members' orders where their group is."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import F

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order, OrderLine, Roster, RosterMember, RosterPiece
from bukapo.orders.rosters.rules import EACH, EXPECTED, FILLED, ONE, REMOVED
from bukapo.orders.rules import HOLDING, ROSTER

WHY = "the audit reads every store"


def members() -> Iterator[Breach]:
    """A number is what its member wished and is given out once; who is off the list holds no order."""
    numbers: Counter[tuple[int, str]] = Counter()
    rows = RosterMember.objects.across_stores(WHY).select_related("roster", "order").order_by("pk")
    for member in rows.iterator(chunk_size=1000):
        where = f"member {member.pk} of group {member.roster_id}"
        runs = member.order is not None and member.order.state in HOLDING
        if member.state == REMOVED:
            if runs:
                yield Breach("roster", where, "is off the list and still has an order")
            continue
        field = member.roster.number_field_id
        written = (
            next((pick.texts[field] for pick in member.wishes if field in pick.texts), "") if field else ""
        )
        if " ".join(written.split()) != member.number:
            yield Breach("roster", where, f"has the number {member.number!r}, wished {written!r}")
        numbers[member.roster_id, member.number] += bool(member.number)
        if (member.state == FILLED) != (member.filled_at is not None):
            yield Breach("roster", where, f"is {member.state}, the time of filling in says otherwise")
        if runs and member.roster.payer != EACH:
            yield Breach("roster", where, "has an order of their own where one pays")
        if runs and member.state == EXPECTED:
            yield Breach("roster", where, "has an order and has not filled in")
    for (roster, number), times in numbers.items():
        if times > 1:
            yield Breach("roster", f"group {roster}", f"has given out {number} {times} times")


def orders() -> Iterator[Breach]:
    """Every order of a group is somebody's, in the group's PO (or moved on from it), and came by the list."""
    moved = set(EventRow.objects.filter(kind="order.batch_moved").values_list("order_id", flat=True))
    told = set(EventRow.objects.filter(kind="roster.ordered").values_list("data__of_order", "subject_id"))
    owners = _owners()
    rows = Order.objects.across_stores(WHY).filter(state__in=HOLDING)
    for pk, number, source, campaign in rows.values_list("pk", "number", "source", "campaign_id"):
        found = owners.pop(pk, None)
        if (source == ROSTER) != (found is not None):
            yield Breach("roster", f"order {number}", f"came from {source}, its group says otherwise")
        elif found is not None and found[1] != campaign and pk not in moved:
            yield Breach("roster", f"order {number}", "is in another PO than its group")
        elif found is not None and (pk, found[0]) not in told:
            yield Breach("roster", f"order {number}", "was never ordered by its group")


def lines() -> Iterator[Breach]:
    """Every line of a running order of a group is one member's, who is of that group, and holds one piece."""
    rows = OrderLine.objects.across_stores(WHY).filter(order__source=ROSTER, order__state__in=HOLDING)
    for number, pk in rows.filter(roster_piece=None).values_list("order__number", "pk"):
        yield Breach("roster", f"order {number}", f"line {pk} is nobody's")
    for number, pk in rows.exclude(qty=1).values_list("order__number", "pk"):
        yield Breach("roster", f"order {number}", f"line {pk} holds more than one member's piece")
    pieces = RosterPiece.objects.across_stores(WHY).filter(line__order__state__in=HOLDING)
    strangers = pieces.filter(member__roster__payer=ONE).exclude(line__order=F("member__roster__order"))
    strangers |= pieces.filter(member__roster__payer=EACH).exclude(line__order=F("member__order"))
    for pk, number in strangers.values_list("pk", "line__order__number"):
        yield Breach("roster", f"order {number}", f"piece {pk} is of somebody who did not order it")


def _owners() -> dict[int, tuple[int, int]]:
    """Order -> its group and that group's PO."""
    single = Roster.objects.across_stores(WHY).filter(order__isnull=False, payer=ONE)
    found = {order: (pk, po) for order, pk, po in single.values_list("order_id", "pk", "campaign_id")}
    own = RosterMember.objects.across_stores(WHY).filter(order__isnull=False)
    found |= {
        order: (pk, po) for order, pk, po in own.values_list("order_id", "roster_id", "roster__campaign_id")
    }
    return found
