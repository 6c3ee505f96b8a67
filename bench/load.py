"""Load: wrk with unique orders, or plain GETs, and what it counted."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.carts import KEY, PHONE

HERE = Path(__file__).resolve().parent
MARK = "bench-load "


class LoadFailed(Exception):
    """wrk did not run or said nothing that could be read."""


@dataclass(frozen=True)
class Load:
    """One run of wrk. `refused`: answers with a status of 400 or more; `broken`: no answer at all."""

    requests: int
    seconds: float
    bytes: int
    refused: int
    broken: int
    p50_ms: float
    p99_ms: float

    @property
    def accepted(self) -> int:
        return self.requests - self.refused

    @property
    def per_second(self) -> float:
        """Accepted answers a second."""
        return self.accepted / self.seconds


def found() -> bool:
    return shutil.which("wrk") is not None


def parse(said: str) -> Load:
    """What `load.lua` (or `pages.lua`) printed at the end. Raises LoadFailed."""
    for line in said.splitlines():
        if line.startswith(MARK):
            told = json.loads(line.removeprefix(MARK))
            return Load(
                requests=told["requests"],
                seconds=told["microseconds"] / 1e6,
                bytes=told["bytes"],
                refused=told["refused"],
                broken=told["broken"],
                p50_ms=round(told["p50"] / 1000, 2),
                p99_ms=round(told["p99"] / 1000, 2),
            )
    raise LoadFailed(f"wrk said: {said[-500:]}")


def lua_bodies(bodies: Sequence[str]) -> str:
    """A Lua file that returns the bodies, cut where key and phone belong."""
    rows = []
    for body in bodies:
        parts = [part for piece in body.split(KEY) for part in piece.split(PHONE)]
        rows.append("{" + ",".join(_lua_text(part) for part in parts) + "}")
    return "return {\n" + ",\n".join(rows) + "\n}\n"


def _lua_text(text: str) -> str:
    """JSON's escapes are Lua's too, except \\u, which UTF-8 does without."""
    return json.dumps(text, ensure_ascii=False)


def orders(
    url: str, bodies: Path, kind: str, tag: str, first: int, *, connections: int, seconds: float
) -> Load:
    """Orders for `seconds`, by buyers numbered from `first`; `tag` makes this run's keys unlike any other's."""
    arguments = [str(bodies), kind, tag, str(first)]
    return _wrk(url, HERE / "load.lua", arguments, connections=connections, seconds=seconds)


def reads(url: str, *, gzip: bool, connections: int, seconds: float) -> Load:
    """GETs of one address for `seconds`."""
    arguments = ["gzip" if gzip else "identity"]
    return _wrk(url, HERE / "pages.lua", arguments, connections=connections, seconds=seconds)


def _wrk(url: str, script: Path, arguments: list[str], *, connections: int, seconds: float) -> Load:
    command = [
        *(
            "wrk",
            "--threads",
            "1",
            "--connections",
            str(connections),
            "--duration",
            f"{max(1, round(seconds))}s",
        ),
        *("--timeout", "20s", "--script", str(script), url, "--", *arguments),
    ]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    except subprocess.TimeoutExpired as late:
        raise LoadFailed(f"wrk did not come back: {late}") from late
    if ran.returncode:
        raise LoadFailed(f"{' '.join(command)}: {ran.stderr[-500:]}")
    return parse(ran.stdout)
