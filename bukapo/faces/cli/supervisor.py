"""Web and worker side by side: `python -m bukapo.faces.cli.supervisor URL HOST PORT`, what `bukapo serve` becomes.

It knows no Django, so that the parent stays small. SIGTERM and SIGINT end both children in peace; when one child
dies, the other is ended too and the exit code says so: whoever started us starts us again.
"""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from bukapo.faces.cli.orphans import die_with_parent

GRACE = 20.0
"""Seconds for requests and the current job to finish, then they are killed."""
LOOK = 0.1


class Supervisor:
    """`commands` are the children by name; `ready` is asked until it is true once, then `announce` is called."""

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        *,
        ready: Callable[[], bool] = lambda: True,
        announce: Callable[[], None] = lambda: None,
        grace: float = GRACE,
    ) -> None:
        self.commands, self.ready, self.announce, self.grace = commands, ready, announce, grace
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False

    def run(self) -> int:
        """Until told to stop (0) or until a child ends (its exit code, at least 1)."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        follow = die_with_parent(signal.SIGTERM)
        for name, command in self.commands.items():
            self.children[name] = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=follow)
        announced = False
        while not self.asked_to_stop and not self._ended():
            if not announced and self.ready():
                announced = True
                self.announce()
            time.sleep(LOOK)
        return self._end()

    def _stop(self, *_signal: object) -> None:
        self.asked_to_stop = True

    def _ended(self) -> dict[str, int]:
        codes = {name: child.poll() for name, child in self.children.items()}
        return {name: code for name, code in codes.items() if code is not None}

    def _end(self) -> int:
        codes = {} if self.asked_to_stop else self._ended()
        for name, code in codes.items():
            say(f"{name} ended by itself ({_how(code)}); stopping")
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + self.grace
        for name, child in self.children.items():
            try:
                child.wait(timeout=max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                say(f"{name} did not stop within {self.grace:.0f} s; killing it")
                child.kill()
                child.wait()
        return max((code if code > 0 else 1 for code in codes.values()), default=0)


def say(words: str) -> None:
    print(f"bukapo: {words}", file=sys.stderr, flush=True)


def answers(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        with socket.create_connection((_reachable(host), port), timeout=1):
            return True
    except OSError:
        return False


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


def main(arguments: Sequence[str]) -> int:
    url, host, port = arguments[0], arguments[1], int(arguments[2])
    bukapo = [sys.executable, "-m", "bukapo"]
    return Supervisor(
        {"web": [*bukapo, "web"], "worker": [*bukapo, "work"]},
        ready=lambda: answers(host, port),
        announce=lambda: print(f"BukaPO is ready: {url}", flush=True),
    ).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
