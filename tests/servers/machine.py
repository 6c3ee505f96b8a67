"""A machine that runs BukaPO as in earnest: its own data folder and database, no test settings, real server processes.

The tests' own process talks to it by HTTP only, and looks into its database by running Python there.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60.0
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


class Machine:
    """`start()` and `kill()` as often as one likes; `close()` at the end leaves neither process nor database."""

    def __init__(self, folder: Path, *, server: str = "") -> None:
        """`server`: URL of the PostgreSQL to make our own database in, the tests' own by default."""
        self.folder = folder
        self.port = _free_port()
        self.log = folder / "server.log"
        self._server = server or os.environ["DATABASE_URL"]
        self._name = f"machine_{uuid.uuid4().hex[:12]}" if self._server else ""
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        if self._name:
            self._sql(f"CREATE DATABASE {self._name}")

    @property
    def environment(self) -> dict[str, str]:
        """A trusted proxy stands in front, so that each buyer of a test may come from an address of their own."""
        own_database = (
            urlunsplit(urlsplit(self._server)._replace(path=f"/{self._name}")) if self._name else ""
        )
        own = {"BUKAPO_DATA": str(self.folder / "data"), "DATABASE_URL": own_database, "PORT": str(self.port)}
        return os.environ | own | {"BUKAPO_TEST": "0", "BUKAPO_PROXIES": "1"}

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """`bukapo …` to its end; the exit code is the caller's to judge."""
        return self._call([sys.executable, "-m", "bukapo", *arguments])

    def python(self, code: str) -> str:
        """What `code` prints, run beside the server on the same database."""
        ran = self._call([sys.executable, "-c", f"import django; django.setup()\n{code}"])
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def prepare(self) -> None:
        """What `bukapo serve` does before it serves."""
        self.python(PREPARE)

    def start(self, *, workers: int = 1) -> None:
        """`bukapo web` until it answers. What it says is appended to `log`."""
        command = [sys.executable, "-m", "bukapo", "web", "--workers", str(workers)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            assert self._process.poll() is None, self.log.read_text()[-2000:]
            with suppress(OSError):
                connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(f"not ready within {READY_WITHIN:.0f} s: {self.log.read_text()[-2000:]}")

    def kill(self) -> int:
        """kill -9 to the server and to every process under it, as a power cut would. How many there were."""
        assert self._process is not None
        victims = _family(self._process.pid)
        for victim in victims:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        self._process.wait()
        self._process = None
        return len(victims)

    def close(self) -> None:
        if self._process is not None:
            self.kill()
        if self._name:
            self._sql(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    def _call(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        extra = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings"}
        return subprocess.run(
            command, env=self.environment | extra, cwd=ROOT, capture_output=True, text=True, timeout=120
        )

    def _sql(self, statement: Any) -> None:
        with psycopg.connect(self._server, autocommit=True) as server:
            server.execute(statement)


def _family(pid: int) -> list[int]:
    """The process and everything under it, parents first. A server's own processes live as long as it does."""
    listed: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            listed += [int(child) for child in (task / "children").read_text().split()]
    return [pid, *(one for child in listed for one in _family(child))]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
