"""The doors under harder circumstances, each window beside one under the usual circumstances in the same run."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.databases import Postgres
from bench.doors import Door
from bench.options import FRESH, MILLION, SLOW_DISK, SOLD_OUT, Options
from bench.rounds import one_window
from bench.say import say
from bench.servers import ServerFailed, family
from bench.stage import Stage, shops, stage
from bench.windows import Figures, Timing, median
from setup.postgres import Unavailable

CAP = 1_000
"""Pieces until `sold-out` is sold out."""
SLOWER = 0.002


class NotHere(Exception):
    """This machine cannot play the scenario; the message says why."""


def measure(options: Options, folder: Path) -> dict[str, Any]:
    """{scenario, database: {door: {cN: {kind: plain, scenario, ratio, p99}}}, left_out}."""
    told: dict[str, Any] = {"scenario": options.scenario, "left_out": {}, "limits": {}}
    for name in options.databases:
        try:
            told[name] = _database(name, options, folder / name, told["left_out"])
        except (Unavailable, NotHere) as why:
            say(f"LEFT OUT: {name} {options.scenario}: {why}", loud=True)
            told["left_out"][name] = str(why)
    return told


def _database(name: str, options: Options, folder: Path, left_out: dict[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    with ExitStack() as stack:
        plain = stack.enter_context(stage(name, options, folder / "plain"))
        harder = _harder(name, options, folder, plain, stack)
        for door in plain.doors:
            for connections in options.connections:
                pairs = [
                    _pair(options, plain, harder, door, connections, number)
                    for number in range(options.rounds)
                ]
                cell = _cell(options, [pair for pair in pairs if pair])
                cells.setdefault(door.contestant, {}).setdefault(f"c{connections}", {})[door.kind] = cell
                say(f"{name} {options.scenario} {door.name} c{connections}: {cell}")
        left_out |= {f"{name} {what}": why for what, why in plain.missing.items()}
    return cells


Harder = Callable[[Door, int, str], Figures | None]
"""One window of the scenario through the door of the same name."""


def _harder(name: str, options: Options, folder: Path, plain: Stage, stack: ExitStack) -> Harder:
    timing = Timing(options.seconds, options.warm_up)
    if options.scenario == SOLD_OUT:
        count = len(plain.doors) * len(options.connections) * options.rounds
        capped = iter(shops(plain.environment, count, first=10_000, cap=CAP))
        sold_out = replace(timing, sold_out=True)
        return lambda door, connections, tag: one_window(
            plain, door, connections, sold_out, tag, next(capped)
        )
    if options.scenario == FRESH:
        return lambda door, connections, tag: _fresh(name, options, folder / tag, door, connections, tag)
    if options.scenario == MILLION:
        other = stack.enter_context(stage(name, replace(options, old=1_000_000), folder / "million"))
    else:
        assert options.scenario == SLOW_DISK
        other = stack.enter_context(_slow_disk(name, options, folder))
    doors = {door.name: door for door in other.doors}
    return lambda door, connections, tag: one_window(other, doors[door.name], connections, timing, tag)


def _fresh(
    name: str, options: Options, folder: Path, door: Door, connections: int, tag: str
) -> Figures | None:
    """A new installation whose first PO is dropped at once: no order before it, no ANALYZE, no warm-up."""
    alone = replace(
        options, old=0, rounds=1, doors=(door.contestant,), kinds=(door.kind,), connections=(connections,)
    )
    with stage(name, alone, folder) as made:
        own = next((one for one in made.doors if one.name == door.name), None)
        return one_window(made, own, connections, Timing(options.seconds, 0), tag) if own else None


def _pair(
    options: Options, plain: Stage, harder: Harder, door: Door, connections: int, number: int
) -> tuple[Figures, Figures] | None:
    tag = f"{number}-{door.contestant}-{door.kind}-{connections}"
    timing = Timing(options.seconds, options.warm_up)
    usual = one_window(plain, door, connections, timing, f"plain-{tag}")
    hard = harder(door, connections, f"{options.scenario}-{tag}")
    return (usual, hard) if usual and hard else None


def _cell(options: Options, pairs: list[tuple[Figures, Figures]]) -> dict[str, Any]:
    def figure(one: Figures) -> float:
        return one.refusals_per_s if options.scenario == SOLD_OUT else one.orders_per_s

    usual = median([one for one, _ in pairs], lambda one: one.orders_per_s)
    hard = median([one for _, one in pairs], figure)
    return {
        "plain_per_s": usual,
        "scenario_per_s": hard,
        "ratio": round(hard / usual, 2) if usual and hard is not None else None,
        "p99_ms": median([one for _, one in pairs], lambda one: one.p99_ms),
        "page_p99_ms": median([one for _, one in pairs], lambda one: one.page_p99_ms),
        "unkept": sum(one.unkept for _, one in pairs),
        "duplicates": sum(one.duplicates for _, one in pairs),
    }


@contextmanager
def _slow_disk(name: str, options: Options, folder: Path) -> Iterator[Stage]:
    """A stage whose database waits 2 ms longer for the disk. Raises NotHere when that cannot be had."""
    library = build_slow_disk(folder)
    with stage(name, options, folder / "slow", {"LD_PRELOAD": str(library)}) as made:
        _make_sure(made, library)
        yield made


def build_slow_disk(folder: Path) -> Path:
    """Compile `slow_disk.c` into `folder`. Raises NotHere without a compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise NotHere("there is no gcc to build the slow disk with. On Debian: apt-get install gcc libc6-dev")
    folder.mkdir(parents=True, exist_ok=True)
    library = folder / "slow_disk.so"
    source = Path(__file__).with_name("slow_disk.c")
    built = subprocess.run(
        [compiler, "-O2", "-shared", "-fPIC", "-o", library, source], capture_output=True, text=True
    )
    if built.returncode:
        raise NotHere(f"the slow disk could not be built: {built.stderr[-300:]}")
    library.chmod(0o755)
    return library


def _make_sure(made: Stage, library: Path) -> None:
    if isinstance(made.database, Postgres):
        began = time.perf_counter()
        made.database.connection.execute("CREATE TABLE bench.slow ()")
        slow = time.perf_counter() - began >= SLOWER
    else:
        pids: Mapping[str, list[int]] = {
            server.name: family(server.process.pid) for server in made.servers.values()
        }
        slow = all(any(_holds(pid, library) for pid in own) for own in pids.values())
    if not slow:
        raise NotHere("the slow disk did not get into the database's process")


def _holds(pid: int, library: Path) -> bool:
    try:
        return library.name in Path(f"/proc/{pid}/maps").read_text()
    except OSError as error:
        raise ServerFailed(f"process {pid} is gone") from error
