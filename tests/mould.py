"""An installation that was prepared once, with its tables made and its static files collected. Others begin as a copy.

Making the tables and the static files takes seconds, and many tests want a machine of their own. What a mould is made
of is in its name, so a development cluster that stays keeps it between runs and makes another when a migration changes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


def pour(data: Path, database_url: str = "") -> None:
    """Fill the folder `data` and the database, which exists and is empty, with what a prepared installation has.

    Its secret key is its own: the copy has none, so the first process makes one.
    """
    folder = Path(os.environ["BUKAPO_TEST_FOLDER"]) / "mould"
    with _alone(folder):
        if not (folder / "data").exists():
            _prepare(folder / "new", "")
            (folder / "new").rename(folder / "data")
        if database_url:
            _copy_database(_template(database_url, folder), database_url)
    lacking = shutil.ignore_patterns("secret.key", *(["*.sqlite3*"] if database_url else []))
    shutil.copytree(folder / "data", data, dirs_exist_ok=True, ignore=lacking)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Several workers test at once; one makes the mould, the others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(data: Path, database_url: str) -> None:
    own = {"BUKAPO_DATA": str(data), "DATABASE_URL": database_url, "BUKAPO_TEST": "0"}
    extra = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", PREPARE],
        env=os.environ | own | extra,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr


def _template(database_url: str, folder: Path) -> str:
    """The name of the prepared database on the same server, made when it is not there."""
    made_of = hashlib.sha256()
    for path in sorted(ROOT.glob("bukapo/*/migrations/*.py")):
        made_of.update(path.name.encode() + path.read_bytes())
    name = f"mould_{made_of.hexdigest()[:12]}"
    with _server(database_url) as server:
        there = server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'mould_%'").fetchall()
        if (name,) not in there:
            for (other,) in there:
                server.execute(f"DROP DATABASE IF EXISTS {other}")
            server.execute(f"CREATE DATABASE {name}_new")
            own = urlunsplit(urlsplit(database_url)._replace(path=f"/{name}_new"))
            _prepare(folder / "beside", own)
            server.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


def _copy_database(template: str, database_url: str) -> None:
    name = urlsplit(database_url).path.strip("/")
    with _server(database_url) as server:
        server.execute(f"DROP DATABASE {name}")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _server(database_url: str) -> "psycopg.Connection[tuple[str]]":
    return psycopg.connect(urlunsplit(urlsplit(database_url)._replace(path="/postgres")), autocommit=True)
