"""Everything that stands ready before the first window: database, shops, old orders, servers, open doors."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import anchors
from bench.carts import Shop
from bench.databases import Database, Postgres, Sqlite, plain_environment, postgres_running
from bench.doors import FORM, JSON, ORM, ROUND_TRIP, Closed, Door, form_door, json_door
from bench.options import DJANGO, INTAKE, ORM_NAME, PGBENCH, ROUND_TRIP_NAME, SQLITE, Options
from bench.say import say
from bench.servers import ROOT, Server, ServerFailed, serving

SERVED = {ORM_NAME: "bench.served.settings", ROUND_TRIP_NAME: "bench.served.bare"}


@dataclass
class Stage:
    """`missing`: contestant (and kind) -> why it is left out."""

    database: Database
    folder: Path
    environment: Mapping[str, str]
    shops: Iterator[Shop]
    pgbench_shops: Iterator[Shop]
    doors: list[Door] = field(default_factory=list)
    servers: dict[str, Server] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def leave_out(self, what: str, why: str) -> None:
        why = " ".join(why.split())[:400]
        self.missing[what] = why
        say(f"LEFT OUT: {self.database.name} {what}: {why}", loud=True)


@contextmanager
def stage(
    name: str, options: Options, folder: Path, preload: Mapping[str, str] | None = None
) -> Iterator[Stage]:
    """All of it while the block lasts. `preload`: variables for whichever process writes the database's files."""
    preload = dict(preload or {})
    with ExitStack() as stack:
        data = folder / "data"
        own = folder / name
        own.mkdir(parents=True)
        database: Database
        if name == SQLITE:
            database, extra = Sqlite(data / "bukapo.sqlite3"), preload
        else:
            database, extra = stack.enter_context(postgres_running(preload)), {}
        environment = plain_environment(data) | dict(database.environment)
        made = Stage(database, own, environment, iter(()), iter(()))
        _open_shops(made, options)
        _start_servers(made, options, stack, environment | extra)
        yield made


def shops(
    environment: Mapping[str, str],
    count: int,
    *,
    first: int,
    prepare: bool = False,
    cap: int = 0,
    docs: int = 0,
) -> list[Shop]:
    """Make shops in a process of their own; the first `docs` of them get rows for pgbench."""
    command = [sys.executable, "-m", "bench.shops", str(count), "--first", str(first)]
    command += ["--prepare"] if prepare else []
    command += ["--cap", str(cap)] if cap else []
    command += ["--docs", *(str(first + n) for n in range(docs))] if docs else []
    extra = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings"}
    ran = subprocess.run(
        command, env={**environment, **extra}, cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    if ran.returncode:
        raise ServerFailed(f"no shops: {ran.stderr[-1500:]}")
    return [Shop.read(values) for values in json.loads(ran.stdout.splitlines()[-1])]


def _open_shops(made: Stage, options: Options) -> None:
    database = made.database
    with_pgbench = isinstance(database, Postgres) and PGBENCH in options.doors
    docs = options.rounds * (len(anchors.SINGLE_CLIENTS) + len(anchors.BATCHES)) if with_pgbench else 0
    windows = options.windows(database.name)
    say(f"{database.name}: making tables and {docs + windows + 2} shops")
    opened = shops(made.environment, docs + windows + 2, first=0, prepare=True, docs=docs)
    made.pgbench_shops = iter(opened[:docs])
    made.shops = iter(opened[docs:])
    old = next(made.shops)
    if options.old:
        say(f"{database.name}: {options.old:,} orders from before")
        database.seed(old.store_id, old.campaign_id, options.old)


def _start_servers(made: Stage, options: Options, stack: ExitStack, environment: Mapping[str, str]) -> None:
    first = next(made.shops)
    web = made.servers["web"] = stack.enter_context(serving("web", ["web"], environment, made.folder))
    if DJANGO in options.doors:
        _open(made, options, first, DJANGO, web, web)
    if INTAKE in options.doors:
        try:
            intake = stack.enter_context(serving("intake", ["intake"], environment, made.folder))
        except ServerFailed as why:
            made.leave_out(
                INTAKE, f"`python -m bukapo intake` did not start: {str(why).splitlines()[-1][:200]}"
            )
        else:
            made.servers[INTAKE] = intake
            _open(made, options, first, INTAKE, intake, web)
    for name in options.opponents(made.database.name):
        settings = {"DJANGO_SETTINGS_MODULE": SERVED[name]}
        server = stack.enter_context(serving(name, ["web"], {**environment, **settings}, made.folder))
        made.servers[name] = server
        path, pages = (ORM, server) if name == ORM_NAME else (ROUND_TRIP, web)
        try:
            made.doors.append(json_door(name, server, pages, first, path))
        except Closed as why:
            made.leave_out(name, str(why))


def _open(made: Stage, options: Options, shop: Shop, name: str, server: Server, pages: Server) -> None:
    """The kinds of order this door takes."""
    openers = {FORM: form_door, JSON: json_door}
    for kind in options.kinds:
        try:
            made.doors.append(openers[kind](name, server, pages, shop))
        except Closed as why:
            made.leave_out(f"{name} {kind}", str(why))


def contestants(doors: Sequence[Door], number: int) -> list[Door]:
    """The doors of round `number`: another one begins each time."""
    turn = number % len(doors) if doors else 0
    return [*doors[turn:], *doors[:turn]]
