"""How long the dashboards of a store with 200,000 orders take: the request, from outside.

    python -m bench.live [--database sqlite] [--orders 200000] [--looks 90]

Half of the orders are in the PO that is looked at. BENCH_QUICK=1: a tenth of the orders. The machine may be busy with
other things: each page is looked at in several rounds, and the best round counts; processor time is told beside it.
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
from dataclasses import dataclass
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
"""Of a dashboard; a page that is not judged is told beside the same limit."""
NOW = ("store", "po_summary", "po", "po_now")
"""The store's home, a PO's first page and its live page, and the short answer that keeps an open one true."""
DAILY = ("orders", "money", "sending", "recap")
"""The pages that are open all day."""
JUDGED = (*NOW, *DAILY)
MOST_QUERIES = {
    "store": 16,
    "store (3 days before sending)": 17,
    "po_summary (3 days before sending)": 35,
    "po_summary": 34,
    "po": 26,
    "po_now": 8,
    "orders": 13,
    "money": 32,
    "sending": 17,
    "recap": 24,
    "recap (closed)": 16,
}
BEHIND = " (300 events behind)"
"""The same pages while the worker has not counted the last events: they add them in passing."""
CLOSED = " (closed)"
"""The same once the PO is closed: its recap is frozen, and its glance kept."""
DUE, DUE_PAGES = " (3 days before sending)", ("store", "po_summary")
"""Those that tell what lateness may cost, while a PO must be sent soon and nothing of it has been."""
WARM_UP, ROUNDS, SLOW_MS = 5, 9, 1000.0


@dataclass(frozen=True)
class Seen:
    """Milliseconds that half and 95 in a hundred looks at a page keep within, and the processor's of each."""

    p50: float
    p95: float
    cpu: float

    @property
    def share(self) -> float:
        """Of the limit."""
        return self.p50 / MOST_MS


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.live")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), default=POSTGRES)
    parser.add_argument("--orders", type=int, default=20_000 if quick else 200_000)
    parser.add_argument("--looks", type=int, default=30 if quick else 90, help="at each page")
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
        say(f"{name}: {orders:,} orders in {len(campaigns)} POs, half of them in one")
        for campaign, _slug in campaigns:
            first = campaign == campaigns[-1][0]
            database.seed(shop.store_id, campaign, orders // 2 // (1 if first else len(campaigns) - 1))
        say("spread over days, and added up")
        seen = _watched(environment, "spread", shop.store_id)
        say(f"{seen['orders_counted']:,} orders counted anew in {seen['recount_s']} s")
        server = stack.enter_context(serving("web", ["web"], environment, folder))
        loops = [loop_ms()]
        found = looked(server, seen, tuple(seen["addresses"]), looks)
        loops.append(loop_ms())
        _watched(environment, "behind", shop.store_id)
        late = looked(server, seen, NOW, looks)
        found |= {page + BEHIND: one for page, one in late.items()}
        due = _watched(environment, "due", shop.store_id)
        say(f"{due['unsent']:,} unsent orders, summed for their guarantee in {due['kept_s']} s")
        near = looked(server, seen, DUE_PAGES, looks)
        found |= {page + DUE: one for page, one in near.items()}
        seen["queries"] |= {page + DUE: count for page, count in due["queries"].items()}
        shut = _watched(environment, "closed", shop.store_id)
        say(f"closed in {shut['close_s']} s, its glance kept in {shut['kept_s']} s")
        found |= {page + CLOSED: one for page, one in looked(server, seen, DAILY, looks).items()}
        seen["queries"] |= {page + CLOSED: count for page, count in shut["queries"].items()}
        loops.append(loop_ms())
        return report(name, orders, found, seen, loops)


def looked(server: Server, seen: Mapping[str, Any], pages: Sequence[str], looks: int) -> dict[str, Seen]:
    """In rounds over all pages, so that no page alone meets a busy minute; the best round of each.

    A page that takes a second is looked at once: it is far from the limit anyhow.
    """
    rounds: dict[str, list[Seen]] = {page: [] for page in pages}
    for number in range(ROUNDS):
        for page, row in rounds.items():
            if row and row[-1].p50 >= SLOW_MS:
                continue
            address = seen["addresses"][page]
            slow = max(look(server, address, seen["session"], 1)) >= SLOW_MS and number == 0
            if not slow:
                look(server, address, seen["session"], 1 if row else WARM_UP)
            count = 1 if slow else max(2, looks // ROUNDS)
            before = server.cpu_ms()
            times = look(server, address, seen["session"], count)
            row.append(Seen(**shares(times), cpu=(server.cpu_ms() - before) / count))
    return {page: min(row, key=lambda one: one.p50) for page, row in rounds.items()}


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
    name: str, orders: int, found: Mapping[str, Seen], seen: Mapping[str, Any], loops: Sequence[float]
) -> dict[str, Any]:
    """`ratio`: the middle look as a part of the limit; up to 1 is met."""
    pages, limits = {}, {}
    for page, one in found.items():
        queries = seen["queries"].get(page)
        pages[page] = {
            "p50": round(one.p50, 1),
            "p95": round(one.p95, 1),
            "cpu_ms": round(one.cpu, 1),
            "queries": queries,
            "ratio": round(one.share, 2),
        }
        judged = page.removesuffix(BEHIND).removesuffix(DUE).removesuffix(CLOSED) in JUDGED
        if judged:
            limits[f"{page} page p50, of {MOST_MS:.0f} ms"] = judge(round(one.share, 2), "<=", 1)
        if page in MOST_QUERIES:
            limits[f"{page} page queries"] = judge(queries, "<=", MOST_QUERIES[page])
        say(line(page, one, queries, judged))
    told = {"database": name, "orders": orders, "recount_s": seen["recount_s"], "pages": pages}
    return told | {"loop_ms": round(statistics.median(loops), 1), "limits": limits}


def line(page: str, one: Seen, queries: int | None, judged: bool) -> str:
    """`store  p50 23.1 ms  p95 …  cpu …  16 queries  0.23 of the limit  PASS`."""
    verdict = ("PASS" if one.share <= 1 else "FAIL") if judged else "(told)"
    count = f"{queries:3} queries" if queries is not None else " " * 11
    times = f"p50 {one.p50:7.1f} ms  p95 {one.p95:7.1f} ms  cpu {one.cpu:6.1f} ms"
    return f"{page:32} {times}  {count}  {one.share:5.2f} of the limit  {verdict}"


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
