"""Server processes of a run: started, waited for, weighed, and ended for certain."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bukapo.faces.cli.orphans import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 45.0


class ServerFailed(Exception):
    """It did not start; the message ends with what it said."""


@dataclass(frozen=True)
class Server:
    """A running server on 127.0.0.1."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> dict[str, float]:
        """MB of the process and everything under it: `pss` counts shared pages once, `rss` in every process."""
        pages = [_memory(pid) for pid in family(self.process.pid)]
        return {name: round(sum(page[name] for page in pages) / 1024, 1) for name in ("pss", "rss")}

    def cpu_ms(self) -> float:
        """Processor time its processes have used so far."""
        ticks = 0
        for pid in family(self.process.pid):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # utime and stime, proc(5)
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(
    name: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path
) -> Iterator[Server]:
    """`python -m bukapo <arguments> --port N` while the block lasts. Raises ServerFailed."""
    port, log = free_port(), folder / f"{name}.log"
    command = [sys.executable, "-m", "bukapo", *arguments, "--port", str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, env={**environment, "PORT": str(port)}, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said,
            stderr=said, start_new_session=True,  # ctrl-C is for the bench, which then ends the servers
            preexec_fn=die_with_parent(signal.SIGKILL),
        )  # fmt: skip
    try:
        _wait(process, port, log)
        yield Server(name, port, process, log)
    finally:
        stop(process)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until it answers anything at all over HTTP."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ServerFailed(log.read_text(errors="replace")[-1500:].strip())
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/healthz")
                connection.getresponse().read()
                return
            finally:
                connection.close()
        time.sleep(0.05)
    raise ServerFailed(f"no answer within {READY_WITHIN:.0f} s: {log.read_text(errors='replace')[-1500:]}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Politely, then not; with everything it started."""
    everyone = family(process.pid) if process.poll() is None else []
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
    for pid in everyone:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def family(pid: int) -> list[int]:
    """The process and everything under it, parents first."""
    listed: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                listed += [int(child) for child in (task / "children").read_text().split()]
    return [pid, *(one for child in listed for one in family(child))]


def _memory(pid: int) -> dict[str, int]:
    """kB of one process; zeros when it is gone or not ours to look at."""
    found = {"pss": 0, "rss": 0}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _colon, rest = line.partition(":")
            if name.lower() in found:
                found[name.lower()] = int(rest.split()[0])
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def drain(server: Server, *, most: float = 40.0) -> None:
    """Stand in the queue once: when the answer comes, what a stopped load left before us has been worked off."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=most)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, HTTPException):
        pass  # the window will show it
    finally:
        connection.close()


Sleep = Callable[[float], None]


def wait_until_quiet(count: Callable[[], int], *, most: float = 12.0, sleep: Sleep = time.sleep) -> int:
    """Poll `count` until it stands still: what a stopped load left half done is done. The last count."""
    before, still, waited = count(), 0, 0.0
    while still < 3 and waited < most:
        sleep(0.1)
        waited += 0.1
        now = count()
        still = still + 1 if now == before else 0
        before = now
    return before
