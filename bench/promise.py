"""How long a promise takes to be worked out, and how often promises are kept in lives that go by their own rules.

python -m bench.promise [--rounds 9] [--promises 400] [--seeds 1 2 3]
"""

import json
import os
import statistics
import sys
import time
from argparse import ArgumentParser
from typing import Any

from bench import kept
from bench.report import judge
from bench.say import say
from bench.windows import loop_ms
from bench.workshops import KINDS
from bukapo.production.promise.simulate import RUNS, simulate
from bukapo.production.promise.values import Course, Habits, Pace

PIECES, MOST_MS = 2_000, 300.0
COURSE = Course(
    tuple(
        Pace(name, mean, 0.25, people=people)
        for name, mean, people in (
            ("Potong", 200, 1), ("Sablon", 150, 3), ("Jahit", 120, 10), ("QC", 200, 1), ("Packing", 200, 1),
        )
    ),
    PIECES,
)  # fmt: skip


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.promise")
    parser.add_argument("--rounds", type=int, default=5 if quick else 15)
    parser.add_argument("--promises", type=int, default=150 if quick else 400)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1] if quick else [1, 2, 3])
    chosen = parser.parse_args(arguments)
    milliseconds = [_once(number) for number in range(chosen.rounds)]
    table = [_kept(kind, seed, chosen.promises) for kind in KINDS for seed in chosen.seeds]
    print(json.dumps(report(milliseconds, table)))
    return 0


def _once(number: int) -> float:
    loop, begun = loop_ms(), time.perf_counter()
    spread = simulate(COURSE, Habits(), seed=number)
    took = (time.perf_counter() - begun) * 1000
    say(f"round {number + 1}: {took:5.0f} ms, 90 % by working day {spread.day_of(0.9) + 1}, loop {loop:.0f}")
    return took


def _kept(kind: Any, seed: int, promises: int) -> dict[str, Any]:
    told = kept.judge(kind, promises=promises, seed=seed)
    shares = {percent: round(100 * told.share(percent), 1) for percent in (50, 80, 90)}
    say(
        f"{kind.name:24} seed {seed}: {told.promises} promises, kept at 50/80/90 %: "
        f"{shares[50]:.1f} / {shares[80]:.1f} / {shares[90]:.1f} %, "
        f"90 % day {told.width / told.promises:.1f} days after the median"
    )
    return {"kind": kind.name, "seed": seed, "promises": told.promises, "kept": shares}


def report(milliseconds: list[float], table: list[dict[str, Any]]) -> dict[str, Any]:
    """`ratio` is the median to the limit; the calibration is judged per kind, its seeds together."""
    median = statistics.median(milliseconds)
    limits = {f"{PIECES} pieces x {RUNS} runs, ms": judge(round(median), "<=", MOST_MS)}
    for name in dict.fromkeys(row["kind"] for row in table):
        rows = [row for row in table if row["kind"] == name]
        share = round(statistics.mean(row["kept"][90] for row in rows), 1)
        limits[f"{name}: 90 % day kept, at least"] = judge(share, ">=", 100 * kept.LEAST)
        limits[f"{name}: 90 % day kept, at most"] = judge(share, "<=", 100 * kept.MOST)
    return {
        "pieces": PIECES,
        "runs": RUNS,
        "ms": round(median),
        "worst_ms": round(max(milliseconds)),
        "ratio": round(median / MOST_MS, 2),
        "calibration": table,
        "limits": limits,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
