"""How long the dashboards of a store with 200,000 orders take: the request, from outside.

python -m bench.live [--database sqlite] [--orders 200000] [--looks 100]
"""

import json
import os
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.databases import Database, database_in, plain_environment
from bench.options import POSTGRES, SQLITE
from bench.report import judge
from bench.say import say
from bench.servers import ROOT, Server, ServerFailed, serving
from bench.stage import shops
from bench.telling import tell
from bench.windows import loop_ms

MOST_MS = 100.0
JUDGED = ("store", "po")
"""The store's home and a PO's live page; the others are told beside."""
MOST_QUERIES = {"store": 16, "po": 26, "po_summary": 40, "po_now": 8}
WARM_UP = 5


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.live")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), default=POSTGRES)
    parser.add_argument("--orders", type=int, default=200_000)
    parser.add_argument("--looks", type=int, default=30 if quick else 100, help="at each page")
    chosen = parser.parse_args(arguments)
    return tell(
        lambda folder: measure(chosen.database, chosen.orders, chosen.looks, folder),
        database=chosen.database,
        hint="; try --database sqlite",
    )


def measure(name: str, orders: int, looks: int, folder: Path) -> dict[str, Any]:
    """Looks come one after another over one connection to `bukapo web`; each page is rendered anew."""
    data = folder / "data"
    with ExitStack() as stack:
        database: Database = stack.enter_context(database_in(data, name))
        environment = plain_environment(data) | dict(database.environment)
        shop = shops(environment, 1, first=0, prepare=True)[0]
        campaigns = _watched(environment, "open", shop.store_id)
        say(f"{name}: {orders:,} orders in {len(campaigns)} POs")
        for campaign, _slug in campaigns:
            database.seed(shop.store_id, campaign, orders // len(campaigns))
        say("spread over days, and added up")
        seen = _watched(environment, "spread", shop.store_id)
        say(f"{seen['orders_counted']:,} orders counted anew in {seen['recount_s']} s")
        server = stack.enter_context(serving("web", ["web"], environment, folder))
        loops = [loop_ms()]
        taken: dict[str, list[float]] = {}
        spent: dict[str, float] = {}
        for page, address in seen["addresses"].items():
            look(server, address, seen["session"], WARM_UP)
            before = server.cpu_ms()
            taken[page] = look(server, address, seen["session"], looks)
            spent[page] = (server.cpu_ms() - before) / looks
            loops.append(loop_ms())
            figures = "  ".join(f"{part} {ms:.1f} ms" for part, ms in shares(taken[page]).items())
            say(f"{page:10} {figures}  cpu {spent[page]:.1f} ms  {seen['queries'][page]} queries")
        return report(name, orders, taken, spent, seen, loops)


def look(server: Server, address: str, session: str, count: int) -> list[float]:
    """Milliseconds from the request to the end of the answer, each."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    taken = []
    try:
        for _ in range(count):
            begun = time.perf_counter()
            connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
            answer = connection.getresponse()
            said = answer.read()
            taken.append((time.perf_counter() - begun) * 1000)
            if answer.status != 200:
                raise ServerFailed(f"{address} was answered {answer.status}: {said[:300]!r}")
    finally:
        connection.close()
    return taken


def shares(times: Sequence[float]) -> dict[str, float]:
    """Milliseconds that half and 95 in a hundred keep within."""
    row = sorted(times)
    return {f"p{share}": row[min(len(row) - 1, len(row) * share // 100)] for share in (50, 95)}


def report(
    name: str,
    orders: int,
    taken: Mapping[str, Sequence[float]],
    spent: Mapping[str, float],
    seen: Mapping[str, Any],
    loops: Sequence[float],
) -> dict[str, Any]:
    """`ratio` is how often the middle look would fit into the limit."""
    told: dict[str, Any] = {"database": name, "orders": orders, "recount_s": seen["recount_s"]}
    limits = {}
    for page, times in taken.items():
        found = shares(times)
        told[page] = {part: round(ms, 1) for part, ms in found.items()} | {
            "cpu_ms": round(spent[page], 1),
            "queries": seen["queries"][page],
            "ratio": round(MOST_MS / found["p50"], 2),
        }
        if page in JUDGED:
            limits[f"{page} page p50 ms"] = judge(round(found["p50"], 1), "<=", MOST_MS)
        limits[f"{page} page queries"] = judge(seen["queries"][page], "<=", MOST_QUERIES[page])
    return told | {"loop_ms": round(statistics.median(loops), 1), "limits": limits}


def _watched(environment: Mapping[str, str], deed: str, store_id: int) -> Any:
    extra = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings"}
    ran = subprocess.run(
        [sys.executable, "-m", "bench.watched", deed, str(store_id)],
        env={**environment, **extra},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=3600,
    )
    if ran.returncode:
        raise ServerFailed(f"bench.watched {deed} failed")
    return json.loads(ran.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
