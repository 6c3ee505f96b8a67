"""When somebody is left alone, and until when. Pure.

Zones by the first two digits of a postal code. Source: the provinces of each zone (Keputusan Presiden 41/1987)
and Pos Indonesia's ranges: Bali and Nusa Tenggara 80-87, South Kalimantan 70-72, East and North Kalimantan 75-77,
Sulawesi 90-96 are WITA; Maluku 97 and Papua 98-99 are WIT; all others are WIB.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

DAY = 24 * 60
FROM, UNTIL = 21 * 60, 7 * 60
"""Minutes since midnight: 21.00 to 07.00."""
SPREAD = timedelta(minutes=45)
"""In the morning not everybody is written to in the same minute."""
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
_WITA = frozenset([*range(70, 73), *range(75, 78), *range(80, 88), *range(90, 97)])
_WIT = frozenset([97, 98, 99])
_CODE = re.compile(r"[1-9][0-9]{4}")


@dataclass(frozen=True)
class Quiet:
    """From `begins` (inclusive) to `ends` (exclusive), minutes since midnight; over midnight when it begins later."""

    begins: int = FROM
    ends: int = UNTIL
    active: bool = True

    def covers(self, minute: int) -> bool:
        if not self.active or self.begins == self.ends:
            return False
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


def zone_of(postal_code: str, otherwise: str) -> str:
    """IANA zone of an Indonesian postal code; `otherwise` for what is none."""
    code = postal_code.strip()
    if not _CODE.fullmatch(code):
        return otherwise
    area = int(code[:2])
    return WITA if area in _WITA else WIT if area in _WIT else WIB


def not_before(at: datetime, *, quiet: Quiet, zone: str, key: str) -> datetime:
    """`at`, or the first instant after the quiet hours it falls into, spread by `key` over SPREAD."""
    there = at.astimezone(ZoneInfo(zone))
    minute = there.hour * 60 + there.minute
    if not quiet.covers(minute):
        return at
    until = there.replace(hour=quiet.ends // 60, minute=quiet.ends % 60, second=0, microsecond=0)
    if until <= there:
        until += timedelta(days=1)
    morning = until.astimezone(at.tzinfo)
    return morning + SPREAD * (int.from_bytes(sha256(key.encode()).digest()[:4]) / 2**32)
