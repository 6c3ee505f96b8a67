"""One window: a level start, a warm-up, then a few seconds in which everything is counted."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import load
from bench.carts import Shop
from bench.databases import Database
from bench.doors import Door, bodies
from bench.probe import Probe
from bench.servers import wait_until_quiet

LOOPS = 2_000_000


@dataclass(frozen=True)
class Timing:
    seconds: float = 4.0
    warm_up: float = 1.0


@dataclass(frozen=True)
class Figures:
    """What one window gave. `unkept`: orders acknowledged that the database does not hold."""

    orders_per_s: float
    p50_ms: float | None = None
    p99_ms: float | None = None
    accepted: int = 0
    refused: int = 0
    broken: int = 0
    duplicates: int = 0
    unkept: int = 0
    page_p99_ms: float | None = None
    page_failures: int = 0
    loop_ms: float = 0.0
    memory: dict[str, float] = field(default_factory=dict)


def loop_ms() -> float:
    """A fixed piece of Python, timed: in a slow phase of the machine it takes longer."""
    began = time.perf_counter()
    total = 0
    for number in range(LOOPS):
        total += number & 7
    return round((time.perf_counter() - began) * 1000, 1)


def window(
    door: Door, database: Database, shop: Shop, connections: int, timing: Timing, tag: str, folder: Path
) -> Figures:
    """Orders through one door for `timing.seconds`, beside a visitor of the page."""
    file = folder / f"{tag}.lua"
    file.write_text(load.lua_bodies(bodies(door.kind, shop)))

    def counted() -> int:
        return database.count(shop.campaign_id).orders

    def ordering(seconds: float, name: str, *, warm_up: bool = False) -> load.Load:
        return load.orders(
            door.url(shop), file, door.kind, name, connections=connections, seconds=seconds, warm_up=warm_up
        )

    database.before_window()
    ordering(timing.warm_up, f"{tag}w", warm_up=True)
    before = wait_until_quiet(counted)
    loop = loop_ms()
    with Probe(door.pages.port, shop.path) as probe:
        told = ordering(timing.seconds, tag)
    after = wait_until_quiet(counted)
    file.unlink()
    return Figures(
        orders_per_s=round(told.per_second, 1),
        p50_ms=told.p50_ms,
        p99_ms=told.p99_ms,
        accepted=after - before,
        refused=told.refused,
        broken=told.broken,
        duplicates=database.count(shop.campaign_id).twice,
        unkept=max(0, told.accepted - (after - before)),
        page_p99_ms=probe.p99_ms,
        page_failures=probe.failed,
        loop_ms=loop,
        memory=door.server.memory(),
    )


def median(windows: list[Figures], read: Callable[[Figures], float | None]) -> float | None:
    """The middle one of what the windows gave; None when none gave anything."""
    values = [value for one in windows if (value := read(one)) is not None]
    return round(statistics.median(values), 2) if values else None
