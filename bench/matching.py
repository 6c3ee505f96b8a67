"""How fast a big bank statement is matched and booked, beside the usual way of one line at a time.

python -m bench.matching [--lines 100000] [--sample 300] [--rounds 1]
"""

import json
import os
import signal
import statistics
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.awaiting import insert_waiting_orders, statement_of
from bench.databases import Postgres, plain_environment, postgres_running
from bench.report import judge
from bench.say import say
from bench.servers import ROOT
from bench.stage import shops
from bench.telling import tell
from bench.windows import loop_ms

LINES, SAMPLE, ROUNDS = 100_000, 300, 3
LEAST_PER_SECOND, MOST_MB = 20_000, 300


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.matching")
    parser.add_argument("--lines", type=int, default=LINES // 5 if quick else LINES)
    parser.add_argument("--sample", type=int, default=SAMPLE // 3 if quick else SAMPLE)
    parser.add_argument("--rounds", type=int, default=1 if quick else ROUNDS)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return tell(
        lambda folder: report(
            [measure(folder / str(number), chosen.lines, chosen.sample) for number in range(chosen.rounds)]
        ),
        database="postgres",
    )


def measure(folder: Path, lines: int, sample: int) -> dict[str, Any]:
    """One cluster, one shop: the opponent's lines first, then the product's, each against all open charges."""
    folder.mkdir()
    with postgres_running() as database:
        environment = plain_environment(folder / "data") | dict(database.environment)
        [shop] = shops(environment, 1, first=0, prepare=True)
        say(f"{lines:,} orders that wait for their transfer")
        account = _seed(database, shop.store_id, shop.campaign_id, lines + sample)
        files = {
            "opponent": statement_of(range(lines + 1, lines + sample + 1), account=account),
            "product": statement_of(range(1, lines + 1), account=account),
        }
        return {
            name: _import(name, content, folder, shop.store_id, environment, database)
            for name, content in files.items()
        }


def _seed(database: Postgres, store_id: int, campaign_id: int, count: int) -> str:
    connection = database.connection
    with connection.transaction():
        # Foreign keys are true by construction here.
        connection.execute(b"SET LOCAL session_replication_role = replica")
        connection.execute(b"SET LOCAL synchronous_commit = off")
        insert_waiting_orders(lambda sql: connection.execute(sql.encode()), store_id, campaign_id, count)
    connection.execute(b"VACUUM ANALYZE")
    found: Any = connection.execute(
        b"SELECT number FROM stores_bankaccount WHERE store_id = %s", [store_id]
    ).fetchone()
    return str(found[0])


def _import(
    name: str, content: bytes, folder: Path, store_id: int, environment: Mapping[str, str], database: Postgres
) -> dict[str, Any]:
    path = folder / f"{name}.csv"
    path.write_bytes(content)
    database.before_window()
    loop = loop_ms()
    command = [sys.executable, "-m", "bench.matched", str(path), str(store_id)]
    command += ["--opponent"] if name == "opponent" else []
    more = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings"}
    ran = subprocess.run(
        command, env={**environment, **more}, cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    if ran.returncode:
        raise RuntimeError(f"{name} failed: {ran.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    told["lines_per_s"] = round(told["lines"] / told["seconds"], 1)
    told["loop_ms"] = round(loop, 1)
    say(
        f"{name:9} {told['lines']:7,} lines in {told['seconds']:7.2f} s: {told['lines_per_s']:9,.0f}/s, "
        f"{told['peak_mb']:.0f} MB, loop {loop:.0f}"
    )
    return told


def report(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """The median of the rounds; the worst of memory. `ratio_one_by_one` is taken round by round."""
    product = [one["product"] for one in rounds]
    ratios = [one["product"]["lines_per_s"] / one["opponent"]["lines_per_s"] for one in rounds]
    rate = statistics.median(one["lines_per_s"] for one in product)
    peak = max(one["peak_mb"] for one in product)
    return {
        "lines_per_s": rate,
        "peak_mb": peak,
        "confirmed": product[-1]["confirmed"],
        "doubtful": product[-1]["doubtful"],
        "lines": product[-1]["lines"],
        "read_lines_per_s": round(
            statistics.median(one["lines"] / one["read_seconds"] for one in product), 1
        ),
        "one_by_one_lines_per_s": statistics.median(one["opponent"]["lines_per_s"] for one in rounds),
        "ratio_one_by_one": round(statistics.median(ratios), 2),
        "loop_ms": [one["loop_ms"] for one in product],
        "rounds": [one["lines_per_s"] for one in product],
        "limits": {
            "lines per second": judge(rate, ">=", LEAST_PER_SECOND),
            "peak MB": judge(peak, "<=", MOST_MB),
        },
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
