"""Round by round, every contestant in turn, so that a slow phase of the machine meets them all."""

from collections import defaultdict
from dataclasses import dataclass, field

from bench import anchors
from bench.anchors import AnchorFailed
from bench.carts import Shop
from bench.databases import Postgres
from bench.doors import Door
from bench.load import LoadFailed
from bench.options import PGBENCH, Options
from bench.say import say
from bench.stage import Stage, contestants
from bench.windows import Figures, Timing, window


@dataclass
class Results:
    """All windows of one database. `windows`: (contestant, kind, connections); anchors: (name, size)."""

    windows: dict[tuple[str, str, int], list[Figures]] = field(default_factory=lambda: defaultdict(list))
    anchors: dict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    missing: dict[str, str] = field(default_factory=dict)


def run(made: Stage, options: Options) -> Results:
    """Every window of every round."""
    results = Results(missing=made.missing)
    timing = Timing(options.seconds, options.warm_up)
    for number in range(options.rounds):
        for connections in options.connections:
            for door in contestants(made.doors, number):
                tag = f"r{number}-{door.contestant}-{door.kind}-{connections}"
                figures = one_window(made, door, connections, timing, tag)
                if figures:
                    results.windows[door.contestant, door.kind, connections].append(figures)
        if isinstance(made.database, Postgres) and PGBENCH in options.doors:
            _anchors(made, made.database, options, results)
    return results


def one_window(
    made: Stage, door: Door, connections: int, timing: Timing, tag: str, shop: Shop | None = None
) -> Figures | None:
    """A window in a shop of its own, told on the way; None (and said loudly) when the load failed."""
    shop = shop or next(made.shops)
    try:
        figures = window(door, made.database, shop, connections, timing, tag, made.folder)
    except LoadFailed as failed:
        made.leave_out(f"{door.name} c{connections}", str(failed))
        return None
    say(f"{made.database.name} {tag:24} {told(figures)}")
    return figures


def _anchors(made: Stage, database: Postgres, options: Options, results: Results) -> None:
    seconds = min(3.0, options.seconds)
    kinds = [("single_tx", clients) for clients in anchors.SINGLE_CLIENTS]
    kinds += [("batch", size) for size in anchors.BATCHES]
    for name, size in kinds:
        shop = next(made.pgbench_shops)
        database.before_window()
        try:
            if name == "single_tx":
                rate = anchors.single(database, shop, clients=size, seconds=seconds, folder=made.folder)
            else:
                rate = anchors.batch(database, shop, size=size, seconds=seconds, folder=made.folder)
        except AnchorFailed as failed:
            made.leave_out(f"pgbench {name} {size}", str(failed))
            continue
        results.anchors[name, size].append(rate)
        say(f"{database.name} pgbench {name} {size:<4} {rate:,.0f} orders/s")


def told(figures: Figures) -> str:
    """One line for a person."""
    bad = "".join(
        f", {number} {name.upper()}"
        for name in ("refused", "broken", "duplicates", "unkept", "page_failures")
        if (number := getattr(figures, name))
    )
    return (
        f"{figures.orders_per_s:8,.0f}/s  p50 {figures.p50_ms:6.1f}  p99 {figures.p99_ms:7.1f} ms"
        f"  page p99 {figures.page_p99_ms} ms  {figures.memory.get('pss', 0):.0f} MB"
        f"  loop {figures.loop_ms:.0f} flush {figures.flush_ms:.2f} ms{bad}"
    )
