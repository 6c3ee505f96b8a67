"""From when the days of claims count: from the first moment at which a piece was there and could be complained of."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from bukapo.orders.models import DroppedRest, Order
from bukapo.orders.parcels.rules import days_of
from bukapo.shipping.models import Parcel, Zone
from bukapo.trust.claims.rules import CHANGES_GOODS, SETTLED, WITHDRAWN
from bukapo.trust.models import Claim, ClaimedPiece


def arrived_at(order: Order) -> datetime | None:
    """When the parcel was delivered or picked up; None while it is on its way (or nobody has said so)."""
    rows = Parcel.objects.of(order.store_id).filter(order=order, state="delivered")
    found: datetime | None = rows.order_by("pk").values_list("delivered_at", flat=True).last()
    return found


def counted_from(order: Order) -> datetime | None:
    """As `arrived_at`; of a part that had come before its rest was given up, when it was: no claim was taken before."""
    arrived = arrived_at(order)
    if arrived is None:
        return None
    given_up = DroppedRest.objects.of(order.store_id).filter(order=order).values_list("at", flat=True).first()
    return max(arrived, given_up) if given_up else arrived


def counted_for(order: Order, pieces: Mapping[int, int]) -> datetime | None:
    """For these pieces {order line: how many}: what earlier claims sent anew has days of its own. Five queries."""
    arrived = counted_from(order)
    anew = sent_anew(order)
    if not pieces or any(len(anew[line]) < many for line, many in pieces.items()):
        return arrived
    last = min(sorted(anew[line])[-many] for line, many in pieces.items())
    return max(arrived, last) if arrived else arrived


def sent_anew(order: Order) -> Mapping[int, list[datetime]]:
    """Order line -> when each piece of it that a claim replaced or repaired was there, unless it was claimed since.

    Nobody says when such a parcel arrives: by courier the days begin when its zone's longest way is over. 4 queries.
    """
    claimed: dict[int, dict[int, int]] = defaultdict(dict)
    rows = ClaimedPiece.objects.of(order.store_id).filter(claim__order=order)
    for claim_id, line, many in rows.values_list("claim_id", "line_id", "pieces"):
        claimed[claim_id][line] = many
    there: dict[int, list[datetime]] = defaultdict(list)
    for _moment, claim, comes in _course(order):
        for line, many in claimed[claim.pk].items():
            if comes is None:
                older = max(0, len(there[line]) - many)
                there[line] = sorted(there[line])[:older]  # it was about the newest
            else:
                there[line] += [comes] * many
    return there


def _course(order: Order) -> list[tuple[datetime, Claim, datetime | None]]:
    """(when, claim, when its new pieces are there; None: it came in), in time's order. A late one was of old pieces."""
    claims = list(
        Claim.objects.of(order.store_id).filter(order=order).exclude(state=WITHDRAWN).order_by("pk")
    )
    way = _way(order) if any(claim.tracking_number for claim in claims) else timedelta()
    course: list[tuple[datetime, Claim, datetime | None]] = []
    for claim in claims:
        if not claim.late:
            course.append((claim.opened_at, claim, None))
        if claim.state == SETTLED and claim.remedy in CHANGES_GOODS and claim.settled_at:
            by_courier = way if claim.tracking_number else timedelta()
            course.append((claim.settled_at, claim, claim.settled_at + by_courier))
    return sorted(course, key=lambda one: (one[0], one[2] is None))


def _way(order: Order) -> timedelta:
    zones = Zone.objects.of(order.store_id).filter(pk=order.zone_id or 0)
    return timedelta(days=days_of(zones.values_list("days", flat=True).first() or ""))
