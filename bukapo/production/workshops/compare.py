"""Workshops side by side for a number of pieces: facts only, nothing is weighed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bukapo.production.models import StagePace, Workshop
from bukapo.production.patterns.rules import BUILT_IN
from bukapo.production.promise.facts import Own, own_facts, typed_paces
from bukapo.production.promise.reads import finish_with, shop_of
from bukapo.production.promise.words import FEW_ORDERS
from bukapo.production.workshops.reads import Told, told
from bukapo.production.workshops.rules import key_of, price_for
from bukapo.stores.models import Store

MOST_COMPARED = 6
RUNS = 2_000
"""Courses per workshop: enough for a day."""


@dataclass(frozen=True)
class Compared:
    """`each` rupiah a piece of the work asked for, None when its list does not say. `finish` is kept in 90 of 100.

    `finish` None: not asked for, or nothing is known of how fast it is. `queue` pieces stand in front.
    """

    told: Told
    pieces: int
    each: int | None
    finish: date | None
    rough: bool = False

    @property
    def total(self) -> int | None:
        """Rupiah for all the pieces."""
        return None if self.each is None else self.each * self.pieces

    @property
    def missing(self) -> int | None:
        """Pieces below its minimum; 0 when it is reached, None when it named none."""
        least = self.told.workshop.least
        return None if least is None else max(0, least - self.pieces)


def compared(
    store: Store,
    rows: Sequence[Workshop],
    pieces: int,
    *,
    what: str = "",
    stages: Sequence[str] = (),
    start: date | None = None,
    today: date | None = None,
) -> list[Compared]:
    """At most six, in the order given. Without a `start` no day is worked out.

    Seven queries; with a start one more, and at most eight for each workshop of whose pace something is known.
    """
    rows = rows[:MOST_COMPARED]
    whole = told(store, rows)
    paced = _paced(store, rows) if start else frozenset()
    return [
        Compared(
            one,
            pieces,
            price_for(one.workshop.prices, what),
            *(_finish(store, one, pieces, stages, start, today, paced) if start else (None, False)),
        )
        for one in whole
    ]


def works(rows: Sequence[Workshop]) -> list[str]:
    """Everything that stands in their price lists, each once, by how many of them do it."""
    named: dict[str, str] = {}
    count: dict[str, int] = {}
    for row in rows:
        for what, _rupiah in row.prices:
            named.setdefault(key_of(what), what)
            count[key_of(what)] = count.get(key_of(what), 0) + 1
    return [named[key] for key in sorted(named, key=lambda key: (-count[key], key))]


def _paced(store: Store, rows: Sequence[Workshop]) -> frozenset[int]:
    """Those that have said how fast they are. One query."""
    return frozenset(
        StagePace.objects.of(store).filter(workshop__in=rows).values_list("workshop_id", flat=True)
    )


def _finish(
    store: Store,
    one: Told,
    pieces: int,
    stages: Sequence[str],
    start: date,
    today: date | None,
    paced: frozenset[int],
) -> tuple[date | None, bool]:
    """The day, and whether it rests on hardly anything (fewer than three finished work orders)."""
    typed = one.workshop.pk in paced
    if not typed and not one.of and not any(given.through for given in one.open):
        return None, False
    shop = shop_of(store, one.workshop)
    own = own_facts(shop)
    outlook = finish_with(own, stages or _stages(own, one.workshop), pieces, start, today=today, runs=RUNS)
    if outlook.endless:
        return None, False
    return outlook.p90, outlook.learned.habits.orders < FEW_ORDERS


def _stages(own: Own, workshop: Workshop) -> tuple[str, ...]:
    """As in its latest work order, else as it typed."""
    typed = tuple(pace.stage for pace in typed_paces(workshop.store_id, workshop))
    return own.stages or typed or tuple(BUILT_IN["umum"])
