"""How fast the PO's page is, against the emptiest view that the same server can serve in the same run.

python -m bench.pages [--database sqlite] [--rounds 1] [--seconds 2]
"""

import json
import signal
import statistics
import sys
from argparse import ArgumentParser
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench import load, options
from bench.options import POSTGRES, SQLITE
from bench.report import judge
from bench.say import say
from bench.servers import Server, drain, serving
from bench.stage import stage
from bench.telling import UNAVAILABLE, tell
from bench.windows import loop_ms

CONNECTIONS = 64
GZIP, IDENTITY = "gzip", "identity"
BARE, USUAL = "bare view", "bare view with middleware"
SETTINGS = {BARE: "bench.served.bare", USUAL: "bench.served.settings"}
LEAST_RATIO = 0.40


@dataclass(frozen=True)
class Page:
    name: str
    server: Server
    path: str
    coding: str = IDENTITY


def main(arguments: list[str]) -> int:
    length = options.usual()
    parser = ArgumentParser(prog="python -m bench.pages")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), default=POSTGRES)
    parser.add_argument("--rounds", type=int, default=length.rounds)
    parser.add_argument("--seconds", type=float, default=length.seconds)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not load.found():
        say("LEFT OUT: everything. There is no wrk. On Debian: apt-get install wrk", loud=True)
        print(json.dumps({"left_out": {"everything": "there is no wrk"}, "limits": {}}))
        return UNAVAILABLE
    return tell(
        lambda folder: measure(chosen.database, chosen.rounds, chosen.seconds, folder),
        database=chosen.database,
        hint="; try --database sqlite",
    )


def measure(database: str, rounds: int, seconds: float, folder: Path) -> dict[str, Any]:
    """Every page in turn, round by round."""
    nobody = options.read(["--only", database, "--doors", options.DJANGO, "--rounds", "1"])
    with ExitStack() as stack:
        made = stack.enter_context(stage(database, nobody, folder / database))
        web, shop = made.servers["web"], next(made.shops)
        bare = {
            name: stack.enter_context(
                serving(name.replace(" ", "-"), ["web"], {**made.environment, **_named(name)}, made.folder)
            )
            for name in SETTINGS
        }
        pages = [Page(coding, web, shop.path, coding) for coding in (GZIP, IDENTITY)]
        pages += [Page(name, server, "/_bench/ok") for name, server in bare.items()]
        sizes = {coding: _size(web, shop.path, coding) for coding in (GZIP, IDENTITY)}
        assert all(_size(server, "/_bench/ok", IDENTITY) == len("ok") for server in bare.values())
        runs: dict[str, list[load.Load]] = defaultdict(list)
        for number in range(rounds):
            for page in [*pages[number % len(pages) :], *pages[: number % len(pages)]]:
                _read(page, 1)
                loop = loop_ms()
                one = _read(page, seconds)
                runs[page.name].append(one)
                say(
                    f"round {number + 1} {page.name:26} {one.per_second:8,.0f}/s  p99 {one.p99_ms} ms  loop {loop:.0f}"
                )
    return report(database, runs, sizes)


def report(database: str, runs: dict[str, list[load.Load]], sizes: dict[str, int]) -> dict[str, Any]:
    """The page's figure is the worse of gzip accepted and not."""
    rates = {name: round(statistics.median(one.per_second for one in own), 1) for name, own in runs.items()}
    page = {coding: _page(rates[coding], rates, runs[coding]) for coding in (GZIP, IDENTITY)}
    worse = min(page.values(), key=lambda one: float(one["requests_per_s"]))
    failed = sum(one.refused + one.broken for own in runs.values() for one in own)
    return {
        "database": database,
        "campaign_page": {**worse, "bytes": sizes[IDENTITY], "gzip_bytes": sizes[GZIP], **page},
        "bare": {"requests_per_s": rates[BARE]},
        "bare_with_middleware": {"requests_per_s": rates[USUAL]},
        "limits": {
            "campaign page x bare view": judge(worse["ratio_bare"], ">=", LEAST_RATIO),
            "failed requests": judge(failed, "<=", 0),
        },
    }


def _page(rate: float, rates: dict[str, float], runs: list[load.Load]) -> dict[str, Any]:
    return {
        "requests_per_s": rate,
        "p99_ms": statistics.median(one.p99_ms for one in runs),
        "ratio_bare": round(rate / rates[BARE], 3),
        "ratio_bare_with_middleware": round(rate / rates[USUAL], 3),
    }


def _named(name: str) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": SETTINGS[name]}


def _read(page: Page, seconds: float) -> load.Load:
    url = page.server.url + page.path
    ran = load.reads(url, gzip=page.coding == GZIP, connections=CONNECTIONS, seconds=seconds)
    drain(page.server)
    return ran


def _size(server: Server, path: str, coding: str) -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": coding, "Accept-Language": "id"})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, f"{path} answered {answer.status}"
        assert (answer.getheader("Content-Encoding") == GZIP) == (coding == GZIP), path
        return len(body)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
