"""How long 100,000 orders take to become an XLSX, against XlsxWriter alone writing the same cells in the same run.

python -m bench.export [--database sqlite] [--orders 20000] [--rounds 1]
"""

import os
import signal
import statistics
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.apart import round_of
from bench.databases import Database, database_in, plain_environment
from bench.options import POSTGRES, SQLITE
from bench.report import judge
from bench.say import say
from bench.stage import shops
from bench.telling import tell

MOST_RATIO = 5.0
PRODUCT, ALONE = "product", "alone"


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.export")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), default=POSTGRES)
    parser.add_argument("--orders", type=int, default=20_000 if quick else 100_000)
    parser.add_argument("--rounds", type=int, default=1 if quick else 3)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return tell(
        lambda folder: measure(chosen.database, chosen.orders, chosen.rounds, folder),
        database=chosen.database,
        hint="; try --database sqlite",
    )


def measure(name: str, orders: int, rounds: int, folder: Path) -> dict[str, Any]:
    """The two take turns, each in a process of its own; the medians are compared."""
    data = folder / "data"
    with ExitStack() as stack:
        database: Database = stack.enter_context(database_in(data, name))
        environment = plain_environment(data) | dict(database.environment)
        shop = shops(environment, 1, first=0, prepare=True)[0]
        say(f"{name}: {orders:,} orders")
        database.seed(shop.store_id, shop.campaign_id, orders)
        runs: dict[str, list[dict[str, Any]]] = {PRODUCT: [], ALONE: []}
        for number in range(rounds):
            round_of("bench.exported", number, runs, shop, environment, folder)
    return report(name, orders, runs)


def report(name: str, orders: int, runs: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Seconds are medians; `ratio` is what the product takes for each second of XlsxWriter alone."""
    seconds = {who: statistics.median(one["seconds"] for one in own) for who, own in runs.items()}
    cells = {one["cells"] for own in runs.values() for one in own}
    ratio = round(seconds[PRODUCT] / seconds[ALONE], 2)
    return {
        "database": name,
        "orders": orders,
        "cells": min(cells),
        "seconds": round(seconds[PRODUCT], 2),
        "xlsxwriter_seconds": round(seconds[ALONE], 2),
        "ratio": ratio,
        "peak_mb": max(one["peak_mb"] for one in runs[PRODUCT]),
        "bytes": runs[PRODUCT][0]["bytes"],
        "limits": {
            "export x XlsxWriter alone": judge(ratio, "<=", MOST_RATIO),
            "cells that differ": judge(max(cells) - min(cells), "<=", 0),
        },
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
