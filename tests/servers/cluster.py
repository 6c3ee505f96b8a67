"""A PostgreSQL that a test may stop and start again. Commits survive, as in earnest."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from setup import postgres

SOON = 60.0


class Cluster:
    """`url` stays the same over a stop and a start."""

    def __init__(self, url: str) -> None:
        self.url = url
        with psycopg.connect(url) as server:
            [[folder]] = server.execute("SHOW data_directory").fetchall()
        self._folder = Path(folder)
        self._pid = int((self._folder / "postmaster.pid").read_text().split()[0])
        # The same command as the same person: root has lent the server to somebody else.
        self._command = Path(f"/proc/{self._pid}/cmdline").read_bytes().split(b"\0")[:-1]
        self._again: subprocess.Popen[bytes] | None = None

    def stop(self, how: signal.Signals) -> None:
        """SIGINT is the fast way (everybody is thrown out), SIGQUIT the immediate one (as a crash)."""
        os.kill(self._pid, how)
        until = time.monotonic() + SOON
        while _alive(self._pid):
            assert time.monotonic() < until
            time.sleep(0.01)

    def start(self) -> None:
        owner = self._folder.stat()
        lent: dict[str, Any] = {}
        if os.geteuid() == 0:
            lent = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        with (self._folder.parent / "log").open("ab") as log:
            self._again = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder,
                start_new_session=True, **lent,
            )  # fmt: skip
        self._pid = self._again.pid
        until = time.monotonic() + SOON
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError), psycopg.connect(self.url, connect_timeout=5):
                return
            time.sleep(0.05)
        raise AssertionError("PostgreSQL did not come back")

    def end(self) -> None:
        if self._again is not None and self._again.poll() is None:
            self._again.send_signal(signal.SIGQUIT)
            self._again.wait(SOON)


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    with postgres.running(durable=True) as running:
        cluster = Cluster(running.url)
        try:
            yield cluster
        finally:
            cluster.end()


def _alive(pid: int) -> bool:
    """A server whose parent has not asked for its end yet is dead all the same."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
