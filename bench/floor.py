"""How long a report from the sewing floor takes while 2,000 work orders are open: the request, from outside.

python -m bench.floor [--database sqlite] [--orders 500] [--reports 400]
"""

import json
import os
import random
import secrets
import signal
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
from urllib.parse import urlencode

from bench.databases import Database, Postgres, database_in, plain_environment
from bench.options import POSTGRES, SQLITE
from bench.report import judge
from bench.say import say
from bench.servers import ROOT, Server, ServerFailed, serving
from bench.stage import shops
from bench.telling import tell
from bench.windows import loop_ms

MOST_MS = 50.0
SCRIPT, FORM = "script", "form"
HEADERS = {
    SCRIPT: {"Accept": "application/json"},
    FORM: {"Accept": "text/html"},
}
ANSWERS = {SCRIPT: 200, FORM: 302}
STAGES, SIZES, EACH = 6, 12, 200
WARM_UP = 50


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.floor")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), default=POSTGRES)
    parser.add_argument("--orders", type=int, default=2_000)
    parser.add_argument("--reports", type=int, default=400 if quick else 2_000, help="of each kind")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return tell(
        lambda folder: measure(chosen.database, chosen.orders, chosen.reports, folder),
        database=chosen.database,
        hint="; try --database sqlite",
    )


def measure(name: str, orders: int, reports: int, folder: Path) -> dict[str, Any]:
    """Reports come one after another over one connection to `bukapo web`, each for a work order by lot."""
    data = folder / "data"
    with ExitStack() as stack:
        database: Database = stack.enter_context(database_in(data, name))
        environment = plain_environment(data) | dict(database.environment)
        shop = shops(environment, 1, first=0, prepare=True)[0]
        say(f"{name}: {orders:,} work orders of {STAGES} stages and {SIZES} sizes")
        keys = _open_work_orders(environment, shop.store_id, shop.campaign_id, orders)
        if isinstance(database, Postgres):
            database.connection.execute(b"ANALYZE")
        server = stack.enter_context(serving("web", ["web"], environment, folder))
        database.before_window()
        loops = [loop_ms()]
        taken: dict[str, list[float]] = {}
        floor = Floor(keys, random.Random(7))
        spent: dict[str, float] = {}
        for kind in (SCRIPT, FORM):
            floor.reports(server, kind, WARM_UP)
            before = server.cpu_ms()
            taken[kind] = floor.reports(server, kind, reports)
            spent[kind] = (server.cpu_ms() - before) / reports
            loops.append(loop_ms())
            say(f"{kind:6} " + "  ".join(f"{part} {ms:.1f} ms" for part, ms in shares(taken[kind]).items()))
        return report(name, orders, taken, spent, loops)


class Floor:
    """What the phones know of their work orders: `done[secret]` pieces per size in the first stage."""

    def __init__(self, keys: Sequence[str], lot: random.Random) -> None:
        self.done = {key: [0] * SIZES for key in keys}
        self.lot = lot

    def reports(self, server: Server, kind: str, count: int) -> list[float]:
        """Milliseconds from the request to the end of the answer, each."""
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        try:
            return [self._report(connection, kind) for _ in range(count)]
        finally:
            connection.close()

    def _report(self, connection: HTTPConnection, kind: str) -> float:
        secret = self.lot.choice(list(self.done))
        done = self.done[secret]
        fields: dict[str, Any] = {"note": "", "key": secrets.token_hex(12) if kind == SCRIPT else ""}
        for size in self.lot.sample(range(SIZES), 3):
            now = min(EACH, done[size] + self.lot.randint(1, 5))
            fields |= {f"size-{size}": now, f"was-{size}": done[size]}
            done[size] = now
        began = time.perf_counter()
        connection.request("POST", f"/spk/{secret}/tahap/0/", urlencode(fields), self._headers(kind))
        answer = connection.getresponse()
        said = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != ANSWERS[kind]:
            raise ServerFailed(f"a report was answered {answer.status}: {said[:500]!r}")
        return took

    def _headers(self, kind: str) -> dict[str, str]:
        visitor = ".".join(str(self.lot.randint(1, 250)) for _ in range(4))  # each phone has its own address
        return HEADERS[kind] | {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": visitor,
        }


def report(
    name: str,
    orders: int,
    taken: Mapping[str, Sequence[float]],
    spent: Mapping[str, float],
    loops: Sequence[float],
) -> dict[str, Any]:
    """`ratio` is how often the slowest in a hundred would fit into the limit."""
    told: dict[str, Any] = {"database": name, "orders": orders, "stages": STAGES, "sizes": SIZES}
    for kind, times in taken.items():
        found = shares(times)
        told[kind] = {part: round(ms, 2) for part, ms in found.items()} | {
            "reports": len(times),
            "ratio": round(MOST_MS / found["p99"], 2),
            "cpu_ms": round(spent[kind], 2),
        }
    told["loop_ms"] = round(statistics.median(loops), 1)
    told["limits"] = {
        f"{kind} report p99 ms": judge(round(shares(times)["p99"], 2), "<=", MOST_MS)
        for kind, times in taken.items()
    }
    return told


def shares(times: Sequence[float]) -> dict[str, float]:
    """Milliseconds that half, 95 and 99 in a hundred keep within."""
    row = sorted(times)
    return {f"p{share}": row[min(len(row) - 1, len(row) * share // 100)] for share in (50, 95, 99)}


def _open_work_orders(
    environment: Mapping[str, str], store_id: int, campaign_id: int, count: int
) -> list[str]:
    extra = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings"}
    facts = [store_id, campaign_id, count, STAGES, SIZES, EACH]
    ran = subprocess.run(
        [sys.executable, "-m", "bench.floored", *map(str, facts)],
        env={**environment, **extra},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    if ran.returncode:
        raise ServerFailed(f"no work orders: {ran.stderr[-1500:]}")
    found: list[str] = json.loads(ran.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
