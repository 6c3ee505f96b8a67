"""How a survey moves, and what rates make of a fee table. Pure. Rupiah, whole; grams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.shipping.areas.fitting import is_fast, plain_name
from bukapo.shipping.fee_table import MOST_FEE, STARTER, ZoneDraft
from bukapo.shipping.port import EXPRESS, REGULAR, Rate

SURVEY = machine(
    "fee survey",
    "asking",
    asking="ready dropped",
    ready="asking applied dropped",
    applied="",
    dropped="",
)
"""ready: every question has its answer or its trouble. It may be asked again for what failed."""
OPEN = ("asking", "ready")

LIGHT, HEAVY = 1_000, 2_000
"""Grams that are asked for: the first kilogram, and one more."""
TABLE, ISLANDS, PROVINCES = "table", "islands", "provinces"
SPLITS = (TABLE, ISLANDS, PROVINCES)
"""Which rows are asked for: today's, or a table made anew."""
MOST_PLACES, MOST_QUESTIONS = 6, 90
"""Places asked for in one row, and in all."""
TRIES = 6
"""In a row without an answer, some five minutes in all; then it is told."""

CHEAPEST, NONE = "termurah", ""
DEAREST, MEAN = "termahal", "rata-rata"
BASES = (DEAREST, MEAN)
STEPS = (1, 500, 1_000)
MOST_MARGIN_BP, MOST_PLUS = 10_000, 1_000_000


@dataclass(frozen=True)
class Price:
    """A service's rupiah to one place: for the first kilogram and for one more."""

    service: str
    name: str
    kind: str
    first: int
    more: int
    days: str


@dataclass(frozen=True)
class Answer:
    """What is known of one place of a row. `prices` () and a `trouble` where nothing came back."""

    row: int
    place: str
    prices: tuple[Price, ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Wish:
    """`regular`, `express`: a service's key, CHEAPEST, or NONE. `basis`: what counts of several places.

    Then `margin_bp` basis points and `plus` rupiah come on top, rounded up to `step` rupiah.
    """

    regular: str = CHEAPEST
    express: str = CHEAPEST
    basis: str = DEAREST
    margin_bp: int = 0
    plus: int = 0
    step: int = 500

    def __post_init__(self) -> None:
        fine = self.basis in BASES and self.step in STEPS
        if not (fine and 0 <= self.margin_bp <= MOST_MARGIN_BP and 0 <= self.plus <= MOST_PLUS):
            raise Invalid(field="wish", why=gettext_noop("Tambahan dan pembulatannya belum benar."))

    def fee(self, amount: int) -> int:
        """Rupiah with the margin, rounded up twice: to a whole rupiah and to the step."""
        dearer = -(-amount * (10_000 + self.margin_bp) // 10_000) + self.plus
        return min(MOST_FEE, -(-dearer // self.step) * self.step)


def joined(light: Iterable[Rate], heavy: Iterable[Rate]) -> tuple[Price, ...]:
    """The services of one place. One that says nothing for two kilograms asks the first again for each."""
    two = {_key(rate): rate.fee for rate in heavy}
    return tuple(
        Price(key, rate.name, rate.kind, rate.fee, max(0, two.get(key, 2 * rate.fee) - rate.fee), rate.days)
        for rate in light
        if (key := _key(rate))
    )


def _key(rate: Rate) -> str:
    return f"{rate.courier}:{rate.service}"


@dataclass(frozen=True)
class Service:
    """One that was found, and how many rows it reaches."""

    key: str
    name: str
    rows: int


def services_of(answers: Sequence[Answer], kind: str) -> tuple[Service, ...]:
    """Every service of a kind, the one that reaches most first."""
    rows: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for answer in answers:
        for price in answer.prices:
            if price.kind == kind:
                rows.setdefault(price.service, set()).add(answer.row)
                names.setdefault(price.service, price.name)
    return tuple(sorted((Service(key, names[key], len(found)) for key, found in rows.items()),
                        key=lambda one: (-one.rows, one.name)))  # fmt: skip


@dataclass(frozen=True)
class Fees:
    """What rates make of one row. `places` of `asked` answered."""

    first: int
    more: int
    courier: str
    days: str
    places: int


def fees_of(answers: Sequence[Answer], kind: str, chosen: str, wish: Wish) -> Fees | None:
    """Of the answers of ONE row; None where the service (or any of the kind) goes nowhere there."""
    fitting = [[price for price in answer.prices if price.kind == kind and chosen in (CHEAPEST, price.service)]
               for answer in answers]  # fmt: skip
    best = [min(prices, key=lambda one: (one.first, one.more, one.name)) for prices in fitting if prices]
    if not best or chosen == NONE:
        return None
    first, more = (_of([getattr(one, name) for one in best], wish.basis) for name in ("first", "more"))
    names = " / ".join(dict.fromkeys(one.name for one in best))
    name = names if len(names) <= 40 else "Kurir termurah"
    return Fees(
        wish.fee(first), wish.fee(more) if more else 0, name, days_over(one.days for one in best), len(best)
    )


def _of(amounts: Sequence[int], basis: str) -> int:
    """The dearest, or the mean rounded up."""
    return max(amounts) if basis == DEAREST else -(-sum(amounts) // len(amounts))


def days_over(told: Iterable[str]) -> str:
    """ "2-3" and "4" -> "2-4 hari"; "" where nobody says."""
    numbers = [int(part) for days in told for part in days.split("-") if part.isdecimal()]
    if not numbers:
        return ""
    low, high = min(numbers), max(numbers)
    return f"{low} hari" if low == high else f"{low}-{high} hari"


NEW, UP, DOWN, SAME, STAYS, STOPS = "new", "up", "down", "same", "stays", "stops"
CHANGES = (NEW, UP, DOWN, STOPS)
"""What taking a line over changes."""


@dataclass(frozen=True)
class Line:
    """One row of the new table beside today's. `was`, `now`: None where there is none. `key` names it in a form."""

    key: str
    row: int
    was: ZoneDraft | None
    now: ZoneDraft | None
    change: str
    places: int = 0
    asked: int = 0

    @property
    def rise(self) -> int:
        """Rupiah of the first kilogram, or else of a further one."""
        if not (self.was and self.now):
            return 0
        return (self.now.first_kg - self.was.first_kg) or (self.now.next_kg - self.was.next_kg)

    @property
    def fall(self) -> int:
        return -self.rise

    @property
    def shown(self) -> ZoneDraft:
        return self.now or self.was  # type: ignore[return-value]


def compared(
    table: Sequence[ZoneDraft], rows: Sequence[tuple[str, str]], answers: Sequence[Answer], wish: Wish, *, anew: bool
) -> list[Line]:  # fmt: skip
    """The rows that were asked for, regular then express, then what else stands in today's table.

    `anew`: rows that were not asked for stop; else they stay as they are.
    """
    known = {zone.name.casefold(): zone for zone in table}
    fast = {plain_name(zone.name): zone for zone in table if is_fast(zone.name)}
    by_row: dict[int, list[Answer]] = {}
    for answer in answers:
        by_row.setdefault(answer.row, []).append(answer)
    lines, used = list[Line](), set[str]()
    for number, (name, areas) in enumerate(rows):
        own, plain = by_row.get(number, []), known.get(name.casefold())
        if is_fast(name):  # a quick row without a plain one beside it
            pairs = [("x", plain, name, EXPRESS, wish.express)]
        else:
            quick = fast.get(plain_name(name))
            quick_name = quick.name if quick else f"{name[:50]} (ekspres)"
            pairs = [
                ("r", plain, name, REGULAR, wish.regular),
                ("x", quick, quick_name, EXPRESS, wish.express),
            ]
        for sort, was, called, kind, chosen in pairs:
            fees = fees_of(own, kind, chosen, wish)
            now = ZoneDraft(called, fees.first, fees.more, areas, fees.courier, fees.days) if fees else None
            if was or now:
                used.add(called.casefold())
                places = fees.places if fees else 0
                lines.append(Line(f"{number}{sort}", number, was, now, _change(was, now), places, len(own)))
    left = [zone for zone in table if zone.name.casefold() not in used]
    change = STOPS if anew else STAYS
    return lines + [Line(f"{at}s", -1, zone, None, change) for at, zone in enumerate(left)]


def _change(was: ZoneDraft | None, now: ZoneDraft | None) -> str:
    if now is None:
        return STAYS
    if was is None:
        return NEW
    rise = (now.first_kg - was.first_kg) or (now.next_kg - was.next_kg)
    return UP if rise > 0 else DOWN if rise < 0 else SAME


def merged(lines: Iterable[Line], taken: Mapping[str, bool] | None = None) -> list[ZoneDraft]:
    """The table that taking these lines over makes; a line that is not taken stays as it is today."""
    rows: list[ZoneDraft] = []
    for line in lines:
        take = taken is None or taken.get(line.key, False)
        zone = line.now if take and line.now else None if take and line.change == STOPS else line.was
        if zone is not None:
            rows.append(zone)
    return rows


def asked_rows(split: str, table: Sequence[ZoneDraft], provinces: Sequence[str]) -> list[tuple[str, str]]:
    """(name, areas) of the rows to ask for. A quick row beside its plain one needs no question of its own."""
    if split == PROVINCES:
        return [(province, province) for province in provinces]
    if split == ISLANDS or not table:
        return list(STARTER)
    plain = {plain_name(zone.name) for zone in table if not is_fast(zone.name)}
    return [
        (zone.name, zone.areas)
        for zone in table
        if not (is_fast(zone.name) and plain_name(zone.name) in plain)
    ]


def next_try(tries: int, *, wait: int = 0) -> timedelta:
    """How long a service that did not answer is left alone: as long as it asks, and ever longer."""
    return max(timedelta(seconds=wait), timedelta(seconds=5 * 2 ** min(tries, 5)))
