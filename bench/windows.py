"""One window: a level start, a warm-up, then a few seconds in which everything is counted."""

import os
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

LOOPS, FLUSHES = 2_000_000, 20
MOST_IN_A_WINDOW, WINDOW_FIRST = 200_000, 20_000_000
"""Numbers of buyers: in warm-up and window nobody orders twice."""
SOLD_OUT_WITHIN = 40
"""Seconds of warm-up at most until the cap is reached."""


@dataclass(frozen=True)
class Timing:
    seconds: float = 4.0
    warm_up: float = 1.0
    sold_out: bool = False


@dataclass(frozen=True)
class Figures:
    """What one window gave. `unkept`: orders acknowledged that the database does not hold."""

    orders_per_s: float
    p50_ms: float | None = None
    p99_ms: float | None = None
    accepted: int = 0
    refused: int = 0
    broken: int = 0
    refusals_per_s: float = 0.0
    duplicates: int = 0
    unkept: int = 0
    page_p99_ms: float | None = None
    page_failures: int = 0
    loop_ms: float = 0.0
    flush_ms: float = 0.0
    memory: dict[str, float] = field(default_factory=dict)


def loop_ms() -> float:
    """A fixed piece of Python, timed: in a slow phase of the machine it takes longer."""
    began = time.perf_counter()
    total = 0
    for number in range(LOOPS):
        total += number & 7
    return round((time.perf_counter() - began) * 1000, 1)


def flush_ms(folder: Path) -> float:
    """How long the disk takes to keep a page, in the middle of a few."""
    handle = os.open(folder / "flush", os.O_CREAT | os.O_WRONLY, 0o600)
    took = []
    try:
        for number in range(FLUSHES):
            os.pwrite(handle, b"x" * 8192, number * 8192)
            began = time.perf_counter()
            os.fdatasync(handle)
            took.append(time.perf_counter() - began)
    finally:
        os.close(handle)
    return round(statistics.median(took) * 1000, 2)


def window(
    door: Door, database: Database, shop: Shop, connections: int, timing: Timing, tag: str, folder: Path
) -> Figures:
    """Orders through one door for `timing.seconds`, beside a visitor of the page.

    `timing.sold_out`: the warm-up goes on until nothing is taken any more.
    """
    file = folder / f"{tag}.lua"
    file.write_text(load.lua_bodies(bodies(door.kind, shop)))

    def counted() -> int:
        return database.count(shop.campaign_id).orders

    def ordering(seconds: float, name: str, first: int) -> load.Load:
        return load.orders(
            door.url(shop), file, door.kind, name, first, connections=connections, seconds=seconds
        )

    database.before_window()
    if timing.warm_up:
        ordering(timing.warm_up, f"{tag}w", 1)
    for more in range(1, SOLD_OUT_WITHIN if timing.sold_out else 0):
        warmed = ordering(1, f"{tag}w{more}", more * MOST_IN_A_WINDOW)
        if warmed.refused and not warmed.accepted:
            break
    before = wait_until_quiet(counted) if timing.warm_up else counted()
    loop, flush = loop_ms(), flush_ms(folder)
    with Probe(door.pages.port, shop.path) as probe:
        told = ordering(timing.seconds, tag, WINDOW_FIRST)
    after = wait_until_quiet(counted)
    file.unlink()
    return Figures(
        orders_per_s=round(told.per_second, 1),
        p50_ms=told.p50_ms,
        p99_ms=told.p99_ms,
        accepted=after - before,
        refused=told.refused,
        refusals_per_s=round(told.refused / told.seconds, 1),
        broken=told.broken,
        duplicates=database.count(shop.campaign_id).twice,
        unkept=max(0, told.accepted - (after - before)),
        page_p99_ms=probe.p99_ms,
        page_failures=probe.failed,
        loop_ms=loop,
        flush_ms=flush,
        memory=door.server.memory(),
    )


def median(windows: list[Figures], read: Callable[[Figures], float | None]) -> float | None:
    """The middle one of what the windows gave; None when none gave anything."""
    values = [value for one in windows if (value := read(one)) is not None]
    return round(statistics.median(values), 2) if values else None
