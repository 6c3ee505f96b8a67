"""How far the forecast of a PO's final count is off at 25, 50 and 75 % of its window, beside the straight line.

python -m bench.forecast [--campaigns 150] [--seeds 1 2] [--rehearsed]
"""

import json
import os
import statistics
import sys
import time
from argparse import ArgumentParser
from typing import Any

from bench import campaigns, rehearsed
from bench.judged import LEAST_KEPT, MOST_KEPT, POINTS, Judged, judge
from bench.report import judge as against
from bench.say import say
from bench.windows import loop_ms

MOST_MS = 50.0
"""Of one forecast: a page makes one."""


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.forecast")
    parser.add_argument("--campaigns", type=int, default=40 if quick else 150, help="of each kind")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1] if quick else [1, 2])
    parser.add_argument(
        "--rehearsed", action="store_true", help="POs that the forecast was built on, instead"
    )
    chosen = parser.parse_args(arguments)
    names, store = (
        (rehearsed.MANNERS, rehearsed.store) if chosen.rehearsed else (campaigns.KINDS, campaigns.store)
    )
    loop = loop_ms()
    together = {point: Judged() for point in POINTS}
    kinds = {}
    for kind in names:
        found = {point: Judged() for point in POINTS}
        for seed in chosen.seeds:
            for point, judged in judge(kind, chosen.campaigns, seed, time.perf_counter, store).items():
                found[point].add(judged)
                together[point].add(judged)
        kinds[kind] = {point: figures(judged) for point, judged in found.items()}
        say(f"{kind:10} {line(found)}")
    say(f"{'all':10} {line(together)}")
    print(json.dumps(report(together, kinds, loop)))
    return 0


def line(found: dict[int, Judged]) -> str:
    return "   ".join(
        f"{point} %: off {one.error:5.1f} % (straight {one.straight_error:5.1f} %), range holds {one.coverage:3.0f} %"
        for point, one in found.items()
    )


def figures(judged: Judged) -> dict[str, Any]:
    """Mean absolute error in percent of the final count, and how often the range held it."""
    return {
        "forecasts": len(judged.off),
        "error": round(judged.error, 1),
        "straight_error": round(judged.straight_error, 1),
        "range_holds": round(judged.coverage, 1),
    }


def report(together: dict[int, Judged], kinds: dict[str, Any], loop: float) -> dict[str, Any]:
    """The limits are for all kinds together: nobody knows beforehand which kind of PO it is."""
    limits = {}
    for point, one in together.items():
        straight = round(one.straight_error, 1)
        limits[f"error at {point} %, below the straight line's"] = against(
            round(one.error, 1), "<=", straight
        )
        kept = round(one.coverage, 1)
        limits[f"range of 80 % at {point} %, at least"] = against(kept, ">=", LEAST_KEPT)
        limits[f"range of 80 % at {point} %, at most"] = against(kept, "<=", MOST_KEPT)
    ms = statistics.median(ms for one in together.values() for ms in one.took)
    limits["ms of one forecast"] = against(round(ms, 1), "<=", MOST_MS)
    return {
        "all": {point: figures(one) for point, one in together.items()},
        "kinds": kinds,
        "ms": round(ms, 1),
        "loop_ms": loop,
        "limits": limits,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
