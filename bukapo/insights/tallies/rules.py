"""What one order adds to the tallies. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

HOLDS = frozenset({"placed", "confirmed", "shipped", "received"})
TEASER, PARTNER, GROUP = "teaser", "partner", "group"
"""Ways in that are told apart beyond `orders.rules.SOURCES`."""

HourKey = tuple[int, int, datetime, str]
"""Store, campaign, hour, source."""
VariantKey = tuple[int, int, int]
"""Store, campaign, variant."""
Sums = dict[str, int]

HOUR_FIELDS = (
    "placed", "held", "pieces", "waiting", "waiting_pieces", "expired", "cancelled", "charged", "owed", "received",
)  # fmt: skip
VARIANT_FIELDS = ("pieces", "waiting_pieces", "goods")


@dataclass(frozen=True)
class Facts:
    """Of an order, all that the tallies depend on. `lines`: (variant id, pieces, rupiah)."""

    order_id: int
    store_id: int
    campaign_id: int
    hour: datetime
    source: str
    state: str
    pieces: int
    charged: int
    kept: int
    lines: tuple[tuple[int, int, int], ...]

    @property
    def hour_key(self) -> HourKey:
        return self.store_id, self.campaign_id, self.hour, self.source

    def hour_sums(self) -> Sums:
        """What it adds to its hour."""
        holds, waits = self.state in HOLDS, self.state == "placed"
        return {
            "placed": 1,
            "held": int(holds),
            "pieces": self.pieces if holds else 0,
            "waiting": int(waits),
            "waiting_pieces": self.pieces if waits else 0,
            "expired": int(self.state == "expired"),
            "cancelled": int(self.state == "cancelled"),
            "charged": self.charged if holds else 0,
            "owed": max(0, self.charged - self.kept) if holds else 0,
            "received": self.kept,
        }

    def variant_sums(self) -> Iterable[tuple[VariantKey, Sums]]:
        """What each of its lines adds."""
        if self.state not in HOLDS:
            return
        for variant, qty, total in self.lines:
            waits = qty if self.state == "placed" else 0
            key = (self.store_id, self.campaign_id, variant)
            yield key, {"pieces": qty, "waiting_pieces": waits, "goods": total}


def hour_of(at: datetime) -> datetime:
    """The beginning of the hour in UTC: the zones of Indonesia are whole hours apart, so days are made of hours."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def way_in(source: str, *, interest: bool, partner: bool, group: bool) -> str:
    """One word for how an order came: the closest reason first."""
    return GROUP if group else TEASER if interest else PARTNER if partner else source


@dataclass
class Delta:
    """Sums to add, by key; keys whose sums are all nothing are left out of `hours` and `variants`."""

    _hours: dict[HourKey, Sums] = field(default_factory=lambda: defaultdict(dict))
    _variants: dict[VariantKey, Sums] = field(default_factory=lambda: defaultdict(dict))

    @property
    def hours(self) -> dict[HourKey, Sums]:
        return {key: sums for key, sums in self._hours.items() if any(sums.values())}

    @property
    def variants(self) -> dict[VariantKey, Sums]:
        return {key: sums for key, sums in self._variants.items() if any(sums.values())}

    def count(self, facts: Facts, sign: int = 1) -> None:
        """Put an order in, or (-1) take it out."""
        added(self._hours[facts.hour_key], facts.hour_sums(), sign)
        for key, sums in facts.variant_sums():
            added(self._variants[key], sums, sign)


def delta(before: Mapping[int, Facts], now: Mapping[int, Facts]) -> Delta:
    """What the tallies must change by when these orders (by id) are counted as `now` instead of as `before`."""
    found = Delta()
    for facts in before.values():
        found.count(facts, -1)
    for facts in now.values():
        found.count(facts)
    return found


def added(into: Sums, sums: Mapping[str, int], sign: int = 1) -> Sums:
    """`into` with `sums` added, in place."""
    for name, amount in sums.items():
        into[name] = into.get(name, 0) + sign * amount
    return into
