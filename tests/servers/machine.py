"""A machine that runs BukaPO as in earnest: its own data folder and database, no test settings, real server processes.

The tests' own process talks to it by HTTP only, and looks into its database by running Python there.
"""

import os
import subprocess
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.mould import pour
from tests.servers.processes import ROOT, Server


class Machine:
    """`start()` and `kill()` as often as one likes; `close()` at the end leaves neither process nor database.

    `server`: the PostgreSQL to make a database in; by default that of the tests. Empty: SQLite.
    """

    def __init__(self, folder: Path, *, server: str | None = None) -> None:
        self.folder = folder
        self.web = Server(["web"], folder / "server.log", ready="/readyz")
        self.intake = Server(["intake"], folder / "intake.log", ready="/healthz")
        self._server = os.environ["DATABASE_URL"] if server is None else server
        self.database = f"machine_{uuid.uuid4().hex[:12]}" if self._server else ""
        folder.mkdir(parents=True, exist_ok=True)
        if self.database:
            self.sql(f"CREATE DATABASE {self.database}")

    @property
    def port(self) -> int:
        """Where the pages are."""
        return self.web.port

    @property
    def log(self) -> Path:
        return self.web.log

    @property
    def environment(self) -> dict[str, str]:
        """A trusted proxy stands in front, so that each buyer of a test may come from an address of their own."""
        own_database = urlunsplit(urlsplit(self._server)._replace(path=f"/{self.database}"))
        own = {
            "BUKAPO_DATA": str(self.folder / "data"),
            "DATABASE_URL": own_database if self.database else "",
            "PORT": str(self.port),
        }
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
        """What `bukapo serve` does before it serves: the tables, the static files."""
        pour(self.folder / "data", self.environment["DATABASE_URL"])

    def start(self, *, workers: int = 1, **environment: str) -> None:
        """`bukapo web` until it answers."""
        self.web.command = ["web", "--workers", str(workers)]
        self.web.start(self.environment | environment)

    def start_intake(self, **environment: str) -> None:
        """`bukapo intake` until it answers."""
        self.intake.start(self.environment | environment)

    def kill(self) -> int:
        """kill -9 to the pages' server and to every process under it. How many there were."""
        return self.web.kill()

    def close(self) -> None:
        for server in (self.web, self.intake):
            if server.running:
                server.kill()
        if self.database:
            self.sql(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")

    def sql(self, statement: Any, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Asked of the PostgreSQL server, not of the machine's own database."""
        with psycopg.connect(self._server, autocommit=True) as server:
            answer = server.execute(statement, values)
            return answer.fetchall() if answer.description else []

    def _call(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        extra = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings"}
        return subprocess.run(
            command, env=self.environment | extra, cwd=ROOT, capture_output=True, text=True, timeout=120
        )
