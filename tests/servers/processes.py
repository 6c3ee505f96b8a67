"""One server process of a machine: started until it answers, killed or asked to end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60.0


class Server:
    """`bukapo <command>` on a port of its own. What it says is appended to `log`."""

    def __init__(self, command: list[str], log: Path, *, ready: str, port: int = 0) -> None:
        self.command, self.log, self.ready = command, log, ready
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, environment: Mapping[str, str]) -> None:
        """Returns when `ready` answers 200."""
        command = [sys.executable, "-m", "bukapo", *self.command, "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            assert self._process.poll() is None, self.log.read_text()[-2000:]
            with suppress(OSError, HTTPException):
                connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", self.ready)
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(f"not ready within {READY_WITHIN:.0f} s: {self.log.read_text()[-2000:]}")

    def kill(self) -> int:
        """kill -9 to the server and to every process under it, as a power cut would. How many there were."""
        victims = _family(self.pid)
        for victim in victims:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        self._ended()
        return len(victims)

    def terminate(self) -> int:
        """SIGTERM, as a service manager does it. Returns the exit code once it is gone."""
        assert self._process is not None
        self._process.terminate()
        return self._ended()

    def _ended(self) -> int:
        assert self._process is not None
        code = self._process.wait(60)
        self._process = None
        return code


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    """The process and everything under it, parents first. A server's own processes live as long as it does."""
    listed: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            listed += [int(child) for child in (task / "children").read_text().split()]
    return [pid, *(one for child in listed for one in _family(child))]
