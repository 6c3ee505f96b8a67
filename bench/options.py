"""What a run measures: the whole list, or a part of it while somebody is tuning."""

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass

from bench.doors import FORM, JSON

POSTGRES, SQLITE = "postgres", "sqlite"
DJANGO, INTAKE, ORM_NAME, ROUND_TRIP_NAME, PGBENCH = "django", "intake", "orm", "round-trip", "pgbench"
DOORS = (DJANGO, INTAKE, ORM_NAME, ROUND_TRIP_NAME, PGBENCH)
PLAIN, MILLION, FRESH, SLOW_DISK, SOLD_OUT = "plain", "million", "fresh", "slow-disk", "sold-out"
SCENARIOS = (PLAIN, MILLION, FRESH, SLOW_DISK, SOLD_OUT)


@dataclass(frozen=True)
class Length:
    rounds: int
    seconds: float


def usual() -> Length:
    """BENCH_QUICK=1 makes it short."""
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    return Length(1, 2.0) if quick else Length(3, 4.0)


@dataclass(frozen=True)
class Options:
    databases: tuple[str, ...]
    doors: tuple[str, ...]
    kinds: tuple[str, ...]
    connections: tuple[int, ...]
    rounds: int
    seconds: float
    warm_up: float
    old: int
    scenario: str
    json_only: bool

    def opponents(self, database: str) -> list[str]:
        """Those of them that this database can run."""
        able = (ORM_NAME, ROUND_TRIP_NAME) if database == POSTGRES else (ORM_NAME,)
        return [name for name in able if name in self.doors]

    def windows(self, database: str) -> int:
        """Windows of orders over HTTP in the whole run: each gets a shop of its own."""
        doors = sum(len(self.kinds) for name in (DJANGO, INTAKE) if name in self.doors)
        return self.rounds * len(self.connections) * (doors + len(self.opponents(database)))


def read(arguments: Sequence[str]) -> Options:
    """From the command line."""
    length = usual()
    parser = ArgumentParser(
        prog="python -m bench.intake",
        description="Orders per second at a drop. The last line of standard output is one JSON object.",
    )
    parser.add_argument("--only", action="append", choices=(POSTGRES, SQLITE), help="one database")
    parser.add_argument(
        "--doors", nargs="+", choices=DOORS, help="default: all; the product's two in a scenario"
    )
    parser.add_argument("--kinds", nargs="+", choices=(FORM, JSON), default=[FORM, JSON])
    parser.add_argument("--connections", nargs="+", type=int, default=[64, 256])
    parser.add_argument("--rounds", type=int, default=length.rounds)
    parser.add_argument("--seconds", type=float, default=length.seconds, help="of one window")
    parser.add_argument("--warm-up", type=float, default=1.0, help="seconds before each window")
    parser.add_argument("--old", type=int, default=20_000, help="orders of another campaign, seeded before")
    parser.add_argument("--scenario", choices=SCENARIOS, default=PLAIN)
    parser.add_argument("--json-only", action="store_true", help="no progress, only the result")
    chosen = parser.parse_args(arguments)
    return Options(
        databases=tuple(dict.fromkeys(chosen.only or (POSTGRES, SQLITE))),
        doors=tuple(dict.fromkeys(chosen.doors or (DOORS if chosen.scenario == PLAIN else DOORS[:2]))),
        kinds=tuple(dict.fromkeys(chosen.kinds)),
        connections=tuple(chosen.connections),
        rounds=chosen.rounds,
        seconds=chosen.seconds,
        warm_up=chosen.warm_up,
        old=chosen.old,
        scenario=chosen.scenario,
        json_only=chosen.json_only,
    )
