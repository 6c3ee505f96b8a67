"""How long a PO of 50,000 orders takes to be evaluated beside another one as big: the read of the page.

python -m bench.evaluation [--orders 50000] [--rounds 5] [--database sqlite]
"""

import json
import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from bench.databases import Database, Postgres, database_in, plain_environment
from bench.options import POSTGRES, SQLITE
from bench.report import judge
from bench.say import say
from bench.servers import ROOT, ServerFailed
from bench.stage import shops
from bench.telling import tell
from bench.windows import loop_ms

MOST_SECONDS = 3.0
MOST_QUERIES = 80


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.evaluation")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), action="append")
    parser.add_argument("--orders", type=int, default=50_000, help="of each of the two POs")
    parser.add_argument("--rounds", type=int, default=3 if quick else 9)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    names = chosen.database or [POSTGRES, SQLITE]
    return tell(
        lambda folder: told([measure(name, chosen.orders, chosen.rounds, folder / name) for name in names]),
        database=", ".join(names),
        hint="; try --database sqlite",
    )


def measure(name: str, orders: int, rounds: int, folder: Path) -> dict[str, Any]:
    """The first read of a process counts like the others: a page may be asked for once a week."""
    data = folder / "data"
    data.mkdir(parents=True)
    with ExitStack() as stack:
        database: Database = stack.enter_context(database_in(data, name))
        environment = plain_environment(data) | dict(database.environment)
        shop = shops(environment, 1, first=0, prepare=True)[0]
        say(f"{name}: two POs of {orders:,} orders")
        facts = (str(shop.store_id), str(shop.campaign_id))
        earlier = _run(environment, "earlier", *facts)
        for campaign in (shop.campaign_id, int(earlier)):
            database.seed(shop.store_id, campaign, orders)
        _run(environment, "fill", *facts)
        if isinstance(database, Postgres):
            database.connection.execute(b"ANALYZE")
        database.before_window()
        loop = loop_ms()
        found: dict[str, Any] = _run(environment, "read", *facts, str(rounds))
        say(f"{name}: {found['seconds']} s, {found['queries']} queries, loop {loop:.0f} ms")
        for took, sql in found.pop("slowest"):
            say(f"  {took:6.3f} s  {sql[:300]}")
        return {"database": name, "loop_ms": round(loop, 1), **found}


def told(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """`ratio` is what the slowest database takes of the limit."""
    limits: dict[str, Any] = {}
    for row in rows:
        limits[f"{row['database']}: seconds"] = judge(max(row["seconds"]), "<=", MOST_SECONDS)
        limits[f"{row['database']}: queries"] = judge(row["queries"], "<=", MOST_QUERIES)
    worst = max(median(row["seconds"]) for row in rows)
    return {"databases": list(rows), "ratio": round(worst / MOST_SECONDS, 2), "limits": limits}


def _run(environment: Mapping[str, str], step: str, *facts: str) -> Any:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.evaluated", step, *facts],
        env={**environment, "DJANGO_SETTINGS_MODULE": "bukapo.config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
    )
    if ran.returncode:
        raise ServerFailed(f"{step}: {ran.stderr[-1500:]}")
    return json.loads(ran.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
