"""Groups' parcels: what left in them, what they weigh, and that their fee is in the books once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Sum

from bukapo.audit.breach import Breach
from bukapo.journal.models import EventRow
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import PPN_OUT, RECEIVABLE, SHIPPING_INCOME
from bukapo.orders.bulk.rules import ASKED, PAID, WAIVED
from bukapo.orders.bulk.steps import cause_of
from bukapo.orders.models import GroupParcel, RosterMember
from bukapo.shipping.models import Parcel

WHY = "the audit reads every store"
FEE_STATES = {"roster.sent": ASKED, "roster.fee_paid": PAID, "roster.fee_waived": WAIVED}


def parcels() -> Iterator[Breach]:
    """What left is of the group, in one parcel, under its number, and weighs what its orders do."""
    inside: Counter[int] = Counter()
    members: dict[int, set[int]] = defaultdict(set)
    own = RosterMember.objects.across_stores(WHY).filter(order__isnull=False)
    for roster, order in own.values_list("roster_id", "order_id"):
        members[roster].add(order)
    left = {row.order_id: row for row in Parcel.objects.across_stores(WHY).filter(method="group")}
    for parcel in GroupParcel.objects.across_stores(WHY).filter(state="sent").order_by("pk"):
        where = f"parcel {parcel.pk} of group {parcel.roster_id}"
        inside.update(parcel.orders)
        if not set(parcel.orders) <= members[parcel.roster_id]:
            yield Breach("group parcel", where, "holds an order of another group")
        rows = [left[pk] for pk in parcel.orders if pk in left]
        if len(rows) < len(parcel.orders) or {row.tracking_number for row in rows} != {
            parcel.tracking_number
        }:
            yield Breach("group parcel", where, "its orders left otherwise")
        if sum(row.weight for row in rows) != parcel.weight:
            yield Breach("group parcel", where, f"says {parcel.weight} g, its orders weigh otherwise")
    for order, times in inside.items():
        if times > 1:
            yield Breach("group parcel", f"order row {order}", f"left in {times} parcels")


def fees() -> Iterator[Breach]:
    """A fee is what was told when the parcel left; it is owed, paid or let go, and the books say the same."""
    told = _told()
    books = _books()
    for parcel in GroupParcel.objects.across_stores(WHY).order_by("pk"):
        where = f"parcel {parcel.pk} of group {parcel.roster_id}"
        fee, state = told.pop(parcel.pk, (0, "none"))
        if (fee, state) != (parcel.fee, parcel.fee_state):
            yield Breach(
                "group fee", where, f"{parcel.fee} rupiah {parcel.fee_state}, its events say {fee} {state}"
            )
        earned = parcel.fee if parcel.fee_state in (ASKED, PAID) else 0
        ppn = parcel.ppn if earned else 0
        owed = parcel.fee if parcel.fee_state == ASKED else 0
        should = {RECEIVABLE: owed, SHIPPING_INCOME: ppn - earned, PPN_OUT: -ppn}
        found = books.pop(cause_of(parcel), {})
        if any(found.get(code, 0) != sum_ for code, sum_ in should.items()):
            yield Breach("group fee", where, f"the ledger says {found}, its fee makes {should}")
    for pk in told:
        yield Breach("group fee", f"parcel {pk}", "has a fee and is gone")
    for cause in books:
        yield Breach("group fee", cause, "is in the ledger and is no parcel")


def _told() -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    rows = EventRow.objects.filter(kind__in=FEE_STATES).order_by("subject_id", "seq")
    for kind, data in rows.values_list("kind", "data").iterator(chunk_size=2000):
        if (pk := data.get("parcel_id")) and data["fee"]:
            found[pk] = (data["fee"], FEE_STATES[kind])
    return found


def _books() -> dict[str, dict[str, int]]:
    """Cause -> account -> what arrived less what left."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows: Any = Posting.objects.across_stores(WHY).filter(cause__startswith="group_parcel:").order_by()
    for side, sign in (("destination__code", 1), ("source__code", -1)):
        for cause, code, amount in rows.values_list("cause", side).annotate(sum=Sum("amount")):
            found[cause][code] = found[cause].get(code, 0) + sign * amount
    return found
