"""How long freezing the recap of 100,000 order lines takes, against a GROUP BY and XlsxWriter in the same run.

python -m bench.recap [--database sqlite] [--lines 20000] [--rounds 1]
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

from bench.apart import round_of, run_apart
from bench.databases import Database, database_in, plain_environment
from bench.options import POSTGRES, SQLITE
from bench.report import judge
from bench.say import say
from bench.stage import shops
from bench.telling import tell

MOST_RATIO = 3.0
PREPARE, PRODUCT, ALONE = "prepare", "product", "alone"


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.recap")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), default=POSTGRES)
    parser.add_argument("--lines", type=int, default=20_000 if quick else 100_000)
    parser.add_argument("--rounds", type=int, default=1 if quick else 3)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return tell(
        lambda folder: measure(chosen.database, chosen.lines, chosen.rounds, folder),
        database=chosen.database,
        hint="; try --database sqlite",
    )


def measure(name: str, lines: int, rounds: int, folder: Path) -> dict[str, Any]:
    """Every round closes a PO of its own (a recap is frozen once); the two take turns, the medians are compared."""
    data = folder / "data"
    with ExitStack() as stack:
        database: Database = stack.enter_context(database_in(data, name))
        environment = plain_environment(data) | dict(database.environment)
        runs: dict[str, list[dict[str, Any]]] = {PRODUCT: [], ALONE: []}
        for number in range(rounds):
            shop = shops(environment, 1, first=number, prepare=not number)[0]
            say(f"round {number + 1}: {lines:,} lines into {name}")
            database.seed(shop.store_id, shop.campaign_id, lines // 2)  # two lines an order
            run_apart("bench.recapped", PREPARE, shop, environment, folder)
            round_of("bench.recapped", number, runs, shop, environment, folder, before=database.before_window)
    return report(name, lines, runs)


def report(name: str, lines: int, runs: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Seconds are medians; `ratio` is what freezing takes for each second of the plain way."""
    seconds = {who: statistics.median(one["seconds"] for one in own) for who, own in runs.items()}
    cells = {one["cells"] for own in runs.values() for one in own}
    pieces = {one["pieces"] for own in runs.values() for one in own}
    ratio = round(seconds[PRODUCT] / seconds[ALONE], 2)
    return {
        "database": name,
        "lines": lines,
        "cells": min(cells),
        "pieces": min(pieces),
        "seconds": round(seconds[PRODUCT], 2),
        "plain_seconds": round(seconds[ALONE], 2),
        "ratio": ratio,
        "peak_mb": max(one["peak_mb"] for one in runs[PRODUCT]),
        "limits": {
            "freezing x GROUP BY and XlsxWriter": judge(ratio, "<=", MOST_RATIO),
            "pieces that differ": judge(max(pieces) - min(pieces), "<=", 0),
            "cells that differ": judge(max(cells) - min(cells), "<=", 0),
        },
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
