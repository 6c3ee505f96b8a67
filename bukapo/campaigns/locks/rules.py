"""The ladder of locks. Pure; instants UTC.

order: the pieces, at closing. way: courier or pickup, when the balance is reckoned (the promised day of production).
address: so many days before the first day of sending. Way and address are never locked before closing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bukapo.kernel.refusal import Refusal, gettext_noop

ORDER, WAY, ADDRESS = "order", "way", "address"
LOCKS = [ORDER, WAY, ADDRESS]
NOTICE = timedelta(hours=48)
"""How long before it counts a lock is announced."""
DAYS, MOST_DAYS = 3, 30
"""Days before the first day of sending at which addresses are locked, unless the PO says otherwise."""


class AddressLocked(Refusal):
    code = "address_locked"
    sentence = gettext_noop("Alamat pesanan ini sudah dikunci untuk pengiriman. Hubungi penjual.")


class WayLocked(Refusal):
    code = "way_locked"
    sentence = gettext_noop("Cara terima pesanan ini sudah dikunci. Alamatnya masih bisa diubah.")


@dataclass(frozen=True)
class Ladder:
    """From when on what is locked; None: not while its day is not promised."""

    order: datetime | None
    way: datetime | None = None
    address: datetime | None = None

    def of(self, lock: str) -> datetime | None:
        """The instant of one lock."""
        instant: datetime | None = getattr(self, lock)
        return instant

    def check(self, lock: str, at: datetime) -> None:
        """Raise AddressLocked or WayLocked from the lock's instant on."""
        instant = self.of(lock)
        if instant is not None and at >= instant:
            raise WayLocked() if lock == WAY else AddressLocked()


def ladder(
    *,
    closes_at: datetime | None,
    produced: date | None,
    ship_from: date | None,
    address_days: int,
    zone: str,
    announced: Mapping[str, datetime] | None = None,
) -> Ladder:
    """The locks as promised days make them. What was `announced` to buyers never comes earlier again."""
    told = announced or {}
    address = _start(ship_from - timedelta(days=address_days), zone) if ship_from else None
    way = _start(produced, zone) if produced else address
    if way and address:
        way = min(way, address)
    return Ladder(
        closes_at,
        _not_before(way, closes_at, told.get(WAY)),
        _not_before(address, closes_at, told.get(ADDRESS)),
    )


def announced_for(lock: datetime, at: datetime) -> datetime:
    """From when a lock counts that is announced at `at`: never sooner than its notice is long."""
    return max(lock, at + NOTICE)


def _not_before(lock: datetime | None, *moments: datetime | None) -> datetime | None:
    return max([lock, *(moment for moment in moments if moment)]) if lock else None


def _start(day: date, zone: str) -> datetime:
    """Midnight there."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
