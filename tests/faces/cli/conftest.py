"""Installations of one's own: a folder, a database, and the command line run as a person would run it."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.mould import pour

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Installation:
    """Its own BUKAPO_DATA and database, on the same kind of database as the tests run on."""

    folder: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        own = {"BUKAPO_DATA": str(self.folder), "DATABASE_URL": self.database_url, "BUKAPO_TEST": "1"}
        return os.environ | own

    def prepare(self) -> None:
        """With tables and static files, as after `bukapo migrate`."""
        pour(self.folder, self.database_url)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "bukapo", *arguments]

    def run(self, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """One command to its end; the exit code is the caller's to judge."""
        return subprocess.run(
            self.command(*arguments),
            env=self.environment | more,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def python(self, code: str) -> str:
        """What `code` prints, run inside the installation with Django ready."""
        ready = "import django; django.setup()\n"
        ran = subprocess.run(
            [sys.executable, "-c", ready + code],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()


@pytest.fixture(scope="module")
def new_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Installation]]:
    """As many as needed; each begins empty, without tables."""
    base, made = os.environ["DATABASE_URL"], list[str]()

    def make() -> Installation:
        name = f"own_{uuid.uuid4().hex[:12]}"
        folder = tmp_path_factory.mktemp("installation") / "data"
        if not base:
            return Installation(folder, "")
        with psycopg.connect(base, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return Installation(folder, urlunsplit(urlsplit(base)._replace(path=f"/{name}")))

    yield make
    for name in made:
        with psycopg.connect(base, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def installation(new_installation: Callable[[], Installation]) -> Installation:
    return new_installation()
