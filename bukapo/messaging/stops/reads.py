"""Who may not be written to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bukapo.messaging.stops.rows import Stop

MOST = 200


@dataclass(frozen=True)
class StopTold:
    """`way`: link | reply | seller."""

    address: str
    way: str
    asked_at: datetime


def stopped(store_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Those of `addresses` (E.164 phones, e-mails) whose owner wants only facts from this store. One query."""
    wanted = {address.lower(): address for address in addresses if address}
    rows = Stop.objects.of(store_id).filter(ended_at=None, address__in=list(wanted))
    return frozenset(wanted[address] for address in rows.values_list("address", flat=True))


def has_stopped(store_id: int, address: str) -> bool:
    """Whether this one wants only facts."""
    return bool(stopped(store_id, [address]))


def stops_for_seller(store_id: int, *, most: int = MOST) -> list[StopTold]:
    """Who wants no more news and offers, newest first."""
    rows = Stop.objects.of(store_id).filter(ended_at=None).order_by("-asked_at", "-pk")[:most]
    return [StopTold(row.address, row.way, row.asked_at) for row in rows]


def count_stops(store_id: int) -> int:
    return int(Stop.objects.of(store_id).filter(ended_at=None).count())
