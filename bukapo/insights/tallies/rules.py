"""What one order adds to the tallies. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

HOLDS = frozenset({"placed", "confirmed", "shipped", "received"})
TEASER, PARTNER, GROUP = "teaser", "partner", "group"
"""Ways in that are told apart beyond `orders.rules.SOURCES`."""

HourKey = tuple[int, int, datetime, str]
"""Store, campaign, hour, source."""
VariantKey = tuple[int, int, int]
"""Store, campaign, variant."""
BundleKey = tuple[int, int, int]
"""Store, campaign, package."""
StateKey = tuple[int, int, str]
"""Store, campaign, state of the orders."""
FlowKey = tuple[int, int, str, int, int]
"""Store, campaign, state of the orders, account the money left, account it came to."""
StandingKey = tuple[int, int, str, str, str]
"""Store, campaign, state, way of handing over, marks."""
DueKey = tuple[int, int, int]
"""Store, campaign, hour since 1970."""
WordingKey = tuple[int, int, int, str]
"""Store, campaign, variant, wording."""
Sums = dict[str, int]

HOUR_FIELDS = (
    "placed", "held", "pieces", "waiting", "waiting_pieces", "expired", "cancelled", "charged", "owed", "received",
)  # fmt: skip
VARIANT_FIELDS = ("pieces", "waiting_pieces", "goods", "loose_pieces", "early_pieces")
BUNDLE_FIELDS = ("packages", "pieces", "goods")
MONEY_FIELDS = ("paid", "forgiven", "filled", "asked", "later", "begun")
STATE_FIELDS = ("orders", "pieces", "charged", "income", "over", *MONEY_FIELDS)
STANDING_FIELDS = ("orders", "pieces")
DUE_FIELDS = ("rest",)
WORDING_FIELDS = ("lines", "pieces", "goods")
OWES, ASKED, PACKED, NO_FEE = "o", "a", "p", "f"
"""Marks of an order: money is to come; some of it is asked now; it is in a parcel; no fee was ever asked (no zone)."""
IN, OR = "\x1f", "\x1e"
"""Between the parts of a wording, and between the names of what is written."""
FLOW_FIELDS = ("amount",)


@dataclass(frozen=True, order=True)
class Part:
    """A line of an order: `qty` pieces for `total` rupiah. `bundle` 0: of no package; else its slot there.

    `wording`: how it read when it was ordered (product, variant, what there is a text for): `wording_of`.
    """

    variant: int
    qty: int
    total: int
    bundle: int = 0
    slot: int = 0
    wording: str = ""


@dataclass(frozen=True)
class Facts:
    """Of an order, all that the tallies depend on. Money in whole rupiah.

    `kept` = paid less refunded; `income` = goods less what was taken off. `early`: placed while the PO's early price
    counted. `flows`: (account it left, account it came to, rupiah), the order's part of the ledger. Both in order.
    `money` as MONEY_FIELDS; `dues` (hour, rupiah of its open charges due then that are to come), in order.
    """

    order_id: int
    store_id: int
    campaign_id: int
    hour: datetime
    source: str
    state: str
    pieces: int
    charged: int
    kept: int
    lines: tuple[Part, ...]
    income: int = 0
    early: bool = False
    flows: tuple[tuple[int, int, int], ...] = ()
    fulfilment: str = ""
    packed: bool = False
    no_fee: bool = False
    money: tuple[int, ...] = (0,) * len(MONEY_FIELDS)
    dues: tuple[tuple[int, int], ...] = ()

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
        for line in self.lines:
            loose = line.qty if not line.bundle else 0
            yield (
                (self.store_id, self.campaign_id, line.variant),
                {
                    "pieces": line.qty,
                    "waiting_pieces": line.qty if self.state == "placed" else 0,
                    "goods": line.total,
                    "loose_pieces": loose,
                    "early_pieces": loose if self.early else 0,
                },
            )

    def bundle_sums(self) -> Iterable[tuple[BundleKey, Sums]]:
        """What each line that is a piece of a package adds; its first slot tells how many packages."""
        for line in self.lines if self.state in HOLDS else ():
            if line.bundle:
                packages = 0 if line.slot else line.qty
                sums = {"packages": packages, "pieces": line.qty, "goods": line.total}
                yield (self.store_id, self.campaign_id, line.bundle), sums

    def state_sums(self) -> Sums:
        """What it adds to the orders of its state."""
        over = max(0, self.kept - self.charged)
        return {
            "orders": 1,
            "pieces": self.pieces,
            "charged": self.charged,
            "income": self.income,
            "over": over,
            **dict(zip(MONEY_FIELDS, self.money, strict=True)),
        }

    @property
    def standing_key(self) -> StandingKey:
        """By what lists tell orders apart."""
        asked = dict(zip(MONEY_FIELDS, self.money, strict=True))["asked"]
        told = {OWES: self.charged > self.kept, ASKED: asked > 0, PACKED: self.packed, NO_FEE: self.no_fee}
        marks = "".join(sorted(mark for mark, holds in told.items() if holds))
        return self.store_id, self.campaign_id, self.state, self.fulfilment, marks

    def due_sums(self) -> Iterable[tuple[DueKey, Sums]]:
        """What is to come of it, by the hour in which it is due."""
        for hour, rest in self.dues if self.state in HOLDS else ():
            yield (self.store_id, self.campaign_id, hour), {"rest": rest}

    def wording_sums(self) -> Iterable[tuple[WordingKey, Sums]]:
        """What each line adds to those that read like it."""
        for line in self.lines if self.state in HOLDS else ():
            sums = {"lines": 1, "pieces": line.qty, "goods": line.total}
            yield (self.store_id, self.campaign_id, line.variant, line.wording), sums

    def flow_sums(self) -> Iterable[tuple[FlowKey, Sums]]:
        """What moved for it."""
        for source, destination, amount in self.flows:
            yield (self.store_id, self.campaign_id, self.state, source, destination), {"amount": amount}


def hour_of(at: datetime) -> datetime:
    """The beginning of the hour in UTC: the zones of Indonesia are whole hours apart, so days are made of hours."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def due_hour(at: datetime) -> int:
    """Whole hours since 1970."""
    return int(at.timestamp()) // 3600


def wording_of(product: str, label: str, fields: Iterable[str]) -> str:
    """How a line reads, in one text; `parted` takes it apart."""
    return IN.join((product, label, OR.join(sorted(fields))))


def parted(wording: str) -> tuple[str, str, tuple[str, ...]]:
    """Product, variant and the names of what is written."""
    product, label, fields = wording.split(IN)
    return product, label, tuple(fields.split(OR)) if fields else ()


def way_in(source: str, *, interest: bool, partner: bool, group: bool) -> str:
    """One word for how an order came: the closest reason first."""
    return GROUP if group else TEASER if interest else PARTNER if partner else source


@dataclass
class Delta:
    """Sums to add, by key; a key whose sums are all nothing stays out of what is told."""

    _hours: dict[HourKey, Sums] = field(default_factory=dict)
    _variants: dict[VariantKey, Sums] = field(default_factory=dict)
    _bundles: dict[BundleKey, Sums] = field(default_factory=dict)
    _states: dict[StateKey, Sums] = field(default_factory=dict)
    _flows: dict[FlowKey, Sums] = field(default_factory=dict)
    _standings: dict[StandingKey, Sums] = field(default_factory=dict)
    _dues: dict[DueKey, Sums] = field(default_factory=dict)
    _wordings: dict[WordingKey, Sums] = field(default_factory=dict)

    @property
    def hours(self) -> dict[HourKey, Sums]:
        return _something(self._hours)

    @property
    def variants(self) -> dict[VariantKey, Sums]:
        return _something(self._variants)

    @property
    def bundles(self) -> dict[BundleKey, Sums]:
        return _something(self._bundles)

    @property
    def states(self) -> dict[StateKey, Sums]:
        return _something(self._states)

    @property
    def flows(self) -> dict[FlowKey, Sums]:
        return _something(self._flows)

    @property
    def standings(self) -> dict[StandingKey, Sums]:
        return _something(self._standings)

    @property
    def dues(self) -> dict[DueKey, Sums]:
        return _something(self._dues)

    @property
    def wordings(self) -> dict[WordingKey, Sums]:
        return _something(self._wordings)

    @property
    def each(self) -> tuple[dict[Any, Sums], ...]:
        """All of them, in the order of `rows.TALLIES`."""
        own = (self.hours, self.variants, self.bundles, self.states, self.flows)
        return (*own, self.standings, self.dues, self.wordings)

    def count(self, facts: Facts, sign: int = 1) -> None:
        """Put an order in, or (-1) take it out."""
        added(self._hours.setdefault(facts.hour_key, {}), facts.hour_sums(), sign)
        state = (facts.store_id, facts.campaign_id, facts.state)
        added(self._states.setdefault(state, {}), facts.state_sums(), sign)
        for key, sums in facts.variant_sums():
            added(self._variants.setdefault(key, {}), sums, sign)
        for package, sums in facts.bundle_sums():
            added(self._bundles.setdefault(package, {}), sums, sign)
        for flow, sums in facts.flow_sums():
            added(self._flows.setdefault(flow, {}), sums, sign)
        alike = {"orders": 1, "pieces": facts.pieces}
        added(self._standings.setdefault(facts.standing_key, {}), alike, sign)
        for due, sums in facts.due_sums():
            added(self._dues.setdefault(due, {}), sums, sign)
        for wording, sums in facts.wording_sums():
            added(self._wordings.setdefault(wording, {}), sums, sign)


def _something(sums: Mapping[Any, Sums]) -> dict[Any, Sums]:
    return {key: own for key, own in sums.items() if any(own.values())}


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
